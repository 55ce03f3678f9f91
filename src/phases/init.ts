import { emptyEtcdStep } from '../cluster/etcd/empty.ts';
import { hasJoined } from '../cluster/membership.ts';
import { skewProblems } from '../cluster/skew.ts';
import { controlPlanes, leader, present, reached, type State, starter, targeted } from '../cluster/state.ts';
import { initDocuments } from '../documents/documents.ts';
import { proxyEnvironment } from '../node/proxy.ts';
import { notePki } from '../shell/functions/own-ca.ts';
import { lines } from '../shell/sh.ts';
import { cleanUpSteps } from './clean-up.ts';
import { kubeadmStep } from './kubeadm.ts';
import { ownCaObstacle, ownCaText, ownPki } from './own-ca.ts';
import type { Phase } from './phase.ts';

const NAME = 'init';

/** A token for joining hosts, made by kubeadm init itself, lives this long (a Go duration). */
export const TOKEN_TTL = '30m0s';

/**
 * The first control plane. Only where every control plane answered and none belongs to a cluster: a second
 * cluster under the same name is the one mistake that cannot be undone.
 */
export const init: Phase = {
  name: NAME,
  title: 'Start the first control plane',
  timeoutMinutes: 20,
  plan: (state) => {
    const first = starter(state);
    if (first === undefined || hasCluster(state)) return { rounds: [] };
    const obstacle = obstacles(state, first.name);
    if (obstacle !== undefined) return { rounds: [], blocked: [{ host: first.name, reason: obstacle }] };
    const [one] = targeted(state, [first]);
    if (one === undefined) return { rounds: [] };
    const { facts, membership } = one;
    const unusable = membership === 'bare' ? ownCaObstacle(state, one) : undefined;
    if (unusable !== undefined) return { rounds: [], blocked: [{ host: first.name, reason: unusable }] };
    const own = membership === 'bare' ? ownPki(state.cluster, facts.kubernetes) : [];
    const ca = membership === 'bare' ? ownCaText(state.cluster, facts.kubernetes) : undefined;
    const { etcd } = state.cluster;
    const steps = [
      // what kubeadm init that runs already writes there is its own
      ...('external' in etcd && membership !== 'joining'
        ? [emptyEtcdStep(NAME, state.cluster, etcd.external)]
        : []),
      ...cleanUpSteps(NAME, state, one),
      ...[
        kubeadmStep({
          phase: NAME,
          command: 'init',
          documents: initDocuments(state.cluster, first, {
            bootstrapToken: state.secrets.token,
            bootstrapTokenTtl: TOKEN_TTL,
          }),
          flags: ['--skip-token-print'],
          environment: proxyEnvironment(state.cluster, first),
          reason: `no control plane belongs to a cluster yet${ca === undefined ? '' : `; ${ca}`}`,
          facts,
          membership,
        }),
      ].map((step) => (own.length === 0 ? step : { ...step, script: lines([notePki(own), step.script]) })),
    ];
    return { rounds: [[{ host: first.name, steps }]] };
  },
  expect: (state) => {
    const first = starter(state);
    const planned = first !== undefined && init.plan(state).rounds.length > 0;
    return planned ? { ...state, expected: new Set([...state.expected, first.name]) } : state;
  },
};

/** Says on which host and why the cluster cannot be started; undefined: there is one, or nothing stands in the way. */
export function startObstacle(state: State): { readonly host: string; readonly reason: string } | undefined {
  return init.plan(state).blocked?.[0];
}

/** Does any control plane belong to a cluster, whether its API server answers or not? */
function hasCluster(state: State): boolean {
  return (
    leader(state) !== null ||
    reached(state, controlPlanes(state)).some(({ membership }) => hasJoined(membership))
  );
}

function obstacles(state: State, first: string): string | undefined {
  const away = controlPlanes(state).filter(({ name }) => state.unreachable.has(name));
  if (away.length > 0) {
    const names = away.map(({ name }) => name).join(', ');
    return `kubeadm init runs only once every control plane has answered, so that there is never a second cluster; ${names} did not`;
  }
  const members = reached(state, present(state)).filter(
    ({ host, membership }) => host.role === 'worker' && hasJoined(membership),
  );
  if (members.length > 0) {
    const names = members.map(({ host }) => host.name).join(', ');
    return `${names} already belong(s) to a cluster, and no control plane of the inventory does: is this the right inventory?`;
  }
  if (state.absentMembers !== undefined) {
    const names = state.absentMembers.join(', ');
    return `the inventory has ${names} as absent, and a cluster runs there: kubeadm init would make a second one. To keep that cluster, set \`state: present\` for one of its control planes; to destroy it, "kubestrap reset --limit ${state.absentMembers.join(',')}"`;
  }
  if (!state.targets.has(first))
    return `${first} has to start the cluster, and it is left out of this run, or failed in it`;
  const skews = skewProblems(state);
  const off = controlPlanes(state).flatMap(({ name }) => skews.get(name) ?? []);
  return off.length > 0 ? off.join('; ') : undefined;
}
