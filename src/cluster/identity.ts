import type { Unfinished } from '../facts/kubernetes.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Host } from '../model/cluster.ts';
import type { HostRecord } from '../model/record.ts';
import { hasJoined, missingParts } from './membership.ts';
import { registrationOf } from './registration.ts';
import { leader, present, type Reached, reached, type State } from './state.ts';

/** Which cluster this is, for the records of its members; null while there is none that answers. */
function identity(state: State): HostRecord['cluster'] {
  const found = leader(state);
  return found ? { name: state.cluster.name, uid: found.live.uid, caPin: found.caPin } : null;
}

/** The same for one member, which keeps what its record says while nobody answers. */
export function identityOf(state: State, host: Host, { record }: HostFacts): HostRecord['cluster'] {
  const found = identity(state) ?? record?.cluster ?? null;
  // noted once: what it joined with stays what it runs with
  return (
    found && { ...found, registration: record?.cluster?.registration ?? registrationOf(state.cluster, host) }
  );
}

/** Hosts that must not be touched as they are, as sentences: nothing at all may be changed then. */
export function foreignHosts(state: State): string[] {
  return [...foreignReasons(state).values()];
}

/** The same by host. */
export function foreignReasons(state: State): ReadonlyMap<string, string> {
  const ours = identity(state);
  const ready = new Set((leader(state)?.live.nodes ?? []).flatMap((node) => (node.ready ? [node.name] : [])));
  const reasons = reached(state, present(state)).flatMap((one): [string, string][] => {
    const reason = unfinished(state, one) ?? unfit(one, ready) ?? elsewhere(one, ours, state.cluster.name);
    return reason === undefined ? [] : [[one.host.name, reason]];
  });
  return new Map(reasons);
}

/** What was cut off on a host goes on by the command that began it, and by nothing else. */
const UNFINISHED: Readonly<Record<Unfinished, string>> = {
  removal:
    'it is on its way out of the cluster, and that is not finished: run "kubestrap node remove" for it again. If it is to stay after all, put its manifests back from /var/lib/kubestrap/leaving and remove that directory',
  reset: 'a reset of it is not finished: run "kubestrap reset" again (with --limit, if it had one)',
  restore:
    'a restore of etcd is not finished there: run "kubestrap etcd restore" again, with the same snapshot',
};

function unfinished(state: State, { host: { name }, facts, membership }: Reached): string | undefined {
  const what = facts.kubernetes.unfinished;
  if (what === undefined || membership === 'bare') return undefined;
  const nodes = leader(state)?.live.nodes;
  // lost in the middle of its removal, which ended without it
  const isOut = what !== 'restore' && nodes !== undefined && !nodes.some((node) => node.name === name);
  return isOut
    ? `${name} is out of the cluster, and was not cleaned to the end: run "kubestrap reset --limit ${name}"`
    : `${name}: ${UNFINISHED[what]}`;
}

/** Traces of a cluster that must not be cleaned up by a program. */
function unfit(
  { host: { name, role }, facts, membership }: Reached,
  ready: ReadonlySet<string>,
): string | undefined {
  const { present: traces, init, join } = facts.kubernetes;
  if (membership === 'foreign' && (init?.exitCode === 0 || join?.exitCode === 0)) {
    return `kubestrap made ${name} a member, and ${missingParts(facts, role).join(', ')} is gone since. Put it back ("kubeadm init phase kubeconfig admin" makes admin.conf), or, if its role changed in the inventory, change it back and take the node out first`;
  }
  if (membership === 'foreign') {
    return `${name} has traces of a cluster that kubestrap did not start (${traces.join(', ')}). If nothing on it is needed, clean it with "kubestrap reset --limit ${name} --include-foreign" and try again`;
  }
  if (membership !== 'half-done') return undefined;
  const others = init === null ? [] : (facts.live?.nodes ?? []).filter((node) => node.name !== name);
  if (others.length === 0 && !ready.has(name)) return undefined;
  return `kubeadm did not finish on ${name}, yet ${ready.has(name) ? 'its node is Ready' : `the cluster there has ${others.length} other node(s)`}: it will not be reset. If it is in use, finish what kubeadm left (the log is in /var/lib/kubestrap/runs there) and remove that directory; if not, clean it with "kubestrap reset --limit ${name}"`;
}

/** A member of a cluster other than this one. */
function elsewhere(
  { host: { name }, facts, membership }: Reached,
  ours: HostRecord['cluster'],
  cluster: string,
): string | undefined {
  const { caPin } = facts.kubernetes;
  const recorded = facts.record?.cluster ?? null;
  if (!hasJoined(membership)) return undefined;
  if (ours === null) {
    if (recorded === null || recorded.name === cluster) return undefined;
    return `${name} belongs to the cluster "${recorded.name}", the spec describes "${cluster}"`;
  }
  if (caPin !== null && caPin !== ours.caPin) {
    return `${name} belongs to another cluster: its CA is ${caPin}, this cluster's is ${ours.caPin}`;
  }
  if (recorded === null || recorded.uid === ours.uid) return undefined;
  return `${name} was joined to the cluster ${recorded.name} ${recorded.uid}, this one is ${ours.name} ${ours.uid}`;
}
