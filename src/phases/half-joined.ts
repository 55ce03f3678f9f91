import { judgeRemoval } from '../cluster/etcd/removal.ts';
import { council, sitsOn, stateOf, stayingUrls } from '../cluster/removal-members.ts';
import type { Reached, State } from '../cluster/state.ts';
import { named } from '../model/change-id.ts';
import type { Step } from '../shell/emit.ts';
import { memberLeave } from '../shell/functions/removal.ts';

/** What comes of a member of etcd that a join which did not finish has added, by its host. */
export interface HalfJoined {
  readonly steps: readonly Step[];
  /** Why it may not leave now, so that its host may not be cleaned. */
  readonly refused: ReadonlyMap<string, string>;
}

/**
 * Members of etcd on hosts whose join did not finish leave etcd before these hosts are cleaned: the data of a member that etcd
 * still counts is never wiped (kubeadm's reset wipes it, also where its own removal of the member failed).
 */
export function halfJoined(phase: string, state: State, joiners: readonly Reached[]): HalfJoined {
  const steps: Step[] = [];
  const refused = new Map<string, string>();
  let now = council(state);
  for (const { host, membership } of joiners) {
    const seat = now?.seats.find(({ member }) => sitsOn(member, host));
    if (now === null || seat === undefined || membership !== 'half-done') continue;
    const { member } = seat;
    // it is no part of the cluster yet: what etcd tolerates without it is what it tolerated before the join
    const { verdict, reason, summary } = judgeRemoval({
      members: now.seats.map(stateOf),
      remove: member.id,
      accepted: true,
    });
    if (verdict === 'refused') {
      refused.set(host.name, `etcd has a member of the join that did not finish: ${reason}`);
      continue;
    }
    steps.push({
      change: {
        phase,
        ...named('etcd-member', member.name || member.id),
        action: 'delete',
        before: member.id,
        after: null,
        reason: `the join of ${host.name} did not finish, and its data is wiped before the next try (${summary})`,
        disruption: 'none',
      },
      scope: 'cluster',
      script: memberLeave(member.id, now.seats.length, stayingUrls(now, member.id)),
    });
    now = { ...now, seats: now.seats.filter((one) => one !== seat) };
  }
  return { steps, refused };
}
