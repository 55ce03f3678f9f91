import { isSeated } from '../../cluster/removal-members.ts';
import { type Leaving, leader, type State } from '../../cluster/state.ts';
import { cleanHostSteps } from '../clean-host.ts';
import type { Phase, Work } from '../phase.ts';

const NAME = 'clean-host';

/** What kubeadm, add-ons and kubestrap put on a host that leaves goes, once etcd has no member there any more. */
export const cleanHost: Phase = {
  name: NAME,
  title: 'Clean the host that leaves',
  timeoutMinutes: 15,
  stopsRun: true,
  plan: (state) => {
    // where nobody can say whether etcd still has it, its data stays
    if (leader(state) === null) return { rounds: [] };
    const work = [...(state.leaving?.values() ?? [])].flatMap((leaving): Work[] => {
      const steps = hostSteps(state, leaving);
      return steps.length > 0 ? [{ host: leaving.host.name, steps }] : [];
    });
    return { rounds: work.length > 0 ? [work] : [] };
  },
};

function hostSteps(state: State, leaving: Leaving) {
  const { host, isLost } = leaving;
  const facts = state.facts.get(host.name);
  if (isLost || facts === undefined || isSeated(state, leaving)) return [];
  return cleanHostSteps(NAME, state.cluster, host, facts, state.leftovers?.get(host.name));
}
