import { type Difference, labelDifference, taintDifference } from '../cluster/node-diff.ts';
import { leader, present, type State, starter, targeted } from '../cluster/state.ts';
import { ANNOTATIONS, type LiveNode } from '../facts/live-types.ts';
import { named } from '../model/change-id.ts';
import type { Host, Taint } from '../model/cluster.ts';
import type { Change } from '../model/plan.ts';
import type { Notice, Step } from '../shell/emit.ts';
import { kube } from '../shell/functions/kube.ts';
import { lines, type Script } from '../shell/sh.ts';
import type { Phase } from './phase.ts';

const NAME = 'nodes';

/**
 * Labels and taints of Nodes, set with the admin's credentials: a kubelet may not give itself most of the labels
 * people want (NodeRestriction), and taints given at registration do not follow later changes of the inventory.
 */
export const nodes: Phase = {
  name: NAME,
  title: 'Label and taint the nodes',
  timeoutMinutes: 10,
  plan: (state) => {
    const lead = leader(state);
    const through = lead?.host ?? starter(state);
    // without an API server that answers there is nothing to compare with, unless this plan is to start one
    if (through === undefined || (lead === null && !state.expected.has(through.name))) return { rounds: [] };
    const live = new Map((lead?.live.nodes ?? []).map((node) => [node.name, node]));
    const members = targeted(state, present(state)).filter(({ membership }) => membership === 'member');
    const steps = members.flatMap(({ host }) => nodeSteps(state, host, live.get(host.name) ?? newNode(host)));
    const all = [...steps, ...orphans(state, lead?.live.nodes ?? [])];
    return { rounds: all.length > 0 ? [[{ host: through.name, steps: all }]] : [] };
  },
};

function nodeSteps(state: State, host: Host, live: LiveNode): Step[] {
  const labels = labelDifference(host.labels, live);
  const taints = taintDifference(host, live, state.cluster.kubernetesVersion);
  return [
    ...(labels
      ? [step(host, 'labels', labels, kube('label', '--overwrite', 'node', host.name, labels.arguments))]
      : []),
    ...(taints
      ? [step(host, 'taints', taints, kube('taint', '--overwrite', 'node', host.name, taints.arguments))]
      : []),
  ];
}

/** Nodes that the inventory does not have (any more): said, and never removed because of that alone. */
function orphans({ cluster }: State, live: readonly LiveNode[]): Notice[] {
  const known = new Set(cluster.hosts.map(({ name }) => name));
  return live
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => ({
      change: {
        phase: NAME,
        ...named('node', name),
        action: 'delete',
        before: 'in the cluster',
        after: null,
        reason:
          'the inventory does not have it: put it back there, or drain it, reset it and delete it by hand',
        disruption: 'drain',
      },
      scope: 'cluster',
    }));
}

/** A node that has yet to join comes with the taints of its registration and none of the labels. */
function newNode({ name, taints }: Host): LiveNode {
  const managed: readonly Taint[] = taints ?? [];
  return {
    name,
    ready: false,
    notReadyReason: '',
    labels: {},
    annotations: {},
    taints: managed,
  };
}

function step(
  host: Host,
  what: 'labels' | 'taints',
  { before, after, managed, arguments: args }: Difference,
  script: Script,
): Step {
  const change: Change = {
    phase: NAME,
    ...named('node', host.name, what),
    action: 'update',
    before,
    after,
    reason: 'the inventory says so',
    disruption: 'none',
  };
  const remember = kube('annotate', '--overwrite', 'node', host.name, `${ANNOTATIONS[what]}=${managed}`);
  return { change, scope: 'cluster', script: args.length > 0 ? lines([script, remember]) : remember };
}
