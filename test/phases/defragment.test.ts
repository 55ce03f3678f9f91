import { describe, expect, test } from 'vitest';
import type { ExternalAnswer, ExternalView } from '../../src/cluster/etcd/external.ts';
import type { State } from '../../src/cluster/state.ts';
import { type EtcdFacts, type EtcdMember, NO_ETCD } from '../../src/facts/etcd-types.ts';
import { defragment } from '../../src/phases/defragment.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeHa, memberFacts, memberState } from '../fixtures/state.ts';

const ha = makeHa();
const PLANES = ['cp-1', 'cp-2', 'cp-3'];
const MEMBERS = PLANES.map(
  (name, index): EtcdMember => ({
    id: `a${index + 1}`,
    name,
    peerUrls: [`https://10.0.0.1${index + 1}:2380`],
    clientUrls: [`https://10.0.0.1${index + 1}:2379`],
    isLearner: false,
  }),
);
const MIB = 1024 ** 2;

/** A member with free space; the first one leads. */
function makeEtcd(id: string, overrides: Partial<EtcdFacts> = {}, dbSizeInUse = 50 * MIB): EtcdFacts {
  const raft = { raftTerm: 2, raftIndex: 3, raftAppliedIndex: 3, isLearner: false, errors: [] };
  const sizes = { dbSize: 100 * MIB, dbSizeInUse };
  return {
    ...NO_ETCD,
    hasData: true,
    isRunning: true,
    isHealthy: true,
    status: { memberId: id, clusterId: '9', leader: 'a1', version: '3.6.6', ...sizes, ...raft },
    members: MEMBERS,
    ...overrides,
  };
}

function stateOf(etcds: Readonly<Record<string, EtcdFacts>> = {}, overrides: Partial<State> = {}): State {
  const facts = ha.hosts.map((host) => {
    const index = PLANES.indexOf(host.name);
    const etcd = index < 0 ? NO_ETCD : (etcds[host.name] ?? makeEtcd(`a${index + 1}`));
    return [host.name, { ...memberFacts(ha, host), etcd }] as const;
  });
  return memberState(ha, Object.fromEntries(facts), overrides);
}

function plan(state: State, compact = false) {
  const { rounds, refusals, essential } = defragment({ compact }).plan(state);
  const steps = rounds.flatMap((round) =>
    round.flatMap(({ host, steps: all }) => all.map((step) => ({ host, step }))),
  );
  const scripts = steps.map(({ step }) => step.script?.write(nameSecrets));
  return {
    sizes: rounds.map((round) => round.length),
    order: steps.map(({ host, step }) => `${host} ${step.change.resource}`),
    scripts,
    refusals,
    essential,
  };
}

describe('defragmentation', () => {
  test('is done one member at a time, the leader last, each once all answer', () => {
    const { order, sizes, scripts, refusals, essential } = plan(stateOf());
    expect(order).toEqual(['cp-2 etcd database', 'cp-3 etcd database', 'cp-1 etcd database']);
    expect(sizes).toEqual([1, 1, 1]);
    expect(refusals).toEqual([]);
    expect(essential).toEqual(new Set(PLANES));
    const ready = 'etcd_ready https://10.0.0.11:2379 https://10.0.0.12:2379 https://10.0.0.13:2379';
    expect(scripts).toEqual(Array(3).fill(`${ready}\netcd_defrag`));
  });

  test('leaves out members that have little to give back', () => {
    const full = makeEtcd('a2', {}, 99 * MIB);
    expect(plan(stateOf({ 'cp-2': full })).order).toEqual(['cp-3 etcd database', 'cp-1 etcd database']);
  });

  test('follows a compaction, when asked for, on all members', () => {
    const full = makeEtcd('a2', {}, 99 * MIB);
    expect(plan(stateOf({ 'cp-2': full }), true).order).toEqual([
      'cp-1 etcd revisions',
      'cp-2 etcd database',
      'cp-3 etcd database',
      'cp-1 etcd database',
    ]);
  });

  test('ends the alarm NOSPACE when all members are done', () => {
    const alarms = ['NOSPACE a2'];
    const { order, scripts } = plan(
      stateOf({ 'cp-1': makeEtcd('a1', { alarms }), 'cp-2': makeEtcd('a2', { alarms }) }),
    );
    expect(order.at(-1)).toBe('cp-1 etcd alarm NOSPACE');
    expect(order).toHaveLength(4);
    expect(scripts.at(-1)).toContain('etcd_disarm');
  });

  test('touches only the members it is about', () => {
    expect(plan(stateOf({}, { targets: new Set(['cp-3']) })).order).toEqual(['cp-3 etcd database']);
  });
});

describe('it is refused', () => {
  test.each<[string, Readonly<Record<string, EtcdFacts>>, string]>([
    ['while a member is down', { 'cp-3': { ...NO_ETCD, hasData: true } }, "etcd's cp-3 does not take part"],
    ['where the data is corrupt', { 'cp-1': makeEtcd('a1', { alarms: ['CORRUPT a3'] }) }, 'CORRUPT a3'],
    [
      'where no member says who the members are',
      Object.fromEntries(PLANES.map((name) => [name, NO_ETCD])),
      'which members etcd has',
    ],
  ])('%s', (_what, etcds, words) => {
    expect((plan(stateOf(etcds), true).refusals ?? []).join('\n')).toContain(words);
  });
});

describe('of an etcd that kubeadm does not run', () => {
  const endpoints = [1, 2, 3].map((n) => `https://10.0.0.3${n}:2379`);
  const external = { endpoints, caFile: '/e/ca.crt', certFile: '/e/it.crt', keyFile: '/e/it.key' };
  const outside = makeHa({ etcd: { external } });

  /** Through cp-2; m-1 leads. */
  function makeAnswer(overrides: Partial<ExternalAnswer> = {}, inUse: readonly number[] = [50, 50, 50]) {
    const members = MEMBERS.map((member, index) => ({ ...member, name: `m-${index + 1}` }));
    const seats = endpoints.flatMap((endpoint, index) => {
      const { status } = makeEtcd(`a${index + 1}`, {}, (inUse[index] ?? 50) * MIB);
      return status === null ? [] : [{ endpoint, status, isHealthy: true }];
    });
    const tools = { hasEtcdctl: true, missingFiles: [], readsSnapshots: true };
    return { ...tools, seats, members, alarms: [], ...overrides };
  }
  function planOf(externalEtcd: ExternalView | undefined, compact = false) {
    const facts = outside.hosts.map((host) => [host.name, memberFacts(outside, host)] as const);
    const state = memberState(outside, Object.fromEntries(facts));
    return plan(externalEtcd === undefined ? state : { ...state, externalEtcd }, compact);
  }
  const through = (answer: ExternalAnswer) => ({ through: 'cp-2', answer });

  test('members are done one at a time through one control plane, the leader last, each by its own endpoint', () => {
    const { order, sizes, scripts, refusals, essential } = planOf(through(makeAnswer()));
    expect(order).toEqual([
      'cp-2 etcd database of m-2',
      'cp-2 etcd database of m-3',
      'cp-2 etcd database of m-1',
    ]);
    expect({ sizes, refusals, essential }).toEqual({
      sizes: [1, 1, 1],
      refusals: [],
      essential: new Set(['cp-2']),
    });
    const files = '/e/ca.crt /e/it.crt /e/it.key';
    expect(scripts[0]).toBe(
      `external_etcd ${endpoints[1]} ${files}\netcd_ready ${endpoints.join(' ')}\netcd_defrag`,
    );
  });

  test('they are changes of the cluster, not of the control plane', () => {
    const state = memberState(outside, {}, { externalEtcd: through(makeAnswer()) });
    const { rounds } = defragment({ compact: true }).plan(state);
    const scopes = rounds.flat().flatMap(({ steps }) => steps.map(({ scope }) => scope));
    expect(scopes).toEqual(Array(4).fill('cluster'));
  });

  test('a compaction comes first, and the alarm ends last, with all endpoints', () => {
    const { order, scripts } = planOf(through(makeAnswer({ alarms: ['NOSPACE a2'] }, [99, 99, 99])), true);
    expect(order).toEqual([
      'cp-2 etcd revisions',
      'cp-2 etcd database of m-2',
      'cp-2 etcd database of m-3',
      'cp-2 etcd database of m-1',
      'cp-2 etcd alarm NOSPACE',
    ]);
    expect(scripts[0]).toMatch(`external_etcd ${endpoints[0]} `);
    expect(scripts[4]?.split('\n')).toEqual([
      `external_etcd ${endpoints.join(',')} /e/ca.crt /e/it.crt /e/it.key`,
      `etcd_ready ${endpoints.join(' ')}`,
      `etcd_disarm ${endpoints.join(' ')}`,
    ]);
  });

  test('members with little to give back are left out', () => {
    expect(planOf(through(makeAnswer({}, [99, 50, 99]))).order).toEqual(['cp-2 etcd database of m-2']);
  });

  const seats = makeAnswer().seats;
  test.each<[string, ExternalView | undefined, string]>([
    [
      'while a member is down',
      through(makeAnswer({ seats: seats.map((seat, index) => ({ ...seat, isHealthy: index !== 2 })) })),
      "etcd's m-3 does not take part",
    ],
    [
      'while no endpoint leads to a member',
      through(makeAnswer({ seats: seats.slice(0, 2) })),
      'no endpoint of spec.etcd.external leads to it',
    ],
    ['where the data is corrupt', through(makeAnswer({ alarms: ['CORRUPT a3'] })), 'CORRUPT a3'],
    ['where no endpoint answers', through(makeAnswer({ seats: [] })), 'tells cp-2 nothing of its members'],
    [
      'where no control plane can ask',
      { through: null, reason: 'cp-1 has no etcdctl' },
      'cp-1 has no etcdctl',
    ],
    ['where nobody asked', undefined, 'was not asked'],
  ])('it is refused %s', (_what, view, words) => {
    const { refusals } = planOf(view, true);
    expect((refusals ?? []).join('\n')).toContain(words);
    expect((refusals ?? []).join('\n')).not.toContain('node remove');
  });
});
