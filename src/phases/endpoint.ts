import { asFound, desiredEntries } from '../cluster/hosts-entries.ts';
import { hasJoined } from '../cluster/membership.ts';
import { leader, present, type Reached, type State, targeted } from '../cluster/state.ts';
import { hostResources } from '../node/index.ts';
import { diffHost } from '../resources/host-diff.ts';
import type { Phase } from './phase.ts';
import { keptOut } from './removal/notes.ts';
import { moved } from './settle.ts';

const NAME = 'endpoint';

/**
 * Workers that are to join get the addresses of all control planes first: kube-proxy and the rest of what starts there
 * reads the file as it is then.
 */
export const endpoint: Phase = {
  name: NAME,
  title: 'Point joining workers at every control plane',
  timeoutMinutes: 5,
  plan: (state) => {
    const work = joining(state).map((one) => ({ host: one.host.name, steps: steps(state, one) }));
    return { rounds: [work.filter((one) => one.steps.length > 0)] };
  },
  expect: (state) => ({ ...state, pointed: new Set(joining(state).map(({ host }) => host.name)) }),
};

/** Workers on which kubeadm join has not begun; where it runs, nothing is changed under it. */
function joining(state: State): Reached[] {
  const live = leader(state)?.live;
  const workers = present(state).filter(({ role }) => role === 'worker');
  return targeted(state, workers).filter(
    ({ host, membership }) =>
      !hasJoined(membership) && membership !== 'joining' && keptOut(host, live) === undefined,
  );
}

function steps(state: State, { host, facts }: Reached) {
  const { cluster } = state;
  const entries = desiredEntries(state, host, false);
  if (state.prepared.has(host.name))
    return moved(NAME, facts, { was: desiredEntries(asFound(state), host, false), will: entries });
  // brought in shape by `prepare`, or left as it is
  if (facts.record === null) return [];
  return diffHost(NAME, hostResources({ cluster, host, facts, entries }), facts, facts.record.cluster);
}
