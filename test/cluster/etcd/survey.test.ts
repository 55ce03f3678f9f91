import { describe, expect, test } from 'vitest';
import { surveyMembers } from '../../../src/cluster/etcd/survey.ts';
import { type EtcdFacts, type EtcdMember, NO_ETCD } from '../../../src/facts/etcd-types.ts';

function makeMember(id: string, overrides: Partial<EtcdMember> = {}): EtcdMember {
  const peerUrls = [`https://192.0.2.1${id}:2380`];
  return { id, name: `cp-${id}`, peerUrls, clientUrls: [], isLearner: false, ...overrides };
}

const MEMBERS = [makeMember('1'), makeMember('2'), makeMember('3')];
const MANIFEST = { dataDir: '/var/lib/etcd', clientUrl: 'https://192.0.2.9:2379', image: 'etcd' };

function makeView(id: string, overrides: Partial<EtcdFacts> = {}) {
  const status = {
    memberId: id,
    clusterId: '9',
    leader: '1',
    version: '3.6.6',
    dbSize: 1,
    dbSizeInUse: 1,
    raftTerm: 2,
    raftIndex: 3,
    raftAppliedIndex: 3,
    isLearner: false,
    errors: [],
  };
  const alive = { isRunning: true, isHealthy: true, status, members: MEMBERS };
  return { host: `host-${id}`, etcd: { ...NO_ETCD, ...alive, ...overrides } };
}

const states = (...args: Parameters<typeof surveyMembers>) =>
  surveyMembers(...args)?.map(({ id, host, isHealthy }) => [id, host, isHealthy]);

describe('members', () => {
  test('are found on the hosts that say they are them', () => {
    expect(states([makeView('2'), makeView('1')])).toEqual([
      ['1', 'host-1', true],
      ['2', 'host-2', true],
      ['3', null, false],
    ]);
  });

  test('are as a member with the quorum lists them', () => {
    const stale = makeView('3', { isHealthy: false, members: [...MEMBERS, makeMember('4')] });
    expect(states([stale, makeView('1')])).toHaveLength(3);
    expect(states([stale])).toHaveLength(4);
  });

  test('that do not answer are known by their manifest, and not healthy', () => {
    const down = { status: null, members: null, isHealthy: false, isRunning: false };
    const byUrl = makeView('3', {
      ...down,
      manifest: { ...MANIFEST, name: 'x', peerUrl: 'https://192.0.2.13:2380' },
    });
    expect(states([makeView('1'), byUrl])?.[2]).toEqual(['3', 'host-3', false]);
  });

  test('on new data have another id: the old member is nowhere', () => {
    expect(states([makeView('1'), makeView('7')])?.slice(1)).toEqual([
      ['2', null, false],
      ['3', null, false],
    ]);
  });

  test('that are learners are healthy when they run', () => {
    const members = [makeMember('1'), makeMember('2', { isLearner: true })];
    const learner = makeView('2', { isHealthy: false, members: null });
    expect(states([makeView('1', { members }), learner])?.[1]).toEqual(['2', 'host-2', true]);
  });

  test('are not known when nobody says them', () => {
    expect(surveyMembers([])).toBeNull();
    expect(surveyMembers([makeView('1', { members: null, isHealthy: false })])).toBeNull();
  });
});
