import { leader, present, type Reached, type State, targeted } from '../cluster/state.ts';
import { versionFacts } from '../knowledge/versions.ts';
import { named } from '../model/change-id.ts';
import type { Cluster, Host, Taint } from '../model/cluster.ts';
import type { Step } from '../shell/emit.ts';
import { createNode, nodeRenews, nodeReports } from '../shell/functions/kube.ts';
import { lines, sh } from '../shell/sh.ts';
import type { JsonObject } from '../values/json.ts';
import type { Phase } from './phase.ts';

const NAME = 'register';

/** Seconds that a kubelet gets to report: it does every 10 (KubeletConfiguration, nodeStatusUpdateFrequency). */
const SECONDS = 60;

/** Where kubeadm up to 1.33 looks up the socket of a node's container runtime, and fails without it. */
const SOCKET_ANNOTATION = 'kubeadm.alpha.kubernetes.io/cri-socket';

/**
 * Members whose Node is gone (`kubectl delete node`, a cloud controller). A kubelet makes its Node once, when it starts
 * (kubernetes#71398). But it makes it before it has measured the host's disk, and then refuses static Pods that ask for
 * ephemeral storage, as etcd's does up to 1.21 (kubernetes#102673): restarted without a Node, it stops etcd for good. So the
 * Node is made first, the kubelet that runs reports to it, and is restarted then, for what it does only at its start. Containers
 * go on. First of all phases, so that those after it find members.
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
        [{ host: through.name, steps: lost.map((one) => createStep(state.cluster, one)) }],
        lost.map(({ host }) => ({ host: host.name, steps: [restartStep()] })),
        [{ host: through.name, steps: lost.map(({ host }) => returnStep(host)) }],
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

function createStep(cluster: Cluster, { host, facts }: Reached): Step {
  const { name } = host;
  return {
    change: {
      phase: NAME,
      ...named('node', name),
      action: 'create',
      before: 'deleted from the cluster',
      after: 'registered again',
      reason:
        'kubestrap did not remove it, and it is a member still. Its containers, data and credentials stay. The range of Pod addresses may be another one: Pods that still have the old one are to be restarted',
      disruption: 'none',
    },
    scope: 'cluster',
    script: lines([
      createNode(name, JSON.stringify(nodeOf(cluster, host, facts.machine.architecture))),
      // a kubelet that does not report is found, and told of its host, when the run is verified
      sh`${nodeReports(name, SECONDS)} || return 0`,
    ]),
  };
}

function restartStep(): Step {
  return {
    change: {
      phase: NAME,
      ...named('service', 'kubelet'),
      action: 'run',
      before: null,
      after: 'restarted',
      reason: 'what storage drivers it has, and labels of its own, a kubelet tells only when it starts',
      disruption: 'restart',
    },
    script: sh`systemctl restart -- kubelet.service`,
  };
}

/** Until then the Node says what the kubelet said before, and one that is cut off or deleted again would be made anew. */
function returnStep({ name }: Host): Step {
  return {
    change: {
      phase: NAME,
      ...named('node', name, 'lease'),
      action: 'run',
      before: null,
      after: 'renewed',
      reason: 'the kubelet is back',
      disruption: 'none',
    },
    scope: 'cluster',
    script: sh`${nodeRenews(name, SECONDS)} || return 0`,
  };
}

/**
 * The Node with what its kubelet gives it (kubelet_node_status.go, initialNode), and what kubeadm gave it when the host joined.
 * DaemonSets select by these labels, and would take their Pods away without. The phase `nodes` adds what the inventory has.
 */
function nodeOf(cluster: Cluster, host: Host, architecture: string): JsonObject {
  const facts = versionFacts(cluster.kubernetesVersion);
  const isPlane = host.role === 'control-plane';
  const marks = isPlane ? facts.controlPlaneTaints.map((key): Taint => ({ key, effect: 'NoSchedule' })) : [];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: host.name,
      labels: {
        'kubernetes.io/hostname': host.name,
        'kubernetes.io/os': 'linux',
        ...(architecture === '' ? {} : { 'kubernetes.io/arch': architecture }),
        ...labelsOfFlag(host),
        ...(isPlane ? Object.fromEntries(facts.controlPlaneLabels.map((key) => [key, ''])) : {}),
      },
      annotations: { [SOCKET_ANNOTATION]: cluster.criSocket },
    },
    spec: { taints: (host.taints ?? marks).map((taint) => ({ ...taint })) },
  };
}

/** Labels of the flag --node-labels, which a kubelet sets only where it makes its Node. */
function labelsOfFlag({ node }: Host): Record<string, string> {
  const given = node.kubeletExtraArgs['node-labels'] ?? [];
  const pairs = [given]
    .flat()
    .flatMap((text) => text.split(','))
    .filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}
