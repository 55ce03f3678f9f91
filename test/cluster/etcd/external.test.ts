import { describe, expect, test } from 'vitest';
import {
  chooseThrough,
  type ExternalAnswer,
  parseExternal,
  seatName,
  viewsOf,
} from '../../../src/cluster/etcd/external.ts';
import { surveyMembers } from '../../../src/cluster/etcd/survey.ts';

/** As the spec calls them, which members need not do. */
const ENDPOINTS = ['https://etcd-1.example.org:2379', 'https://192.0.2.32:2379', 'https://192.0.2.33:2379'];

function statusRow(endpoint: string, id: number, dbSize = 100): string {
  const header = { cluster_id: 99, member_id: id, raft_term: 2 };
  const Status = { header, version: '3.5.16', dbSize, dbSizeInUse: 50, leader: 1, raftIndex: 7 };
  return `status ${JSON.stringify([{ Endpoint: endpoint, Status }])}`;
}
const members = [1, 2, 3].map((id) => ({
  ID: id,
  name: id === 3 ? '' : `m-${id}`,
  peerURLs: [`https://192.0.2.3${id}:2380`],
  clientURLs: [`https://192.0.2.3${id}:2379`],
}));
const [first = '', second = '', third = ''] = ENDPOINTS;
const parse = (...rows: readonly string[]) => parseExternal({ endpoints: ENDPOINTS }, rows.join('\n'));
/** In the order in which they happen to come. */
const WELL = [
  statusRow(third, 3),
  `healthy ${third} `,
  `healthy ${first} `,
  statusRow(first, 1),
  `members ${JSON.stringify({ members })}`,
  `alarms ${JSON.stringify({ alarms: [{ memberID: 2, alarm: 1 }] })}`,
  statusRow(second, 2),
];

describe('what a control plane says of an external etcd', () => {
  test('is a member an endpoint, in the order of the spec', () => {
    const answer = parse(...WELL);
    expect(answer.seats.map((seat) => [seat.endpoint, seatName(answer, seat), seat.isHealthy])).toEqual([
      [first, 'm-1', true],
      [second, 'm-2', false],
      [third, '3', true],
    ]);
    expect(answer).toMatchObject({
      hasEtcdctl: true,
      missingFiles: [],
      readsSnapshots: true,
      alarms: ['NOSPACE 2'],
    });
  });

  test('makes a survey of the members, whatever the spec calls their endpoints', () => {
    const survey = surveyMembers(viewsOf(parse(...WELL)));
    expect(survey?.map(({ id, isHealthy }) => [id, isHealthy])).toEqual([
      ['1', true],
      ['2', false],
      ['3', true],
    ]);
  });

  test('tells a member once, however many endpoints lead to it, and misses those that none leads to', () => {
    const answer = parse(...WELL.slice(2, 5), statusRow(second, 1));
    expect(answer.seats.map(({ endpoint }) => endpoint)).toEqual([first]);
    const unwell = surveyMembers(viewsOf(answer))?.filter(({ isHealthy }) => !isHealthy);
    expect(unwell?.map(({ id }) => id)).toEqual(['2', '3']);
  });

  test('is nothing where no endpoint answers', () => {
    const answer = parse('health []');
    expect(answer).toMatchObject({ hasEtcdctl: true, seats: [], members: null, alarms: [] });
    expect(surveyMembers(viewsOf(answer))).toBeNull();
  });
});

describe('the control plane to go through', () => {
  const all = parse(...WELL);
  const some = parse(statusRow(first, 1), `healthy ${first}`);
  const bare = parse('no-etcdctl');
  const keyless = parse('no-file /etc/etcd/client.crt', 'no-file /etc/etcd/client.key');
  const old = parse('no-etcdutl', ...WELL);

  test.each<[string, Readonly<Record<string, ExternalAnswer>>, boolean, string]>([
    ['is the first that can ask', { 'cp-1': bare, 'cp-2': all, 'cp-3': all }, false, 'cp-2'],
    ['is the one that reaches more members', { 'cp-1': some, 'cp-2': keyless, 'cp-3': all }, false, 'cp-3'],
    ['for a snapshot is one that can look into it', { 'cp-1': old, 'cp-2': some }, true, 'cp-2'],
    ['for anything else need not be able to', { 'cp-1': old, 'cp-2': some }, false, 'cp-1'],
  ])('%s', (_what, answers, forSnapshot, through) => {
    expect(chooseThrough(new Map(Object.entries(answers)), { forSnapshot })).toMatchObject({ through });
  });

  test.each<[string, Readonly<Record<string, ExternalAnswer>>, readonly string[]]>([
    ['without an etcdctl', { 'cp-1': bare }, ['cp-1 has no etcdctl', 'the package etcd-client']],
    [
      'without certificates',
      { 'cp-1': bare, 'cp-2': keyless },
      [
        'cp-1 has no etcdctl',
        'cp-2 has no /etc/etcd/client.crt, /etc/etcd/client.key, which spec.etcd.external',
      ],
    ],
    ['without etcdutl', { 'cp-1': old }, ['cp-1 has no etcdutl']],
    ['that answers', {}, ['none that may be asked answered']],
  ])('is none %s, and each is told what it lacks', (_what, answers, words) => {
    const view = chooseThrough(new Map(Object.entries(answers)), { forSnapshot: true });
    expect(view.through).toBeNull();
    for (const word of words) expect(view).toHaveProperty('reason', expect.stringContaining(word));
  });
});
