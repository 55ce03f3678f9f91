import { objectsKey } from '../cluster/etcd/empty.ts';
import { controlPlanes, present, reached, type State, targeted } from '../cluster/state.ts';
import { named } from '../model/change-id.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Item, Notice } from '../shell/emit.ts';
import { cleanHostSteps } from './clean-host.ts';
import type { Phase, PhasePlan, Round, Work } from './phase.ts';
import type { Reset } from './reset-refusals.ts';
import { resetRefusals, standing } from './reset-refusals.ts';

const RESET = 'reset';

/** Hosts become what they were before kubestrap: workers, then control planes, the first of the inventory last. */
export function resetPhase(reset: Reset): Phase {
  return {
    name: RESET,
    title: 'Clean the hosts, workers first, the first control plane last',
    timeoutMinutes: 30,
    plan: (state) => plan(state, reset),
  };
}

function plan(state: State, reset: Reset): PhasePlan {
  const work = targeted(state, present(state)).flatMap((one): (Work & { isWorker: boolean })[] => {
    const { host, facts } = one;
    const found = reset.survey.get(host.name);
    const is = standing(state, one);
    if (found === undefined || (is !== 'ours' && !reset.includeForeign)) return [];
    const steps = cleanHostSteps(RESET, state.cluster, host, facts, found);
    return steps.length > 0 ? [{ host: host.name, steps, isWorker: host.role === 'worker' }] : [];
  });
  const [first] = controlPlanes(state);
  const had = work.some(({ host, isWorker }) => !isWorker && hadCluster(state, host));
  const kept = reset.isWhole && had ? keptObjects(state.cluster) : [];
  const round = (only: (one: (typeof work)[number]) => boolean): Round =>
    work.filter(only).map(({ host, steps }) => ({ host, steps }));
  const rounds = [
    round(({ isWorker }) => isWorker),
    round(({ isWorker, host }) => !isWorker && host !== first?.name),
    round(({ host }) => host === first?.name),
  ].filter((one) => one.length > 0);
  return {
    rounds: rounds.map((one, index) => (index === rounds.length - 1 ? withNote(one, kept) : one)),
    refusals: resetRefusals(state, reset, reached(state, present(state))),
  };
}

/** Has kubeadm been at work there? */
function hadCluster({ facts }: State, host: string): boolean {
  return (facts.get(host)?.kubernetes.present.length ?? 0) > 0;
}

/** The plan is read as a whole: what is told of the cluster is told once. */
function withNote([one, ...others]: Round, note: readonly Item[]): Round {
  return one === undefined ? [] : [{ ...one, steps: [...one.steps, ...note] }, ...others];
}

/** What an etcd elsewhere holds outlives the hosts: it is not theirs, and other clusters may be in it. */
function keptObjects(cluster: Cluster): Notice[] {
  if ('local' in cluster.etcd) return [];
  const key = objectsKey(cluster);
  return [
    {
      change: {
        phase: RESET,
        ...named('etcd-keys', key),
        action: 'delete',
        before: `at ${cluster.etcd.external.endpoints.join(', ')}`,
        after: null,
        reason: `this etcd is not the hosts': its data stays, with every Secret, and no new cluster begins there before it is gone. Once nobody needs it: etcdctl del --prefix ${key}`,
        disruption: 'none',
      },
      scope: 'cluster',
    },
  ];
}
