import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../src/phases/phase.ts';
import { REMOVAL_PHASES } from '../../../src/phases/removal/index.ts';
import { nameSecrets } from '../../../src/shell/sh.ts';
import { planPhases } from '../../../src/workflow/assemble.ts';
import { makeNode } from '../../fixtures/state.ts';
import { ha, type Scene, SEATS, scene, seat } from './support.ts';

const planned = (of: Scene) => planPhases(REMOVAL_PHASES, scene(of));
const refusals = (of: Scene) => planned(of).flatMap(({ plan }) => plan.refusals ?? []);
/** `phase host: action resource` of every step, in order. */
const steps = (of: Scene) =>
  planned(of).flatMap(({ phase, plan }) =>
    plan.rounds
      .flat()
      .flatMap((work) =>
        work.steps
          .filter(
            ({ silent, change }) =>
              !silent && (phase.name !== 'clean-host' || change.resource === 'kubeadm reset'),
          )
          .map(({ change }) => `${phase.name} ${work.host}: ${change.action} ${change.resource}`),
      ),
  );
const scripts = (of: Scene, name: Phase['name']) =>
  planned(of)
    .filter(({ phase }) => phase.name === name)
    .flatMap(({ plan }) => plan.rounds.flat().flatMap((work) => work.steps))
    .map(({ script }) => script?.write(nameSecrets));

describe('the order in which a control plane leaves', () => {
  test('drained, stopped, out of etcd through one that stays, cleaned, forgotten', () => {
    expect(steps({ leaving: { 'cp-3': { note: 'unstated' } } })).toEqual([
      'drain cp-1: delete node cp-3 Pods',
      'drain cp-1: run node cp-3 volumes',
      'stop-control-plane cp-3: delete static-pod kube-apiserver, kube-controller-manager, kube-scheduler',
      'etcd-member cp-1: create etcd snapshot',
      'etcd-member cp-1: delete etcd member cp-3',
      'clean-host cp-3: run kubeadm reset',
      'node-object cp-1: delete node cp-3',
      'node-object cp-1: create configmap kube-system/kubestrap removed.cp-3',
    ]);
  });

  test('the first one is not special: it leaves through the second, which is handed the leadership', () => {
    const all = steps({ leaving: { 'cp-1': {} } });
    expect(all).toContain('etcd-member cp-2: update etcd leader');
    expect(all).toContain('node-object cp-2: delete node cp-1');
    expect(all.filter((step) => step.includes(' cp-1:'))).toEqual([
      'stop-control-plane cp-1: delete static-pod kube-apiserver, kube-controller-manager, kube-scheduler',
      'clean-host cp-1: run kubeadm reset',
    ]);
    expect(scripts({ leaving: { 'cp-1': {} } }, 'etcd-member')).toEqual([
      'keep_snapshot /var/lib/kubestrap/etcd/before-cp-1-left.db',
      'yield_leadership https://10.0.0.11:2379 a2',
      'member_leave a1 3 https://10.0.0.12:2379 https://10.0.0.13:2379',
    ]);
  });

  test('a worker has nothing in etcd', () => {
    expect(steps({ leaving: { 'worker-1': {} } })).toEqual([
      'drain cp-1: delete node worker-1 Pods',
      'drain cp-1: run node worker-1 volumes',
      'clean-host worker-1: run kubeadm reset',
      'node-object cp-1: delete node worker-1',
    ]);
  });

  test('of one that is lost nothing is asked, and nothing is run there', () => {
    const lost = { leaving: { 'cp-3': { isLost: true } }, away: ['cp-3'] };
    expect(steps(lost)).toEqual([
      'drain cp-1: update node cp-3 scheduling',
      'etcd-member cp-1: create etcd snapshot',
      'etcd-member cp-1: delete etcd member cp-3',
      'node-object cp-1: delete node cp-3',
    ]);
    expect(refusals(lost)).toEqual([]);
  });

  test('one that is powered off is out of service and empty before its Node goes', () => {
    const off: Scene = {
      leaving: { 'worker-1': { isLost: true, isPoweredOff: true } },
      away: ['worker-1'],
      live: { nodes: [makeNode('cp-1'), makeNode('worker-1', { ready: false })] },
    };
    expect(steps(off)).toEqual([
      'drain cp-1: update node worker-1 scheduling',
      'drain cp-1: update node worker-1 taint',
      'drain cp-1: run node worker-1 Pods and volumes',
      'node-object cp-1: delete node worker-1',
    ]);
    expect(scripts(off, 'drain').slice(-2)).toEqual(['out_of_service worker-1', 'node_empties worker-1 300']);
    expect(refusals(off)).toEqual([]);
    expect(refusals({ ...off, live: {} })).toEqual([expect.stringContaining('worker-1 is Ready')]);
  });

  test('volumes are not waited for where the operator says so', () => {
    const drain = { seconds: 300, force: false, detachSeconds: null };
    expect(scripts({ leaving: { 'worker-1': { drain } } }, 'drain').join()).not.toContain('volumes_leave');
  });

  test('a host without a program that stops Pods is refused before anything is changed', () => {
    const programs = new Map([['kubelet', 'v1.36.2']]);
    const given: Scene = { leaving: { 'worker-1': {} }, facts: { 'worker-1': { programs } } };
    expect(refusals(given)).toEqual([expect.stringMatching(/^worker-1 has no crictl and no ctr/)]);
    const ctr: Scene = {
      ...given,
      facts: { 'worker-1': { programs: new Map([...programs, ['ctr', '']]) } },
    };
    expect(refusals(ctr)).toEqual([]);
    const criSocket = 'unix:///run/crio/crio.sock';
    expect(refusals({ ...ctr, cluster: { ...ha, criSocket } })).toEqual([
      expect.stringMatching(/^worker-1 has no crictl, /),
    ]);
  });

  test('kubeadm up to 1.21 notes API servers: the name goes there, too', () => {
    const clusterStatus =
      'apiEndpoints:\n  cp-1:\n    bindPort: 6443\n  cp-3:\n    bindPort: 6443\nkind: ClusterStatus\n';
    const scripted = scripts({ leaving: { 'cp-3': {} }, live: { clusterStatus } }, 'node-object').join('\n');
    expect(scripted).toMatch(/change_cluster_status [0-9a-f]{64} /);
    expect(scripted).toContain('cp-1:');
    expect(scripted).not.toContain('cp-3:\\n');
  });

  test.each<[string, Scene, readonly string[]]>([
    [
      'after the member has left',
      { members: SEATS.slice(0, 2), live: { state: { 'removing.cp-3': 'now' } } },
      [
        'drain cp-1: delete node cp-3 Pods',
        'drain cp-1: run node cp-3 volumes',
        'stop-control-plane cp-3: delete static-pod kube-apiserver, kube-controller-manager, kube-scheduler',
        'clean-host cp-3: run kubeadm reset',
        'node-object cp-1: delete node cp-3',
        'node-object cp-1: delete configmap kube-system/kubestrap removing.cp-3',
      ],
    ],
    [
      'after the node was deleted',
      {
        members: SEATS.slice(0, 2),
        live: { nodes: [makeNode('cp-1'), makeNode('cp-2')], state: { 'removing.cp-3': 'now' } },
        facts: { 'cp-3': { kubernetes: { present: [], caPin: null, init: null, join: null }, record: null } },
        state: { leftovers: new Map([['cp-3', new Map()]]) },
      },
      ['node-object cp-1: delete configmap kube-system/kubestrap removing.cp-3'],
    ],
    [
      'when nothing is left to do',
      {
        members: SEATS.slice(0, 2),
        live: { nodes: [makeNode('cp-1'), makeNode('cp-2')] },
        facts: { 'cp-3': { kubernetes: { present: [], caPin: null, init: null, join: null }, record: null } },
        state: { leftovers: new Map([['cp-3', new Map()]]) },
      },
      [],
    ],
  ])('a removal that was cut off goes on %s', (_, given, expected) => {
    expect(steps({ ...given, leaving: { 'cp-3': {} } })).toEqual(expected);
  });

  test('without the phase that takes out the member, data and node stay', () => {
    const phases = REMOVAL_PHASES.filter(({ name }) => name !== 'etcd-member');
    const rest = planPhases(phases, scene({ leaving: { 'cp-3': {} } }));
    const hosts = rest.filter(({ phase }) => ['clean-host', 'node-object'].includes(phase.name));
    expect(hosts.map(({ plan }) => plan.rounds)).toEqual([[], []]);
  });
});

describe('what -y does not confirm', () => {
  const cautions = (of: Scene) => planned(of).flatMap(({ plan }) => plan.cautions ?? []);

  test('is the loss of the tolerance that there was', () => {
    expect(cautions({ leaving: { 'cp-3': {} } })).toEqual([
      'without cp-3, etcd tolerates the loss of no member any more (3 members, 3 healthy → 2 members, tolerates 0)',
    ]);
  });

  test.each<[string, Scene]>([
    ['somebody says so', { leaving: { 'cp-3': { acceptsNoFaultTolerance: true } } }],
    ['there was none', { leaving: { 'cp-3': { isLost: true } }, away: ['cp-3'] }],
    ['the host has no member', { leaving: { 'worker-1': {} } }],
  ])('but not where %s', (_, given) => {
    expect(cautions(given)).toEqual([]);
  });
});

describe('what is refused', () => {
  const two = { ...ha, hosts: ha.hosts.filter(({ name }) => name !== 'cp-3') };
  const one = { ...ha, hosts: ha.hosts.filter(({ name }) => !['cp-2', 'cp-3'].includes(name)) };
  const endpoint = { ...ha, endpoint: { ...ha.endpoint, host: '10.0.0.13', provider: 'external' as const } };

  test.each<[string, Scene, RegExp]>([
    ['two at once', { leaving: { 'cp-2': {}, 'cp-3': {} } }, /cp-2 and cp-3 are to leave together/],
    [
      'the last one',
      { cluster: one, members: [seat('cp-1')], leaving: { 'cp-1': {} } },
      /last control plane.*kubestrap reset/,
    ],
    ['one that cannot be reached', { away: ['cp-3'], leaving: { 'cp-3': {} } }, /--unreachable/],
    [
      'a healthy one while another is not',
      { unhealthy: ['cp-2'], leaving: { 'cp-3': {} } },
      /cp-3 takes part and cp-2 does not/,
    ],
    [
      'two to one',
      { cluster: two, members: SEATS.slice(0, 2), leaving: { 'cp-2': {} } },
      /the only member left.*--accept-no-fault-tolerance/,
    ],
    [
      'what the quorum is lost for',
      { unhealthy: ['cp-1', 'cp-2'], leaving: { 'cp-3': {} } },
      /no member of etcd on the other control planes answers.*restore/,
    ],
    [
      "another cluster's host under the address",
      {
        leaving: { 'worker-1': {} },
        facts: { 'worker-1': { kubernetes: { present: [], caPin: 'sha256:other', init: null, join: null } } },
      },
      /belongs to another cluster.*nothing on it is touched/,
    ],
    [
      'a member of its name at another address',
      {
        members: [...SEATS.slice(0, 2), seat('cp-3', { peerUrls: ['https://10.9.9.9:2380'] })],
        leaving: { 'cp-3': {} },
      },
      /no address of cp-3 in the inventory/,
    ],
    [
      'the one that the endpoint is an address of',
      { cluster: endpoint, leaving: { 'cp-3': {} } },
      /every node would lose the API server/,
    ],
  ])('%s', (_, given, expected) => {
    expect(refusals(given)).toEqual([expect.stringMatching(expected)]);
  });

  test('two to one is not, when somebody says so', () => {
    const accepted = {
      cluster: two,
      members: SEATS.slice(0, 2),
      leaving: { 'cp-2': { acceptsNoFaultTolerance: true } },
    };
    expect(refusals(accepted)).toEqual([]);
    const [step] = planned(accepted)
      .flatMap(({ plan }) => plan.rounds.flat().flatMap((work) => work.steps))
      .filter(({ change }) => change.resource === 'etcd member cp-2');
    expect(step?.change.reason).toBe('2 members, 2 healthy → 1 member, tolerates 0');
  });

  test('a lost one is not, while the others have the quorum', () => {
    expect(refusals({ leaving: { 'cp-2': { isLost: true } }, away: ['cp-2'] })).toEqual([]);
  });
});
