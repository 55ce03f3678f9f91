import { type MemberState, memberName } from './quorum.ts';

/** A member because of which no other can join. */
export interface Obstacle {
  readonly member: MemberState;
  readonly why: 'never started' | 'down' | 'learner';
  readonly message: string;
}

/**
 * The members in the way of a join. The leader wants a connection to every voting member before it adds one, whether those
 * that are connected are a quorum or not (etcd's server.go, mayAddMember); kubeadm before 1.37 wants all members healthy
 * (kubernetes#138403); and etcd takes one learner at a time.
 */
export function obstaclesToJoin(members: readonly MemberState[]): Obstacle[] {
  return members.flatMap((member): Obstacle[] => {
    const name = memberName(member);
    if (member.name === '') {
      const message = `etcd's member ${member.id} was added and has never started: an attempt to join left it behind`;
      return [{ member, why: 'never started', message }];
    }
    if (member.isLearner) {
      const message = `etcd's member ${name} is still a learner: an attempt to join has not finished`;
      return [{ member, why: 'learner', message }];
    }
    if (member.isHealthy) return [];
    return [
      { member, why: 'down', message: `etcd's member ${name} is down, and etcd adds none while one is` },
    ];
  });
}
