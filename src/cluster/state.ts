import type { Leftovers } from '../facts/leftovers.ts';
import type { LiveCluster } from '../facts/live-types.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { IngressView } from '../pki/ingress-secrets.ts';
import { hostOf, isSameHost } from '../values/ip.ts';
import type { ExternalView } from './etcd/external.ts';
import { type Membership, membership, missingParts } from './membership.ts';
import { noteKey } from './removal-note.ts';
import type { RunSecrets } from './token.ts';

/** A host that is to leave the cluster, and so is not among the present ones. */
export interface Leaving {
  readonly host: Host;
  /** Taken out from the outside: nothing is asked of it or run on it. */
  readonly isLost: boolean;
  /** The operator states that a host which is lost is shut down, and stays so. */
  readonly isPoweredOff?: true;
  readonly acceptsNoFaultTolerance: boolean;
  readonly drain: DrainOptions;
  /** What is noted when it is gone, so that apply does not join it again; null: the inventory says it is absent. */
  readonly note: string | null;
}

export interface DrainOptions {
  readonly seconds: number;
  /** Also Pods that nothing makes again elsewhere. */
  readonly force: boolean;
  /** Seconds that volumes of evicted Pods get to be detached; null: they are not waited for. */
  readonly detachSeconds: number | null;
}

/** All that planning reads. Immutable; each phase is planned against the newest one. */
export interface State {
  readonly cluster: Cluster;
  /** Of the hosts that answered, by name. */
  readonly facts: ReadonlyMap<string, HostFacts>;
  /** Why the others did not, by name. */
  readonly unreachable: ReadonlyMap<string, string>;
  /** Those of them that answered, with facts that cannot be used (a damaged record); absent: none. */
  readonly unread?: ReadonlySet<string>;
  /** Hosts that this run may change (`--limit`, and not failed before). */
  readonly targets: ReadonlySet<string>;
  /** Hosts that an earlier phase of the same plan will have made members: only while planning ahead. */
  readonly expected: ReadonlySet<string>;
  /** Hosts that an earlier phase of the same plan will have brought in shape: only while planning ahead. */
  readonly prepared: ReadonlySet<string>;
  /** Hosts whose Node an earlier phase of the same plan will have brought back: only while planning ahead; absent: none. */
  readonly registered?: ReadonlySet<string>;
  /** Hosts whose endpoint an earlier phase of the same plan will have set before they join: only while planning ahead; absent: none. */
  readonly pointed?: ReadonlySet<string>;
  /**
   * Control planes that the inventory has as absent and that are part of a cluster all the same, by name. Absent: none, or
   * not asked, since a present one is.
   */
  readonly absentMembers?: readonly string[];
  readonly secrets: RunSecrets;
  /** What a control plane says of an etcd that kubeadm does not run; absent: nobody was asked. */
  readonly externalEtcd?: ExternalView;
  /** Absent where the spec has no ingress certificates, or where nothing was looked at. */
  readonly ingress?: IngressView;
  /** Hosts on their way out, by name; absent: none. */
  readonly leaving?: ReadonlyMap<string, Leaving>;
  /** What the cluster left on those of them that answered, by name. */
  readonly leftovers?: ReadonlyMap<string, Leftovers>;
  /** Those whose member of etcd an earlier phase of the same plan will have removed: only while planning ahead. */
  readonly unseated?: ReadonlySet<string>;
  /** May members of etcd that nobody runs be removed? */
  readonly removesStaleMembers?: true;
}

/** A host that answered and that this run may change. */
export interface Reached {
  readonly host: Host;
  readonly facts: HostFacts;
  readonly membership: Membership;
}

/** Remembers what follows from an immutable object: asked again for every host, it would be quadratic. */
export function memo<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

const presentOf = memo(({ hosts }: Cluster): readonly Host[] =>
  hosts.filter(({ state }) => state === 'present'),
);
const controlPlanesOf = memo((cluster: Cluster): readonly Host[] =>
  presentOf(cluster).filter(({ role }) => role === 'control-plane'),
);
const readyOf = memo(
  ({ nodes }: LiveCluster): ReadonlySet<string> =>
    new Set(nodes.flatMap(({ name, ready }) => (ready ? [name] : []))),
);

export function present({ cluster }: State): readonly Host[] {
  return presentOf(cluster);
}

export function controlPlanes({ cluster }: State): readonly Host[] {
  return controlPlanesOf(cluster);
}

/** Hosts that answered, in the inventory's order; with an earlier phase's outcome taken as given. */
export function reached(state: State, hosts: readonly Host[]): Reached[] {
  return hosts.flatMap((host) => {
    const facts = state.facts.get(host.name);
    if (facts === undefined) return [];
    const is = state.expected.has(host.name) ? 'member' : standing(state, host, facts);
    return [{ host, facts, membership: is }];
  });
}

/** Membership as the host has it, corrected by what the cluster knows. */
function standing(state: State, host: Host, facts: HostFacts): Membership {
  const { name, role } = host;
  const is = membership(facts, role);
  if (is === 'member' && !state.registered?.has(host.name)) return memberStanding(state, host, facts);
  // a worker whose join failed and whose node is Ready got there after all: its kubelet needed longer than kubeadm
  if (is !== 'half-done' || role !== 'worker' || missingParts(facts, role).length > 0) return is;
  const live = leader(state)?.live;
  return live !== undefined && readyOf(live).has(name) ? 'member' : is;
}

/**
 * A host that carries the marks of this cluster. One without a Node is `expelled` where kubestrap removed it or where etcd has no
 * member of it any more, else `unregistered` (`kubectl delete node`, a cloud controller).
 */
function memberStanding(state: State, host: Host, facts: HostFacts): Membership {
  const live = leader(state)?.live;
  if (live === undefined || facts.record?.cluster?.uid !== live.uid) return 'member';
  const isNode = live.nodes.some((node) => node.name === host.name);
  const isRemoved = NOTES.some((note) => live.state[noteKey(note, host.name)] !== undefined);
  if (host.role === 'control-plane' && 'local' in state.cluster.etcd) {
    const has = hasEtcdMember(state, host, facts);
    // the kubelet of one that was removed while it was down makes its Node again when it starts
    if (has === false && (isRemoved || !isNode)) return 'expelled';
    return has === undefined || isNode ? 'member' : 'unregistered';
  }
  if (isNode) return 'member';
  return isRemoved ? 'expelled' : 'unregistered';
}

const NOTES = ['removing', 'removed'] as const;

/** Has etcd a member on this host? Undefined: no member of etcd says. */
function hasEtcdMember(state: State, host: Host, { etcd }: HostFacts): boolean | undefined {
  const members = [...state.facts.values()].find((one) => one.etcd.isHealthy && one.etcd.members !== null)
    ?.etcd.members;
  if (members === undefined || members === null) return undefined;
  return members.some(({ peerUrls }) =>
    peerUrls.some(
      (url) =>
        url === etcd.manifest?.peerUrl ||
        host.internalAddresses.some((address) => isSameHost(hostOf(url), address)),
    ),
  );
}

/** As `reached`, only those this run may change. */
export function targeted(state: State, hosts: readonly Host[]): Reached[] {
  return reached(state, hosts).filter(({ host }) => state.targets.has(host.name));
}

/** The control plane through which the cluster is changed: the first member whose API server answers. */
export const leader = memo((state: State): Leader | null => {
  for (const host of controlPlanes(state)) {
    const facts = state.facts.get(host.name);
    const caPin = facts?.kubernetes.caPin ?? null;
    if (facts === undefined || facts.live === null || caPin === null) continue;
    const isMember = state.expected.has(host.name) || membership(facts, host.role) === 'member';
    if (isMember) return { host, live: facts.live, caPin };
  }
  return null;
});

interface Leader {
  readonly host: Host;
  readonly live: LiveCluster;
  readonly caPin: string;
}

/** The host that kubeadm init runs on, or is to run on, when there is no cluster yet. */
export function starter(state: State): Host | undefined {
  const hosts = controlPlanes(state);
  const expected = hosts.find(({ name }) => state.expected.has(name));
  const running = hosts.find(({ name }) => state.facts.get(name)?.kubernetes.init?.running === true);
  return expected ?? running ?? hosts[0];
}
