import { setTimeout as sleep } from 'node:timers/promises';
import { council } from '../phases/removal/members.ts';
import type { State } from '../phases/state.ts';
import type { Context } from './context.ts';
import { observeAgain } from './observe.ts';

/** Seconds for a member that was just started or lost a peer to take part again: some elections (1 s each by default). */
const HEALTHY_SECONDS = 30;
const PAUSE_MS = 3_000;

/**
 * Waits for the members of etcd on hosts that answer, a bounded time; at once when all take part, or when the run is not
 * about etcd (`--only prepare`). Those that do not are added to `failures`: the cluster may serve, and cannot lose another.
 */
export async function waitEtcd(
  context: Context,
  state: State,
  failures: Map<string, unknown>,
): Promise<void> {
  if (!context.phases.some(({ name }) => name === 'etcd-member')) return;
  const deadline = Date.now() + HEALTHY_SECONDS * 1000;
  let down = membersDown(state);
  while (down.size > 0 && Date.now() < deadline) {
    await sleep(PAUSE_MS, undefined, { signal: context.signal });
    down = membersDown(await observeAgain(context, new Set()));
  }
  for (const [host, member] of down) {
    if (failures.has(host)) continue;
    failures.set(host, {
      host,
      code: 'etcd-unhealthy',
      phase: 'verify',
      message: `etcd's member ${member} is down, and counts for the quorum all the same`,
      remedy: 'see "kubestrap etcd status", and the log of its container on the host',
    });
  }
}

/** Members that take no part, by the host that they belong to; of hosts that do not answer something else is said. */
export function membersDown(state: State): Map<string, string> {
  const seats = council(state)?.seats ?? [];
  return new Map(
    seats.flatMap(({ host, isHealthy, member: { id, name, isLearner } }): [string, string][] =>
      host === undefined || isHealthy || isLearner || !state.facts.has(host.name)
        ? []
        : [[host.name, name || id]],
    ),
  );
}
