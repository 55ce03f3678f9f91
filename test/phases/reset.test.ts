import { describe, expect, test } from 'vitest';
import type { State } from '../../src/cluster/state.ts';
import { type EtcdMember, NO_ETCD } from '../../src/facts/etcd-types.ts';
import { parseLeftovers } from '../../src/facts/leftovers.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import type { Host } from '../../src/model/cluster.ts';
import { resetPhase } from '../../src/phases/reset.ts';
import type { Reset } from '../../src/phases/reset-refusals.ts';
import { makeFacts } from '../fixtures/facts.ts';
import {
  makeHa,
  makeLive,
  makeNode,
  makeRun,
  makeState,
  memberFacts,
  memberState,
  PIN,
} from '../fixtures/state.ts';

const ha = makeHa();
const NAMES = ha.hosts.map(({ name }) => name);
const DIRTY = parseLeftovers('file /etc/kubernetes/kubelet.conf\nend\n');
const [CP1, CP2, , WORKER] = ha.hosts;

function planOf(state: State, { limit, ...options }: Partial<Reset> & { limit?: readonly string[] } = {}) {
  const survey = new Map(NAMES.map((name) => [name, DIRTY]));
  const reset = { survey, includeForeign: false, isWhole: limit === undefined, ...options };
  const targets = new Set(limit ?? NAMES);
  return resetPhase(reset).plan({ ...state, targets });
}

const hosts = ({ rounds }: ReturnType<typeof planOf>) => rounds.map((round) => round.map(({ host }) => host));

function facts(host: Host | undefined, overrides: Partial<HostFacts> = {}): HostFacts {
  if (host === undefined) throw new Error('no such host');
  return memberFacts(ha, host, overrides);
}

const member = (name: string, address: string): EtcdMember => ({
  id: 'a',
  name,
  peerUrls: [`https://${address}:2380`],
  clientUrls: [],
  isLearner: false,
});
const etcd = (...members: EtcdMember[]) => ({ ...NO_ETCD, isRunning: true, members });
const halfDone = (overrides: Partial<HostFacts> = {}) =>
  makeFacts({
    kubernetes: {
      present: ['/etc/kubernetes/kubelet.conf'],
      caPin: null,
      init: null,
      join: makeRun({ exitCode: 1 }),
    },
    ...overrides,
  });

describe('the order', () => {
  test('workers, control planes, the first control plane last', () => {
    const plan = planOf(memberState(ha));
    expect(hosts(plan)).toEqual([['worker-1'], ['cp-2', 'cp-3'], ['cp-1']]);
    expect(plan.refusals).toEqual([]);
    expect(plan.essential).toBeUndefined();
  });

  test('hosts that nobody could look at, and those without a trace, have no work', () => {
    const state = memberState(
      ha,
      { 'worker-1': makeFacts() },
      { unreachable: new Map([['cp-2', 'no route']]) },
    );
    expect(hosts(planOf(state))).toEqual([['cp-3'], ['cp-1']]);
  });
});

describe('a cluster that goes as a whole', () => {
  test.each<[string, Partial<HostFacts>, RegExp]>([
    [
      'a host of another cluster, by its record',
      { record: { version: 1, cluster: { name: 'other', uid: 'u', caPin: PIN }, resources: {} } },
      /^worker-1 belongs to the cluster "other"/,
    ],
    [
      'a host of another cluster, by its CA',
      {
        kubernetes: {
          present: ['/etc/kubernetes/kubelet.conf'],
          caPin: 'sha256:b',
          init: null,
          join: makeRun(),
        },
      },
      /^worker-1 belongs to another cluster: its CA is sha256:b/,
    ],
    [
      'a host of an earlier cluster of the same name',
      { record: { version: 1, cluster: { name: 'prod', uid: 'uid-0', caPin: PIN }, resources: {} } },
      /uid-0, this one is uid-1$/,
    ],
    [
      'a host on which kubeadm runs',
      {
        kubernetes: {
          present: [],
          caPin: null,
          init: null,
          join: makeRun({ running: true, exitCode: null }),
        },
      },
      /^kubeadm join runs on worker-1/,
    ],
    [
      'a host with what only a newer kubestrap knows',
      { record: { version: 1, cluster: null, resources: { 'hologram x': { value: '', original: null } } } },
      /^worker-1 was prepared by a newer kubestrap/,
    ],
  ])('%s is refused', (_what, overrides, expected) => {
    const { refusals } = planOf(memberState(ha, { 'worker-1': facts(WORKER, overrides) }));
    expect(refusals).toEqual([expect.stringMatching(expected)]);
  });

  test('half-made hosts are cleaned like members', () => {
    const state = makeState(ha, { 'cp-1': halfDone(), 'worker-1': halfDone() });
    const plan = planOf(state);
    expect([hosts(plan), plan.refusals]).toEqual([[['worker-1'], ['cp-1']], []]);
  });

  test('a host that lost a part since kubestrap made it a member is cleaned', () => {
    const lost = facts(CP1, {
      kubernetes: { present: ['/var/lib/etcd/member'], caPin: null, init: makeRun(), join: null },
      live: null,
    });
    expect(hosts(planOf(makeState(ha, { 'cp-1': lost })))).toEqual([['cp-1']]);
  });

  test('traces that kubestrap did not leave are refused, and taken along only when asked to', () => {
    const kubernetes = { present: ['/etc/kubernetes/kubelet.conf'], caPin: null, init: null, join: null };
    const state = makeState(ha, { 'worker-1': makeFacts({ kubernetes }) });
    expect(planOf(state).refusals).toEqual([expect.stringContaining('With --include-foreign')]);
    const plan = planOf(state, { includeForeign: true });
    expect(plan.refusals).toEqual([]);
    expect(hosts(plan).flat()).toContain('worker-1');
  });
});

describe('single hosts', () => {
  const refused = (state: State, name: string) => planOf(state, { limit: [name] }).refusals ?? [];

  test('a control plane that etcd counts is refused, by what it says or what others say', () => {
    const own = memberState(ha, { 'cp-2': facts(CP2, { etcd: etcd() }) });
    expect(refused(own, 'cp-2')).toEqual([expect.stringContaining('"kubestrap node remove cp-2"')]);
    const others = memberState(ha, {
      'cp-1': facts(CP1, { etcd: etcd(member('cp-2', '10.0.0.12')) }),
      'cp-2': halfDone(),
    });
    expect(refused(others, 'cp-2')).toEqual([expect.stringContaining('a member of an etcd that runs')]);
  });

  test('a member that was added and never started has no name, and is known by its address', () => {
    const state = memberState(ha, {
      'cp-1': facts(CP1, { etcd: etcd(member('', '10.0.0.12')) }),
      'cp-2': halfDone(),
    });
    expect(refused(state, 'cp-2')).toEqual([expect.stringContaining('a member of an etcd that runs')]);
  });

  test('an init that failed left an etcd that nobody needs', () => {
    const kubernetes = {
      present: ['/etc/kubernetes/admin.conf'],
      caPin: null,
      init: makeRun({ exitCode: 1 }),
      join: null,
    };
    const alone = makeFacts({
      kubernetes,
      etcd: etcd(member('cp-1', '10.0.0.11')),
      live: makeLive(ha, { nodes: [] }),
    });
    expect(refused(makeState(ha, { 'cp-1': alone }), 'cp-1')).toEqual([]);
    const used = { ...alone, live: makeLive(ha, { nodes: [makeNode('worker-1')] }) };
    expect(refused(makeState(ha, { 'cp-1': used }), 'cp-1')).toHaveLength(1);
  });

  test('while a control plane that could tell is away, a member is not taken at its word', () => {
    const state = memberState(ha, {}, { unreachable: new Map([['cp-3', 'no route']]) });
    expect(refused(state, 'cp-2')).toEqual([expect.stringContaining('cp-3 did not answer')]);
  });

  test('a node of a cluster that answers is refused, and what a failed join left is not', () => {
    expect(refused(memberState(ha), 'worker-1')).toEqual([
      expect.stringContaining('"kubestrap node remove worker-1"'),
    ]);
    const nodes = NAMES.map((name) => makeNode(name, { ready: name !== 'worker-1' }));
    const failed = halfDone({
      kubernetes: { present: [], caPin: null, init: null, join: makeRun({ exitCode: 1 }) },
    });
    const state = memberState(ha, {
      'cp-1': facts(CP1, { live: makeLive(ha, { nodes }) }),
      'worker-1': failed,
    });
    const plan = planOf(state, { limit: ['worker-1'] });
    expect([hosts(plan), plan.refusals]).toEqual([[['worker-1']], []]);
  });

  test('a worker that was taken out of the cluster is cleaned', () => {
    const nodes = ['cp-1', 'cp-2', 'cp-3'].map((name) => makeNode(name));
    const plan = planOf(memberState(ha, { 'cp-1': facts(CP1, { live: makeLive(ha, { nodes }) }) }), {
      limit: ['worker-1'],
    });
    expect([hosts(plan), plan.refusals]).toEqual([[['worker-1']], []]);
  });
});
