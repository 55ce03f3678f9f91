import { describe, expect, test } from 'vitest';
import type { State } from '../../src/cluster/state.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { APPLY_PHASES } from '../../src/phases/index.ts';
import { BEGIN } from '../../src/resources/hosts-entry.ts';
import { assemblePlan, hasWork, planPhases } from '../../src/workflow/assemble.ts';
import { makeHost, makeVersion, makeWorker } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeHa, makeLive, makeState, memberFacts, memberState, PIN } from '../fixtures/state.ts';
import { simulate } from './simulate.ts';

const ha = makeHa();
const [cp1 = makeHost()] = ha.hosts;
const plan = (state: State) => assemblePlan(planPhases(APPLY_PHASES, state), state);
const secrets = makeState(ha).secrets;

describe('the plan document', () => {
  test('of bare hosts has every host, the cluster apart, and a summary that counts them', () => {
    const { version, cluster, hosts, refusals, summary } = plan(makeState(ha));
    expect(version).toBe(1);
    expect(refusals).toEqual([]);
    expect(hosts.map(({ name, reachable }) => [name, reachable])).toEqual(
      ['cp-1', 'cp-2', 'cp-3', 'worker-1'].map((name) => [name, true]),
    );
    expect(cluster.changes.map(({ resource }) => resource)).toContain(
      'configmap kube-system/kubestrap ClusterConfiguration',
    );
    const changes = [...cluster.changes, ...hosts.flatMap((host) => host.changes)];
    const count = (action: string) => changes.filter((change) => change.action === action).length;
    expect(summary).toEqual({
      create: count('create'),
      update: count('update'),
      delete: count('delete'),
      run: 4,
      hosts: 4,
      unreachable: 0,
    });
    expect(summary.run).toBe(count('run'));
  });

  test('names the kernels that kubeadm warns about, and goes on', () => {
    const kernel = '5.14.0-427.el9.x86_64';
    const state = makeState(
      ha,
      Object.fromEntries(ha.hosts.map(({ name }) => [name, makeFacts({ kernel })])),
    );
    const document = plan(state);
    for (const { changes, problems } of document.hosts) {
      expect(problems).toBeUndefined();
      expect(changes.filter(({ id }) => id.kind === 'kernel')).toEqual([
        {
          phase: 'prepare',
          id: { kind: 'kernel', name: '' },
          resource: 'kernel',
          action: 'update',
          before: kernel,
          after: '5.4, 5.10, 5.15 or any from 6.0 on',
          reason: expect.stringContaining("kubeadm v1.36.2 warns about the host's kernel"),
          disruption: 'none',
          supported: false,
        },
      ]);
    }
  });

  test('stops before a kernel that kubeadm refuses, with the name of its check', () => {
    const facts = makeFacts({ kernel: '3.9.0' });
    const cluster = { ...ha, kubernetesVersion: makeVersion('v1.33.0') };
    const document = plan(makeState(cluster, { [cp1.name]: facts }));
    expect(document.hosts.find(({ name }) => name === cp1.name)?.problems).toContainEqual(
      expect.stringMatching(/kernel is too old for kubeadm v1\.33\.0.*3\.9\.0.*SystemVerification/),
    );
  });

  test('has all its changes in their whole shape, as plain data', () => {
    const document = plan(makeState(ha));
    for (const change of [...document.cluster.changes, ...document.hosts.flatMap(({ changes }) => changes)]) {
      expect(change).toEqual({
        phase: expect.stringMatching(/^[a-z-]+$/),
        id: expect.objectContaining({ kind: expect.any(String), name: expect.any(String) }),
        resource: expect.stringMatching(/\S/),
        action: expect.stringMatching(/^(create|update|delete|run)$/),
        before: change.before === null ? null : expect.any(String),
        after: change.after === null ? null : expect.any(String),
        reason: expect.stringMatching(/\S/),
        disruption: expect.stringMatching(/^(none|restart|drain|reboot)$/),
      });
    }
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  test('is the same for the same facts, whatever the secrets of the run', () => {
    expect(JSON.stringify(plan(makeState(ha)))).toBe(JSON.stringify(plan(makeState(ha))));
  });

  test('holds no secret', () => {
    const text = JSON.stringify(plan(makeState(ha, {}, { secrets })));
    for (const secret of [secrets.token, secrets.tokenSecret, secrets.certificateKey])
      expect(text).not.toContain(secret.reveal());
  });

  test('says why a host does not answer', () => {
    const { hosts, summary } = plan(
      makeState(ha, {}, { unreachable: new Map([['worker-1', 'no route to host']]) }),
    );
    expect(hosts.at(-1)).toEqual({
      name: 'worker-1',
      reachable: false,
      problems: ['no route to host'],
      changes: [],
    });
    expect(summary.unreachable).toBe(1);
    expect(summary.blocked).toBeUndefined();
  });

  test('tells hosts that answered what cannot be used from those that did not answer', () => {
    const why = 'worker-1: the record cannot be used: it is empty';
    const { hosts, summary } = plan(
      makeState(ha, {}, { unreachable: new Map([['worker-1', why]]), unread: new Set(['worker-1']) }),
    );
    expect(hosts.at(-1)).toEqual({ name: 'worker-1', reachable: true, problems: [why], changes: [] });
    expect(summary).toMatchObject({ unreachable: 0, blocked: 1 });
  });

  test('says what hosts lack, on all of them at once', () => {
    const bare = makeFacts({
      programs: new Map([
        ['kubeadm', 'v1.30.0'],
        ['kubelet', 'v1.37.0'],
      ]),
      services: new Map(),
      uid: 1000,
    });
    const { hosts } = plan(makeState(ha, { 'cp-1': bare, 'worker-1': bare }));
    const problems = hosts.map((host) => (host.problems ?? []).join('\n'));
    expect(problems[0]).toContain('not installed: containerd, systemd-run, kubectl');
    expect(problems[3]).toContain('not installed: containerd, systemd-run');
    expect(problems[3]).not.toContain('kubectl');
    for (const text of [problems[0], problems[3]]) {
      expect(text).toContain('not root');
      expect(text).toContain('no unit kubelet.service');
      expect(text).toContain('kubeadm is v1.30.0');
      expect(text).toContain('newer than');
    }
    expect([problems[1], problems[2]]).toEqual(['', '']);
  });

  test('does not count hosts that --limit leaves out', () => {
    const { hosts, summary } = plan(makeState(ha, {}, { targets: new Set(['worker-1']) }));
    expect(hosts.map(({ name }) => name)).toEqual(['worker-1']);
    expect(summary.hosts).toBe(1);
  });

  test('says why apply would refuse', () => {
    const { kubernetes } = memberFacts(ha, cp1);
    const other = memberFacts(ha, cp1, { kubernetes: { ...kubernetes, caPin: 'sha256:other' } });
    expect(plan(memberState(ha, { 'cp-3': other })).refusals).toEqual([expect.stringContaining(PIN)]);
    const moved = makeHa({ endpoint: { ...ha.endpoint, host: 'elsewhere' } });
    const state = memberState(moved, { 'cp-1': memberFacts(moved, cp1, { live: makeLive(ha) }) });
    expect(plan(state).refusals).toEqual([expect.stringContaining('controlPlaneEndpoint')]);
  });

  describe('where no control plane that stays answers', () => {
    const block = (...ips: string[]) =>
      `${BEGIN}\n10.0.0.21 worker-1\n${ips.map((ip) => `${ip} ${ha.endpoint.host}\n`).join('')}# END kubestrap\n`;
    const worker = (...ips: string[]) => {
      const [host = makeWorker()] = ha.hosts.filter(({ role }) => role === 'worker');
      const content = block(...ips);
      const file = { type: 'file', sha256: '', mode: '644', owner: 'root:root', content } as const;
      return memberFacts(ha, host, { files: new Map([['/etc/hosts', file]]) });
    };
    /** cp-1 and cp-2 are to be absent; cp-3 is to stay and does not answer. */
    const scene = (facts: HostFacts, overrides: Partial<Cluster> = {}, lost = ['cp-3']) => {
      const hosts = ha.hosts.map((host) =>
        ['cp-1', 'cp-2'].includes(host.name) ? { ...host, state: 'absent' as const } : host,
      );
      const unreachable = new Map([...lost, 'cp-1', 'cp-2'].map((name) => [name, 'no route']));
      return plan(makeState(makeHa({ hosts, ...overrides }), { 'worker-1': facts }, { unreachable }))
        .refusals;
    };

    test('refuses to point workers of absent control planes at it', () => {
      expect(scene(worker('10.0.0.11', '10.0.0.12'))).toEqual([
        expect.stringMatching(
          /worker-1 are 10\.0\.0\.11, 10\.0\.0\.12, .* absent \(cp-1, cp-2\).*cp-3, none/,
        ),
      ]);
      // one that answers, and is part of no cluster
      expect(scene(worker('10.0.0.11'), {}, [])).toEqual([expect.stringContaining('absent (cp-1)')]);
    });

    test('lets it be where the worker knows it, or where nothing of ours names it', () => {
      expect(scene(worker('10.0.0.11', '10.0.0.13'))).toEqual([]);
      expect(scene(worker())).toEqual([]);
      const endpoint = { ...ha.endpoint, provider: 'external' as const };
      expect(scene(worker('10.0.0.11'), { endpoint })).toEqual([]);
    });
  });
});

describe('work', () => {
  const converged = (state: State): State => {
    const facts = new Map(state.facts);
    for (const { host, steps } of planPhases(APPLY_PHASES, state).flatMap(({ plan }) => plan.rounds.flat()))
      facts.set(host, simulate(facts.get(host) ?? makeFacts(), steps));
    return { ...state, facts };
  };

  test('is there for bare hosts, and not once everything is as the spec says', () => {
    expect(hasWork(plan(makeState(ha)))).toBe(true);
    const state = converged(memberState(ha));
    expect(plan(state).hosts.flatMap(({ changes }) => changes)).toEqual([]);
    expect(hasWork(plan(state))).toBe(false);
  });

  test('is not what kubestrap can only show', () => {
    const live = makeLive(ha, { state: { ...makeLive(ha).state, 'addon.old': 'x' } });
    const state = converged(memberState(ha, { 'cp-1': memberFacts(ha, cp1, { live }) }));
    const document = plan(state);
    expect(document.cluster.changes).toHaveLength(1);
    expect(hasWork(document)).toBe(false);
    expect(document.summary).toMatchObject({ create: 0, update: 0, delete: 0, run: 0 });
  });
});

test('planning takes time in proportion to the number of hosts', () => {
  const cluster = (workers: number) =>
    makeHa({
      hosts: [
        ...ha.hosts.slice(0, 3),
        ...Array.from({ length: workers }, (_, i) =>
          makeWorker({ name: `w-${i}`, internalAddresses: [`10.1.${i >> 8}.${i & 255}`] }),
        ),
      ],
    });
  const cpu = (workers: number) => {
    const state = makeState(cluster(workers));
    const before = process.cpuUsage();
    plan(state);
    const { user } = process.cpuUsage(before);
    return user / 1000;
  };
  cpu(50);
  const [small, large] = [cpu(200), cpu(800)];
  expect(large).toBeLessThan(Math.max(10 * small, 800));
});
