import { leader, type Reached, type State } from '../cluster/state.ts';
import { named } from '../model/change-id.ts';
import type { Step } from '../shell/emit.ts';
import { deleteNode } from '../shell/functions/removal.ts';
import { cleanUpSteps } from './clean-up.ts';
import type { Round } from './phase.ts';

/** What comes of Nodes that kubelets of removed hosts have made again. */
export interface ReturnedNodes {
  readonly names: ReadonlySet<string>;
  /** Takes what they have of the cluster off the hosts: first of all, since their kubelets are to make no Node again. */
  readonly clean: Round;
  /** Deletes their Nodes: kubeadm joins no host whose Node is there and Ready (kubeadm join, phase kubelet-start). */
  readonly steps: readonly Step[];
}

/** Finds hosts that are to join anew and have a Node all the same. */
export function returnedNodes(phase: string, state: State, joiners: readonly Reached[]): ReturnedNodes {
  const nodes = new Set(leader(state)?.live.nodes.map(({ name }) => name));
  const returned = joiners.filter(
    ({ host, membership }) => membership === 'expelled' && nodes.has(host.name),
  );
  return {
    names: new Set(returned.map(({ host }) => host.name)),
    clean: returned.map((one) => ({ host: one.host.name, steps: cleanUpSteps(phase, state, one) })),
    steps: returned.map(({ host: { name } }) => ({
      change: {
        phase,
        ...named('node', name),
        action: 'delete',
        before: 'in the cluster',
        after: null,
        reason:
          'its kubelet made it again when the host came back: kubeadm joins no host whose Node is there',
        disruption: 'none',
      },
      scope: 'cluster',
      script: deleteNode(name),
    })),
  };
}
