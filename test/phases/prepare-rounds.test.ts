import { describe, expect, test } from 'vitest';
import { type Named, named } from '../../src/model/change-id.ts';
import type { Disruption } from '../../src/model/plan.ts';
import { prepare } from '../../src/phases/prepare.ts';
import { type Preparation, prepareRounds } from '../../src/phases/prepare-rounds.ts';
import { type Item, noticeOf, type Step } from '../../src/shell/emit.ts';
import { sh } from '../../src/shell/sh.ts';
import { makeNode, makeTimeSync } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeHa, makeState } from '../fixtures/state.ts';
import { simulate } from '../workflow/simulate.ts';

function step(about: Named, disruption: Disruption = 'none'): Step {
  const change = {
    phase: 'prepare',
    ...about,
    action: 'run',
    before: null,
    after: null,
    reason: 'x',
  } as const;
  return { change: { ...change, disruption }, script: sh`:` };
}

const CLOCK = step(named('time-sync', 'clock'));
const SYSCTL = step(named('sysctl', 'a.b'));
const CONTAINERD = step(named('service', 'containerd.service'), 'restart');
const KUBELET = step(named('service', 'kubelet.service'), 'restart');

const host = (name: string, steps: readonly Item[], timeFrom: readonly string[] = []): Preparation => ({
  host: name,
  steps,
  timeFrom,
  isServing: false,
});
const member = (name: string, steps: readonly Item[], timeFrom?: readonly string[]): Preparation => ({
  ...host(name, steps, timeFrom),
  isServing: true,
});

const cases: readonly (readonly [title: string, hosts: readonly Preparation[], rounds: string[]])[] = [
  ['nothing to do is one round of nobody', [], ['']],
  ['all side by side', [host('a', [SYSCTL]), host('b', [SYSCTL])], ['a b']],
  [
    'a host that serves the time comes before those that wait for it',
    [host('w', [CLOCK], ['cp']), host('cp', [CLOCK]), host('x', [SYSCTL])],
    ['cp x', 'w'],
  ],
  ['a server with nothing to do is not waited for', [host('w', [CLOCK], ['cp'])], ['w']],
  [
    'a server whose clock is right already is not waited for',
    [host('w', [CLOCK], ['cp']), host('cp', [SYSCTL])],
    ['w cp'],
  ],
  [
    'a host whose clock is right already waits for no server',
    [host('w', [SYSCTL], ['cp']), host('cp', [CLOCK])],
    ['w cp'],
  ],
  [
    'a chain of servers is followed from its root',
    [host('c', [CLOCK], ['b']), host('b', [CLOCK], ['a']), host('a', [CLOCK])],
    ['a', 'b', 'c'],
  ],
  [
    'servers that follow each other go together, before the others',
    [host('a', [CLOCK], ['b']), host('b', [CLOCK], ['a']), host('w', [CLOCK], ['a', 'b'])],
    ['a b', 'w'],
  ],
  [
    'control planes of a cluster restart containerd or the kubelet one at a time',
    [
      member('cp-1', [CONTAINERD]),
      member('cp-2', [KUBELET]),
      member('cp-3', [SYSCTL]),
      host('w', [CONTAINERD]),
    ],
    ['cp-3 w', 'cp-1!', 'cp-2!'],
  ],
  [
    'a restart that is only shown disrupts nobody',
    [member('cp-1', [noticeOf(CONTAINERD)]), member('cp-2', [noticeOf(KUBELET)])],
    ['cp-1 cp-2'],
  ],
  [
    'one that is to start serving the time restarts before the others ask it',
    [member('cp-1', [CONTAINERD, CLOCK]), member('cp-2', [CONTAINERD, CLOCK], ['cp-1']), host('x', [SYSCTL])],
    ['x', 'cp-1!', 'cp-2!'],
  ],
];

describe('rounds of preparation', () => {
  test.each(cases)('%s', (_title, hosts, expected) => {
    const { rounds, essential } = prepareRounds(hosts);
    const mark = (name: string) => (essential?.has(name) ? `${name}!` : name);
    expect(rounds.map((round) => round.map((one) => mark(one.host)).join(' '))).toEqual(expected);
  });

  test('carry the steps as they were given, and no host twice', () => {
    const hosts = cases.flatMap(([, some], index) =>
      some.map((one) => ({
        ...one,
        host: `${index}-${one.host}`,
        timeFrom: one.timeFrom.map((n) => `${index}-${n}`),
      })),
    );
    const work = prepareRounds(hosts).rounds.flat();
    expect(new Map(work.map(({ host: name, steps }) => [name, steps]))).toEqual(
      new Map(hosts.map(({ host: name, steps }) => [name, steps])),
    );
    expect(work).toHaveLength(hosts.length);
  });
});

test('workers that follow a control plane are prepared after it, until their clocks are right', () => {
  const cluster = makeHa();
  const node = makeNode({ timeSync: makeTimeSync({ provider: 'chrony', servers: ['cp-1'] }) });
  const state = makeState({ ...cluster, hosts: cluster.hosts.map((host) => ({ ...host, node })) });
  const { rounds } = prepare.plan(state);
  expect(rounds.map((round) => round.map(({ host: name }) => name))).toEqual([
    ['cp-1'],
    ['cp-2', 'cp-3', 'worker-1'],
  ]);
  const facts = new Map(
    rounds
      .flat()
      .map(({ host: name, steps }) => [name, simulate(state.facts.get(name) ?? makeFacts(), steps)]),
  );
  expect(prepare.plan({ ...state, facts }).rounds).toEqual([[]]);
});
