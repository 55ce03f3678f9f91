import { describe, expect, test } from 'vitest';
import { externalAnswer, localAnswer } from '../../../src/actions/etcd-status.ts';
import { reportOf } from '../../../src/cluster/etcd/report.ts';
import type { EtcdAnswer } from '../../../src/cluster/etcd/report-types.ts';
import { formatEtcd } from '../../../src/ui/etcd-view.ts';

interface Odd {
  readonly running?: boolean;
  readonly healthy?: boolean;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly members?: readonly Readonly<Record<string, unknown>>[];
  readonly alarm?: number;
  readonly measures?: string;
  readonly seen?: readonly [number, boolean][];
}

const url = (n: number) => `https://192.0.2.1${n}:2379`;
const member = (n: number, more: Readonly<Record<string, unknown>> = {}) => ({
  ID: n,
  name: `cp-${n}`,
  peerURLs: [`https://192.0.2.1${n}:2380`],
  clientURLs: [url(n)],
  ...more,
});
const statusOf = (n: number, more: Readonly<Record<string, unknown>> = {}) => ({
  Endpoint: url(n),
  Status: {
    header: { cluster_id: 99, member_id: n, raft_term: 2 },
    version: '3.6.6',
    dbSize: 1024 ** 2,
    dbSizeInUse: 1024 ** 2,
    leader: 1,
    raftIndex: 1000,
    raftTerm: 2,
    raftAppliedIndex: 1000,
    ...more,
  },
});
const healthRow = (seen: readonly [number, boolean][]) =>
  `health ${JSON.stringify(seen.map(([n, health]) => ({ endpoint: url(n), health, took: '2ms' })))}`;

/** What the host of member N prints, in a cluster of three. */
function makeAnswer(n: number, odd: Odd = {}): EtcdAnswer {
  const { running = true, healthy = true, alarm, members = [1, 2, 3].map((one) => member(one)) } = odd;
  const rows = [
    `manifest name cp-${n}`,
    `manifest initial-advertise-peer-urls https://192.0.2.1${n}:2380`,
    'data',
    ...(running
      ? [
          'running',
          `status ${JSON.stringify([statusOf(n, odd.status)])}`,
          `members ${JSON.stringify({ members })}`,
          ...(healthy ? ['healthy '] : []),
          `alarms ${JSON.stringify(alarm === undefined ? {} : { alarms: [{ memberID: n, alarm }] })}`,
        ]
      : []),
  ];
  const seen = odd.seen ?? [1, 2, 3].map((one): [number, boolean] => [one, true]);
  return localAnswer(`cp-${n}`, rows.join('\n'), `${odd.measures ?? ''}\n${healthRow(seen)}`);
}

function makeReport(answers: readonly EtcdAnswer[], more: Partial<Parameters<typeof reportOf>[0]> = {}) {
  const hosts = answers.map(({ host }) => ({ name: host, role: 'control-plane' as const, reachable: true }));
  return reportOf({
    cluster: 'c',
    external: false,
    hosts,
    answers,
    inventory: ['cp-1', 'cp-2', 'cp-3'],
    withoutEtcdctl: [],
    ...more,
  });
}
const codes = (report: ReturnType<typeof makeReport>) =>
  report.problems.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`);

test('three members that are well', () => {
  const report = makeReport([makeAnswer(1), makeAnswer(2, { status: { raftIndex: 997 } }), makeAnswer(3)]);
  expect(report).toMatchObject({
    version: 1,
    cluster: 'c',
    summary: '3 members, 3 healthy: tolerates the loss of 1',
    strength: { members: 3, healthy: 3, tolerates: 1 },
    problems: [],
  });
  expect(report.members[0]).toMatchObject({ isLeader: true, behind: 0, quota: 2 * 1024 ** 3, healthMs: 2 });
  expect(report.members[1]).toMatchObject({ isLeader: false, behind: 3, host: 'cp-2', fsyncMs: null });
});

const down: [number, boolean][] = [
  [1, true],
  [2, true],
  [3, false],
];

describe('what is wrong', () => {
  test.each<[string, readonly EtcdAnswer[], readonly string[]]>([
    [
      'a member that is down, on its host',
      [
        makeAnswer(1, { seen: down }),
        makeAnswer(2, { seen: down }),
        makeAnswer(3, { running: false, seen: [] }),
      ],
      ['error unhealthy cp-3'],
    ],
    [
      'a member whose host did not answer',
      [makeAnswer(1, { seen: down }), makeAnswer(2, { seen: down })],
      ['error unhealthy cp-3'],
    ],
    ['a member whose host did not answer, and which is well', [makeAnswer(1), makeAnswer(2)], []],
    [
      'no quorum',
      [makeAnswer(1, { healthy: false, seen: [] })],
      ['error no-quorum the cluster', 'error unhealthy cp-1', 'error unhealthy cp-2', 'error unhealthy cp-3'],
    ],
    [
      'a full database',
      [makeAnswer(1, { alarm: 1 }), makeAnswer(2), makeAnswer(3)],
      ['error alarm-nospace cp-1'],
    ],
    [
      'a database that differs',
      [makeAnswer(1), makeAnswer(2, { alarm: 2 }), makeAnswer(3)],
      ['error alarm-corrupt cp-2'],
    ],
    [
      'an alarm of an etcd to come',
      [makeAnswer(1, { alarm: 7 }), makeAnswer(2), makeAnswer(3)],
      ['error alarm-alarm-7 cp-1'],
    ],
    [
      'a database near its quota',
      [makeAnswer(1, { measures: 'quota 1200000' }), makeAnswer(2), makeAnswer(3)],
      ['warning nearly-full cp-1'],
    ],
    [
      'a database that is mostly free space',
      [makeAnswer(1, { status: { dbSize: 1e9, dbSizeInUse: 1e8 } }), makeAnswer(2), makeAnswer(3)],
      ['info mostly-empty cp-1'],
    ],
    [
      'a member far behind',
      [makeAnswer(1, { status: { raftIndex: 9000 } }), makeAnswer(2), makeAnswer(3)],
      ['warning behind cp-2', 'warning behind cp-3'],
    ],
    [
      'a slow disk',
      [
        makeAnswer(1, { measures: 'metric wal_fsync 0.064 0\nmetric wal_fsync 0.128 10' }),
        makeAnswer(2, { measures: 'metric backend_commit 0.064 0\nmetric backend_commit 0.128 10' }),
        makeAnswer(3),
      ],
      ['warning slow-fsync cp-1', 'warning slow-commit cp-2'],
    ],
    [
      'different versions',
      [makeAnswer(1, { status: { version: '3.5.9' } }), makeAnswer(2), makeAnswer(3)],
      ['warning versions the cluster', 'warning before-3.6 the cluster'],
    ],
    [
      'members that etcd 3.6 could bring removed members back on',
      [3, 2, 1].map((n) => makeAnswer(n, { status: { version: '3.5.24' } })),
      ['warning before-3.6 the cluster'],
    ],
    [
      'members that are ready for etcd 3.6',
      [3, 2, 1].map((n) => makeAnswer(n, { status: { version: '3.5.26' } })),
      [],
    ],
    [
      'a member that never started, and a learner',
      [
        makeAnswer(1, {
          members: [
            member(1),
            member(2),
            member(3, { isLearner: true }),
            { ID: 4, peerURLs: ['https://192.0.2.14:2380'] },
          ],
        }),
        makeAnswer(2),
        makeAnswer(3, { healthy: false }),
      ],
      ['error unstarted 4', 'warning learner cp-3'],
    ],
    [
      'a host whose data belongs to no member',
      [makeAnswer(1), makeAnswer(2), makeAnswer(3), makeAnswer(4, { running: false })],
      ['error not-a-member cp-4'],
    ],
    [
      'a host that has not joined',
      [makeAnswer(1), makeAnswer(2), makeAnswer(3), localAnswer('cp-4', '', '')],
      ['info no-etcd cp-4'],
    ],
    ['etcd that does not run', [makeAnswer(1, { running: false })], ['error not-running cp-1']],
    [
      'etcd that finds no quorum to list its members with, as from 3.5 on',
      [localAnswer('cp-1', `data\nrunning\nstatus ${JSON.stringify([statusOf(1, { leader: 0 })])}`, '')],
      ['error no-answer cp-1'],
    ],
    ['no etcd anywhere', [localAnswer('cp-1', '', '')], ['error no-members the cluster']],
    [
      'a member that no host runs',
      [1, 2, 3].map((n) => makeAnswer(n, { members: [1, 2, 3, 8].map((one) => member(one)) })),
      ['error unhealthy cp-8'],
    ],
    [
      'an old member of a host that has a new one',
      [1, 2, 3].map((n) =>
        makeAnswer(n, { members: [member(1), member(2), member(3), member(9, { name: 'cp-3' })] }),
      ),
      ['error unhealthy cp-3'],
    ],
  ])('%s', (_what, answers, expected) => {
    const report = makeReport(answers);
    expect(codes(report)).toEqual(expected);
    expect(report.problems.every(({ message, remedy }) => message !== '' && remedy !== '')).toBe(true);
  });
});

describe('an etcd that kubeadm does not run', () => {
  const text = [
    `status ${JSON.stringify([statusOf(1), statusOf(2), statusOf(3)])}`,
    `members ${JSON.stringify({ members: [1, 2, 3].map((n) => member(n)) })}`,
    healthRow([
      [1, true],
      [2, true],
      [3, false],
    ]),
    `healthy ${url(1)} `,
    `healthy ${url(2)} `,
    'alarms {}',
  ].join('\n');

  test('is told by any host that has an etcdctl', () => {
    const report = makeReport([externalAnswer('cp-1', text), externalAnswer('cp-2', 'no-etcdctl')], {
      external: true,
      withoutEtcdctl: ['cp-2'],
    });
    expect(report.summary).toBe('3 members, 2 healthy: tolerates the loss of 0');
    expect(report.members[0]).toMatchObject({ isLeader: true, host: null, quota: null, version: '3.6.6' });
    expect(codes(report)).toEqual(['error unhealthy cp-3']);
    expect(formatEtcd(report, { color: false, width: 140, verbose: false })).not.toContain('no host');
  });

  test('cannot be told without one, and that is said', () => {
    const report = makeReport([externalAnswer('cp-1', 'no-etcdctl')], {
      external: true,
      withoutEtcdctl: ['cp-1'],
    });
    expect(codes(report)).toEqual(['error no-etcdctl cp-1']);
  });

  test('cannot be told without its certificates, and that is said', () => {
    const report = makeReport([externalAnswer('cp-1', 'no-file /etc/etcd/ca.crt')], {
      external: true,
      withoutFiles: [{ host: 'cp-1', path: '/etc/etcd/ca.crt' }],
    });
    expect(codes(report)).toEqual(['error no-certificate cp-1']);
    expect(report.problems[0]?.message).toContain('/etc/etcd/ca.crt is not on this host');
  });

  test('takes part though an alarm sounds, and is known by whatever name the spec has for it', () => {
    const named = statusOf(1, { dbSizeQuota: 4096 });
    const rows = [
      `status ${JSON.stringify([{ ...named, Endpoint: 'https://etcd.example.org:2379' }])}`,
      'healthy https://etcd.example.org:2379 ',
      `members ${JSON.stringify({ members: [member(1)] })}`,
      // etcdctl from 3.5 on counts an alarm as ill health
      'health [{"endpoint":"https://etcd.example.org:2379","health":false,"took":"3ms"}]',
      'alarms {"alarms":[{"memberID":1,"alarm":1}]}',
    ];
    const report = makeReport([externalAnswer('cp-1', rows.join('\n'))], { external: true });
    expect(report.members).toMatchObject([{ isHealthy: true, healthMs: 3, quota: 4096 }]);
    expect(codes(report)).toEqual(['error alarm-nospace cp-1', 'warning nearly-full cp-1']);
    const told = report.problems.map(({ remedy }) => remedy).join('\n');
    expect(told).toContain('--quota-backend-bytes, where etcd runs');
    expect(told).not.toContain('spec.etcd.local');
  });

  test('is never mended with what kubestrap does to an etcd of its own', () => {
    const rows = [
      `members ${JSON.stringify({ members: [member(1), member(2, { isLearner: true }), { ID: 4 }] })}`,
      'alarms {"alarms":[{"memberID":1,"alarm":2}]}',
    ];
    const report = makeReport([externalAnswer('cp-1', rows.join('\n'))], { external: true });
    expect(codes(report)).toEqual([
      'error no-quorum the cluster',
      'error alarm-corrupt cp-1',
      'error unhealthy cp-1',
      'error unhealthy cp-2',
      'error unstarted 4',
      'warning learner cp-2',
    ]);
    const told = report.problems.map(({ remedy }) => remedy).join('\n');
    expect(told).not.toMatch(/kubestrap (node remove|etcd restore|apply)|kube-system_etcd/);
  });
});

test('a person sees the members, what is wrong with what to do, and the arithmetic last', () => {
  const report = makeReport(
    [
      makeAnswer(1, { alarm: 1, measures: 'quota 4194304\nmetric wal_fsync 0.002 10' }),
      makeAnswer(2, { seen: down }),
    ],
    {
      hosts: [
        { name: 'cp-1', role: 'control-plane', reachable: true },
        { name: 'cp-2', role: 'control-plane', reachable: true },
        { name: 'cp-3', role: 'control-plane', reachable: false, problem: 'no route to host' },
      ],
    },
  );
  expect(formatEtcd(report, { color: false, width: 140, verbose: false })).toMatchInlineSnapshot(`
    "  MEMBER  ID  ROLE    ANSWERED IN       DB   IN USE          OF QUOTA  BEHIND     FSYNC P99    COMMIT P99  VERSION
      ✔ cp-1  1   leader       2.0 ms  1.0 MiB  1.0 MiB   25 % of 4.0 MiB       0        2.0 ms  not measured  3.6.6
      ✔ cp-2  2   member       2.0 ms  1.0 MiB  1.0 MiB  0.0 % of 2.0 GiB       0  not measured  not measured  3.6.6
      ✔ cp-3  3   member       2.0 ms        ?        ?                 ?       ?  not measured  not measured  ?

    Unreachable
      ✖ unreachable: the host did not answer
          cp-3
          │ no route to host

    Errors
      ✖ alarm-nospace: alarm NOSPACE: the database reached its quota, and the cluster takes no writes but
        deletions
          cp-1
          → "kubestrap etcd defrag --compact" drops old revisions, gives the space back on each member and disarms
            the alarm; if that is not enough, delete what fills it, or raise the quota (spec.etcd.local.extraArgs:
            quota-backend-bytes, 8 GiB at most)

    3 members, 3 healthy: tolerates the loss of 1.
    "
  `);
  const narrow = formatEtcd(report, { color: false, width: 60, verbose: false });
  expect(narrow.split('\n').every((line) => line.length <= 60)).toBe(true);
});
