import { sharedHostnames } from '../cluster/hostnames.ts';
import { hasJoined } from '../cluster/membership.ts';
import { leader, present, type State, targeted } from '../cluster/state.ts';
import type { HostFacts } from '../facts/types.ts';
import { etcdDirectory } from '../knowledge/directories.ts';
import { NODE_UNITS, RUNTIME, runtimeAt } from '../knowledge/runtimes.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { kubeadmRefusals, type Refusal } from '../node/kubeadm-checks.ts';
import { leavesTraces } from './clean-up.ts';

/** Phases that need what is checked here. */
const BOOTSTRAP = new Set(['init', 'join-control-planes', 'join-workers']);

/**
 * What keeps hosts from becoming members, by host, all of it at once: before the first change, not twenty minutes
 * into a run. Members are not asked: they have what they need.
 */
export function preflight(state: State, phases: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const unfit = unfitness(state, phases);
  if (!phases.some((name) => BOOTSTRAP.has(name))) return unfit;
  const refused = targeted(state, present(state)).flatMap(
    ({ host, facts, membership }): [string, readonly string[]][] => {
      const refusals = kubeadmRefusals({ cluster: state.cluster, host, facts, membership });
      const all = [...(unfit.get(host.name) ?? []), ...refusals.map(refusalText)];
      return all.length === 0 ? [] : [[host.name, all]];
    },
  );
  return new Map(refused);
}

/** What the plan says of a refusal of kubeadm's. */
function refusalText({
  check,
  message,
  evidence,
  remedy,
}: Pick<Refusal, 'check' | 'message' | 'evidence' | 'remedy'>): string {
  return `${message} (${evidence}): ${remedy}. kubeadm refuses it (${check})`;
}

/** The same, of what is installed, versions and names alone. */
export function unfitness(state: State, phases: readonly string[]): ReadonlyMap<string, readonly string[]> {
  if (!phases.some((name) => BOOTSTRAP.has(name))) return new Map();
  const shared = sharedHostnames(state);
  const newcomers = targeted(state, present(state)).filter(({ membership }) => !hasJoined(membership));
  return new Map(
    newcomers.flatMap(({ host, facts, membership }): [string, string[]][] => {
      // a host that render made up has no programs and nothing to check
      const problems =
        facts.programs.size === 0
          ? []
          : [
              ...missing(host, facts),
              ...versions(state.cluster, facts),
              ...etcdDirectoryProblems(state, host, facts),
              ...(leavesTraces(membership) ? toolProblems(state.cluster, host, facts) : []),
              ...(shared.get(host.name) ?? []),
            ];
      return problems.length > 0 ? [[host.name, problems]] : [];
    }),
  );
}

function missing(host: Host, facts: HostFacts): string[] {
  const { programs, uid } = facts;
  const needed = [
    RUNTIME.program,
    'kubelet',
    'kubeadm',
    'systemd-run',
    ...(host.role === 'control-plane' ? ['kubectl'] : []),
  ];
  const absent = needed.filter((name) => (programs.get(name) ?? null) === null);
  return [
    ...(uid === 0 ? [] : ['not root, and sudo did not make it so']),
    ...(absent.length > 0 ? [`not installed: ${absent.join(', ')}`] : []),
    ...missingUnits(facts),
  ];
}

/** Units that a node needs and systemd cannot start, each as a sentence. */
export function missingUnits({ services }: Pick<HostFacts, 'services'>): string[] {
  return NODE_UNITS.filter((unit) => services.get(unit)?.load !== 'loaded').map(
    (unit) => `systemd has no unit ${unit} (${services.get(unit)?.load ?? 'not asked'})`,
  );
}

/** What stops Pods before a host is cleaned. A host without containerd, or of which nothing is known, has none that it could stop. */
export function toolProblems({ criSocket }: Cluster, { name }: Host, { programs }: HostFacts): string[] {
  const has = (program: string) => (programs.get(program) ?? null) !== null;
  const isKnown = has('kubelet') || has('kubeadm');
  // one runtime's own client is no help with another
  const client = runtimeAt(criSocket)?.client;
  if (!isKnown || has('crictl') || (client !== undefined && has(client))) return [];
  return [
    `${name} has no crictl${client === undefined ? '' : ` and no ${client}`}, with which Pods are stopped before it is cleaned: install crictl there (package cri-tools)`,
  ];
}

/** What is wrong with the data directory of etcd, how it is known, and what to do. */
export interface DirectoryProblem {
  /** kubeadm's name of the check, as ignorePreflightErrors takes it. */
  readonly check: string;
  readonly message: string;
  readonly evidence: readonly string[];
  readonly remedy: string;
}

/**
 * kubeadm refuses a data directory of etcd with anything in it (DirAvailable), also with the lost+found of a file system.
 * Undefined: it does not, or the spec has it look away.
 */
export function etcdDirectoryProblem(
  state: State,
  { role }: Host,
  { etcd }: HostFacts,
): DirectoryProblem | undefined {
  const { cluster } = state;
  const directory = etcdDirectory(cluster);
  if (role !== 'control-plane' || directory === null || etcd.foreignFiles.length === 0) return undefined;
  const check = `DirAvailable-${directory.replaceAll('/', '-')}`;
  const ignored = cluster.ignorePreflightErrors.map((name) => name.toLowerCase());
  if (ignored.includes('all') || ignored.includes(check.toLowerCase())) return undefined;
  return {
    check,
    message: `the data directory of etcd, ${directory}, is not empty`,
    evidence: etcd.foreignFiles.map((name) =>
      name === 'lost+found' ? `${directory}/${name} (a disk is mounted there)` : `${directory}/${name}`,
    ),
    remedy:
      leader(state) === null
        ? `set spec.etcd.local.dataDir to a directory below it (${directory}/data), or move away what is there`
        : `every control plane of this cluster keeps the data of etcd there: move away what is there, or add ${check} to spec.ignorePreflightErrors`,
  };
}

function etcdDirectoryProblems(state: State, host: Host, facts: HostFacts): string[] {
  const found = etcdDirectoryProblem(state, host, facts);
  return found === undefined ? [] : [refusalText({ ...found, evidence: found.evidence.join(', ') })];
}

/** kubeadm's configuration is rendered for its own minor; the kubelet is never newer (version skew policy). */
function versions({ kubernetesVersion: want }: Cluster, { programs }: HostFacts): string[] {
  const [kubeadm, kubelet] = [minor(programs.get('kubeadm')), minor(programs.get('kubelet'))];
  return [
    ...(kubeadm === null || kubeadm === want.minor
      ? []
      : [`kubeadm is ${programs.get('kubeadm')}: ${want.text} needs one of 1.${want.minor}`]),
    ...(kubelet === null || kubelet <= want.minor
      ? []
      : [
          `the kubelet is ${programs.get('kubelet')}: newer than the control plane's ${want.text}, which is not supported`,
        ]),
  ];
}

function minor(version: string | null | undefined): number | null {
  const match = /^v\d+\.(\d+)\./.exec(version ?? '');
  return match ? Number(match[1]) : null;
}
