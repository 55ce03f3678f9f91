import type { HostRecord } from '../record/record.ts';
import { leader, present, reached, type State } from './state.ts';

/** Which cluster this is, for the records of its members; null while there is none that answers. */
export function identity(state: State): HostRecord['cluster'] {
  const found = leader(state);
  return found ? { name: state.cluster.name, uid: found.live.uid, caPin: found.caPin } : null;
}

/** Hosts that belong to a cluster other than this one, as sentences: nothing may be changed then. */
export function foreignHosts(state: State): string[] {
  const ours = identity(state);
  return reached(state, present(state)).flatMap(({ host, facts, membership }) => {
    const { caPin, present: traces } = facts.kubernetes;
    const recorded = facts.record?.cluster ?? null;
    if (membership === 'foreign') {
      return [
        `${host.name} has traces of a cluster that kubestrap did not start (${traces.join(', ')}). If nothing on it is needed, run "kubeadm reset -f" there and try again`,
      ];
    }
    const others = facts.live?.nodes.filter(({ name }) => name !== host.name) ?? [];
    if (membership === 'half-done' && others.length > 0) {
      return [
        `kubeadm did not finish on ${host.name}, yet the cluster there has other nodes (${others.length}): it would be reset. If it is in use, finish it by hand and remove /var/lib/kubestrap/runs there; if not, run "kubeadm reset -f" there`,
      ];
    }
    if (ours === null) {
      return recorded !== null && recorded.name !== state.cluster.name && membership !== 'bare'
        ? [
            `${host.name} belongs to the cluster "${recorded.name}", the spec describes "${state.cluster.name}"`,
          ]
        : [];
    }
    if (membership === 'member' && caPin !== null && caPin !== ours.caPin) {
      return [`${host.name} belongs to another cluster: its CA is ${caPin}, this cluster's is ${ours.caPin}`];
    }
    if (membership === 'member' && recorded !== null && recorded.uid !== ours.uid) {
      return [
        `${host.name} was joined to the cluster ${recorded.name} ${recorded.uid}, this one is ${ours.name} ${ours.uid}`,
      ];
    }
    return [];
  });
}
