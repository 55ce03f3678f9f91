import { acceptRaKey } from '../facts/router-advertisements.ts';
import type { HostFacts } from '../facts/types.ts';
import { formatPorts, parsePorts, unionPorts } from '../knowledge/ports.ts';
import { type RequiredSysctl, requiredSysctls } from '../knowledge/sysctls.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { file } from '../resources/file.ts';
import { foreignPorts, type SysctlSpec, sysctl } from '../resources/sysctl.ts';
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
  const required = requiredSysctls(cluster, host);
  return [...advertisedRoutes(required, facts), ...required.map((one) => merged(one, facts))];
}

const FORWARDING = 'net.ipv6.conf.all.forwarding';
const ACCEPT_RA = /^net\.ipv6\.conf\.[^.]+\.accept_ra$/;

/**
 * A host that forwards IPv6 no longer follows router advertisements, and the kernel drops the default routes it has from
 * them at the moment forwarding is turned on, unless accept_ra is 2 by then (kernel ip-sysctl: accept_ra;
 * rt6_purge_dflt_routers). So these come first. Once set they stay, also while no router is heard.
 */
function advertisedRoutes(required: readonly RequiredSysctl[], facts: HostFacts): SysctlSpec[] {
  if (required.every(({ key, value }) => key !== FORWARDING || value.trim() !== '1')) return [];
  const ours = Object.entries(facts.record?.resources ?? {})
    .filter(([, { value }]) => value === '2')
    .map(([id]) => id.replace(/^sysctl /, ''))
    .filter((key) => ACCEPT_RA.test(key) && (facts.sysctls.get(key) ?? null) !== null);
  const heard = facts.routerAdvertisements.map(({ name }) => acceptRaKey(name));
  const own = new Set(required.map(({ key }) => key));
  return [...new Set([...heard, ...ours])]
    .filter((key) => !own.has(key))
    .toSorted()
    .map((key) => ({
      key,
      value: '2',
      reason: 'routes from router advertisements stay when the host forwards IPv6',
    }));
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
