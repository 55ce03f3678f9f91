import { leader, type State } from '../../cluster/state.ts';
import { peerUrls } from '../../cluster/static-pods.ts';
import { API_SERVER_MANIFEST } from '../../knowledge/directories.ts';
import { named } from '../../model/change-id.ts';
import { stopComponents } from '../../shell/functions/removal.ts';
import { apiserversReady } from '../../shell/functions/static-pods.ts';
import { lines } from '../../shell/sh.ts';
import type { Phase, Work } from '../phase.ts';

const NAME = 'stop-control-plane';

/** The static Pods that end before their etcd does, with the flag by which their processes are known. */
const COMPONENTS = [
  { name: 'kube-apiserver', flag: '--tls-cert-file' },
  { name: 'kube-controller-manager', flag: '--kubeconfig' },
  { name: 'kube-scheduler', flag: '--kubeconfig' },
] as const;

/** Seconds that an API server has to answer what it was asked. */
const GRACE_SECONDS = 60;

/**
 * The API server of a control plane that leaves, and what stands on it: it goes over etcd on its own host, so it ends
 * well before that member goes (kubeadm#2978), and load balancers see it go.
 */
export const stopControlPlane: Phase = {
  name: NAME,
  title: 'Stop the API server of the control plane that leaves',
  timeoutMinutes: 5,
  stopsRun: true,
  plan: (state) => {
    // without another API server that answers, the last one would go
    if (leader(state) === null) return { rounds: [] };
    const work = [...(state.leaving?.values() ?? [])].flatMap(({ host, isLost }): Work[] =>
      isLost || host.role !== 'control-plane' || !runsComponents(state, host.name)
        ? []
        : [{ host: host.name, steps: [step(state, host.name)] }],
    );
    return { rounds: work.map((one) => [one]) };
  },
};

function runsComponents(state: State, name: string): boolean {
  return state.facts.get(name)?.kubernetes.present.includes(API_SERVER_MANIFEST) === true;
}

function step(state: State, name: string) {
  const host = state.leaving?.get(name)?.host;
  const peers = host === undefined ? [] : peerUrls(state, host);
  return {
    change: {
      phase: NAME,
      ...named('static-pod', COMPONENTS.map((one) => one.name).join(', ')),
      action: 'delete',
      before: 'running',
      after: null,
      reason:
        'external' in state.cluster.etcd
          ? 'the other API servers go on'
          : 'the API server goes over the etcd here, which leaves next; the other API servers go on',
      disruption: 'restart',
    },
    script: lines([
      ...(peers.length > 0 ? [apiserversReady(peers)] : []),
      stopComponents(
        GRACE_SECONDS,
        COMPONENTS.flatMap(({ name: component, flag }) => [component, flag]),
      ),
    ]),
  } as const;
}
