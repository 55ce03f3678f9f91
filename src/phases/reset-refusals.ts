import { sitsOn } from '../cluster/removal-members.ts';
import { controlPlanes, leader, type Reached, type State } from '../cluster/state.ts';
import type { Leftovers } from '../facts/leftovers.ts';
import { newerResources } from './clean-record.ts';
import { toolProblems } from './preflight.ts';

/** What a reset is to do. */
export interface Reset {
  /** What `leftovers` found, by host. */
  readonly survey: ReadonlyMap<string, Leftovers>;
  /** Hosts with traces of a cluster that kubestrap did not make, too. */
  readonly includeForeign: boolean;
  /** All hosts of the inventory: the cluster goes. */
  readonly isWhole: boolean;
}

/**
 * Whose traces a host has: `ours` where kubestrap started kubeadm, noted the cluster or prepared the host, or where it is
 * a member of the cluster that answers; `foreign` where there are others; `bare` where there are none.
 */
export function standing(state: State, { facts }: Reached): 'ours' | 'foreign' | 'bare' {
  const { present: traces, init, join, caPin } = facts.kubernetes;
  const isNoted = (facts.record?.cluster ?? null) !== null;
  if (isNoted || init !== null || join !== null) return 'ours';
  if (caPin !== null && caPin === leader(state)?.caPin && leader(state)?.live.state !== undefined) {
    // nobody but kubestrap writes down what the cluster was made from
    if (Object.keys(leader(state)?.live.state ?? {}).length > 0) return 'ours';
  }
  if (traces.length > 0) return 'foreign';
  return facts.record === null ? 'bare' : 'ours';
}

/** Why nothing may be cleaned, as sentences with the way out. Pure. */
export function resetRefusals(state: State, reset: Reset, all: readonly Reached[]): string[] {
  return all
    .filter(({ host }) => state.targets.has(host.name))
    .flatMap((one): string[] => {
      const reason =
        running(one) ??
        unstoppable(state, reset, one) ??
        newer(one) ??
        elsewhere(state, one) ??
        foreign(state, reset, one) ??
        (reset.isWhole ? undefined : stillNeeded(state, one, all));
      return reason === undefined ? [] : [reason];
    });
}

function running({ host: { name }, facts, membership }: Reached): string | undefined {
  if (membership !== 'joining') return undefined;
  const command = facts.kubernetes.init?.running ? 'init' : 'join';
  return `kubeadm ${command} runs on ${name}: wait until it has ended ("kubestrap apply" shows its output), or stop it there with "systemctl stop kubestrap-kubeadm-${command}.service"`;
}

/** Where nothing can stop its Pods, a host cannot be cleaned. */
function unstoppable({ cluster }: State, { survey }: Reset, { host, facts }: Reached): string | undefined {
  const found = survey.get(host.name);
  return found?.has('pod') || found?.has('process') ? toolProblems(cluster, host, facts)[0] : undefined;
}

function newer({ host: { name }, facts }: Reached): string | undefined {
  const ids = newerResources(facts);
  if (ids.length === 0) return undefined;
  return `${name} was prepared by a newer kubestrap, and only that one knows how to take back ${ids.join(', ')}: reset it with that version`;
}

/** A host of another cluster, by what it noted and by its CA. */
function elsewhere(state: State, { host: { name }, facts }: Reached): string | undefined {
  const { cluster } = state;
  const recorded = facts.record?.cluster ?? null;
  const { caPin } = facts.kubernetes;
  const found = leader(state);
  if (recorded !== null && recorded.name !== cluster.name) {
    return `${name} belongs to the cluster "${recorded.name}", the spec describes "${cluster.name}": reset it with the files of that one`;
  }
  if (recorded !== null && caPin !== null && caPin !== recorded.caPin) {
    return `${name} joined this cluster (CA ${recorded.caPin}) and has the CA ${caPin} now: it belongs to another cluster since`;
  }
  const ours = found?.caPin ?? null;
  if (ours !== null && caPin !== null && caPin !== ours) {
    return `${name} belongs to another cluster: its CA is ${caPin}, this cluster's is ${ours}`;
  }
  if (found !== null && recorded !== null && recorded.uid !== found.live.uid) {
    return `${name} was joined to the cluster ${recorded.name} ${recorded.uid}, this one is ${found.live.uid}`;
  }
  return undefined;
}

function foreign(state: State, { includeForeign }: Reset, one: Reached): string | undefined {
  if (includeForeign || standing(state, one) !== 'foreign') return undefined;
  const traces = one.facts.kubernetes.present.join(', ');
  return `${one.host.name} has traces of a cluster that kubestrap did not make (${traces}). With --include-foreign it is cleaned all the same: its Pods, credentials, etcd data, kubeconfigs of that cluster, rules and links go, and what network add-ons wrote to /etc/cni/net.d`;
}

const WHOLE = 'to destroy the whole cluster, leave --limit out';

/** A part of a cluster that goes on without it: it has to be taken out first. */
function stillNeeded(state: State, one: Reached, all: readonly Reached[]): string | undefined {
  const { host, membership } = one;
  const { name } = host;
  const hasEtcd = host.role === 'control-plane' && 'local' in state.cluster.etcd;
  const member = hasEtcd ? etcdMember(state, one, all) : undefined;
  if (member !== undefined) return member;
  const isNode = leader(state)?.live.nodes.some((node) => node.name === name) ?? false;
  // what a run that failed left is no part of the cluster, whatever the API server lists
  if (!isNode || membership === 'half-done' || membership === 'bare') return undefined;
  return `${name} is a node of a cluster that answers: take it out with "kubestrap node remove ${name}", which moves its Pods first and cleans the host; ${WHOLE}`;
}

function etcdMember(
  state: State,
  { host, facts, membership }: Reached,
  all: readonly Reached[],
): string | undefined {
  const { name } = host;
  const others = all.filter((other) => other.host.name !== name);
  // also where it joined before the inventory told its inside from its outside
  const anywhere = { ...host, internalAddresses: [host.address, ...host.internalAddresses] };
  const isListed = others.some(
    ({ facts: { etcd } }) =>
      etcd.isRunning && etcd.members?.some((member) => member.name === name || sitsOn(member, anywhere)),
  );
  const nodes = (facts.live?.nodes ?? []).filter((node) => node.name !== name);
  // an init that failed leaves an etcd of its own, which nobody else needs
  const isAlone = membership === 'half-done' && nodes.length === 0;
  // one that was taken out starts again and again, and finds itself removed
  const isLeft = isAlone || membership === 'expelled';
  if (isListed || (facts.etcd.isRunning && !isLeft)) {
    return `${name} is a member of an etcd that runs: take it out with "kubestrap node remove ${name}", which keeps the quorum and cleans the host; ${WHOLE}`;
  }
  const away = controlPlanes(state).filter((plane) => state.unreachable.has(plane.name));
  if (away.length === 0 || membership === 'bare') return undefined;
  const names = away.map((plane) => plane.name).join(', ');
  return `${name} may still be a member of etcd: ${names} did not answer, and could tell. "kubestrap node remove ${name}" takes it out once the cluster answers; ${WHOLE}`;
}
