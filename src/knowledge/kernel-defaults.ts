import type { ExtraArgs } from '../model/cluster.ts';
import type { PatchedField } from './kubelet-patches.ts';

/**
 * What the kubelet wants of the kernel, as keys in dotted form. It sets them itself, unless protectKernelDefaults is on:
 * then it does not start where one differs (kubernetes pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables;
 * values from component-helpers/node/util/sysctl; the same from 1.16 to 1.37).
 */
export const KERNEL_DEFAULTS: Readonly<Record<string, string>> = {
  'kernel.keys.root_maxbytes': '25000000',
  'kernel.keys.root_maxkeys': '1000000',
  'kernel.panic': '10',
  'kernel.panic_on_oops': '1',
  'vm.overcommit_memory': '1',
  'vm.panic_on_oom': '0',
};

/**
 * Whether the kubelet of a host starts only where the kernel is as it wants: by its flag, which wins, or by its field.
 * `field` is that of the configuration on hosts, with all patches.
 */
export function protectsKernelDefaults(
  field: PatchedField,
  { 'protect-kernel-defaults': flag }: ExtraArgs,
): boolean {
  // of a flag that is repeated the last one counts; pflag takes what strconv.ParseBool takes
  const given = typeof flag === 'string' || flag === undefined ? flag : flag.at(-1);
  if (given !== undefined) return ['1', 't', 'T', 'true', 'TRUE', 'True', ''].includes(given);
  return field.value === true;
}
