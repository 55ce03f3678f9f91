import {
  hasQuorum,
  type MemberState,
  memberName,
  plural,
  quorum,
  type Strength,
  strength,
  tolerance,
} from './quorum.ts';

export type RefusalCode = 'not-a-member' | 'last-member' | 'no-quorum' | 'others-unwell' | 'not-accepted';

export interface RemovalVerdict {
  readonly verdict: 'allowed' | 'refused';
  /** Null: allowed. */
  readonly code: RefusalCode | null;
  /** Why it is refused, and the way out; null: allowed. */
  readonly reason: string | null;
  readonly remedy: string | null;
  /** `3 members, 3 healthy → 2 members, tolerates 0`. */
  readonly summary: string;
  readonly before: Strength;
  readonly after: Strength;
  /** It leaves a single member, whose disk is the only copy: somebody must say that this is wanted. */
  readonly needsAcceptance: boolean;
  /** What is good to know where it is allowed. */
  readonly warnings: readonly string[];
}

export interface Removal {
  readonly members: readonly MemberState[];
  /** Id of the member to remove. */
  readonly remove: string;
  /** `--accept-no-fault-tolerance`. */
  readonly accepted: boolean;
}

/**
 * May this member go? Stricter than etcd's own check (`--strict-reconfig-check`, mayRemoveMember in etcd's server.go), so that
 * what is allowed here is allowed there, and the cluster takes writes afterwards. A voter that takes part goes only while all
 * others do. One that is down only helps by going, whoever else is down, as long as there is a quorum to agree to it.
 */
export function judgeRemoval({ members, remove, accepted }: Removal): RemovalVerdict {
  const leaving = members.find(({ id }) => id === remove);
  const rest = members.filter(({ id }) => id !== remove);
  const [before, after] = [strength(members), strength(rest)];
  const needsAcceptance = leaving !== undefined && !leaving.isLearner && after.members === 1;
  const refusal =
    leaving === undefined
      ? unknownMember(remove)
      : (refusalOf(leaving, rest, before) ?? (needsAcceptance && !accepted ? notAccepted(rest) : null));
  return {
    verdict: refusal === null ? 'allowed' : 'refused',
    code: refusal?.code ?? null,
    reason: refusal?.reason ?? null,
    remedy: refusal?.remedy ?? null,
    summary: `${plural(before.members)}, ${before.healthy} healthy → ${plural(after.members)}, tolerates ${after.tolerates}`,
    before,
    after,
    needsAcceptance,
    warnings: refusal === null && leaving?.isLearner === false ? warningsOf(rest, after) : [],
  };
}

interface Refusal {
  readonly code: RefusalCode;
  readonly reason: string;
  readonly remedy: string;
}

function refusalOf(leaving: MemberState, rest: readonly MemberState[], before: Strength): Refusal | null {
  if (!leaving.isLearner && before.members === 1) {
    return {
      code: 'last-member',
      reason: `${memberName(leaving)} is the only member that has a vote: with it, the cluster's data would go`,
      remedy:
        'join another control plane first and remove this one then, or take the whole cluster down with "kubestrap reset"',
    };
  }
  if (!hasQuorum(before)) {
    return {
      code: 'no-quorum',
      reason: `${before.healthy} of ${plural(before.members)} take part, and ${quorum(before.members)} are needed to agree to a removal: etcd takes no change at all`,
      remedy: `start the members that are down again (${names(rest.filter(({ isHealthy }) => !isHealthy))}); if they are lost for good, "kubestrap etcd restore" makes a new cluster of a snapshot`,
    };
  }
  const unwell = rest.filter(({ isHealthy, isLearner }) => !isHealthy && (!isLearner || !leaving.isLearner));
  if (!leaving.isHealthy || leaving.isLearner || unwell.length === 0) return null;
  return {
    code: 'others-unwell',
    reason: `${memberName(leaving)} takes part and ${names(unwell)} ${unwell.length === 1 ? 'does' : 'do'} not: without it, fewer would be left to lose`,
    remedy: `mend ${names(unwell)} first, or remove ${unwell.length === 1 ? 'it' : 'them'} in place of ${memberName(leaving)}`,
  };
}

function unknownMember(id: string): Refusal {
  return {
    code: 'not-a-member',
    reason: `etcd has no member ${id}`,
    remedy: 'see "kubestrap etcd status" for its members: it may be gone already',
  };
}

function notAccepted(rest: readonly MemberState[]): Refusal {
  return {
    code: 'not-accepted',
    reason: `${names(rest.filter(({ isLearner }) => !isLearner))} would be the only member left: if its host or its disk fails, the cluster's data is lost`,
    remedy:
      'join a control plane first, or, if this is what you want, take a snapshot ("kubestrap etcd snapshot") and give --accept-no-fault-tolerance',
  };
}

function warningsOf(rest: readonly MemberState[], after: Strength): string[] {
  const unwell = rest.filter(({ isHealthy }) => !isHealthy);
  return [
    ...(unwell.length > 0 ? [`${names(unwell)} will still be down`] : []),
    ...(after.members > 0 && after.members % 2 === 0
      ? [
          `${plural(after.members)} tolerate the loss of ${tolerance(after.members)}, as ${after.members - 1} would: an odd number is better`,
        ]
      : []),
  ];
}

function names(members: readonly MemberState[]): string {
  return members.map(memberName).join(', ');
}
