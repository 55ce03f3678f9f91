import { describe, expect, test } from 'vitest';
import { JOINS_PER_MATERIAL, joinControlPlanes, joinWorkers } from '../../src/phases/join.ts';
import { assemblePlan } from '../../src/workflow/assemble.ts';
import { makeHost, makeWorker } from '../fixtures/cluster.ts';
import { makeHa, makeState, memberFacts } from '../fixtures/state.ts';

const hosts = [1, 2, 3, 4, 5, 6].map((n) =>
  makeHost({ name: `cp-${n}`, address: `192.0.2.1${n}`, internalAddresses: [`10.0.0.1${n}`] }),
);
const workers = [1, 2, 3].map((n) => makeWorker({ name: `w-${n}`, address: `192.0.2.2${n}` }));
const cluster = makeHa({ hosts: [...hosts, ...workers] });
const [first = makeHost()] = hosts;
const state = makeState(cluster, { 'cp-1': memberFacts(cluster, first) });

describe('many control planes that join one after the other', () => {
  test('get a fresh token and fresh certificates before those they would use have gone', () => {
    const plan = joinControlPlanes.plan(state);
    expect(JOINS_PER_MATERIAL).toBe(2);
    expect(plan.rounds.map((round) => round.map(({ host }) => host).join())).toEqual([
      ...['cp-1', 'cp-2', 'cp-3'],
      ...['cp-1', 'cp-4', 'cp-5'],
      ...['cp-1', 'cp-6'],
    ]);
    const material = plan.rounds.flat().filter(({ host }) => host === 'cp-1');
    for (const { steps } of material) {
      expect(steps.map(({ change }) => change.resource)).toEqual([
        'bootstrap token',
        'control plane certificates',
      ]);
    }
  });

  test('show that once in the plan', () => {
    const planned = [{ phase: joinControlPlanes, plan: joinControlPlanes.plan(state) }];
    const { cluster: shared } = assemblePlan(planned, state);
    expect(shared.changes.map(({ resource }) => resource)).toEqual([
      'bootstrap token',
      'control plane certificates',
    ]);
  });

  test('workers, which join side by side, need one token', () => {
    expect(joinWorkers.plan(state).rounds.map((round) => round.length)).toEqual([1, 3]);
  });
});
