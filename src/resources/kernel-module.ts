import type { Denial } from '../facts/module-config.ts';
import type { HostFacts } from '../facts/types.ts';
import { modulePackages } from '../knowledge/os-families.ts';
import { loadModule } from '../shell/functions/kernel.ts';
import { moduleName } from '../values/module-name.ts';
import type { Remover, Resource } from './resource.ts';

/** A kernel module, loaded now. The file that loads it at boot is a file resource. Built in counts as loaded. */
export function kernelModule({ name, reason }: { readonly name: string; readonly reason: string }): Resource {
  return {
    id: `kernel-module ${name}`,
    value: 'loaded',
    original: ({ modules }) => modules.get(name) ?? null,
    plan: (facts) => {
      const state = facts.modules.get(name);
      if (state === 'loaded' || state === 'builtin') return null;
      return {
        change: {
          action: 'create',
          before: obstacle(name, facts),
          after: 'loaded',
          reason,
          disruption: 'none',
        },
        script: loadModule(name, reason, modulePackages(facts.os, facts.kernel)),
      };
    },
  };
}

/** What will keep a module from being loaded, as far as it can be seen; null: nothing. */
function obstacle(name: string, { modules, moduleConfig, kernel }: HostFacts): string | null {
  const denial = moduleConfig.denials.find(
    ({ module, how, where }) => how === 'install' && where !== MODPROBE_FILE && module === moduleName(name),
  );
  if (denial !== undefined) return `denied by ${denial.where}`;
  if (modules.get(name) !== 'missing') return null;
  return moduleConfig.hasDirectory
    ? `not found for kernel ${kernel}`
    : `not found: there is no /lib/modules/${kernel}`;
}

/** The file of ours with options and denials; what it denies of old is put right before anything is loaded. */
export const MODPROBE_FILE = '/etc/modprobe.d/kubestrap.conf';

/** The first line of somebody else's that keeps a module from being loaded at boot. */
export function foreignDenial(name: string, { moduleConfig }: HostFacts): Denial | undefined {
  return moduleConfig.denials.find(
    ({ module, where }) => module === moduleName(name) && where !== MODPROBE_FILE,
  );
}

/** Modules stay in the kernel until the next boot: something may be using them. Only the boot entry goes. */
export const removeKernelModule: Remover = () => null;
