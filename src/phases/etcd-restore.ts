import { initialCluster, isBefore, type RestoreMember, type STAGES, type Stage } from '../etcd/restore.ts';
import type { Step } from '../program/emit.ts';
import { lines, type Script, sh } from '../program/sh.ts';
import type { Phase, PhasePlan, Round } from './phase.ts';
import { present, reached, type State } from './state.ts';
import { apiServerUrl, awaitPods } from './static-pods.ts';

const NAME = 'etcd-restore';

export interface Restore {
  /** Of this restore: its time. Part of the new cluster's token, and of the names of what is kept. */
  readonly id: string;
  readonly fingerprint: string;
  /** In the inventory's order. */
  readonly members: readonly RestoreMember[];
  /** Control planes that answer and will not be members: their static Pods are taken off. */
  readonly fenced: readonly string[];
  /** All control planes that will not be members, answering or not: their nodes leave the cluster. */
  readonly leaving: readonly string[];
  readonly snapshot: {
    /** For people. */
    readonly text: string;
    /** The member it comes from itself; undefined: it was uploaded. */
    readonly from?: string;
    readonly revision: number;
    /** Null: nobody knows. */
    readonly objects: number | null;
  };
  /** Flags of `snapshot restore` that all members' etcd has, with values; asked for when the run is on its way. */
  readonly flags: () => Promise<readonly string[]>;
}

/**
 * The whole control plane from one snapshot. Each round is a barrier: none begins before every host has done the one
 * before it, so that no member of old data ever meets one of new. How far a host came is noted there, and a later run of the
 * same restore goes on from it.
 */
export function etcdRestore(restore: Restore): Phase {
  return {
    name: NAME,
    title: 'Restore etcd on all control planes',
    timeoutMinutes: 60,
    mustFinish: true,
    plan: (state) => plan(state, restore),
  };
}

function plan(state: State, restore: Restore): PhasePlan {
  const { members, fenced, leaving } = restore;
  const behind = (stage: (typeof STAGES)[number]) => members.filter((one) => isBefore(one.stage, stage));
  const each = (stage: (typeof STAGES)[number], steps: (member: RestoreMember) => readonly Step[]): Round =>
    behind(stage).map((member) => ({ host: member.host, steps: steps(member) }));
  const off = (names: readonly StaticPod[], last: boolean): Round => [
    ...each('stopped', (one) => [stopStep(names, last ? note(restore, 'stopped') : [], one.host, false)]),
    ...fenced.map((host) => ({
      host,
      steps: [stopStep(names, last ? note(restore, 'fenced') : [], host, true)],
    })),
  ];
  const first = members[0]?.host;
  const isOver = behind('done').length === 0;
  // whoever serves again may have written since
  const isUntouched = members.every(({ stage }) => isBefore(stage, 'serving'));
  const agents = isOver
    ? []
    : reached(state, present(state)).filter(({ host }) => !fenced.includes(host.name));
  const hosts = new Set([...members.map(({ host }) => host), ...fenced]);
  return {
    essential: hosts,
    rounds: [
      each('ready', (one) => [prepareStep(restore, one)]),
      off(['kube-apiserver'], false),
      off(['kube-controller-manager', 'kube-scheduler'], false),
      off(['etcd'], true),
      each('swapped', (one) => [swapStep(restore, one)]),
      each('serving', () => [startStep()]),
      each('serving', () => [memberStep(restore, isUntouched)]),
      each('done', ({ host }) => [apiServerStep(state, host)]),
      each('done', ({ host }) => [controllersStep(state, host)]),
      first === undefined || isOver || leaving.length === 0
        ? []
        : [{ host: first, steps: leaving.map(nodeStep) }],
      agents.map(({ host }) => ({ host: host.name, steps: [agentStep()] })),
      each('done', (one) => [finishStep(restore, one)]),
    ].filter((round) => round.length > 0),
  };
}

type StaticPod = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd';

/** The flag by whose value the process of each is known. */
const FLAGS: Readonly<Record<StaticPod, string>> = {
  'kube-apiserver': '--advertise-address',
  'kube-controller-manager': '--kubeconfig',
  'kube-scheduler': '--kubeconfig',
  etcd: '--data-dir',
};

function note({ id, fingerprint }: Restore, stage: Stage): Script[] {
  return [sh`restore_stage ${id} ${fingerprint} ${stage}`];
}

function prepareStep(restore: Restore, one: RestoreMember): Step {
  const { id, members, snapshot } = restore;
  const fixed = [
    ...['--name', one.name, '--initial-cluster', initialCluster(members)],
    ...['--initial-cluster-token', `kubestrap-${id}`, '--initial-advertise-peer-urls', one.peerUrl],
  ];
  const script = (flags: readonly string[]) =>
    lines([
      ...(snapshot.from === one.host ? [sh`own_snapshot ${id} ${one.dataDir}`] : []),
      sh`prepare_restore ${one.dataDir} ${one.image} ${[...fixed, ...flags]}`,
      ...note(restore, 'ready'),
    ]);
  return {
    change: change(`etcd-data ${one.dataDir}/kubestrap-restore`, 'create', {
      after: snapshot.text,
      reason: 'made beside the data in use: until the next step nothing that runs is touched',
    }),
    script: script([]),
    late: async () => script(await restore.flags()),
  };
}

function stopStep(names: readonly StaticPod[], noted: Script[], host: string, isFence: boolean): Step {
  return {
    change: change(`static-pod ${names.join(', ')}`, 'run', {
      after: isFence ? 'off, to stay off' : 'stopped',
      reason: isFence
        ? `${host} will be no member of etcd: with its old data it must serve nobody`
        : 'nothing may write, and nobody may see old data beside new; the manifest waits in /var/lib/kubestrap/restore',
      disruption: 'restart',
    }),
    script: lines([...names.map((name) => sh`set_aside ${name} ${FLAGS[name]}`), ...noted]),
  };
}

function swapStep(restore: Restore, { dataDir }: RestoreMember): Step {
  return {
    change: change(`etcd-data ${dataDir}/member`, 'update', {
      before: 'what is there now',
      after: restore.snapshot.text,
      reason: `what is there now is kept, in ${dataDir}.before-restore-${restore.id} where that is the same disk, else in ${dataDir}/before-restore-${restore.id}`,
    }),
    script: lines([sh`swap_data ${restore.id} ${dataDir}`, ...note(restore, 'swapped')]),
  };
}

function startStep(): Step {
  return {
    change: change('static-pod etcd', 'run', {
      after: 'started',
      reason: 'it comes up as a member of a new cluster, which members of the old one cannot join',
    }),
    script: lines([sh`bring_back etcd`, sh`pod_started etcd --data-dir`]),
  };
}

function memberStep(restore: Restore, isUntouched: boolean): Step {
  const { members, snapshot } = restore;
  return {
    change: change('etcd members', 'run', {
      after: `${members.length}, all started`,
      reason: isUntouched ? 'waits for the quorum, and counts the objects' : 'waits for the quorum',
    }),
    script: lines([
      sh`etcd_restored ${members.length} ${snapshot.revision} ${isUntouched ? 'count' : '-'}`,
      ...note(restore, 'serving'),
    ]),
  };
}

function apiServerStep(state: State, name: string): Step {
  const names = new Set(['kube-apiserver'] as const);
  return {
    change: change('static-pod kube-apiserver', 'run', { after: 'started', reason: 'it reads etcd anew' }),
    script: lines([
      sh`bring_back kube-apiserver`,
      sh`pod_started kube-apiserver --advertise-address`,
      waitFor(state, name, names),
    ]),
  };
}

function controllersStep(state: State, name: string): Step {
  const pods = ['kube-controller-manager', 'kube-scheduler'] as const;
  return {
    change: change(`static-pod ${pods.join(', ')}`, 'run', {
      after: 'started',
      reason: 'they read the API anew',
    }),
    script: lines([
      ...pods.flatMap((pod) => [sh`bring_back ${pod}`, sh`pod_started ${pod} --kubeconfig`]),
      waitFor(state, name, new Set(pods)),
    ]),
  };
}

function waitFor(state: State, name: string, names: Parameters<typeof awaitPods>[0]['names']): Script {
  const { cluster } = state;
  const host = cluster.hosts.find((one) => one.name === name);
  if (host === undefined) return sh`:`;
  return awaitPods({ cluster, url: apiServerUrl(cluster, host, state.facts.get(name)), names });
}

function nodeStep(name: string): Step {
  return {
    scope: 'cluster',
    change: change(`node ${name}`, 'delete', {
      before: 'a control plane',
      reason:
        'it is no member of etcd any more, and its static Pods lead kubeadm to its etcd; it can be joined again',
    }),
    script: sh`kube delete node ${name} --ignore-not-found`,
  };
}

function agentStep(): Step {
  return {
    change: change('service kubelet', 'run', {
      after: 'restarted',
      reason:
        'it and kube-proxy know revisions that the restored etcd may not have: they ask for everything anew',
      disruption: 'restart',
    }),
    script: sh`refresh_agents`,
  };
}

function finishStep(restore: Restore, { dataDir }: RestoreMember): Step {
  return {
    change: change('restore', 'run', { after: 'finished', reason: 'what it needed on its way goes' }),
    script: lines([...note(restore, 'done'), sh`finish_restore ${dataDir}`]),
  };
}

function change(
  resource: string,
  action: Step['change']['action'],
  rest: Partial<Step['change']> & Pick<Step['change'], 'reason'>,
): Step['change'] {
  return { phase: NAME, resource, action, before: null, after: null, disruption: 'none', ...rest };
}
