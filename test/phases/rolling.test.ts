import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { named } from '../../src/model/change-id.ts';
import { type Rolling, rolling } from '../../src/phases/rolling.ts';
import type { Step } from '../../src/shell/emit.ts';
import { sh } from '../../src/shell/sh.ts';

const STEP: Step = {
  change: {
    ...named('service', 'a'),
    ...{ phase: 'x', action: 'run', before: null, after: null },
    ...{ reason: 'x', disruption: 'restart' },
  },
  script: sh`:`,
};

/** `a` serves; `a-` is down; `a0` has nothing to do; `a~` has work that takes it out of nothing. */
function roll(names: string, options: Partial<Rolling<{ readonly host: { readonly name: string } }>> = {}) {
  const hosts = names.split(' ').map((name) => ({ host: { name } }));
  const { rounds, essential, held } = rolling(hosts, {
    maxUnavailable: 1,
    steps: ({ host }) => (host.name.endsWith('0') ? [] : [STEP]),
    healthy: ({ host }) => !host.name.includes('-'),
    unhealthy: 'first',
    disrupts: ({ host }) => !host.endsWith('~'),
    ...options,
  });
  return { rounds: rounds.map((round) => round.map(({ host }) => host).join(' ')), essential, held };
}

const ALL = Number.POSITIVE_INFINITY;
const cases: readonly [
  title: string,
  hosts: string,
  options: Parameters<typeof roll>[1],
  rounds: string[],
  held?: string[],
][] = [
  ['takes one host at a time, in their order', 'a b c', {}, ['a', 'b', 'c']],
  ['takes as many at a time as may be unavailable', 'a b c', { maxUnavailable: 2 }, ['a b', 'c']],
  ['takes all at once where all may be unavailable', 'a b c', { maxUnavailable: ALL }, ['a b c']],
  [
    'takes fewer at a time where one is unhealthy',
    'a b c-0',
    { unhealthy: 'hold', maxUnavailable: 2 },
    ['a', 'b'],
  ],
  ['leaves out hosts without work', 'a0 b', {}, ['b']],
  ['has no rounds without work', 'a0', { maxUnavailable: ALL }, []],
  ['takes what disrupts nothing side by side, before', 'a b~ c d~', {}, ['b~ d~', 'a', 'c']],
  ['takes unhealthy hosts first where the work makes them healthy', 'a b- c', {}, ['b-', 'a', 'c']],
  [
    'works on the unhealthy host alone, and holds the others',
    'a b- c',
    { unhealthy: 'hold' },
    ['b-'],
    ['a', 'c'],
  ],
  ['counts an unhealthy host without work', 'a b-0', { unhealthy: 'hold' }, [], ['a']],
  ['holds all where two are unhealthy', 'a- b-', { unhealthy: 'hold' }, [], ['a-', 'b-']],
  ['holds nothing within what may be unavailable', 'a b-0', { unhealthy: 'hold', maxUnavailable: 2 }, ['a']],
  ['holds nothing that disrupts nothing', 'a~ b-0', { unhealthy: 'hold' }, ['a~']],
];

describe('rolling', () => {
  test.each(cases)('%s', (_title, hosts, options, rounds, held = []) => {
    expect(roll(hosts, options)).toMatchObject({ rounds, held });
  });

  test('names hosts that are out of service as essential, and no others', () => {
    expect(roll('a b~ c').essential).toEqual(new Set(['a', 'c']));
  });

  test('never has more hosts out of service than it may, and loses none', () => {
    const host = fc
      .tuple(fc.nat(30), fc.constantFrom('', '-', '~', '-~'))
      .map(([id, kind]) => `${id}x${kind}`);
    const options = fc.record({
      maxUnavailable: fc.constantFrom(1, 2, 5, ALL),
      unhealthy: fc.constantFrom('first' as const, 'hold' as const),
    });
    const hosts = fc.uniqueArray(host, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(hosts, options, (names, given) => {
        const { rounds, held } = roll(names.join(' '), given);
        const work = rounds.map((round) => round.split(' '));
        expect([...work.flat(), ...held].toSorted()).toEqual(names.toSorted());
        const down = names.filter((name) => name.includes('-'));
        for (const round of work) {
          const out = round.filter((name) => !name.endsWith('~'));
          const away = given.unhealthy === 'hold' ? new Set([...down, ...out]) : new Set(out);
          if (out.length > 0) expect(away.size).toBeLessThanOrEqual(given.maxUnavailable);
        }
      }),
    );
  });
});
