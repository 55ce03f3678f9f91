import { hasJoined, type Membership } from '../cluster/membership.ts';
import { ignoredPreflightErrors } from '../documents/node-configuration.ts';
import type { Listener, Machine } from '../facts/machine.ts';
import type { HostFacts } from '../facts/types.ts';
import { DEFAULT_PORTS } from '../knowledge/default-ports.ts';
import { MANIFESTS_DIRECTORY } from '../knowledge/directories.ts';
import { kernelMismatch } from '../knowledge/kernels.ts';
import { apiServerPort } from '../knowledge/ports.ts';
import { RUNTIME, runtimeAt } from '../knowledge/runtimes.ts';
import { type Named, named } from '../model/change-id.ts';
import type { Cluster, Host, Role } from '../model/cluster.ts';

/** What kubeadm's preflight refuses on a host, and would say twenty minutes into a run. */
export interface Refusal {
  /** kubeadm's name of the check, as ignorePreflightErrors takes it. */
  readonly check: string;
  readonly message: string;
  readonly evidence: string;
  readonly remedy: string;
  /** The check of doctor that looks at it by itself; absent: `preflight`. */
  readonly doctor?: string;
}

export interface Candidate {
  readonly cluster: Cluster;
  readonly host: Host;
  readonly facts: HostFacts;
  readonly membership: Membership;
}

/** kubeadm's own bounds for a control plane (preflight Mem, in decimal MB, and NumCPU). */
export const MIN_MEMORY_MB = 1700;
export const MIN_CPUS = 2;

/** A minor of Kubernetes, 1.x. Both ends count; absent: open. */
interface Minors {
  readonly from?: number;
  readonly to?: number;
}

/** Programs without which kubeadm refuses (shared facts of each minor: kubernetes cmd/kubeadm/app/preflight/checks.go). */
const PROGRAMS: Readonly<Record<string, Minors & { readonly package: string }>> = {
  crictl: { to: 30, package: 'cri-tools' },
  conntrack: { from: 18, to: 31, package: 'conntrack or conntrack-tools' },
  ip: { to: 32, package: 'iproute2 or iproute' },
  iptables: { to: 32, package: 'iptables' },
  nsenter: { to: 32, package: 'util-linux' },
  mount: { package: 'util-linux' },
  cp: { from: 33, package: 'coreutils' },
  losetup: { from: 33, package: 'util-linux' },
};

/** Controllers without which SystemVerification fails, on either version of cgroups (kubernetes/system-validators). */
const CONTROLLERS = ['cpu', 'cpuset', 'memory'];

/** From this minor on the kubelet, and SystemVerification, refuse cgroup v1 (kubernetes#134298, kubernetes#134744). */
export const CGROUP_V1_REFUSED = 35;

function isIn(minor: number, { from = 0, to = Number.POSITIVE_INFINITY }: Minors): boolean {
  return minor >= from && minor <= to;
}

/** Ports that kubeadm binds to see whether they are free; the kubelet's is a constant there. */
export function preflightPorts(cluster: Cluster, role: Role): readonly (readonly [number, string])[] {
  if (role === 'worker') return [[DEFAULT_PORTS.kubelet, 'kubelet']];
  return [
    [apiServerPort(cluster), 'kube-apiserver'],
    [DEFAULT_PORTS.scheduler, 'kube-scheduler'],
    [DEFAULT_PORTS.controllerManager, 'kube-controller-manager'],
    [DEFAULT_PORTS.kubelet, 'kubelet'],
    ...('local' in cluster.etcd
      ? ([
          [DEFAULT_PORTS.etcdClient, 'etcd client'],
          [DEFAULT_PORTS.etcdPeer, 'etcd peer'],
        ] as const)
      : []),
  ];
}

/** Directories that kubeadm wants empty on a host that joins; of etcd's data directory `etcdDirectoryProblem` knows more. */
export function preflightDirectories({ kubernetesVersion }: Cluster, role: Role): readonly string[] {
  return role === 'worker' && kubernetesVersion.minor < 23 ? [MANIFESTS_DIRECTORY] : [];
}

/** ss(8) knows a process by the first 15 characters of its name. */
export function isOwn(component: string, process: string): boolean {
  return (component.split(' ')[0] ?? component).slice(0, 15) === process;
}

/** A port of a component that somebody listens on. */
export function portTaken(component: string, { port, local, process, pid }: Listener): Refusal {
  const who = process === '' ? 'a program that ss(8) does not name' : `${process} (process ${pid})`;
  const own = isOwn(component, process);
  return {
    check: `Port-${port}`,
    message: own
      ? `port ${port} (${component}): ${process} of an earlier cluster still listens on it`
      : `port ${port} (${component}) is taken by ${process === '' ? who : process}`,
    evidence: `listens on ${local}: ${who}`,
    doctor: 'ports',
    remedy: own
      ? 'if nothing of the earlier cluster is needed, clean the host with "kubestrap reset --limit" (and --include-foreign, if kubestrap did not make it)'
      : 'move that program to another port or stop it ("ps -fp PROCESS" on the host says what it is)',
  };
}

/** Too little memory or too few CPUs for a control plane. */
export function capacity(role: Role, { memoryKiB, cpus }: Pick<Machine, 'memoryKiB' | 'cpus'>): Refusal[] {
  if (role === 'worker') return [];
  const memory = memoryKiB === undefined ? undefined : Math.round((memoryKiB * 1024) / 1_000_000);
  const small = (message: string, evidence: string, check: string): Refusal => ({
    check,
    message,
    evidence,
    doctor: 'memory-and-cpus',
    remedy: `give the host more; kubeadm's preflight fails (${check}), and ignorePreflightErrors is for trying things out only`,
  });
  return [
    ...(memory !== undefined && memory < MIN_MEMORY_MB
      ? [small(`less than ${MIN_MEMORY_MB} MB of memory`, `MemTotal is ${memory} MB`, 'Mem')]
      : []),
    ...(cpus !== undefined && cpus < MIN_CPUS
      ? [small(`fewer than ${MIN_CPUS} CPUs`, `it has ${cpus}`, 'NumCPU')]
      : []),
  ];
}

/** A version of cgroups that the kubelet does not start on; null: it does, or it is not known. */
export function cgroupRefusal(
  { kubelet, kubernetesVersion: { minor, text } }: Cluster,
  cgroup: string,
): Refusal | null {
  const fails = kubelet.failCgroupV1 ?? minor >= CGROUP_V1_REFUSED;
  if (cgroup === '' || cgroup === 'cgroup2fs' || fails !== true || minor < 31) return null;
  return {
    check: 'SystemVerification',
    message: `the host has cgroup v1, and the kubelet ${text} does not start on it`,
    evidence: `/sys/fs/cgroup is ${cgroup}, not cgroup2fs`,
    remedy: CGROUP_REMEDY,
    doctor: 'cgroups',
  };
}

export const CGROUP_REMEDY =
  'boot with systemd.unified_cgroup_hierarchy=1 (kernel command line), or move to a distribution that has cgroup v2; kubelet.failCgroupV1: false puts it off';

/** What a kubeadm finds on a host that is not as it wants it. */
export interface Verdict extends Refusal {
  /** `warning`: it says so and goes on. */
  readonly severity: 'error' | 'warning';
  /** What is looked at, as a plan names it. */
  readonly about: Named;
  readonly found: string;
  readonly wanted: string;
}

/** Says what kubeadm makes of a kernel (`uname -r`); null: it takes it. */
export function kernelVerdict(
  { kubernetesVersion, ignorePreflightErrors }: Cluster,
  kernel: string,
): Verdict | null {
  const mismatch = kernelMismatch(kernel, kubernetesVersion, ignorePreflightErrors);
  if (mismatch === null) return null;
  const { severity, accepted } = mismatch;
  return {
    check: 'SystemVerification',
    severity,
    about: named('kernel'),
    found: kernel,
    wanted: accepted,
    message:
      severity === 'error'
        ? `the host's kernel is too old for kubeadm ${kubernetesVersion.text}`
        : `kubeadm ${kubernetesVersion.text} warns about the host's kernel`,
    evidence: `the host runs ${kernel}; kubeadm takes ${accepted}`,
    remedy:
      'use a distribution with a newer kernel; where the vendor backports what Kubernetes needs, ignorePreflightErrors: [SystemVerification] lets kubeadm go on',
    doctor: 'kernel',
  };
}

/** Lists what kubeadm warns about, and goes on, when it makes a host a member. Pure. */
export function kubeadmWarnings({ cluster, facts, membership }: Candidate): readonly Verdict[] {
  const kernel = isAsked(membership) ? kernelVerdict(cluster, facts.kernel) : null;
  return kernel?.severity === 'warning' ? [kernel] : [];
}

/** Whether kubeadm is still to be run on a host. */
function isAsked(membership: Membership): boolean {
  return !hasJoined(membership) && membership !== 'joining';
}

function controllers({ facts: { machine } }: Candidate): Refusal[] {
  const off = CONTROLLERS.filter((name) => !machine.controllers.includes(name));
  if (machine.controllers.length === 0 || off.length === 0) return [];
  return [
    {
      check: 'SystemVerification',
      message: `the kernel has no cgroup controller ${off.join(', ')}`,
      evidence: `it has ${machine.controllers.join(', ')}`,
      remedy:
        'turn it on at boot: cgroup_enable=memory on the kernel command line of a Raspberry Pi, and no cgroup_disable= anywhere; then reboot',
    },
  ];
}

function programs({ cluster, facts }: Candidate): Refusal[] {
  const { minor } = cluster.kubernetesVersion;
  return Object.entries(PROGRAMS).flatMap(([name, row]) =>
    isIn(minor, row) && facts.machine.missing.has(name)
      ? [
          {
            check: `FileExisting-${name}`,
            message: `the host has no ${name}`,
            evidence: 'it is not on the PATH',
            remedy: `install the package ${row.package}`,
          },
        ]
      : [],
  );
}

/** Only where nothing of ours is cleaned up first. */
function leftThere({ cluster, host, facts: { machine } }: Candidate): Refusal[] {
  const ports = preflightPorts(cluster, host.role).flatMap(([port, component]) => {
    const listener = machine.listeners.find((one) => one.port === port);
    return listener === undefined ? [] : [portTaken(component, listener)];
  });
  const directories = preflightDirectories(cluster, host.role).flatMap((path) => {
    const entry = machine.filled.get(path);
    if (entry === undefined) return [];
    return [
      {
        check: `DirAvailable-${path.replaceAll('/', '-')}`,
        message: `${path} is not empty`,
        evidence: `it holds ${entry}`,
        doctor: 'leftovers',
        remedy:
          'if nothing in it is needed, move it away; of an earlier cluster, "kubestrap reset --limit" cleans the host (and --include-foreign, if kubestrap did not make it)',
      },
    ];
  });
  return [...ports, ...directories];
}

/** Docker's packages of containerd turn its CRI plugin off. */
function runtime({ cluster, facts: { machine } }: Candidate): Refusal[] {
  const off = /["'](io\.containerd\.grpc\.v1\.)?cri["']/.test(machine.disabledPlugins);
  if (!off || runtimeAt(cluster.criSocket) !== RUNTIME) return [];
  return [
    {
      check: 'CRI',
      message: "containerd's CRI plugin is turned off, as Docker's packages have it: no kubelet can use it",
      evidence: `${RUNTIME.configFile}: disabled_plugins = ${machine.disabledPlugins}`,
      remedy: `remove "cri" from disabled_plugins in ${RUNTIME.configFile} and restart containerd`,
      doctor: 'containerd',
    },
  ];
}

/** Swap that nobody turns off, with a kubelet that does not start with it. */
function swap({ cluster, host, facts }: Candidate): Refusal[] {
  if (facts.swaps.length === 0 || host.node.swap === 'disabled' || cluster.kubelet.failSwapOn === false)
    return [];
  return [
    {
      check: 'Swap',
      message: 'swap is on, and the kubelet does not start with it (failSwapOn)',
      evidence: facts.swaps.join(', '),
      remedy: 'set node.swap: disabled, or kubelet.failSwapOn: false',
      doctor: 'swap',
    },
  ];
}

/** kubelets refuse these whatever kubeadm is told to ignore. */
const NOT_KUBEADMS = new Set(['Swap', 'CRI']);

/**
 * What keeps kubeadm from making a host a member, of what can be seen beforehand; without the checks that the spec
 * tells kubeadm to ignore. Nothing of a member, or where kubeadm runs. Pure; the plan and doctor both read it.
 */
export function kubeadmRefusals(candidate: Candidate): readonly Refusal[] {
  const { cluster, host, facts, membership } = candidate;
  if (!isAsked(membership)) return [];
  const kernel = kernelVerdict(cluster, facts.kernel);
  const cgroup = cgroupRefusal(cluster, facts.machine.cgroup);
  const ignored = new Set(ignoredPreflightErrors(cluster).map((name) => name.toLowerCase()));
  return [
    ...capacity(host.role, facts.machine),
    ...(kernel?.severity === 'error' ? [kernel] : []),
    ...(cgroup === null ? [] : [cgroup]),
    ...controllers(candidate),
    ...programs(candidate),
    ...runtime(candidate),
    ...swap(candidate),
    ...(membership === 'bare' ? leftThere(candidate) : []),
  ].filter(({ check }) => NOT_KUBEADMS.has(check) || !ignored.has(check.toLowerCase()));
}
