import type { Cluster, Host } from '../model/cluster.ts';
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
  /** The mode of kube-proxy that needs it; absent: every node does. */
  readonly mode?: string;
}

const IPVS_REASON = 'kube-proxy in mode ipvs';

/** IPVS: kube-proxy's GetRequiredIPVSModules (kubernetes pkg/util/ipvs/ipvs.go); a new module is a row. */
const MODULES: readonly Row[] = [
  { name: 'overlay', reason: "the container runtime's overlay file systems" },
  { name: 'br_netfilter', reason: 'traffic of Pods on a bridge passes through iptables' },
  { name: 'ip_vs', reason: IPVS_REASON, mode: 'ipvs' },
  { name: 'ip_vs_rr', reason: IPVS_REASON, mode: 'ipvs' },
  { name: 'ip_vs_wrr', reason: IPVS_REASON, mode: 'ipvs' },
  { name: 'ip_vs_sh', reason: IPVS_REASON, mode: 'ipvs' },
  {
    name: 'nf_conntrack',
    reason: IPVS_REASON,
    formerly: { before: [4, 19], name: 'nf_conntrack_ipv4' },
    mode: 'ipvs',
  },
  { name: 'nf_tables', reason: 'kube-proxy in mode nftables', mode: 'nftables' },
];

/** The modules that any node needs, with kube-proxy in this mode; undefined: it has none, or its default. */
export function modulesOfMode(proxyMode: string | undefined): readonly RequiredModule[] {
  return MODULES.filter(({ mode }) => mode === undefined || mode === proxyMode).map(
    ({ mode: _, ...module }) => module,
  );
}

function proxyMode(cluster: Cluster): string | undefined {
  const { mode } = cluster.kubeProxy;
  return runsKubeProxy(cluster) && typeof mode === 'string' ? mode : undefined;
}

/** The first kernel that kube-proxy's mode nftables works with (KEP-3866; kubernetes pkg/proxy/nftables/supported.go). */
const NFTABLES_KERNEL: KernelVersion = [5, 13];

/** Why a kernel (`uname -r`) is not for this cluster, each in a sentence. */
export function kernelProblems(cluster: Cluster, kernelRelease: string): readonly string[] {
  if (proxyMode(cluster) !== 'nftables' || !isBefore(kernelRelease, NFTABLES_KERNEL)) return [];
  return [
    `the kernel is ${kernelRelease}: kube-proxy in mode nftables needs ${NFTABLES_KERNEL.join('.')} or newer; update it, or set \`spec.kubeProxy.mode: iptables\``,
  ];
}

/** The modules a host needs, each once: those of Kubernetes, the IPVS scheduler's, then the host's own. */
export function requiredModules(cluster: Cluster, host: Host): readonly RequiredModule[] {
  const modules: readonly RequiredModule[] = [
    ...modulesOfMode(proxyMode(cluster)),
    ...scheduler(cluster),
    ...host.node.kernelModules.map((name) => ({ name, reason: 'spec.node.kernelModules' })),
  ];
  return modules.filter(({ name }, index) => modules.findIndex((other) => other.name === name) === index);
}

function scheduler(cluster: Cluster): readonly RequiredModule[] {
  const { ipvs } = cluster.kubeProxy;
  const name = typeof ipvs === 'object' && ipvs !== null && 'scheduler' in ipvs ? ipvs.scheduler : undefined;
  if (proxyMode(cluster) !== 'ipvs' || typeof name !== 'string' || name === '') return [];
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

/** Modules that went into another, and the kernel that did it (the kernel's history of net/netfilter). */
const RENAMED: Readonly<Record<string, readonly [to: string, since: KernelVersion]>> = {
  ip_conntrack: ['nf_conntrack', [2, 6]],
  nf_conntrack_ipv4: ['nf_conntrack', [4, 19]],
  nf_conntrack_ipv6: ['nf_conntrack', [4, 19]],
  nf_nat_ipv4: ['nf_nat', [5, 1]],
  nf_nat_ipv6: ['nf_nat', [5, 1]],
  nf_log_ipv4: ['nf_log_syslog', [5, 13]],
  nf_log_ipv6: ['nf_log_syslog', [5, 13]],
};

/** What a module is called on this kernel, in a sentence; undefined: its name is still its own, as far as is known. */
export function renamedModule(name: string, kernelRelease: string): string | undefined {
  const row = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  if (row === undefined || !/^\d+\.\d+/.test(kernelRelease) || isBefore(kernelRelease, row[1]))
    return undefined;
  return `kernel module ${name} became ${row[0]} in ${row[1].join('.')}, and the kernel is ${kernelRelease}: write ${row[0]} in kernelModules`;
}

/** False for a release that does not begin with a version. */
function isBefore(kernelRelease: string, [major, minor]: KernelVersion): boolean {
  const match = /^(\d+)\.(\d+)/.exec(kernelRelease);
  const [actualMajor, actualMinor] = [Number(match?.[1]), Number(match?.[2])];
  return actualMajor < major || (actualMajor === major && actualMinor < minor);
}
