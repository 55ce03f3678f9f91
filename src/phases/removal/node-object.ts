import { forgetApiServers } from '../../cluster/cluster-status.ts';
import { isSeated } from '../../cluster/removal-members.ts';
import { noteKey } from '../../cluster/removal-note.ts';
import { type Leaving, leader } from '../../cluster/state.ts';
import type { LiveCluster } from '../../facts/live-types.ts';
import { named } from '../../model/change-id.ts';
import type { Step } from '../../shell/emit.ts';
import { remember } from '../../shell/functions/kube.ts';
import { deleteNode, forget } from '../../shell/functions/removal.ts';
import type { Phase } from '../phase.ts';

const NAME = 'node-object';

/** The Node, what kubeadm noted of its API server, and our own note of the removal: last, when all else is done. */
export const nodeObject: Phase = {
  name: NAME,
  title: 'Forget the node',
  timeoutMinutes: 5,
  stopsRun: true,
  plan: (state) => {
    const found = leader(state);
    if (found === null) return { rounds: [] };
    const gone = [...(state.leaving?.values() ?? [])].filter((one) => !isSeated(state, one));
    const steps = gone.flatMap((one) => hostSteps(one, found.live));
    return { rounds: steps.length > 0 ? [[{ host: found.host.name, steps }]] : [] };
  },
};

const cluster = { phase: NAME, disruption: 'none' } as const;

function hostSteps(leaving: Leaving, live: LiveCluster): Step[] {
  const { name } = leaving.host;
  const isNode = live.nodes.some((node) => node.name === name);
  return [
    ...(isNode
      ? [
          {
            change: {
              ...cluster,
              ...named('node', name),
              action: 'delete',
              before: 'in the cluster',
              after: null,
              reason: 'Pods that it still has are made again elsewhere',
            },
            scope: 'cluster',
            script: deleteNode(name),
          } as const,
        ]
      : []),
    ...statusSteps(name, live),
    ...noteSteps(leaving, live, isNode),
  ];
}

function statusSteps(name: string, { clusterStatus }: LiveCluster): Step[] {
  const script = forgetApiServers(clusterStatus, [name]);
  if (script === undefined) return [];
  return [
    {
      change: {
        ...cluster,
        ...named('kubeadm-config', `apiEndpoints.${name}`),
        action: 'delete',
        before: 'in ClusterStatus',
        after: null,
        reason: 'kubeadm up to 1.21 asks every API server that is noted there',
      },
      scope: 'cluster',
      script,
    },
  ];
}

/** The note that a removal goes on is taken away, or becomes the one that keeps the host from joining again. */
function noteSteps({ host: { name }, note }: Leaving, live: LiveCluster, isNode: boolean): Step[] {
  const [removing, removed] = [noteKey('removing', name), noteKey('removed', name)];
  if (live.state[removing] === undefined && !isNode) return [];
  const keep: Step = {
    change: {
      ...cluster,
      ...named('configmap', 'kube-system/kubestrap', removed),
      action: 'create',
      before: null,
      after: 'noted',
      reason: 'the inventory still has the host: apply does not join it again before that says so',
    },
    scope: 'cluster',
    script: remember(removed, note ?? ''),
  };
  const end: Step = {
    change: {
      ...cluster,
      ...named('configmap', 'kube-system/kubestrap', removing),
      action: 'delete',
      before: 'noted',
      after: null,
      reason: 'the removal is done',
    },
    scope: 'cluster',
    // of this very plan: nothing to tell
    ...(live.state[removing] === undefined ? { silent: true as const } : {}),
    script: forget(removing),
  };
  return [...(note !== null && live.state[removed] === undefined ? [keep] : []), end];
}
