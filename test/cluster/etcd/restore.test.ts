import { describe, expect, test } from 'vitest';
import { restoreRefusals } from '../../../src/actions/restore-refusals.ts';
import {
  fingerprintOf,
  finishedAlone,
  initialCluster,
  type RestoreMember,
  type RestoreSurvey,
  type Stage,
  stageIn,
  unfinished,
} from '../../../src/cluster/etcd/restore.ts';
import type { Sidecar } from '../../../src/cluster/etcd/sidecar.ts';
import { NO_ETCD } from '../../../src/facts/etcd-types.ts';
import { etcdRestore } from '../../../src/phases/etcd-restore/index.ts';
import type { Restore } from '../../../src/phases/etcd-restore/restore.ts';
import { isStep } from '../../../src/shell/emit.ts';
import { revealSecrets } from '../../../src/shell/sh.ts';
import { makeHa, makeState, memberFacts, PIN } from '../../fixtures/state.ts';

const ID = '20261122T010203Z';
const cluster = makeHa();
const planes = cluster.hosts.filter(({ role }) => role === 'control-plane');
const state = makeState(
  cluster,
  Object.fromEntries(cluster.hosts.map((host) => [host.name, memberFacts(cluster, host)])),
);

const member = (n: number, stage: Stage = 'none'): RestoreMember => ({
  ...{ host: `cp-${n}`, name: `cp-${n}`, dataDir: '/var/lib/etcd', image: 'etcd:3.6' },
  ...{ peerUrl: `https://10.0.0.1${n}:2380`, stage },
});

const SEAT = {
  ...{ id: 'a1', name: 'cp-1', isLearner: false },
  ...{ peerUrls: ['https://10.0.0.11:2380'], clientUrls: ['https://10.0.0.11:2379'] },
};

const restore = (overrides: Partial<Restore> = {}): Restore => ({
  ...{ id: ID, fingerprint: 'f', members: [member(1), member(2), member(3)], fenced: [], leaving: [] },
  snapshot: { text: 'the snapshot', revision: 5, objects: 7 },
  flags: async () => [],
  clusterStatus: async () => '',
  ...overrides,
});

/** Of each round, the hosts and what their steps are about. */
const roundsOf = (given: Restore) =>
  etcdRestore(given)
    .plan(state)
    .rounds.map((round) =>
      round.map(
        ({ host, steps }) =>
          `${host} ${steps.map(({ change }) => `${change.resource} ${change.after}`).join('; ')}`,
      ),
    );

describe('the rounds of a restore', () => {
  test('no host goes on before all have done the same, and etcd is swapped only when all of it is off', () => {
    const rounds = roundsOf(restore());
    const planesOf = (text: string) => [1, 2, 3].map((n) => `cp-${n} ${text}`);
    expect(rounds.slice(1, 4)).toEqual([
      planesOf('static-pod kube-apiserver stopped'),
      planesOf('static-pod kube-controller-manager, kube-scheduler stopped'),
      planesOf('static-pod etcd stopped'),
    ]);
    expect(rounds[4]).toEqual(planesOf('etcd-data /var/lib/etcd/member the snapshot'));
    expect(rounds).toHaveLength(11);
    expect([...(etcdRestore(restore()).plan(state).essential ?? [])]).toEqual(['cp-1', 'cp-2', 'cp-3']);
  });

  test('a host that came further waits for the others, and does nothing twice', () => {
    const rounds = roundsOf(
      restore({ members: [member(1, 'swapped'), member(2, 'stopped'), member(3, 'stopped')] }),
    );
    expect(rounds[0]).toEqual([
      'cp-2 etcd-data /var/lib/etcd/member the snapshot',
      'cp-3 etcd-data /var/lib/etcd/member the snapshot',
    ]);
    expect(rounds[1]?.map((text) => text.split(' ')[0])).toEqual(['cp-1', 'cp-2', 'cp-3']);
  });

  test('where one member serves again, objects are not counted: there may be more by now', () => {
    const script = (given: Restore) =>
      etcdRestore(given)
        .plan(state)
        .rounds.flat()
        .flatMap(({ steps }) => steps)
        .find(({ change }) => change.resource === 'etcd members')
        ?.script?.write(revealSecrets);
    expect(script(restore())).toContain('etcd_restored 3 5 count');
    expect(script(restore({ members: [member(1, 'serving'), member(2, 'swapped')] }))).toContain(
      'etcd_restored 2 5 -',
    );
  });

  test('when all is done there is nothing to do', () => {
    const done = [1, 2, 3].map((n) => member(n, 'done'));
    expect(roundsOf(restore({ members: done }))).toEqual([]);
  });

  test('a control plane that is left out is taken off before data is swapped, and its node leaves', () => {
    const rounds = roundsOf(restore({ members: [member(1)], fenced: ['cp-2'], leaving: ['cp-2', 'cp-3'] }));
    expect(rounds[3]).toEqual(['cp-1 static-pod etcd stopped', 'cp-2 static-pod etcd off, to stay off']);
    expect(rounds.flat()).toContain('cp-1 kubeadm-config apiEndpoints null; node cp-2 null; node cp-3 null');
    // its kubelet would start nothing good
    expect(rounds.flat()).not.toContain('cp-2 service kubelet restarted');
  });

  test('what kubeadm notes of a control plane that is left out is read when it can be, and goes', async () => {
    const noting = (clusterStatus: string) => {
      const given = restore({
        ...{ members: [member(1)], leaving: ['cp-2', 'cp-3'], clusterStatus: async () => clusterStatus },
      });
      const steps = etcdRestore(given)
        .plan(state)
        .rounds.flat()
        .flatMap((work) => work.steps)
        .filter(isStep);
      return steps.find(({ change }) => change.resource === 'kubeadm-config apiEndpoints');
    };
    const status = 'apiEndpoints:\n  cp-1:\n    bindPort: 6443\n  cp-3:\n    bindPort: 6443\n';
    const text = (await noting(status)?.late?.())?.write(revealSecrets);
    expect(text).toContain('{"data":{"ClusterStatus":"apiEndpoints:\\n  cp-1:\\n    bindPort: 6443\\n"}}');
    // kubeadm from 1.22 on: nothing of it shows in a plan, and nothing is done
    expect(noting('')?.silent).toBe(true);
    expect((await noting('')?.late?.())?.write(revealSecrets)).toBe(':');
  });

  test('every member is told of all of them, under a token that no other restore has', async () => {
    const given = restore({ flags: async () => ['--bump-revision', '1000', '--mark-compacted'] });
    const [first] = etcdRestore(given).plan(state).rounds[0] ?? [];
    const text = (await first?.steps.filter(isStep)[0]?.late?.())?.write(revealSecrets);
    expect(text).toContain(
      'prepare_restore /var/lib/etcd etcd:3.6 --name cp-1 --initial-cluster cp-1=https://10.0.0.11:2380,cp-2=https://10.0.0.12:2380,cp-3=https://10.0.0.13:2380',
    );
    expect(text).toContain(`--initial-cluster-token kubestrap-${ID}`);
    expect(text).toContain('--bump-revision 1000 --mark-compacted');
  });
});

describe('a restore that was cut off', () => {
  const left = (stage: Stage, fingerprint = 'f'): RestoreSurvey => ({
    ...{ left: { id: ID, fingerprint, stage }, etcd: null, free: null },
  });

  test('is gone on with where any host has not finished', () => {
    expect(unfinished('f', [left('done'), left('swapped')])).toBe(ID);
    expect(stageIn(ID, left('done'))).toBe('done');
  });

  test('is over where all have finished, and another snapshot is another restore', () => {
    expect(unfinished('f', [left('done'), left('fenced')])).toBeUndefined();
    expect(unfinished('f', [left('swapped', 'g')])).toBeUndefined();
    expect(stageIn('another', left('swapped'))).toBe('none');
  });

  test('from a member is over where that has finished, and is well and alone since', () => {
    const etcd = { ...NO_ETCD, isHealthy: true, members: [SEAT] };
    expect(finishedAlone('f', left('done'), etcd)).toBe(ID);
    expect(finishedAlone('g', left('done'), etcd)).toBeUndefined();
    expect(finishedAlone('f', left('serving'), etcd)).toBeUndefined();
    expect(finishedAlone('f', left('done'), { ...etcd, isHealthy: false })).toBeUndefined();
    // others have joined since: it is another loss that this is about
    expect(finishedAlone('f', left('done'), { ...etcd, members: [SEAT, SEAT] })).toBeUndefined();
  });

  test('is told by the snapshot and the members, whatever their order', () => {
    const [a, b] = [member(1), member(2)];
    expect(initialCluster([b, a])).toBe(initialCluster([a, b]));
    expect(fingerprintOf('s', [a, b])).toBe(fingerprintOf('s', [b, a]));
    expect(fingerprintOf('s', [a, b])).not.toBe(fingerprintOf('s', [a]));
    expect(fingerprintOf('s', [a, b])).not.toBe(fingerprintOf('t', [a, b]));
  });
});

describe('a restore is refused', () => {
  const survey: RestoreSurvey = {
    left: null,
    etcd: { name: 'x', dataDir: '/var/lib/etcd', peerUrl: 'https://x:2380', image: 'e', walDir: null },
    free: 10_000_000,
  };
  const all = new Map(planes.map(({ name }): [string, RestoreSurvey] => [name, survey]));
  const sidecar: Sidecar = {
    ...{ version: 1, cluster: { name: 'prod', uid: null, caPin: PIN }, kubernetesVersion: 'v1.20.2' },
    ...{ etcdVersion: '3.4.23', takenAt: '2026-11-22T01:02:03.000Z', host: 'cp-1', members: [], revision: 5 },
    ...{ hash: 1, totalKeys: 9, objects: 7, size: 9000, sha256: '0'.repeat(64), encrypted: false },
  };
  const snapshot = { sidecar, size: 9000, sha256: sidecar.sha256, read: async function* () {} };
  const ask = (overrides: Partial<Parameters<typeof restoreRefusals>[0]> = {}) =>
    restoreRefusals({
      ...{ state, surveys: all, snapshot, restore: restore() },
      options: { source: { file: 's.db' }, without: new Set(), acceptUnknownOrigin: false },
      ...overrides,
    });

  test('not where all is well, and what is lost is said', () => {
    expect(ask().refusals).toEqual([]);
    expect(ask().warnings[0]).toContain(
      'What was written after the snapshot (2026-11-22T01:02:03.000Z) is lost.',
    );
  });

  test('for a snapshot of another cluster', () => {
    const other = {
      ...snapshot,
      sidecar: { ...sidecar, cluster: { name: 'b', uid: null, caPin: 'sha256:b' } },
    };
    expect(ask({ snapshot: other }).refusals).toHaveLength(3);
    expect(ask({ snapshot: other }).refusals[0]).toContain('the snapshot is of another cluster');
  });

  test('for a snapshot that nobody knows the cluster of, unless somebody does', () => {
    const unknown = { ...snapshot, sidecar: null };
    expect(ask({ snapshot: unknown }).refusals[0]).toContain('--accept-unknown-origin');
    const options = { source: { file: 's.db' }, without: new Set<string>(), acceptUnknownOrigin: true };
    expect(ask({ snapshot: unknown, options }).refusals).toEqual([]);
  });

  test('with a host that does not answer, unless it is left out by name', () => {
    const two = new Map([...all].filter(([name]) => name !== 'cp-3'));
    expect(ask({ surveys: two }).refusals[0]).toContain('"--without cp-3"');
    const options = { source: { file: 's.db' }, without: new Set(['cp-3']), acceptUnknownOrigin: false };
    const left = restore({ members: [member(1), member(2)], leaving: ['cp-3'] });
    const answer = ask({ surveys: two, options, restore: left });
    expect(answer.refusals).toEqual([]);
    expect(answer.warnings.join(' ')).toContain('leave them off until they are reset');
  });

  test.each<[string, Partial<RestoreSurvey>, string]>([
    ['without an etcd', { etcd: null }, 'has no etcd of kubeadm'],
    ['with a full disk', { free: 1000 }, 'MiB free in /var/lib/etcd'],
    ['without a data directory', { free: null }, 'has no directory /var/lib/etcd'],
  ])('for a host %s', (_what, given, text) => {
    const surveys = new Map([...all, ['cp-2', { ...survey, ...given }] as const]);
    expect(ask({ surveys }).refusals.join()).toContain(text);
  });

  test('from a member, as long as there is a quorum', () => {
    const [first] = planes;
    const facts = first && memberFacts(cluster, first);
    const healthy = makeState(cluster, {
      'cp-1': facts && { ...facts, etcd: { ...facts.etcd, isHealthy: true } },
    });
    const options = { source: { member: 'cp-1' }, without: new Set<string>(), acceptUnknownOrigin: false };
    const alone = restore({ members: [member(1)], leaving: ['cp-2', 'cp-3'] });
    expect(ask({ state: healthy, options, snapshot: null, restore: alone }).refusals[0]).toContain(
      'etcd has a quorum',
    );
    expect(ask({ options, snapshot: null, restore: alone }).refusals).toEqual([]);
    // killed when its etcd was up again: the quorum is that of the restored one
    for (const stage of ['swapped', 'serving', 'done'] as const) {
      const going = { ...alone, members: [member(1, stage)] };
      expect(ask({ state: healthy, options, snapshot: null, restore: going }).refusals).toEqual([]);
    }
    // but not that of a cluster that others have joined since
    const joined = makeState(cluster, {
      'cp-1': facts && { ...facts, etcd: { ...facts.etcd, isHealthy: true, members: [SEAT, SEAT] } },
    });
    const stale = { ...alone, members: [member(1, 'serving')] };
    expect(ask({ state: joined, options, snapshot: null, restore: stale }).refusals).toHaveLength(1);
  });
});
