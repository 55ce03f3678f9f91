import { council, sitsOn } from '../../cluster/removal-members.ts';
import { type Leaving, leader, type State } from '../../cluster/state.ts';

/**
 * What the cluster, or the host as far as it was asked, still has of one that was to leave; also why nobody can tell. Nothing:
 * it is out. Looks at what is there, whatever the phases made of it.
 */
export function remains(state: State, { host, isLost }: Leaving): string[] {
  const { name, role } = host;
  const found = leader(state);
  if (found === null) return ['no API server of the control planes that stay answers: nobody can tell'];
  const now = council(state);
  const hasEtcd = role === 'control-plane' && 'local' in state.cluster.etcd;
  const seat = hasEtcd ? now?.seats.find(({ member }) => sitsOn(member, host)) : undefined;
  const traces = isLost ? [] : (state.facts.get(name)?.kubernetes.present ?? []);
  return [
    ...(hasEtcd && now === null ? ['etcd on the control planes that stay does not say its members'] : []),
    ...(seat === undefined ? [] : [`etcd still has its member ${seat.member.id}`]),
    ...(found.live.nodes.some((node) => node.name === name) ? ['its Node is still there'] : []),
    ...(traces.length > 0 ? [`it still has ${traces.join(', ')}`] : []),
  ];
}
