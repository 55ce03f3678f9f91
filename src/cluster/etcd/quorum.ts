/** A member as those who are about to change the membership see it. */
export interface MemberState {
  /** Hexadecimal, as etcdctl takes it. */
  readonly id: string;
  /** Empty: it was added and has never started. */
  readonly name: string;
  /** It has no vote. */
  readonly isLearner: boolean;
  /** Does it take part: answer reads that need the quorum, or as a learner, answer at all? */
  readonly isHealthy: boolean;
}

/** Voters: how many there are, how many of them take part, and how many more of them may fail. */
export interface Strength {
  readonly members: number;
  readonly healthy: number;
  readonly tolerates: number;
}

/** Voters that must agree to a write. */
export function quorum(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

/** Voters that may fail, when all are healthy. */
export function tolerance(voters: number): number {
  return voters === 0 ? 0 : voters - quorum(voters);
}

/** Null tolerance does not tell "one more and it is lost" from "lost"; `healthy` and `quorum` do. */
export function strength(members: readonly MemberState[]): Strength {
  const voters = members.filter(({ isLearner }) => !isLearner);
  const healthy = voters.filter(({ isHealthy }) => isHealthy).length;
  return { members: voters.length, healthy, tolerates: Math.max(0, healthy - quorum(voters.length)) };
}

export function hasQuorum({ members, healthy }: Strength): boolean {
  return members > 0 && healthy >= quorum(members);
}

/** What a member is called in a message. */
export function memberName({ name, id }: Pick<MemberState, 'id' | 'name'>): string {
  return name === '' ? `${id} (never started)` : name;
}

/** `3 members, 2 healthy: tolerates the loss of 0`, for people. */
export function strengthText(members: readonly MemberState[]): string {
  const now = strength(members);
  const learners = members.filter(({ isLearner }) => isLearner).map(memberName);
  const also = learners.length === 0 ? '' : `, and ${learners.join(', ')} without a vote (learner)`;
  const counts = `${plural(now.members)}, ${now.healthy} healthy${also}`;
  if (!hasQuorum(now))
    return `${counts}: no quorum (${quorum(now.members)} needed), so nothing can be written`;
  return `${counts}: tolerates the loss of ${now.tolerates}`;
}

export function plural(members: number): string {
  return `${members} member${members === 1 ? '' : 's'}`;
}
