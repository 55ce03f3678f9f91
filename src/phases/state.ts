import type { HostFacts } from '../facts/types.ts';
import type { IngressView } from '../kube/ingress.ts';
import type { LiveCluster } from '../kube/live.ts';
import { type Membership, membership, missingParts } from '../kube/membership.ts';
import type { RunSecrets } from '../kube/token.ts';
import type { Cluster, Host } from '../spec/model.ts';

/** All that planning reads. Immutable; each phase is planned against the newest one. */
export interface State {
  readonly cluster: Cluster;
  /** Of the hosts that answered, by name. */
  readonly facts: ReadonlyMap<string, HostFacts>;
  /** Why the others did not, by name. */
  readonly unreachable: ReadonlyMap<string, string>;
  /** Hosts that this run may change (`--limit`, and not failed before). */
  readonly targets: ReadonlySet<string>;
  /** Hosts that an earlier phase of the same plan will have made members: only while planning ahead. */
  readonly expected: ReadonlySet<string>;
  /** Hosts that an earlier phase of the same plan will have brought in shape: only while planning ahead. */
  readonly prepared: ReadonlySet<string>;
  readonly secrets: RunSecrets;
  /** Absent where the spec has no ingress certificates, or where nothing was looked at. */
  readonly ingress?: IngressView;
}

/** A host that answered and that this run may change. */
export interface Reached {
  readonly host: Host;
  readonly facts: HostFacts;
  readonly membership: Membership;
}

/** Remembers what follows from an immutable object: asked again for every host, it would be quadratic. */
function memo<K extends object, T>(make: (key: K) => T): (key: K) => T {
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

/** A worker whose join failed and whose node is Ready got there after all: its kubelet needed longer than kubeadm. */
function standing(state: State, { name, role }: Host, facts: HostFacts): Membership {
  const is = membership(facts, role);
  if (is !== 'half-done' || role !== 'worker' || missingParts(facts, role).length > 0) return is;
  const live = leader(state)?.live;
  return live !== undefined && readyOf(live).has(name) ? 'member' : is;
}

/** As `reached`, only those this run may change. */
export function targeted(state: State, hosts: readonly Host[]): Reached[] {
  return reached(state, hosts).filter(({ host }) => state.targets.has(host.name));
}

/** The control plane through which the cluster is changed: the first member whose API server answers. */
export const leader = memo((state: State): Leader | null => {
  for (const { host, facts, membership: is } of reached(state, controlPlanes(state))) {
    const { caPin } = facts.kubernetes;
    if (is === 'member' && facts.live !== null && caPin !== null) return { host, live: facts.live, caPin };
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
