import { judgeRemoval, type RemovalVerdict } from '../../cluster/etcd/removal.ts';
import { type Council, sitsOn, stateOf } from '../../cluster/removal-members.ts';
import type { Leaving } from '../../cluster/state.ts';

/** May this host's member leave etcd as it is now? Of a host that is lost nothing is expected any more. */
export function judge(
  { seats }: Council,
  { host, isLost, acceptsNoFaultTolerance }: Leaving,
): RemovalVerdict {
  const isLeaving = ({ member }: Council['seats'][number]) => sitsOn(member, host);
  return judgeRemoval({
    members: seats.map((seat) => stateOf(isLost && isLeaving(seat) ? { ...seat, isHealthy: false } : seat)),
    remove: seats.find(isLeaving)?.member.id ?? '',
    accepted: acceptsNoFaultTolerance,
  });
}
