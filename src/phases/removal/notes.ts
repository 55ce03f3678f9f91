import { noteKey } from '../../cluster/removal-note.ts';
import { leader, present, type Reached, reached, type State } from '../../cluster/state.ts';
import type { LiveCluster } from '../../facts/live-types.ts';
import { named } from '../../model/change-id.ts';
import type { Host } from '../../model/cluster.ts';
import type { Step } from '../../shell/emit.ts';
import { forget } from '../../shell/functions/removal.ts';
import type { Phase } from '../phase.ts';

const NAME = 'removal-notes';

/** The value of a `removed` note: did the inventory say `state: present` in words at that time? */
export function noteOf({ stateIsStated }: Host): string {
  return stateIsStated ? 'stated' : 'unstated';
}

/** The value of a `removed` note of a host that was removed while it was down, and may join again: it is cleaned before. */
export const REPLACED = 'replaced';

/** Why a host that was taken out is not to join again; undefined: it may. */
export function keptOut({ name, stateIsStated }: Host, live: LiveCluster | undefined): string | undefined {
  const note = live?.state[noteKey('removed', name)];
  if (note === undefined || note === REPLACED || (stateIsStated && note !== 'stated')) return undefined;
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
    const blocked = reached(state, present(state)).flatMap((one) => {
      const reason = cameBack(state, one);
      return reason === undefined ? [] : [{ host: one.host.name, reason }];
    });
    return { rounds: steps.length > 0 ? [[{ host: found.host.name, steps }]] : [], blocked };
  },
};

/**
 * Why a host that was removed from the outside is a node again and must not be: its kubelet started with the certificate that it
 * still had. A control plane with an etcd of its own cannot come back like this. Undefined: it did not.
 */
export function cameBack(state: State, { host, membership }: Reached): string | undefined {
  const hasEtcd = host.role === 'control-plane' && 'local' in state.cluster.etcd;
  if (membership !== 'member' || hasEtcd || keptOut(host, leader(state)?.live) === undefined)
    return undefined;
  const { name } = host;
  return `${name} was removed with "kubestrap node remove" while it was down, and its kubelet registered it again when it came back. Run "kubestrap node remove ${name}" again: the host answers now, and is drained and cleaned. To keep it as it is, write \`state: present\` into its entry`;
}

function isOver(state: State, name: string): boolean {
  const host = present(state).find((one) => one.name === name);
  if (host === undefined) return true;
  return reached(state, [host]).some(
    (one) => one.membership === 'member' && cameBack(state, one) === undefined,
  );
}

function forgetStep(key: string): Step {
  return {
    change: {
      phase: NAME,
      ...named('configmap', 'kube-system/kubestrap', key),
      action: 'delete',
      before: 'noted',
      after: null,
      reason: 'the inventory and the cluster agree again',
      disruption: 'none',
    },
    scope: 'cluster',
    script: forget(key),
  };
}
