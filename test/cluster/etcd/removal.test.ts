import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { obstaclesToJoin } from '../../../src/cluster/etcd/joining.ts';
import {
  type MemberState,
  quorum,
  strength,
  strengthText,
  tolerance,
} from '../../../src/cluster/etcd/quorum.ts';
import { judgeRemoval } from '../../../src/cluster/etcd/removal.ts';

/** `HHD`: two healthy members and one that is down; `u`: added and never started; `l`, `L`: a learner, healthy if capital. */
function makeMembers(kinds: string): MemberState[] {
  return [...kinds].map((kind, index) => ({
    id: `${index + 1}`,
    name: kind === 'u' ? '' : `cp-${index + 1}`,
    isLearner: kind.toLowerCase() === 'l',
    isHealthy: kind === 'H' || kind === 'L',
  }));
}

const judge = (kinds: string, remove: number, accepted = false) =>
  judgeRemoval({ members: makeMembers(kinds), remove: `${remove}`, accepted });

test.each([
  [1, 1, 0],
  [2, 2, 0],
  [3, 2, 1],
  [4, 3, 1],
  [5, 3, 2],
  [6, 4, 2],
  [7, 4, 3],
  [9, 5, 4],
])('%i members: a quorum of %i, of which %i more may fail', (voters, needed, spare) => {
  expect([quorum(voters), tolerance(voters)]).toEqual([needed, spare]);
});

describe('a removal', () => {
  test.each([
    ['HHH', 3, '3 members, 3 healthy → 2 members, tolerates 0'],
    ['HHHH', 1, '4 members, 4 healthy → 3 members, tolerates 1'],
    ['HHHHH', 1, '5 members, 5 healthy → 4 members, tolerates 1'],
    ['HHD', 3, '3 members, 2 healthy → 2 members, tolerates 0'],
    ['HHHD', 4, '4 members, 3 healthy → 3 members, tolerates 1'],
    ['HHHDD', 4, '5 members, 3 healthy → 4 members, tolerates 0'],
    ['HHHuD', 5, '5 members, 3 healthy → 4 members, tolerates 0'],
    ['HHu', 3, '3 members, 2 healthy → 2 members, tolerates 0'],
    ['HHHl', 4, '3 members, 3 healthy → 3 members, tolerates 1'],
    ['HHHL', 1, '3 members, 3 healthy → 2 members, tolerates 0'],
    ['Hl', 2, '1 member, 1 healthy → 1 member, tolerates 0'],
    ['HHDl', 4, '3 members, 2 healthy → 3 members, tolerates 0'],
  ])('of %s: member %i may go: %s', (kinds, remove, summary) => {
    expect(judge(kinds, remove)).toMatchObject({
      verdict: 'allowed',
      reason: null,
      remedy: null,
      summary,
      needsAcceptance: false,
    });
  });

  test.each([
    ['H', 1, 'last-member', 'cp-1 is the only member that has a vote'],
    ['HL', 1, 'last-member', 'cp-1 is the only member that has a vote'],
    ['HD', 1, 'no-quorum', '1 of 2 members take part, and 2 are needed'],
    ['HD', 2, 'no-quorum', 'etcd takes no change at all'],
    ['HDD', 3, 'no-quorum', '1 of 3 members take part, and 2 are needed'],
    ['HHDD', 4, 'no-quorum', '2 of 4 members take part, and 3 are needed'],
    ['HHD', 1, 'others-unwell', 'cp-1 takes part and cp-3 does not'],
    ['HHHHD', 1, 'others-unwell', 'cp-1 takes part and cp-5 does not'],
    ['HHHDu', 1, 'others-unwell', 'cp-1 takes part and cp-4, 5 (never started) do not'],
    ['HHHl', 1, 'others-unwell', 'cp-1 takes part and cp-4 does not'],
    ['HHH', 4, 'not-a-member', 'etcd has no member 4'],
  ])('of %s: member %i may not go: %s', (kinds, remove, code, reason) => {
    const verdict = judge(kinds, remove, true);
    expect(verdict).toMatchObject({ verdict: 'refused', code, warnings: [] });
    expect(verdict.reason).toContain(reason);
    expect(verdict.remedy).toBeTruthy();
  });

  test('down to a single member must be accepted', () => {
    expect(judge('HH', 1)).toMatchObject({
      verdict: 'refused',
      code: 'not-accepted',
      needsAcceptance: true,
      remedy: expect.stringContaining('--accept-no-fault-tolerance'),
    });
    expect(judge('HH', 1, true)).toMatchObject({ verdict: 'allowed', needsAcceptance: true });
  });

  test.each([
    ['HHH', 3, ['2 members tolerate the loss of 0, as 1 would: an odd number is better']],
    ['HHHHH', 3, ['4 members tolerate the loss of 1, as 3 would: an odd number is better']],
    ['HHHH', 3, []],
    ['HHHL', 4, []],
    ['HHHDD', 5, ['cp-4 will still be down', expect.stringContaining('4 members tolerate')]],
  ])('of %s: with member %i gone, it warns %j', (kinds, remove, warnings) => {
    expect(judge(kinds, remove).warnings).toEqual(warnings);
  });
});

const member = fc.constantFrom('H', 'H', 'H', 'D', 'u', 'l', 'L');
const cluster = fc
  .array(member, { minLength: 1, maxLength: 9 })
  .chain((kinds) =>
    fc.tuple(fc.constant(kinds.join('')), fc.integer({ min: 1, max: kinds.length }), fc.boolean()),
  );

test('whatever is up or down, an allowed removal leaves a quorum of healthy voters, and none the worse', () => {
  fc.assert(
    fc.property(cluster, ([kinds, remove, accepted]) => {
      const members = makeMembers(kinds);
      const leaving = members[remove - 1];
      const { verdict, before, after, needsAcceptance, reason, remedy } = judge(kinds, remove, accepted);
      const rest = members.filter((one) => one !== leaving);
      expect([before, after]).toEqual([strength(members), strength(rest)]);
      if (verdict === 'refused') {
        expect([reason, remedy]).not.toContain(null);
        return;
      }
      const started = rest.filter(({ isLearner, name }) => !isLearner && name !== '').length;
      // what etcd itself asks: started members for the new quorum, and those connected if a live voter goes
      expect(before.healthy).toBeGreaterThanOrEqual(quorum(before.members));
      expect(after.healthy).toBeGreaterThanOrEqual(quorum(after.members));
      expect(started).toBeGreaterThanOrEqual(quorum(after.members));
      if (needsAcceptance) expect(accepted).toBe(true);
      if (leaving?.isHealthy !== true || leaving.isLearner) {
        expect(after.tolerates).toBeGreaterThanOrEqual(before.tolerates);
      } else {
        expect(rest.every(({ isHealthy }) => isHealthy)).toBe(true);
        expect(after.tolerates).toBe(tolerance(after.members));
      }
    }),
    { numRuns: 2000 },
  );
});

test('while there is a quorum, every member that is down can be removed, one after the other, in any order', () => {
  fc.assert(
    fc.property(cluster, ([kinds, remove]) => {
      const members = makeMembers(kinds);
      const { members: voters, healthy } = strength(members);
      fc.pre(healthy >= quorum(voters) && voters > 1 && members[remove - 1]?.isHealthy === false);
      expect(judge(kinds, remove, true).verdict).toBe('allowed');
    }),
    { numRuns: 2000 },
  );
});

describe('a join', () => {
  test.each([
    ['HHH', []],
    ['HHD', [['3', 'down']]],
    ['HHu', [['3', 'never started']]],
    [
      'HlL',
      [
        ['2', 'learner'],
        ['3', 'learner'],
      ],
    ],
  ])('to %s finds in its way %j', (kinds, expected) => {
    const found = obstaclesToJoin(makeMembers(kinds));
    expect(found.map(({ member: { id }, why }) => [id, why])).toEqual(expected);
    expect(found.every(({ message }) => message.startsWith("etcd's member "))).toBe(true);
  });
});

test.each([
  ['HHH', '3 members, 3 healthy: tolerates the loss of 1'],
  ['HHD', '3 members, 2 healthy: tolerates the loss of 0'],
  ['HDD', '3 members, 1 healthy: no quorum (2 needed), so nothing can be written'],
  ['HL', '1 member, 1 healthy, and cp-2 without a vote (learner): tolerates the loss of 0'],
])('%s reads: %s', (kinds, text) => {
  expect(strengthText(makeMembers(kinds))).toBe(text);
});
