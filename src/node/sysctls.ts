import type { HostFacts } from '../facts/types.ts';
import { formatPorts, parsePorts, unionPorts } from '../kubeadm/ports.ts';
import { type RequiredSysctl, requiredSysctls } from '../kubeadm/sysctls.ts';
import { file } from '../resources/file.ts';
import { foreignPorts, type SysctlSpec, sysctl } from '../resources/sysctl.ts';
import type { Cluster, Host } from '../spec/model.ts';
import { type Area, HEADING } from './area.ts';
import { moduleNames } from './modules.ts';

export const SYSCTLS_FILE = '/etc/sysctl.d/99-kubestrap.conf';

/** Kernel parameters, now and at boot. After the modules, which bring some of them. */
export const sysctls: Area = {
  resources: ({ cluster, host, facts }) => {
    const wanted = hostSysctls(cluster, host, facts);
    const unknown = new Set(unknownSysctls(cluster, host, facts));
    const content = HEADING + wanted.map(({ key, value }) => `${key} = ${value}\n`).join('');
    return [
      file({ path: SYSCTLS_FILE, content, mode: '0644', reason: 'sysctls at boot' }),
      ...wanted.filter(({ key }) => !unknown.has(key)).map(sysctl),
    ];
  },
  problems: ({ cluster, host, facts }) => {
    const unknown = unknownSysctls(cluster, host, facts);
    if (unknown.length === 0) return [];
    const what = unknown.length === 1 ? 'no sysctl' : 'no sysctls';
    return [
      `kernel ${facts.kernel} has ${what} ${unknown.join(', ')}: check the spelling, or name the module that brings it in kernelModules`,
    ];
  },
  asks: (cluster, host) => ({
    files: [SYSCTLS_FILE],
    sysctls: requiredSysctls(cluster, host).map(({ key }) => key),
  }),
};

/** The sysctls of a host, with what others have in the same value. */
export function hostSysctls(cluster: Cluster, host: Host, facts: HostFacts): SysctlSpec[] {
  return requiredSysctls(cluster, host).map((required) => merged(required, facts));
}

/**
 * Keys that this kernel does not have, and that nothing will bring: the module that is known to bring them is loaded,
 * or where none is known, all modules of the host are.
 */
export function unknownSysctls(cluster: Cluster, host: Host, facts: HostFacts): string[] {
  const isThere = (name: string) => ['loaded', 'builtin'].includes(facts.modules.get(name) ?? '');
  const allThere = moduleNames(cluster, host, facts).every(({ name }) => isThere(name));
  return requiredSysctls(cluster, host)
    .filter(({ key }) => facts.sysctls.get(key) === null)
    .filter(({ needsModule }) => (needsModule === undefined ? allThere : isThere(needsModule)))
    .map(({ key }) => key);
}

/** A port list is ours and other people's: theirs is what is live and was not set by us. */
function merged({ key, value, reason, needsModule, merge }: RequiredSysctl, facts: HostFacts): SysctlSpec {
  const base = { key, value, reason, ...(needsModule === undefined ? {} : { needsModule }) };
  const live = facts.sysctls.get(key) ?? '';
  if (merge === undefined || live === '') return base;
  const foreign = foreignPorts(live, facts.record?.resources[`sysctl ${key}`]);
  return { ...base, value: formatPorts(unionPorts(foreign, parsePorts(value))), ours: value };
}
