import { leader, present, type Reached, type State, targeted } from '../cluster/state.ts';
import { versionFacts } from '../knowledge/versions.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Step } from '../shell/emit.ts';
import { lines, type Script, sh } from '../shell/sh.ts';
import type { Phase } from './phase.ts';

const NAME = 'register';

/** Seconds that a kubelet gets to make its Node: it starts in a few, and tries again every 7 (kubelet, registerWithAPIServer). */
const SECONDS = 90;

/** Where kubeadm up to 1.33 looks up the socket of a node's container runtime, and fails without it. */
const SOCKET_ANNOTATION = 'kubeadm.alpha.kubernetes.io/cri-socket';

/**
 * Members whose Node is gone (`kubectl delete node`, a cloud controller): a kubelet makes its Node once, when it starts
 * (kubernetes#71398), and its certificate still allows it to. Nothing else on the host is touched. First of all, so that the
 * phases after it find members.
 */
export const register: Phase = {
  name: NAME,
  title: 'Register nodes that the cluster lost',
  timeoutMinutes: 5,
  plan: (state) => {
    const through = leader(state)?.host;
    const lost = unregistered(state);
    if (through === undefined || lost.length === 0) return { rounds: [] };
    return {
      rounds: [
        lost.map(({ host }) => ({ host: host.name, steps: [restartStep(host)] })),
        [{ host: through.name, steps: lost.map(({ host }) => completeStep(state.cluster, host)) }],
      ],
    };
  },
  expect: (state) => ({
    ...state,
    registered: new Set(unregistered(state).map(({ host }) => host.name)),
  }),
};

function unregistered(state: State): Reached[] {
  return targeted(state, present(state)).filter(({ membership }) => membership === 'unregistered');
}

function restartStep({ name }: Host): Step {
  return {
    change: {
      phase: NAME,
      resource: `node ${name}`,
      action: 'create',
      before: 'deleted from the cluster',
      after: 'registered by its kubelet',
      reason:
        'kubestrap did not remove it, and it is a member still: the kubelet is restarted and makes its Node anew. Containers, data and credentials stay. The range of Pod addresses may be another one: Pods that still have the old one are to be restarted',
      disruption: 'restart',
    },
    script: sh`systemctl restart -- kubelet.service`,
  };
}

/** What kubeadm gave the Node when it joined goes with the Node. Labels and taints of the inventory: the phase `nodes`. */
function completeStep(cluster: Cluster, { name, role, taints }: Host): Step {
  const facts = versionFacts(cluster.kubernetesVersion);
  const isPlane = role === 'control-plane';
  const labels = isPlane ? facts.controlPlaneLabels.map((key) => `${key}=`) : [];
  const marks =
    isPlane && taints === undefined ? facts.controlPlaneTaints.map((key) => `${key}:NoSchedule`) : [];
  const mark = (verb: string, values: readonly string[]): Script[] =>
    values.length === 0 ? [] : [sh`kube ${verb} --overwrite node ${name} ${values}`];
  return {
    change: {
      phase: NAME,
      resource: `node ${name} registration`,
      action: 'update',
      before: null,
      after: ['the address of its container runtime', ...labels, ...marks].join(', '),
      reason: 'kubeadm noted it on the Node that is gone',
      disruption: 'none',
    },
    scope: 'cluster',
    script: lines([
      // what is not there in the end is found, and told of its host, when the run is verified
      sh`node_appears ${name} ${SECONDS} || return 0`,
      ...mark('taint', marks),
      ...mark('label', labels),
      sh`kube annotate --overwrite node ${name} ${`${SOCKET_ANNOTATION}=${cluster.criSocket}`}`,
    ]),
  };
}
