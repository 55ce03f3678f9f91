import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { desiredEntries } from '../../src/cluster/hosts-entries.ts';
import { foreignHosts } from '../../src/cluster/identity.ts';
import { leader, type State } from '../../src/cluster/state.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { addons } from '../../src/phases/addons.ts';
import { config } from '../../src/phases/config.ts';
import { endpoint } from '../../src/phases/endpoint.ts';
import { APPLY_PHASES } from '../../src/phases/index.ts';
import { init } from '../../src/phases/init.ts';
import { joinControlPlanes, joinWorkers } from '../../src/phases/join.ts';
import { nodes } from '../../src/phases/nodes.ts';
import type { Phase } from '../../src/phases/phase.ts';
import { prepare } from '../../src/phases/prepare.ts';
import { settle } from '../../src/phases/settle.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { planPhases } from '../../src/workflow/assemble.ts';
import { makeCluster, makeHost, makeWorker } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import {
  makeHa,
  makeLive,
  makeNode,
  makeRun,
  makeState,
  memberFacts,
  memberState,
} from '../fixtures/state.ts';
import { simulate } from '../workflow/simulate.ts';

const ha = makeHa();
const [cp1 = makeHost(), cp2 = makeHost(), cp3 = makeHost(), worker = makeWorker()] = ha.hosts;

/** Each round of a phase as `host: resource, resource`. */
function rounds(phase: Phase, state: State): string[][] {
  return phase
    .plan(state)
    .rounds.map((round) =>
      round.map(({ host, steps }) => `${host}: ${steps.map(({ change }) => change.resource).join(', ')}`),
    );
}

/** The same of all phases, planned ahead; host resources as one word. */
function ahead(state: State): Record<string, string[][]> {
  const planned = planPhases(APPLY_PHASES, state).filter(
    ({ phase }) => phase !== prepare && phase !== settle,
  );
  return Object.fromEntries(
    planned
      .map(({ phase, plan }): [string, string[][]] => [
        phase.name,
        plan.rounds.map((round) =>
          round.map(({ host, steps }) => `${host}: ${steps.map(({ change }) => change.resource).join(', ')}`),
        ),
      ])
      .filter(([, all]) => all.flat().length > 0),
  );
}

/** What a look at a host finds there: one file of a cluster. */
const FILE_LEFT = new Map([['file', ['/etc/kubernetes/pki/ca.crt']]]);

const blocked = (phase: Phase, state: State) => phase.plan(state).blocked ?? [];
const noted = 'configmap kube-system/kubestrap';
const documents = `cp-1: ${noted} ClusterConfiguration, ${noted} KubeletConfiguration, ${noted} KubeProxyConfiguration`;

test('the phases of apply, in order', () => {
  expect(APPLY_PHASES.map(({ name }) => name)).toEqual([
    'register',
    'prepare',
    'init',
    'config',
    'apiserver-sans',
    'addons',
    'removal-checks',
    'drain',
    'stop-control-plane',
    'etcd-member',
    'clean-host',
    'node-object',
    'stale-members',
    'join-control-planes',
    'endpoint',
    'join-workers',
    'settle',
    'nodes',
    'ingress-certificates',
    'removal-notes',
  ]);
});

describe('planned ahead', () => {
  test('bare hosts become a cluster: one starts it, control planes join one by one, workers side by side', () => {
    const workers = ['w-1', 'w-2'].map((name) => makeWorker({ name, labels: { tier: 'edge' } }));
    const addon = { name: 'cni', manifests: [{ path: '/home/op/prod/cni.yaml', content: 'kind: X\n' }] };
    const state = makeState(makeHa({ hosts: [cp1, cp2, cp3, ...workers], addons: [addon] }));
    expect(ahead(state)).toEqual({
      init: [['cp-1: kubeadm init']],
      config: [[documents]],
      addons: [['cp-1: addon cni']],
      'join-control-planes': [
        ['cp-1: bootstrap token, control plane certificates'],
        ['cp-2: kubeadm join'],
        ['cp-3: kubeadm join'],
      ],
      endpoint: [['w-1: record, hosts-entry /etc/hosts', 'w-2: record, hosts-entry /etc/hosts']],
      'join-workers': [['cp-1: bootstrap token'], ['w-1: kubeadm join', 'w-2: kubeadm join']],
      nodes: [['cp-1: node w-1 labels, node w-2 labels']],
    });
  });

  test('one control plane alone needs no join', () => {
    expect(ahead(makeState(makeCluster({ hosts: [cp1] })))).toEqual({
      init: [['cp-1: kubeadm init']],
      config: [[documents]],
    });
  });

  test('a cluster as the spec says needs nothing that touches the cluster', () => {
    expect(ahead(memberState(ha))).toEqual({});
  });

  test('an expectation goes no further than the plan: nothing is expected of a blocked init', () => {
    const state = makeState(ha, {}, { unreachable: new Map([['cp-3', 'no route']]) });
    expect(ahead(state)).toEqual({});
    expect(init.expect?.(state).expected).toEqual(new Set());
  });

  test('a new worker joins through a control plane that answers, and only it is touched', () => {
    const live = makeLive(ha, { nodes: [cp1, cp2, cp3].map(({ name }) => makeNode(name)) });
    const state = memberState(ha, {
      'cp-1': memberFacts(ha, cp1, { live: null }),
      'cp-2': memberFacts(ha, cp2, { live }),
      'worker-1': makeFacts(),
    });
    expect(ahead(state)).toEqual({ 'join-workers': [['cp-2: bootstrap token'], ['worker-1: kubeadm join']] });
  });
});

describe('prepare and settle', () => {
  test('make every host of a bare cluster, at the same time, and leave nothing to do', () => {
    const state = makeState(ha);
    const [round = [], ...more] = prepare.plan(state).rounds;
    expect(more).toEqual([]);
    expect(round.map(({ host }) => host)).toEqual(['cp-1', 'cp-2', 'cp-3', 'worker-1']);
    const facts = new Map(
      round.map(({ host, steps }) => [host, simulate(state.facts.get(host) ?? makeFacts(), steps)]),
    );
    expect(prepare.plan({ ...state, facts }).rounds).toEqual([[]]);
  });

  /** Members that both phases have been through. */
  const settled = (start: State): State => {
    let state = start;
    for (const phase of [prepare, settle]) {
      const facts = new Map(state.facts);
      for (const { host, steps } of phase.plan(state).rounds.flat())
        facts.set(host, simulate(facts.get(host) ?? makeFacts(), steps));
      state = { ...state, facts };
    }
    return state;
  };
  const ALL = ['11', '12', '13'].map((n) => `10.0.0.${n} apiserver.cluster.local`);
  const hostsFile = (state: State, name: string) =>
    state.facts.get(name)?.files.get('/etc/hosts')?.content ?? '';
  const endpoints = (state: State, name: string) =>
    hostsFile(state, name)
      .split('\n')
      .filter((line) => line.includes('apiserver.cluster.local'));

  test('agree about members: once settled, neither has anything to do', () => {
    const state = settled(memberState(ha));
    expect(prepare.plan(state).rounds).toEqual([[]]);
    expect(settle.plan(state).rounds).toEqual([[]]);
    expect(state.facts.get('worker-1')?.record?.cluster).toMatchObject({ name: 'prod', uid: 'uid-1' });
  });

  test('point the endpoint at the first control plane while control planes join, and at all of them after', () => {
    const before = settled(makeState(ha));
    for (const { name } of ha.hosts)
      expect(endpoints(before, name)).toEqual(['10.0.0.11 apiserver.cluster.local']);
    const after = settled(memberState(ha));
    expect(endpoints(after, 'cp-2')[0]).toBe('10.0.0.12 apiserver.cluster.local');
    for (const { name } of ha.hosts) expect(endpoints(after, name).toSorted()).toEqual(ALL);
  });

  test('give a worker all control planes before it joins, now or later', () => {
    const bare = { 'worker-1': makeFacts() };
    expect(endpoints(settled(memberState(ha, bare)), 'worker-1').toSorted()).toEqual(ALL);
    // prepared before there was a cluster
    const old = settled(makeState(ha)).facts.get('worker-1');
    const state = memberState(ha, { 'worker-1': old });
    expect(rounds(endpoint, state)).toEqual([['worker-1: record, hosts-entry /etc/hosts']]);
    const [work] = endpoint.plan(state).rounds.flat();
    const after = simulate(old ?? makeFacts(), work?.steps ?? []);
    const pointed = memberState(ha, { 'worker-1': after });
    expect(endpoints(pointed, 'worker-1').toSorted()).toEqual(ALL);
    expect(rounds(endpoint, pointed)).toEqual([[]]);
    expect(rounds(prepare, pointed).flat()).not.toContainEqual(expect.stringContaining('worker-1'));
    // and has nothing to change once it is a member
    const joined = memberState(ha, { 'worker-1': { ...memberFacts(ha, worker), files: after.files } });
    expect(endpoints(settled(joined), 'worker-1')).toEqual(endpoints(pointed, 'worker-1'));
  });

  test('have a worker join through control planes that answer first', () => {
    for (const { name } of [cp1, cp2, cp3]) {
      const unreachable = new Map([[name, 'no route']]);
      const state = settled(memberState(ha, { 'worker-1': makeFacts() }, { unreachable }));
      const [address = ''] = ha.hosts.find((host) => host.name === name)?.internalAddresses ?? [];
      if (leader(state) === null) continue;
      expect(endpoints(state, 'worker-1')).toHaveLength(3);
      expect(endpoints(state, 'worker-1')[2]).toBe(`${address} apiserver.cluster.local`);
      // as a member it has its own order again, and the plan from before the join says so
      const facts = state.facts.get('worker-1') ?? makeFacts();
      const planned = planPhases(APPLY_PHASES, state).find(({ phase }) => phase === settle);
      const work = planned?.plan.rounds.flat().find(({ host }) => host === 'worker-1');
      const after = new Map([...state.facts, ['worker-1', simulate(facts, work?.steps ?? [])]]);
      const own = desiredEntries(state, worker, true).map(({ ip, names: [first] }) => `${ip} ${first}`);
      expect(endpoints({ ...state, facts: after }, 'worker-1')).toEqual(
        own.filter((line) => line.endsWith('apiserver.cluster.local')),
      );
    }
  });

  test('spread workers over control planes, and change no order among those that stay when one comes or goes', () => {
    const planes = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 7 });
    const order = (numbers: readonly number[], name: string) => {
      const hosts = numbers.map((n) =>
        makeHost({ name: `cp-${n}`, address: `10.0.0.${n}`, internalAddresses: [`10.0.0.${n}`] }),
      );
      const one = makeWorker({ name });
      const state = memberState(makeHa({ hosts: [...hosts, one] }));
      return desiredEntries(state, one, true).flatMap(({ ip, names }) =>
        names.includes('apiserver.cluster.local') ? [ip] : [],
      );
    };
    fc.assert(
      fc.property(planes, fc.stringMatching(/^[a-z]{1,8}$/), (numbers, name) => {
        const all = order(numbers, name);
        expect(all.toSorted()).toEqual(numbers.map((n) => `10.0.0.${n}`).toSorted());
        expect(order(numbers.toReversed(), name)).toEqual(all);
        const [gone, ...left] = numbers;
        expect(order(left, name)).toEqual(all.filter((ip) => ip !== `10.0.0.${gone}`));
      }),
      { numRuns: 40 },
    );
    const first = Array.from({ length: 300 }, (_, n) => order([1, 2, 3], `w-${n}`)[0] ?? '');
    const shares = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((ip) => first.filter((one) => one === ip).length);
    // 100 each, and a standard deviation of 8
    for (const share of shares) expect(Math.abs(share - 100)).toBeLessThan(35);
  });

  test('bring copies that hostNetwork Pods hold to the lines of the file, in the phase that changes it, and later', () => {
    const kubeProxy = 'kube-system/kube-proxy-x';
    const old = [{ pod: kubeProxy, block: '10.0.0.11 apiserver.cluster.local\n' }];
    const one = memberFacts(ha, worker, { hostsCopies: old });
    const state = settled(memberState(ha, { 'worker-1': one }));
    expect(state.facts.get('worker-1')?.hostsCopies[0]?.block.match(/apiserver/g)).toHaveLength(3);
    // cut off between the file and the copies
    const torn = { ...(state.facts.get('worker-1') ?? one), hostsCopies: old };
    const again = memberState(ha, { ...Object.fromEntries(state.facts), 'worker-1': torn });
    expect(rounds(settle, again)).toEqual([['worker-1: hosts-entry /etc/hosts']]);
    const [work] = settle.plan(again).rounds.flat();
    expect(work?.steps[0]?.change.reason).toContain(kubeProxy);
    expect(simulate(torn, work?.steps ?? []).hostsCopies).toEqual(state.facts.get('worker-1')?.hostsCopies);
  });

  test('leave a control plane that does not answer in the list of workers, if it is a node', () => {
    const unreachable = new Map([['cp-2', 'no route']]);
    expect(endpoints(settled(memberState(ha, {}, { unreachable })), 'worker-1')).toHaveLength(3);
    const live = makeLive(ha, { nodes: ['cp-1', 'cp-3', 'worker-1'].map((name) => makeNode(name)) });
    const facts = { 'cp-1': memberFacts(ha, cp1, { live }) };
    expect(endpoints(settled(memberState(ha, facts, { unreachable })), 'worker-1').toSorted()).toEqual([
      '10.0.0.11 apiserver.cluster.local',
      '10.0.0.13 apiserver.cluster.local',
    ]);
  });

  test('leave the endpoint to others where it is external', () => {
    const external = makeHa({ endpoint: { host: 'api.example.org', port: 6443, provider: 'external' } });
    expect(hostsFile(settled(makeState(external)), 'worker-1')).not.toContain('api.example.org');
  });

  test('show ahead that workers will know a control plane that joins in the same plan', () => {
    const live = makeLive(ha, { nodes: ['cp-1', 'cp-2', 'worker-1'].map((name) => makeNode(name)) });
    const state = settled(memberState(ha, { 'cp-1': memberFacts(ha, cp1, { live }), 'cp-3': makeFacts() }));
    const [planned] = planPhases(APPLY_PHASES, state).filter(({ phase }) => phase === settle);
    const [work] = (planned?.plan.rounds.flat() ?? []).filter(({ host }) => host === 'worker-1');
    expect(work?.steps.map(({ change }) => change.resource)).toEqual(['record', 'hosts-entry /etc/hosts']);
    expect(work?.steps[1]?.change.before).not.toContain('10.0.0.13 apiserver');
    expect(work?.steps[1]?.change.after).toContain('10.0.0.13 apiserver.cluster.local');
  });

  test('touch only what --limit names', () => {
    const state = makeState(ha, {}, { targets: new Set(['worker-1']) });
    expect(
      prepare
        .plan(state)
        .rounds.flat()
        .map(({ host }) => host),
    ).toEqual(['worker-1']);
  });

  test('give a dual-stack host the forwarding that IPv6 needs', () => {
    const dual = makeHa({
      networking: {
        podSubnets: ['10.244.0.0/16', 'fd00::/56'],
        serviceSubnets: ['10.96.0.0/12'],
        dnsDomain: 'x',
      },
    });
    const resources = (state: State) => rounds(prepare, state).flat().join();
    expect(resources(makeState(dual))).toContain('sysctl net.ipv6.conf.all.forwarding');
    expect(resources(makeState(ha))).not.toContain('net.ipv6');
  });

  test('forget the cluster that a bare host once belonged to', () => {
    const record = { version: 1, cluster: { name: 'prod', uid: 'old', caPin: 'x' }, resources: {} } as const;
    const state = settled(makeState(ha, { 'cp-1': makeFacts({ record }) }));
    expect(state.facts.get('cp-1')?.record?.cluster).toBeNull();
  });

  test('keep the cluster that a member recorded while no API server answers', () => {
    const cluster = { name: 'prod', uid: 'uid-1', caPin: 'x' };
    const record = { version: 1, cluster, resources: {} } as const;
    const silent = Object.fromEntries(
      [cp1, cp2, cp3].map((host) => [host.name, memberFacts(ha, host, { live: null, record })]),
    );
    expect(settled(memberState(ha, silent)).facts.get('cp-1')?.record?.cluster).toMatchObject(cluster);
  });
});

describe('init', () => {
  test('runs where every control plane answered and is bare', () => {
    expect(rounds(init, makeState(ha))).toEqual([['cp-1: kubeadm init']]);
  });

  test.each([
    ['a control plane does not answer', {}, { unreachable: new Map([['cp-2', 'no route']]) }, 'cp-2 did not'],
    [
      'a worker is part of some cluster',
      { 'worker-1': memberFacts(ha, worker) },
      {},
      'worker-1 already belong',
    ],
    [
      'a control plane that is to be absent has a cluster',
      {},
      { absentMembers: ['cp-9'] },
      'the inventory has cp-9 as absent, and a cluster runs there',
    ],
    [
      'the starter is left out of the run',
      {},
      { targets: new Set(['cp-2']) },
      'cp-1 has to start the cluster',
    ],
    [
      'a clock is off',
      { 'cp-3': makeFacts({ clock: { offsetMs: 2000, uncertaintyMs: 10 } }) },
      {},
      'the clock of cp-3 is 2.0 s ahead of',
    ],
  ])('does not run where %s', (_what, facts, overrides, reason) => {
    const state = makeState(ha, facts, overrides);
    expect(rounds(init, state)).toEqual([]);
    expect(blocked(init, state)).toEqual([{ host: 'cp-1', reason: expect.stringContaining(reason) }]);
  });

  test.each([
    ['answers', memberFacts(ha, cp3)],
    ['does not answer', memberFacts(ha, cp3, { live: null })],
  ])('never makes a second cluster beside a member whose API server %s', (_what, facts) => {
    expect(rounds(init, makeState(ha, { 'cp-3': facts }))).toEqual([]);
  });

  test('goes on although a worker does not answer', () => {
    const state = makeState(ha, {}, { unreachable: new Map([['worker-1', 'no route']]) });
    expect(rounds(init, state)).toEqual([['cp-1: kubeadm init']]);
  });

  test('cleans up first where an earlier one of ours died half-way', () => {
    const { kubernetes } = makeFacts();
    const facts = makeFacts({
      kubernetes: {
        ...kubernetes,
        present: ['/etc/kubernetes/admin.conf'],
        init: makeRun({ exitCode: null }),
      },
    });
    const state = makeState(ha, { 'cp-1': facts }, { leftovers: new Map([['cp-1', FILE_LEFT]]) });
    expect(rounds(init, state)).toEqual([
      [
        "cp-1: kubelet, kubeadm reset, the cluster's files and credentials, leftovers, notes of the last try, kubeadm init",
      ],
    ]);
  });

  describe('that runs already', () => {
    const facts = makeFacts({
      kubernetes: {
        ...makeFacts().kubernetes,
        present: ['/etc/kubernetes/kubelet.conf'],
        init: makeRun({ running: true, exitCode: null }),
      },
    });

    test('is waited for, not started again, on the host where it runs', () => {
      const state = makeState(ha, { 'cp-2': facts });
      const [work] = init.plan(state).rounds.flat();
      expect(work?.host).toBe('cp-2');
      expect(work?.steps[0]?.change.before).toContain('running since');
      const script = work?.steps[0]?.script?.write(nameSecrets) ?? '';
      expect(script).toContain('follow kubestrap-kubeadm-init.service');
      expect(script).not.toContain('--config');
      expect(work?.steps[0]?.files).toEqual([]);
      expect(rounds(joinControlPlanes, state)).toEqual([]);
    });

    test('is what the others join once it is done', () => {
      expect(ahead(makeState(ha, { 'cp-2': facts }))).toMatchObject({
        init: [['cp-2: kubeadm init']],
        'join-control-planes': [
          ['cp-2: bootstrap token, control plane certificates'],
          ['cp-1: kubeadm join'],
          ['cp-3: kubeadm join'],
        ],
      });
    });
  });

  test('tells nobody its secrets but in the script that goes over stdin', () => {
    const state = makeState(ha);
    const [step] = init.plan(state).rounds.flat()[0]?.steps ?? [];
    const token = state.secrets.token.reveal();
    expect(step?.script?.write(nameSecrets)).not.toContain(token);
    expect(JSON.stringify(step)).not.toContain(token);
    expect(JSON.stringify(step?.files)).toContain('(secret: bootstrap-token)');
  });
});

describe('joins', () => {
  test('of control planes do not wait for one that was never a member', () => {
    const live = makeLive(ha, { nodes: [makeNode('cp-1')] });
    const state = makeState(
      ha,
      { 'cp-1': memberFacts(ha, cp1, { live }) },
      { unreachable: new Map([['cp-3', 'x']]) },
    );
    expect(rounds(joinControlPlanes, state)[1]).toEqual(['cp-2: kubeadm join']);
  });

  test('clean up first what a join of ours left half done', () => {
    const { kubernetes } = makeFacts();
    const facts = makeFacts({
      kubernetes: { ...kubernetes, present: ['/etc/kubernetes/pki/ca.crt'], join: makeRun({ exitCode: 1 }) },
    });
    const live = makeLive(ha, { nodes: [makeNode('cp-1'), makeNode('cp-3')] });
    const state = memberState(
      ha,
      { 'cp-1': memberFacts(ha, cp1, { live }), 'cp-2': facts },
      { leftovers: new Map([['cp-2', FILE_LEFT]]) },
    );
    expect(rounds(joinControlPlanes, state)).toEqual([
      ['cp-1: bootstrap token, control plane certificates'],
      [
        "cp-2: kubelet, kubeadm reset, the cluster's files and credentials, leftovers, notes of the last try, kubeadm join",
      ],
    ]);
  });

  test('are blocked, with a reason for each host, where no API server answers', () => {
    const state = memberState(ha, {
      'cp-1': memberFacts(ha, cp1, { live: null }),
      'cp-2': memberFacts(ha, cp2, { live: null }),
      'cp-3': memberFacts(ha, cp3, { live: null }),
      'worker-1': makeFacts(),
    });
    expect(rounds(joinWorkers, state)).toEqual([]);
    expect(blocked(joinWorkers, state)).toEqual([
      { host: 'worker-1', reason: expect.stringContaining('API server') },
    ]);
  });

  test('leave out a worker whose clock is off, and take the others', () => {
    const cluster = makeHa({ hosts: [cp1, makeWorker({ name: 'w-1' }), makeWorker({ name: 'w-2' })] });
    const live = makeLive(cluster, { nodes: [makeNode('cp-1')] });
    const state = makeState(cluster, {
      'cp-1': memberFacts(cluster, cp1, { live }),
      'w-1': makeFacts({ clock: { offsetMs: -6000, uncertaintyMs: 10 } }),
    });
    expect(rounds(joinWorkers, state)).toEqual([['cp-1: bootstrap token'], ['w-2: kubeadm join']]);
    expect(blocked(joinWorkers, state)).toEqual([{ host: 'w-1', reason: expect.stringContaining('behind') }]);
  });

  test('take the hosts that --limit names, through a control plane that it does not name', () => {
    const live = makeLive(ha, { nodes: [makeNode('cp-1')] });
    const facts = { 'cp-1': memberFacts(ha, cp1, { live }) };
    const state = makeState(ha, facts, { targets: new Set(['worker-1']) });
    expect(rounds(joinControlPlanes, state)).toEqual([]);
    expect(rounds(joinWorkers, state)).toEqual([['cp-1: bootstrap token'], ['worker-1: kubeadm join']]);
  });

  test('give the certificate key to control planes alone', () => {
    const live = makeLive(ha, { nodes: [makeNode('cp-1')] });
    const state = makeState(ha, { 'cp-1': memberFacts(ha, cp1, { live }) });
    const script = (phase: Phase, host: string) =>
      phase
        .plan(state)
        .rounds.flat()
        .filter((work) => work.host === host)
        .flatMap(({ steps }) => steps.map((step) => step.script?.write(nameSecrets)))
        .join('\n');
    expect(script(joinControlPlanes, 'cp-2')).toContain('KUBESTRAP_CERTIFICATE_KEY');
    expect(script(joinWorkers, 'worker-1')).toContain('KUBESTRAP_BOOTSTRAP_TOKEN');
    expect(script(joinWorkers, 'worker-1')).not.toContain('KUBESTRAP_CERTIFICATE_KEY');
  });
});

describe('clocks', () => {
  const clocks = (offsets: readonly (number | null)[], uncertaintyMs = 10) =>
    makeState(
      ha,
      Object.fromEntries(
        ha.hosts.map(({ name }, i) => {
          const offsetMs = offsets[i] ?? null;
          return [name, makeFacts({ clock: offsetMs === null ? null : { offsetMs, uncertaintyMs } })];
        }),
      ),
    );
  const refused = (state: State) => blocked(init, state).map(({ reason }) => reason);

  test.each([
    ['agree', [0, 3, -3, 1]],
    ["agree, and the controller's own is an hour off", [3_600_000, 3_600_100, 3_599_900, 3_600_000]],
    ['are within the bound of control planes', [0, 400, -300, 0]],
    ['were not measured', [null, null, null, null]],
    ['of a worker are off: init does not mind', [0, 0, 0, 60_000]],
  ])('that %s let init run', (_what, offsets) => {
    expect(refused(clocks(offsets))).toEqual([]);
  });

  test('that are off beyond doubt stop it, and the host that is off is named', () => {
    const [reason = ''] = refused(clocks([0, 0, -900, 0]));
    expect(reason).toContain('the clock of cp-3 is 900 ms behind');
    expect(reason).toContain('allowed: 500 ms');
    expect(reason).not.toContain('cp-1');
  });

  test('that may be off, or may not, do not', () => {
    expect(refused(clocks([0, 0, -900, 0], 300))).toEqual([]);
  });
});

describe('identity', () => {
  const trace = (present: readonly string[], run?: Partial<HostFacts['kubernetes']>) =>
    makeFacts({ kubernetes: { present, caPin: null, init: null, join: null, ...run } });
  const recorded = (name: string, uid: string) =>
    ({ version: 1, cluster: { name, uid, caPin: 'x' }, resources: {} }) as const;

  test('of members that agree is no reason to refuse', () => {
    expect(
      foreignHosts(memberState(ha, { 'cp-1': memberFacts(ha, cp1, { record: recorded('prod', 'uid-1') }) })),
    ).toEqual([]);
    expect(foreignHosts(makeState(ha))).toEqual([]);
  });

  test.each([
    ['traces that kubestrap did not leave', trace(['/etc/kubernetes/pki/ca.crt']), 'did not start'],
    [
      'a member that lost its admin.conf: it is not cleaned up',
      trace(
        [
          '/etc/kubernetes/kubelet.conf',
          '/etc/kubernetes/manifests/kube-apiserver.yaml',
          '/var/lib/etcd/member',
        ],
        { init: makeRun() },
      ),
      '/etc/kubernetes/admin.conf is gone',
    ],
    [
      'a worker that the inventory now calls a control plane',
      trace(['/etc/kubernetes/kubelet.conf', '/etc/kubernetes/pki/ca.crt'], { join: makeRun() }),
      'role changed',
    ],
  ])('refuses %s', (_what, facts, reason) => {
    const state = makeState(ha, { 'cp-2': facts });
    expect(foreignHosts(state)).toEqual([expect.stringContaining(reason)]);
    expect(JSON.stringify(rounds(joinControlPlanes, state))).not.toContain('reset');
  });

  test("refuses another cluster's CA", () => {
    const { kubernetes } = memberFacts(ha, worker);
    const facts = memberFacts(ha, worker, { kubernetes: { ...kubernetes, caPin: 'sha256:other' } });
    expect(foreignHosts(memberState(ha, { 'worker-1': facts }))).toEqual([
      expect.stringContaining('worker-1 belongs to another cluster'),
    ]);
  });

  test('refuses a member that was recorded with another UID', () => {
    const facts = memberFacts(ha, cp2, { record: recorded('prod', 'uid-0') });
    expect(foreignHosts(memberState(ha, { 'cp-2': facts }))).toEqual([expect.stringContaining('uid-0')]);
  });

  test('refuses a member of a cluster by another name while no API server answers', () => {
    const silent = memberFacts(ha, cp1, { live: null, record: recorded('stage', 'uid-0') });
    expect(foreignHosts(makeState(ha, { 'cp-1': silent }))).toEqual([expect.stringContaining('"stage"')]);
  });

  test('does not hold a record against a host that is bare again', () => {
    expect(
      foreignHosts(memberState(ha, { 'worker-1': makeFacts({ record: recorded('prod', 'uid-0') }) })),
    ).toEqual([]);
  });

  test('refuses to clean up a control plane that failed to finish and that others have joined since', () => {
    const { kubernetes } = memberFacts(ha, cp1);
    const facts = memberFacts(ha, cp1, { kubernetes: { ...kubernetes, init: makeRun({ exitCode: 1 }) } });
    expect(foreignHosts(memberState(ha, { 'cp-1': facts }))).toEqual([
      expect.stringContaining('will not be reset'),
    ]);
  });
});

describe('config', () => {
  const changed = (overrides: Parameters<typeof makeHa>[0]) => {
    const cluster = makeHa(overrides);
    return memberState(cluster, { 'cp-1': memberFacts(cluster, cp1, { live: makeLive(ha) }) });
  };

  test('is noted where the cluster has no note of it', () => {
    const state = memberState(ha, { 'cp-1': memberFacts(ha, cp1, { live: makeLive(ha, { state: {} }) }) });
    expect(rounds(config, state)).toEqual([[documents]]);
  });

  test('that can change is shown, and left alone', () => {
    const { apiServer } = ha;
    const state = changed({ apiServer: { ...apiServer, extraArgs: { 'max-requests-inflight': '800' } } });
    const steps = config
      .plan(state)
      .rounds.flat()
      .flatMap((work) => work.steps);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.every(({ script }) => script === undefined)).toBe(true);
    expect(steps[0]?.change.resource).toContain('ClusterConfiguration apiServer.extraArgs');
  });

  test.each([
    ['the endpoint', { endpoint: { ...ha.endpoint, host: 'other.local' } }, 'controlPlaneEndpoint'],
    [
      'the Pods’ network',
      { networking: { ...ha.networking, podSubnets: ['10.9.0.0/16'] } },
      'networking.podSubnet',
    ],
    [
      'the Services’ network',
      { networking: { ...ha.networking, serviceSubnets: ['10.8.0.0/16'] } },
      'serviceSubnet',
    ],
    ['the DNS domain', { networking: { ...ha.networking, dnsDomain: 'other' } }, 'networking.dnsDomain'],
    ['the name', { name: 'other' }, 'clusterName'],
  ])('refuses to change %s', (_what, overrides, path) => {
    expect(config.plan(changed(overrides)).refusals).toEqual([expect.stringContaining(path)]);
  });

  test('does not take the order of keys for a difference', () => {
    const volumes = [{ name: 'audit', hostPath: '/a', mountPath: '/b', readOnly: true }];
    const cluster = makeHa({ apiServer: { ...ha.apiServer, extraVolumes: volumes } });
    expect(rounds(config, memberState(cluster))).toEqual([]);
  });

  test('of a cluster whose API servers are all silent is unknown, and said to be', () => {
    const silent = [cp1, cp2, cp3].map((host) => [host.name, memberFacts(ha, host, { live: null })]);
    const state = memberState(ha, Object.fromEntries(silent));
    expect(blocked(config, state).map(({ host }) => host)).toEqual(['cp-1', 'cp-2', 'cp-3']);
    expect(rounds(nodes, state)).toEqual([]);
  });
});

describe('addons', () => {
  const addon = (content: string) => ({
    name: 'cni',
    manifests: [{ path: '/home/op/prod/m/cni.yaml', content }],
  });
  const state = (content: string, note?: string) => {
    const cluster = makeHa({ addons: [addon(content)] });
    const live = makeLive(cluster, { state: note === undefined ? {} : { 'addon.cni': note } });
    return memberState(cluster, { 'cp-1': memberFacts(cluster, cp1, { live }) });
  };
  const change = (one: State) => addons.plan(one).rounds.flat()[0]?.steps[0]?.change;

  test('are applied once, by their hash', () => {
    const first = change(state('kind: X\n'));
    expect(first).toMatchObject({
      action: 'create',
      before: null,
      after: expect.stringContaining('m/cni.yaml'),
    });
    const hash = addons
      .plan(state('kind: X\n'))
      .rounds.flat()[0]
      ?.steps[0]?.script?.write(nameSecrets)
      .split(' ')
      .at(-1);
    expect(change(state('kind: X\n', hash))).toBeUndefined();
    expect(change(state('kind: Y\n', hash))).toMatchObject({
      action: 'update',
      reason: 'its manifests changed',
    });
  });

  test('that left the spec are shown, and left alone', () => {
    const cluster = makeHa();
    const live = makeLive(cluster, { state: { 'addon.old': 'abc' } });
    const one = memberState(cluster, { 'cp-1': memberFacts(cluster, cp1, { live }) });
    expect(change(one)).toMatchObject({ action: 'delete', resource: 'addon old' });
  });

  test('wait where the control plane to go through is left out of the run', () => {
    expect(addons.plan({ ...state('x'), targets: new Set(['worker-1']) }).rounds).toEqual([]);
  });
});
