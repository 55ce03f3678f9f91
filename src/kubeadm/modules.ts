import type { Cluster, Host } from '../spec/model.ts';
import { runsKubeProxy } from './ports.ts';

/** A kernel module a host needs, and why. */
export interface RequiredModule {
  readonly name: string;
  readonly reason: string;
  /** What it was called on older kernels. */
  readonly formerly?: { readonly before: KernelVersion; readonly name: string };
}

type KernelVersion = readonly [major: number, minor: number];

interface Row extends RequiredModule {
  /** Absent: always. */
  readonly when?: (cluster: Cluster) => boolean;
}

const isIpvs = (cluster: Cluster): boolean => runsKubeProxy(cluster) && cluster.kubeProxy.mode === 'ipvs';
const IPVS_REASON = 'kube-proxy in mode ipvs';

/** IPVS: kube-proxy's GetRequiredIPVSModules (kubernetes pkg/util/ipvs/ipvs.go); a new module is a row. */
const MODULES: readonly Row[] = [
  { name: 'overlay', reason: "the container runtime's overlay file systems" },
  { name: 'br_netfilter', reason: 'traffic of Pods on a bridge passes through iptables' },
  { name: 'ip_vs', reason: IPVS_REASON, when: isIpvs },
  { name: 'ip_vs_rr', reason: IPVS_REASON, when: isIpvs },
  { name: 'ip_vs_wrr', reason: IPVS_REASON, when: isIpvs },
  { name: 'ip_vs_sh', reason: IPVS_REASON, when: isIpvs },
  {
    name: 'nf_conntrack',
    reason: IPVS_REASON,
    formerly: { before: [4, 19], name: 'nf_conntrack_ipv4' },
    when: isIpvs,
  },
];

/** The modules a host needs, each once: those of Kubernetes, the IPVS scheduler's, then the host's own. */
export function requiredModules(cluster: Cluster, host: Host): readonly RequiredModule[] {
  const modules: readonly RequiredModule[] = [
    ...MODULES.filter(({ when }) => when?.(cluster) ?? true).map(({ when: _, ...module }) => module),
    ...scheduler(cluster),
    ...host.node.kernelModules.map((name) => ({ name, reason: 'spec.node.kernelModules' })),
  ];
  return modules.filter(({ name }, index) => modules.findIndex((other) => other.name === name) === index);
}

function scheduler(cluster: Cluster): readonly RequiredModule[] {
  const { ipvs } = cluster.kubeProxy;
  const name = typeof ipvs === 'object' && ipvs !== null && 'scheduler' in ipvs ? ipvs.scheduler : undefined;
  if (!isIpvs(cluster) || typeof name !== 'string' || name === '') return [];
  return [{ name: `ip_vs_${name}`, reason: `kube-proxy's IPVS scheduler ${name}` }];
}

/**
 * The names to try on a kernel (`uname -r`), best first. A distribution's older kernel may have the newer
 * name (RHEL 8's 4.18 has no nf_conntrack_ipv4), so the newer one is tried after the older.
 */
export function moduleCandidates(module: RequiredModule, kernelRelease: string): readonly string[] {
  const { formerly, name } = module;
  return formerly !== undefined && isBefore(kernelRelease, formerly.before) ? [formerly.name, name] : [name];
}

/** False for a release that does not begin with a version. */
function isBefore(kernelRelease: string, [major, minor]: KernelVersion): boolean {
  const match = /^(\d+)\.(\d+)/.exec(kernelRelease);
  const [actualMajor, actualMinor] = [Number(match?.[1]), Number(match?.[2])];
  return actualMajor < major || (actualMajor === major && actualMinor < minor);
}
