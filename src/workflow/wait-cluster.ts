import { hasJoined } from '../cluster/membership.ts';
import { council } from '../cluster/removal-members.ts';
import { controlPlanes, type Leaving, leader, reached, type State } from '../cluster/state.ts';
import { remains } from '../phases/removal/remains.ts';
import type { Context } from './context.ts';
import { observedUntil, unchanged } from './observe.ts';

/**
 * Looks, for a bounded time, until an API server answers, all members of etcd on hosts that answer take part, and hosts
 * that were to leave are out. At once when all is well, or when the run is not about the cluster (`--only prepare`). What is not so
 * is added to `failures`: the cluster may serve, and is not what the run was to make it.
 */
export async function waitCluster(
  context: Context,
  start: State,
  leaving: readonly Leaving[],
  failures: Map<string, unknown>,
): Promise<void> {
  if (!context.phases.some(({ name }) => name === 'etcd-member')) return;
  const isWell = (one: State) => clusterErrors(one, leaving).size === 0;
  const why = [...clusterErrors(start, leaving).values()].map(({ message }) => message).join('; ');
  const state = await observedUntil(context, start, isWell, { why, known: unchanged(context, start) });
  for (const [host, error] of clusterErrors(state, leaving)) {
    if (!failures.has(host)) failures.set(host, { phase: 'verify', ...error });
  }
}

interface ClusterError {
  readonly host?: string;
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}

/** What is wrong with the cluster as it is now, by host. Pure. */
export function clusterErrors(state: State, leaving: readonly Leaving[]): Map<string, ClusterError> {
  const hasMember = reached(state, controlPlanes(state)).some(({ membership }) => hasJoined(membership));
  const silent: ClusterError = {
    code: 'no-api-server',
    message: 'no API server answers: what is left to do in the cluster cannot be seen',
    remedy: 'see "kubestrap etcd status" and "kubestrap doctor", then run the same command again',
  };
  if (leader(state) === null && hasMember) return new Map([['cluster', silent], ...membersDown(state)]);
  return new Map([
    ...leaving.flatMap((one) => {
      const { name } = one.host;
      const message = remains(state, one).join('; ');
      return message === '' ? [] : [[name, { host: name, code: 'not-removed', message }] as const];
    }),
    ...membersDown(state),
  ]);
}

/** Members that take no part; of hosts that do not answer something else is said. */
function membersDown(state: State): [string, ClusterError][] {
  const seats = council(state)?.seats ?? [];
  return seats.flatMap(({ host, isHealthy, member: { id, name, isLearner } }): [string, ClusterError][] => {
    if (host === undefined || isHealthy || isLearner || !state.facts.has(host.name)) return [];
    const error = {
      host: host.name,
      code: 'etcd-unhealthy',
      message: `etcd's member ${name || id} is down, and counts for the quorum all the same`,
      remedy: 'see "kubestrap etcd status", and the log of its container on the host',
    };
    return [[host.name, error]];
  });
}
