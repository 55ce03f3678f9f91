import { cleanHostSteps } from './clean-host.ts';
import type { Leftovers } from './leftovers.ts';
import type { Phase, PhasePlan, Round, Work } from './phase.ts';
import { resetRefusals, standing } from './reset-refusals.ts';
import { controlPlanes, present, reached, type State, targeted } from './state.ts';

const RESET = 'reset';

export interface Reset {
  /** What `leftovers` found, by host. */
  readonly survey: ReadonlyMap<string, Leftovers>;
  /** Hosts with traces of a cluster that kubestrap did not make, too. */
  readonly includeForeign: boolean;
  /** All hosts of the inventory: the cluster goes. */
  readonly isWhole: boolean;
}

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
  const round = (only: (one: (typeof work)[number]) => boolean): Round =>
    work.filter(only).map(({ host, steps }) => ({ host, steps }));
  const rounds = [
    round(({ isWorker }) => isWorker),
    round(({ isWorker, host }) => !isWorker && host !== first?.name),
    round(({ host }) => host === first?.name),
  ];
  return {
    rounds: rounds.filter((one) => one.length > 0),
    refusals: resetRefusals(state, reset, reached(state, present(state))),
  };
}
