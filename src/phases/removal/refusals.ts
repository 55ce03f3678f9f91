import { endpointOf } from '../../cluster/endpoint/index.ts';
import { hasJoined } from '../../cluster/membership.ts';
import { controlPlanes, type Leaving, leader, reached, type State } from '../../cluster/state.ts';
import type { HostFacts } from '../../facts/types.ts';
import type { Host } from '../../model/cluster.ts';
import { newerResources } from '../clean-record.ts';
import type { Phase } from '../phase.ts';
import { toolProblems } from '../preflight.ts';

/** What must hold before anything is taken out, all of it at once; nothing is run. */
export const removalChecks: Phase = {
  name: 'removal-checks',
  title: 'Check that the cluster can do without',
  timeoutMinutes: 1,
  stopsRun: true,
  plan: (state) => {
    const leaving = [...(state.leaving?.values() ?? [])];
    if (leaving.length === 0) return { rounds: [] };
    return {
      rounds: [],
      refusals: [...together(leaving), ...leaving.flatMap((one) => refusalsOf(state, one))],
    };
  },
};

function together(leaving: readonly Leaving[]): string[] {
  const planes = leaving.flatMap(({ host }) => (host.role === 'control-plane' ? [host.name] : []));
  if (planes.length < 2) return [];
  return [
    `${planes.join(' and ')} are to leave together: control planes leave one at a time, so that each step can be judged by what the cluster has then. Leave one of them absent in the inventory, or run "kubestrap node remove" for one after the other`,
  ];
}

function refusalsOf(state: State, leaving: Leaving): string[] {
  const { host, isLost } = leaving;
  const facts = state.facts.get(host.name);
  const stranger = facts === undefined ? undefined : strangerOf(state, host, facts);
  const newer = facts === undefined ? [] : newerResources(facts);
  const away = state.unreachable.get(host.name);
  const unseen =
    away === undefined || isLost
      ? []
      : state.unread?.has(host.name)
        ? [
            `${away}. ${host.name} answers, so --unreachable is not for it: restore what cannot be read, then run the same command again`,
          ]
        : [
            `${host.name} cannot be reached (${away}): bring it up, or, if it is lost, take it out from the outside with "kubestrap node remove ${host.name} --unreachable"`,
          ];
  return [
    ...(stranger === undefined ? [] : [stranger]),
    ...unseen,
    ...running(state, leaving),
    ...(facts === undefined ? [] : toolProblems(state.cluster, host, facts)),
    ...(newer.length === 0
      ? []
      : [
          `a newer kubestrap prepared ${host.name} (${newer.join(', ')}), and only that one can take it back: use it for this`,
        ]),
    ...(host.role === 'control-plane' ? planeRefusals(state, leaving) : workerRefusals(state, host)),
  ];
}

/** A Node that is Ready belongs to a kubelet that runs: volumes would be detached while Pods write to them. */
function running(state: State, { host: { name }, isPoweredOff }: Leaving): string[] {
  const isReady = leader(state)?.live.nodes.some((node) => node.name === name && node.ready) === true;
  if (!isPoweredOff || !isReady) return [];
  return [
    `${name} is Ready: its kubelet has reported within the last minute, so the host is not shut down, or only just. Shut it down and wait until the Node is not Ready, or leave --powered-off out`,
  ];
}

/** A host under that name or address that is not of this cluster: nothing on it may be touched. */
function strangerOf(state: State, { name }: Host, { kubernetes, record }: HostFacts): string | undefined {
  const ours = leader(state);
  if (ours === null) return undefined;
  const what = `nothing on it is touched. If the inventory has the wrong address for ${name}, mend it; if ${name} is lost, take it out with --unreachable`;
  if (kubernetes.caPin !== null && kubernetes.caPin !== ours.caPin) {
    return `the host at the address of ${name} belongs to another cluster (its CA is ${kubernetes.caPin}, this cluster's is ${ours.caPin}): ${what}`;
  }
  const joined = record?.cluster ?? null;
  if (joined === null || joined.uid === ours.live.uid) return undefined;
  return `the host at the address of ${name} was joined to the cluster ${joined.name} ${joined.uid}, this one is ${ours.live.uid}: ${what}`;
}

function workerRefusals(state: State, { name }: Host): string[] {
  return leader(state) !== null
    ? []
    : [`no control plane answers, and ${name} can only be taken out through one: mend that first`];
}

function planeRefusals(state: State, leaving: Leaving): readonly string[] {
  const { host } = leaving;
  const others = controlPlanes(state);
  if (others.length === 0) return [lastOne(host.name)];
  const answering = leader(state);
  if (answering === null) {
    const members = reached(state, others).filter(({ membership }) => hasJoined(membership));
    return members.length === 0
      ? [lastOne(host.name)]
      : [
          `the API server of no other control plane answers: ${host.name} cannot be taken out before one does${'local' in state.cluster.etcd ? ` (with etcd's quorum lost: "kubestrap etcd restore --from-member")` : ''}`,
        ];
  }
  return endpointOf(state.cluster).removalRefusals(state.cluster, host);
}

function lastOne(name: string): string {
  return `${name} is the last control plane: without it there is no cluster. To take the cluster down: "kubestrap reset"`;
}
