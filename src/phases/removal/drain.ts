import { council, isSeated, sitsOn, stayingUrls } from '../../cluster/removal-members.ts';
import { noteKey } from '../../cluster/removal-note.ts';
import { type Leaving, leader, type State } from '../../cluster/state.ts';
import { KUBELET_KUBECONFIG } from '../../knowledge/directories.ts';
import { named } from '../../model/change-id.ts';
import type { Step } from '../../shell/emit.ts';
import { kube, remember } from '../../shell/functions/kube.ts';
import { membersMeet } from '../../shell/functions/removal.ts';
import { nodeEmpties, outOfService } from '../../shell/functions/volumes.ts';
import { sh } from '../../shell/sh.ts';
import { drain } from '../drain.ts';
import type { Phase } from '../phase.ts';

const NAME = 'drain';

/** Longest that evictions, and volumes after them, may be asked to take, in minutes; the program may take 5 beyond. */
export const DRAIN_LIMIT_MINUTES = 60;

/** Hosts that leave lose their Pods first, by evictions that budgets may forbid: nothing else is changed before. */
export const drainLeaving: Phase = {
  name: NAME,
  title: 'Move Pods away from what leaves',
  timeoutMinutes: 2 * DRAIN_LIMIT_MINUTES + 5,
  stopsRun: true,
  plan: (state) => {
    const found = leader(state);
    if (found === null) return { rounds: [] };
    const steps = [...(state.leaving?.values() ?? [])].flatMap((one) => [
      ...meeting(state, one),
      ...hostSteps(state, one, found.live),
    ]);
    return { rounds: steps.length > 0 ? [[{ host: found.host.name, steps }]] : [] };
  },
};

/** Two members may each be well by way of the third: what is between them is seen before that one goes. */
function meeting(state: State, leaving: Leaving): Step[] {
  const now = leaving.host.role === 'control-plane' && isSeated(state, leaving) ? council(state) : null;
  const seat = now?.seats.find(({ member }) => sitsOn(member, leaving.host));
  if (now === null || seat === undefined) return [];
  return [
    {
      change: {
        phase: NAME,
        ...named('etcd-members'),
        action: 'run',
        before: null,
        after: 'reach each other',
        reason: 'without the one that leaves they must be a quorum',
        disruption: 'none',
      },
      scope: 'cluster',
      silent: true,
      script: membersMeet(stayingUrls(now, seat.member.id)),
    },
  ];
}

function hostSteps(
  state: State,
  leaving: Leaving,
  live: NonNullable<ReturnType<typeof leader>>['live'],
): Step[] {
  const { host, isLost } = leaving;
  const isNode = live.nodes.some(({ name }) => name === host.name);
  if (!isNode) return [];
  const key = noteKey('removing', host.name);
  const begun: Step = {
    change: {
      phase: NAME,
      ...named('configmap', 'kube-system/kubestrap', key),
      action: 'create',
      before: null,
      after: 'noted',
      reason: 'a removal that is cut off is gone on with',
      disruption: 'none',
    },
    scope: 'cluster',
    // gone again at the end
    silent: true,
    script: remember(key, sh`"$(date -u +%Y-%m-%dT%H:%M:%SZ)"`),
  };
  const steps = live.state[key] === undefined ? [begun] : [];
  const facts = state.facts.get(host.name);
  const runsPods = facts?.kubernetes.present.includes(KUBELET_KUBECONFIG) === true;
  return isLost
    ? [...steps, cordonStep(host.name), ...outOfServiceSteps(leaving)]
    : runsPods
      ? [
          ...steps,
          ...drain(host.name, { ...leaving.drain, phase: NAME, version: state.cluster.kubernetesVersion }),
        ]
      : steps;
}

/** Nobody can end Pods on a host that is lost: they are made again elsewhere once its Node is gone. */
function cordonStep(name: string): Step {
  return {
    change: {
      phase: NAME,
      ...named('node', name, 'scheduling'),
      action: 'update',
      before: null,
      after: 'takes no Pods',
      reason: 'it is lost: its Pods are made again elsewhere once its Node is deleted',
      disruption: 'none',
    },
    scope: 'cluster',
    script: kube('cordon', name),
  };
}

/** A node that is shut down loses Pods and volumes at once, and not 6 minutes after it is gone (KEP-2268). */
function outOfServiceSteps({ host: { name }, isPoweredOff, drain: { detachSeconds } }: Leaving): Step[] {
  if (!isPoweredOff) return [];
  const wait: Step = {
    change: {
      phase: NAME,
      ...named('node', name, 'Pods and volumes'),
      action: 'run',
      before: null,
      after: 'none left',
      reason: `waits up to ${detachSeconds} s until Kubernetes has deleted the Pods and detached the volumes`,
      disruption: 'none',
    },
    scope: 'cluster',
    script: nodeEmpties(name, detachSeconds ?? 0),
  };
  return [
    {
      change: {
        phase: NAME,
        ...named('node', name, 'taint'),
        action: 'update',
        before: null,
        after: 'node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
        reason: '--powered-off states that the host is shut down: its Pods are deleted without its kubelet',
        disruption: 'drain',
      },
      scope: 'cluster',
      script: outOfService(name),
    },
    ...(detachSeconds === null ? [] : [wait]),
  ];
}
