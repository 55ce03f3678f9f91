import { council, sitsOn } from '../../cluster/removal-members.ts';
import { noteKey } from '../../cluster/removal-note.ts';
import type { Leaving, State } from '../../cluster/state.ts';
import { leader } from '../../cluster/state.ts';

/** Seconds that Pods may take to go, where nobody says otherwise. */
export const DRAIN_SECONDS = 300;

/** Seconds that volumes of evicted Pods get to be detached, where nobody says otherwise. */
export const DETACH_SECONDS = 300;

/** Hosts that the inventory says are absent, and that the cluster still knows or has not finished with. */
export function absentMembers(
  state: State,
  limit: ReadonlySet<string> | null,
  acceptsNoFaultTolerance: boolean,
): ReadonlyMap<string, Leaving> {
  const live = leader(state)?.live;
  const absent = state.cluster.hosts.filter(
    (host) => host.state === 'absent' && (limit?.has(host.name) ?? true),
  );
  if (live === undefined || absent.length === 0) return new Map();
  const nodes = new Set(live.nodes.map(({ name }) => name));
  const seats = council(state)?.seats ?? [];
  const known = absent.filter(
    (host) =>
      nodes.has(host.name) ||
      live.state[noteKey('removing', host.name)] !== undefined ||
      seats.some(({ member }) => sitsOn(member, host)),
  );
  return new Map(
    known.map((host) => [
      host.name,
      {
        host,
        isLost: false,
        acceptsNoFaultTolerance,
        drain: { seconds: DRAIN_SECONDS, force: false, detachSeconds: DETACH_SECONDS },
        note: null,
      },
    ]),
  );
}
