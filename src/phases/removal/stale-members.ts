import { obstaclesToJoin } from '../../cluster/etcd/joining.ts';
import { judgeRemoval } from '../../cluster/etcd/removal.ts';
import { hasJoined } from '../../cluster/membership.ts';
import { type Council, council, type Seat, stateOf, stayingUrls } from '../../cluster/removal-members.ts';
import { leader, reached, type State } from '../../cluster/state.ts';
import { named } from '../../model/change-id.ts';
import type { Item } from '../../shell/emit.ts';
import { memberLeave } from '../../shell/functions/removal.ts';
import type { Phase, PhasePlan } from '../phase.ts';

const NAME = 'stale-members';

/** The option of apply that allows it: what `-y` confirms does not cover it. */
export const STALE_OPTION = '--remove-stale-members';

interface Stale {
  readonly seat: Seat;
  readonly reason: string;
}

/**
 * Members of etcd that nobody runs. Each counts for the quorum, so no control plane joins beside one: with one of three
 * away, a fourth member would make three of four the quorum, and none of the rest could fail any more. Removed only where the option says so.
 */
export const staleMembers: Phase = {
  name: NAME,
  title: 'Remove members of etcd that nobody runs',
  timeoutMinutes: 10,
  stopsRun: true,
  plan: (state): PhasePlan => {
    const now = council(state);
    if (now === null || !state.targets.has(now.through.host.name)) return { rounds: [] };
    const stale = findStale(state, now);
    const steps = stale.map((one, index) => {
      const gone = new Set(stale.slice(0, index).map(({ seat }) => seat));
      return step(state, { ...now, seats: now.seats.filter((seat) => !gone.has(seat)) }, one);
    });
    return { rounds: steps.length > 0 ? [[{ host: now.through.host.name, steps }]] : [] };
  },
};

/** Why control planes cannot join yet; undefined: nothing is known to be in the way, or it goes first. */
export function joinObstacle(state: State): string | undefined {
  const now = council(state);
  if (now === null) return undefined;
  const stale = findStale(state, now).map(({ seat }) => seat);
  if (stale.length > 0 && state.removesStaleMembers !== true) {
    const names = stale.map(({ member }) => member.name || member.id).join(', ');
    return `etcd has members that nobody runs (${names}), and takes no new one before they are out: read about them in the plan, then run apply with ${STALE_OPTION}`;
  }
  const passing = new Set([
    ...(state.unseated ?? []),
    // a join that goes on makes a member of its own well: it is waited for, not for itself
    ...reached(state, state.cluster.hosts).flatMap(({ host, membership }) =>
      membership === 'joining' ? [host.name] : [],
    ),
  ]);
  const staying = now.seats.filter((seat) => !stale.includes(seat) && !passing.has(seat.host?.name ?? ''));
  const obstacles = obstaclesToJoin(staying.map(stateOf)).map(({ message }) => message);
  return obstacles.length === 0 ? undefined : obstacles.join('; ');
}

function findStale(state: State, { seats }: Council): Stale[] {
  const nodes = new Set((leader(state)?.live.nodes ?? []).map(({ name }) => name));
  return seats.flatMap((seat): Stale[] => {
    const reason = seat.host === undefined ? strange(seat, nodes) : unfinished(state, seat, seat.host.name);
    return reason === undefined || seat.isHealthy ? [] : [{ seat, reason }];
  });
}

function strange({ isStarted, member }: Seat, nodes: ReadonlySet<string>): string | undefined {
  if (!isStarted) return 'it was added and never started, and no host of the inventory has its address';
  // one with a Node is a control plane that left the inventory: not ours to take out because of that
  if (nodes.has(member.name)) return undefined;
  return 'no host of the inventory has its address, and the cluster has no node of its name';
}

function unfinished(state: State, { isStarted, member }: Seat, name: string): string | undefined {
  if (state.leaving?.has(name)) return undefined;
  const [one] = reached(
    state,
    state.cluster.hosts.filter((host) => host.name === name),
  );
  // away: perhaps only for now
  if (one === undefined || hasJoined(one.membership) || one.membership === 'joining') return undefined;
  const what = member.isLearner ? 'a learner' : isStarted ? 'a member' : 'a member that never started';
  return `${what} of a join that did not end well: ${name} is not part of the cluster`;
}

function step(state: State, now: Council, { seat: { member }, reason }: Stale): Item {
  const isAllowed = state.removesStaleMembers === true;
  const { summary } = judgeRemoval({ members: now.seats.map(stateOf), remove: member.id, accepted: false });
  return {
    change: {
      phase: NAME,
      ...named('etcd-member', member.name || member.id),
      action: 'delete',
      before: `${member.id} at ${member.peerUrls.join(', ')}`,
      after: null,
      reason: `${reason} (${summary})${isAllowed ? '' : `. It goes with "kubestrap apply ${STALE_OPTION}", and not without`}`,
      disruption: 'none',
    },
    scope: 'cluster',
    ...(isAllowed ? { script: memberLeave(member.id, now.seats.length, stayingUrls(now, member.id)) } : {}),
  };
}
