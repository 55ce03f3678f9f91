import { hasJoined } from '../cluster/membership.ts';
import { council } from '../cluster/removal-members.ts';
import { controlPlanes, type Leaving, leader, reached, type State } from '../cluster/state.ts';
import { type Failure, type Failures, ofCluster, onHost } from '../model/failure.ts';
import { remains } from '../phases/removal/remains.ts';
import type { Context } from './context.ts';
import { observedUntil, unchanged } from './observe.ts';

const SILENT = ofCluster({
  phase: 'verify',
  code: 'no-api-server',
  message: 'no API server answers: what is left to do in the cluster cannot be seen',
  remedy: ['see "kubestrap etcd status" and "kubestrap doctor", then run the same command again'],
});

/**
 * Looks, for a bounded time, until an API server answers, all members of etcd on hosts that answer take part, and hosts
 * that were to leave are out. At once when all is well, or when the run is not about the cluster (`--only prepare`). What is not so
 * is added to `failures`: the cluster may serve, and is not what the run was to make it.
 */
export async function waitCluster(
  context: Context,
  start: State,
  leaving: readonly Leaving[],
  failures: Failures,
): Promise<void> {
  if (!context.phases.some(({ name }) => name === 'etcd-member')) return;
  const isWell = (one: State) => clusterFailures(one, leaving).length === 0;
  const why = clusterFailures(start, leaving)
    .map(({ message }) => message)
    .join('; ');
  const state = await observedUntil(context, start, isWell, { why, known: unchanged(context, start) });
  failures.add(...clusterFailures(state, leaving));
}

/** What is wrong with the cluster as it is now; of a host that fails in two ways the last counts. Pure. */
export function clusterFailures(state: State, leaving: readonly Leaving[]): Failure[] {
  const hasMember = reached(state, controlPlanes(state)).some(({ membership }) => hasJoined(membership));
  if (leader(state) === null && hasMember) return [SILENT, ...membersDown(state).values()];
  const left = leaving.flatMap((one): [string, Failure][] => {
    const { name } = one.host;
    const message = remains(state, one).join('; ');
    return message === '' ? [] : [[name, onHost(name, { phase: 'verify', code: 'not-removed', message })]];
  });
  return [...new Map([...left, ...membersDown(state)]).values()];
}

/** Members that take no part; of hosts that do not answer something else is said. */
function membersDown(state: State): Map<string, Failure> {
  const seats = council(state)?.seats ?? [];
  const down = seats.flatMap(({ host, isHealthy, member: { id, name, isLearner } }): [string, Failure][] => {
    if (host === undefined || isHealthy || isLearner || !state.facts.has(host.name)) return [];
    const failure = onHost(host.name, {
      phase: 'verify',
      code: 'etcd-unhealthy',
      message: `etcd's member ${name || id} is down, and counts for the quorum all the same`,
      remedy: ['see "kubestrap etcd status", and the log of its container on the host'],
    });
    return [[host.name, failure]];
  });
  return new Map(down);
}
