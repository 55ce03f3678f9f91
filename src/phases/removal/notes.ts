import type { LiveCluster } from '../../kube/live.ts';
import type { Step } from '../../program/emit.ts';
import { sh } from '../../program/sh.ts';
import type { Host } from '../../spec/model.ts';
import type { Phase } from '../phase.ts';
import { leader, present, reached, type State } from '../state.ts';

const NAME = 'removal-notes';

/**
 * What ConfigMap kube-system/kubestrap remembers of hosts that leave: `removing` from the first step to the last;
 * `removed` afterwards, where the inventory still has the host, with what that said of its state.
 */
export type Note = 'removing' | 'removed';

/** The key of a note. Names of nodes hold nothing that a ConfigMap's keys may not. */
export function noteKey(note: Note, host: string): string {
  return `${note}.${host}`;
}

/** The value of a `removed` note: did the inventory say `state: present` in words at that time? */
export function noteOf({ stateIsStated }: Host): string {
  return stateIsStated ? 'stated' : 'unstated';
}

/** Why a host that was taken out is not to join again; undefined: it may. */
export function keptOut({ name, stateIsStated }: Host, live: LiveCluster | undefined): string | undefined {
  const note = live?.state[noteKey('removed', name)];
  if (note === undefined || (stateIsStated && note !== 'stated')) return undefined;
  const again =
    note === 'stated'
      ? 'run apply once with `state: absent`, then write `state: present` again'
      : 'write `state: present` into its entry';
  return `${name} was taken out with "kubestrap node remove", and the inventory still has it: set \`state: absent\` there or delete it. To join it again, ${again}`;
}

/** Notes that have had their time: the host is a member again, or the inventory has it no more. */
export const removalNotes: Phase = {
  name: NAME,
  title: 'Forget removals that are over',
  timeoutMinutes: 5,
  plan: (state) => {
    const found = leader(state);
    if (found === null || !state.targets.has(found.host.name)) return { rounds: [] };
    const steps = Object.keys(found.live.state).flatMap((key) => {
      const name = /^removed\.(.+)$/.exec(key)?.[1];
      return name === undefined || !isOver(state, name) ? [] : [forgetStep(key)];
    });
    return { rounds: steps.length > 0 ? [[{ host: found.host.name, steps }]] : [] };
  },
};

function isOver(state: State, name: string): boolean {
  const host = present(state).find((one) => one.name === name);
  if (host === undefined) return true;
  return reached(state, [host])[0]?.membership === 'member';
}

function forgetStep(key: string): Step {
  return {
    change: {
      phase: NAME,
      resource: `configmap kube-system/kubestrap ${key}`,
      action: 'delete',
      before: 'noted',
      after: null,
      reason: 'the inventory and the cluster agree again',
      disruption: 'none',
    },
    scope: 'cluster',
    script: sh`forget ${key}`,
  };
}
