import { describe, expect, test } from 'vitest';
import { foreignHosts } from '../../../src/cluster/identity.ts';
import { reached, type State } from '../../../src/cluster/state.ts';
import { NO_MACHINE } from '../../../src/facts/machine.ts';
import type { Host } from '../../../src/model/cluster.ts';
import { APPLY_PHASES } from '../../../src/phases/index.ts';
import { joinControlPlanes, joinWorkers } from '../../../src/phases/join.ts';
import { register } from '../../../src/phases/register.ts';
import { absentMembers } from '../../../src/phases/removal/absent.ts';
import { removalNotes } from '../../../src/phases/removal/notes.ts';
import { staleMembers } from '../../../src/phases/removal/stale-members.ts';
import { nameSecrets } from '../../../src/shell/sh.ts';
import { planPhases } from '../../../src/workflow/assemble.ts';
import { clusterFailures } from '../../../src/workflow/wait-cluster.ts';
import { makeNode } from '../../fixtures/state.ts';
import { ha, type Scene, SEATS, scene, seat } from './support.ts';

const bare = { kubernetes: { present: [], caPin: null, init: null, join: null }, record: null };
const without = (name: string) =>
  ['cp-1', 'cp-2', 'cp-3', 'worker-1'].filter((one) => one !== name).map((one) => makeNode(one));
const said = (name: string, state: 'present' | 'absent') => ({
  ...ha,
  hosts: ha.hosts.map((host) => (host.name === name ? { ...host, state, stateIsStated: true } : host)),
});
const standing = (state: State, name: string) =>
  reached(state, state.cluster.hosts).find(({ host }) => host.name === name)?.membership;

describe('a host that comes back after it was taken out', () => {
  const gone: Scene = { members: SEATS.slice(0, 2), live: { nodes: without('cp-3') } };

  test('is expelled: what it has must not run again', () => {
    expect(standing(scene(gone), 'cp-3')).toBe('expelled');
    const { rounds } = joinControlPlanes.plan(scene(gone));
    const own = rounds.flat().find(({ host }) => host === 'cp-3');
    const commands = own?.steps.map(({ script }) => script?.write(nameSecrets)).join('\n') ?? '';
    const order = [
      'stop_kubelet -',
      'clear_pods',
      'clear_mounts',
      'begin_clean_up',
      'reset_kubeadm --skip-phases=remove-etcd-member',
      'clear_files /etc/kubernetes/pki',
      'clear_etcd /var/lib/etcd',
      'no_leftovers',
      'end_clean_up',
      'long kubeadm-join',
    ].map((command) => commands.indexOf(command));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    // the host joins again: what kubestrap prepared stays
    expect(commands).not.toMatch(/forget_host|clear_kubeconfigs|restore_unit/);
  });

  test('is expelled, too, where its kubelet has made its Node again: cleaned, the Node deleted, then joined', () => {
    const back = scene({ ...gone, live: { state: { 'removed.cp-3': 'replaced' } } });
    expect(standing(back, 'cp-3')).toBe('expelled');
    const { rounds, essential } = joinControlPlanes.plan(back);
    const shown = rounds.map((round) =>
      round.map(({ host, steps }) => [host, steps[0]?.change.resource, steps.at(-1)?.change.resource]),
    );
    expect(shown).toEqual([
      [['cp-3', 'kubelet', 'notes of the last try']],
      [['cp-1', 'node cp-3', 'control plane certificates']],
      [['cp-3', 'kubeadm join', 'kubeadm join']],
    ]);
    // a host that could not be cleaned keeps its Node, and nothing joins
    expect(essential?.has('cp-3')).toBe(true);
    expect(removalNotes.plan(back).rounds).toEqual([]);
  });

  test('keeps its note, and does not join, while the inventory does not ask for it', () => {
    const back = scene({ ...gone, live: { state: { 'removed.cp-3': 'unstated' } } });
    expect(removalNotes.plan(back).rounds).toEqual([]);
    expect(joinControlPlanes.plan(back).blocked).toEqual([
      { host: 'cp-3', reason: expect.stringContaining('was taken out with "kubestrap node remove"') },
    ]);
  });

  test('is unregistered while it has a member of etcd: its kubelet makes its Node anew', () => {
    expect(standing(scene({ ...gone, members: SEATS }), 'cp-3')).toBe('unregistered');
  });

  test.each<[string, Scene]>([
    ['while it is a node', { ...gone, live: {} }],
    ['where nobody says who the members are', { ...gone, unhealthy: ['cp-1', 'cp-2', 'cp-3'] }],
    ['whose record is of another cluster', { ...gone, facts: { 'cp-3': { record: null } } }],
  ])('is not, %s', (_, given) => {
    expect(standing(scene(given), 'cp-3')).toBe('member');
  });

  test.each<[string, string, Scene['cluster'], boolean]>([
    ['says nothing', 'unstated', ha, false],
    ['says present since', 'unstated', said('cp-3', 'present'), true],
    ['said present all the time', 'stated', said('cp-3', 'present'), false],
  ])('joins after node remove only where the inventory says so: it %s', (_, note, cluster, joins) => {
    const state = scene({
      ...gone,
      ...(cluster ? { cluster } : {}),
      facts: { 'cp-3': bare },
      live: { nodes: without('cp-3'), state: { 'removed.cp-3': note } },
    });
    const { rounds, blocked = [] } = joinControlPlanes.plan(state);
    expect(rounds.flat().some(({ host }) => host === 'cp-3')).toBe(joins);
    expect(blocked.map(({ reason }) => reason)).toEqual(
      joins ? [] : [expect.stringContaining('cp-3 was taken out with "kubestrap node remove"')],
    );
  });

  test.each<[string, Scene, readonly string[]]>([
    ['once it is a member again', {}, ['removed.cp-3']],
    ['once the inventory has it no more', { cluster: said('cp-3', 'absent') }, ['removed.cp-3']],
    ['not before', { facts: { 'cp-3': bare } }, []],
  ])('the note of its removal goes: %s', (_, given, keys) => {
    const state = scene({ ...given, live: { state: { 'removed.cp-3': 'unstated' } } });
    const steps = removalNotes
      .plan(state)
      .rounds.flat()
      .flatMap((work) => work.steps);
    expect(steps.map(({ script }) => script?.write(nameSecrets))).toEqual(keys.map((key) => `forget ${key}`));
  });
});

describe('a worker whose Node is gone', () => {
  const gone: Scene = { live: { nodes: without('worker-1') } };
  const noted = (key: string, value: string): Scene => ({
    live: { nodes: without('worker-1'), state: { [key]: value } },
  });

  test.each<[string, Scene, string]>([
    ['unregistered where kubestrap did not remove it', gone, 'unregistered'],
    ['expelled where it did', noted('removed.worker-1', 'unstated'), 'expelled'],
    ['expelled where it was lost and is to be replaced', noted('removed.worker-1', 'replaced'), 'expelled'],
    ['expelled while a removal is not finished', noted('removing.worker-1', 'now'), 'expelled'],
    ['a member where no API server answers', { ...gone, silent: true }, 'member'],
  ])('is %s', (_, given, expected) => {
    expect(standing(scene(given), 'worker-1')).toBe(expected);
  });

  test('gets its Node before its kubelet is restarted, with a step that says so, and is not joined or cleaned', () => {
    const planned = planPhases(APPLY_PHASES, scene(gone));
    const commands = (name: string) =>
      planned
        .filter(({ phase }) => phase.name === name)
        .flatMap(({ plan }) =>
          plan.rounds.map((round) => round.map(({ host, steps }) => [host, steps] as const)),
        )
        .map((round) =>
          round.map(
            ([host, steps]) => `${host}: ${steps.map(({ script }) => script?.write(nameSecrets)).join('; ')}`,
          ),
        );
    expect(commands('register')).toEqual([
      [expect.stringMatching(/^cp-1: create_node worker-1 '.*'\nnode_reports worker-1 60 .*$/s)],
      ['worker-1: systemctl restart -- kubelet.service'],
      ['cp-1: node_renews worker-1 60 || return 0'],
    ]);
    expect(commands('join-workers')).toEqual([]);
    expect(register.plan(scene({ ...gone, state: { targets: new Set(['cp-1']) } })).rounds).toEqual([]);
  });

  test('a control plane gets kubeadm’s labels and taints back, and what its kubelet and its flags give it', () => {
    const labelled = (host: Host): Host => ({
      ...host,
      node: { ...host.node, kubeletExtraArgs: { 'node-labels': 'disk=ssd,rack=' } },
    });
    const lost = scene({
      cluster: { ...ha, hosts: ha.hosts.map(labelled) },
      live: { nodes: without('cp-3') },
      facts: { 'cp-3': { machine: { ...NO_MACHINE, architecture: 'arm64' } } },
    });
    const [create] = register.plan(lost).rounds.flat();
    const script = create?.steps[0]?.script?.write(nameSecrets) ?? '';
    expect(JSON.parse(/'(\{.*\})'/.exec(script)?.[1] ?? '')).toMatchObject({
      kind: 'Node',
      metadata: {
        name: 'cp-3',
        labels: {
          'kubernetes.io/hostname': 'cp-3',
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'arm64',
          'node-role.kubernetes.io/control-plane': '',
          disk: 'ssd',
          rack: '',
        },
      },
      spec: { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] },
    });
  });

  test('one that was removed while it was down, and registered itself again, is left alone and named', () => {
    const state = scene({ live: { state: { 'removed.worker-1': 'unstated' } } });
    const planned = planPhases(APPLY_PHASES, state);
    expect(planned.flatMap(({ plan }) => plan.blocked ?? [])).toEqual([
      { host: 'worker-1', reason: expect.stringContaining('Run "kubestrap node remove worker-1" again') },
    ]);
    const work = planned.flatMap(({ plan }) => plan.rounds.flat());
    expect(work.filter(({ host }) => host === 'worker-1')).toEqual([]);
  });
});

describe('a member of etcd that a join which did not finish has added', () => {
  const failed = {
    present: ['/etc/kubernetes/kubelet.conf', '/etc/kubernetes/manifests/etcd.yaml'],
    caPin: null,
    init: null,
    join: { startedAt: 'then', running: false, exitCode: 1 },
  };
  const half: Scene = { live: { nodes: without('cp-3') }, facts: { 'cp-3': { kubernetes: failed } } };

  test('leaves etcd before its data is wiped', () => {
    const [first, second] = joinControlPlanes.plan(scene(half)).rounds;
    expect(first?.[0]?.steps[0]?.script?.write(nameSecrets)).toBe(
      'member_leave a3 3 https://10.0.0.11:2379 https://10.0.0.12:2379',
    );
    expect(second?.[0]?.host).toBe('cp-3');
    expect(second?.[0]?.steps.at(-1)?.change.resource).toBe('kubeadm join');
  });

  test('keeps its host from being cleaned while it may not leave', () => {
    const { rounds, blocked } = joinControlPlanes.plan(scene({ ...half, unhealthy: ['cp-2'] }));
    expect(rounds).toEqual([]);
    expect(blocked?.map(({ host }) => host)).toEqual(['cp-3']);
  });
});

describe('a host on which something was cut off', () => {
  const cut = (unfinished: 'removal' | 'reset' | 'restore') => ({
    'cp-3': {
      kubernetes: {
        present: ['/etc/kubernetes/kubelet.conf'],
        caPin: null,
        init: null,
        join: null,
        unfinished,
      },
    },
  });
  const gone: Scene = { members: SEATS.slice(0, 2), live: { nodes: without('cp-3') } };

  test.each<[string, Scene, RegExp]>([
    ['a removal', { facts: cut('removal') }, /run "kubestrap node remove" for it again/],
    ['a reset', { facts: cut('reset') }, /run "kubestrap reset" again/],
    ['a restore', { ...gone, facts: cut('restore') }, /run "kubestrap etcd restore" again/],
    [
      'a removal that ended without it',
      { ...gone, facts: cut('removal') },
      /run "kubestrap reset --limit cp-3"$/,
    ],
    [
      'a reset that ended without it',
      { ...gone, facts: cut('reset') },
      /run "kubestrap reset --limit cp-3"$/,
    ],
  ])('is told what goes on with it: %s', (_, given, reason) => {
    expect(foreignHosts(scene(given))).toEqual([expect.stringMatching(reason)]);
  });
});

describe('hosts that the inventory says are absent', () => {
  const absent = said('cp-3', 'absent');
  test.each<[string, Scene, readonly string[]]>([
    ['are taken out while they are nodes', {}, ['cp-3']],
    ['while etcd has a member there', { live: { nodes: without('cp-3') } }, ['cp-3']],
    [
      'while a removal is not finished',
      { members: SEATS.slice(0, 2), live: { nodes: without('cp-3'), state: { 'removing.cp-3': 'now' } } },
      ['cp-3'],
    ],
    [
      'and left alone once they are gone',
      { members: SEATS.slice(0, 2), live: { nodes: without('cp-3') } },
      [],
    ],
  ])('%s', (_, given, names) => {
    expect([...absentMembers(scene({ ...given, cluster: absent }), null, false).keys()]).toEqual(names);
    expect([...absentMembers(scene({ ...given, cluster: absent }), new Set(['cp-1']), false).keys()]).toEqual(
      [],
    );
  });
});

describe('a member of etcd that is down', () => {
  const joins: Scene = {
    members: SEATS.slice(0, 2),
    live: { nodes: without('cp-3') },
    facts: { 'cp-3': bare },
  };

  test.each<[string, Scene]>([
    ['whose host is away', { ...joins, away: ['cp-2'] }],
    ['whose host answers', { ...joins, unhealthy: ['cp-2'] }],
  ])('keeps control planes from joining, and no worker: one %s', (_, given) => {
    const [worker, plane] = ['worker-1', 'cp-3'];
    const state = scene({ ...given, facts: { ...given.facts, [worker]: bare } });
    const { rounds, blocked } = joinControlPlanes.plan(state);
    expect(rounds).toEqual([]);
    expect(blocked).toEqual([
      { host: plane, reason: "etcd's member cp-2 is down, and etcd adds none while one is" },
    ]);
    expect(joinWorkers.plan(state).rounds.flat().at(-1)?.host).toBe(worker);
  });
});

describe('a member that is not well yet keeps no control plane from joining', () => {
  const unwell: Scene = { unhealthy: ['cp-3'], live: { nodes: without('cp-3') } };
  const joining = {
    present: ['/etc/kubernetes/kubelet.conf'],
    caPin: null,
    init: null,
    join: { startedAt: 'then', running: true, exitCode: null },
  };

  test.each<[string, Scene]>([
    ['while its own join goes on', { ...unwell, facts: { 'cp-3': { kubernetes: joining } } }],
    [
      'once the same plan takes it out before',
      {
        members: SEATS.filter(({ name }) => name !== 'cp-2'),
        unhealthy: ['cp-3'],
        leaving: { 'cp-3': {} },
        live: { nodes: without('cp-2') },
        facts: { 'cp-2': bare },
        state: { unseated: new Set(['cp-3']) },
      },
    ],
  ])('%s', (_, given) => {
    expect(joinControlPlanes.plan(scene(given)).blocked ?? []).toEqual([]);
  });
});

describe('after a run', () => {
  const errors = (given: Scene) => {
    const state = scene(given);
    const found = clusterFailures(state, [...(state.leaving?.values() ?? [])]);
    return found.map((one) => `${one.scope === 'host' ? one.host : one.scope}: ${one.message}`);
  };
  const out: Scene = {
    members: SEATS.slice(0, 2),
    live: { nodes: without('cp-3') },
    leaving: { 'cp-3': {} },
    facts: { 'cp-3': bare },
  };

  test.each<[string, Scene, readonly (string | RegExp)[]]>([
    ['nothing where all is well', {}, []],
    ['a member that is down on a host that answers', { unhealthy: ['cp-2'] }, [/^cp-2: .*cp-2 is down/]],
    ['not one whose host is away: that is said elsewhere', { away: ['cp-2'] }, []],
    ['a cluster that answers nobody', { silent: true }, [/^cluster: no API server answers/]],
    ['nothing of a host that is out', out, []],
    ['its Node', { ...out, live: {} }, [/^cp-3: its Node is still there$/]],
    ['its member', { ...out, members: SEATS }, [/^cp-3: etcd still has its member a3$/]],
    ['what is left on it', { ...out, facts: {} }, [/^cp-3: it still has .*kubelet\.conf/]],
    ['not that of a host that is lost', { ...out, facts: {}, leaving: { 'cp-3': { isLost: true } } }, []],
    ['that nobody can tell', { ...out, silent: true }, [/^cluster: .* cannot be seen$/]],
  ])('is found: %s', (_, given, expected) => {
    const found = errors(given);
    expect(found).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern);
  });
});

describe('members of etcd that nobody runs', () => {
  const unstarted = seat('cp-4', { id: 'f4', name: '', clientUrls: [] });
  const stranger = seat('cp-5', { id: 'f5', name: 'old' });
  const halfDone = {
    kubernetes: {
      present: ['/etc/kubernetes/kubelet.conf'],
      caPin: null,
      init: null,
      join: { startedAt: 'then', running: false, exitCode: 1 },
    },
  };
  const learner = SEATS.map((one) => (one.name === 'cp-3' ? { ...one, isLearner: true } : one));
  const found = (given: Scene) =>
    staleMembers
      .plan(scene(given))
      .rounds.flat()
      .flatMap((work) => work.steps);

  test.each<[string, Scene, readonly string[]]>([
    ['one that never started', { members: [...SEATS, unstarted] }, ['etcd member f4']],
    ['one of no host and no node', { members: [...SEATS, stranger] }, ['etcd member old']],
    [
      'a learner of a join that failed',
      { members: learner, unhealthy: ['cp-3'], facts: { 'cp-3': halfDone } },
      ['etcd member cp-3'],
    ],
    [
      'not one that left the inventory and is still a node',
      { members: [...SEATS, stranger], live: { nodes: [...without(''), makeNode('old')] } },
      [],
    ],
    ['not one whose host is only away', { away: ['cp-3'] }, []],
    ['not one of a host that is well', {}, []],
  ])('are found: %s', (_, given, resources) => {
    expect(found(given).map(({ change }) => change.resource)).toEqual(resources);
  });

  test('stay without the option, and keep control planes from joining', () => {
    const given: Scene = {
      members: [...SEATS.slice(0, 2), unstarted],
      live: { nodes: without('cp-3') },
      facts: { 'cp-3': bare },
    };
    expect(found(given).map(({ script }) => script)).toEqual([undefined]);
    const { rounds, blocked = [] } = joinControlPlanes.plan(scene(given));
    expect(rounds).toEqual([]);
    expect(blocked).toEqual([{ host: 'cp-3', reason: expect.stringContaining('--remove-stale-members') }]);
  });

  test('go one after the other with it, and then control planes may join', () => {
    const given: Scene = {
      members: [...SEATS.slice(0, 2), unstarted, stranger],
      live: { nodes: without('cp-3') },
      facts: { 'cp-3': bare },
      state: { removesStaleMembers: true },
    };
    expect(found(given).map(({ script }) => script?.write(nameSecrets))).toEqual([
      'member_leave f4 4 https://10.0.0.11:2379 https://10.0.0.12:2379',
      'member_leave f5 3 https://10.0.0.11:2379 https://10.0.0.12:2379',
    ]);
    expect(joinControlPlanes.plan(scene(given)).blocked).toEqual([]);
  });
});
