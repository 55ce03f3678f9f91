import { NODE_UNITS } from '../knowledge/runtimes.ts';
import { isStep } from '../shell/emit.ts';
import type { PhasePlan, Work } from './phase.ts';
import { rolling } from './rolling.ts';

/** A host with what is to be done on it, and what decides when. */
export interface Preparation extends Work {
  /** Hosts of the inventory that it takes its time from. */
  readonly timeFrom: readonly string[];
  /** A control plane of a running cluster. */
  readonly isServing: boolean;
}

/**
 * Who is prepared when. Side by side, but for two things: a host that waits for its clock comes after those that it
 * takes its time from, as far as they wait for theirs; and control planes of a running cluster whose containerd or
 * kubelet restarts take turns, each one essential for what follows. Pure; always at least one round.
 */
export function prepareRounds(hosts: readonly Preparation[]): Pick<PhasePlan, 'rounds' | 'essential'> {
  const ranks = timeRanks(hosts);
  const serving = new Set(hosts.filter(({ isServing }) => isServing).map(({ host }) => host));
  const last = Math.max(0, ...ranks.values());
  const rolled = Array.from({ length: last + 1 }, (_, rank) =>
    rolling(
      hosts
        .filter(({ host }) => (ranks.get(host) ?? 0) === rank)
        .map(({ host, steps }) => ({ host: { name: host }, steps })),
      {
        maxUnavailable: 1,
        steps: ({ steps }) => steps,
        healthy: () => true,
        unhealthy: 'first',
        disrupts: (work) => serving.has(work.host) && restartsNode(work),
      },
    ),
  );
  const alone = new Set(rolled.flatMap(({ essential }) => [...essential]));
  const busy = rolled.flatMap(({ rounds }) => rounds);
  return { rounds: busy.length > 0 ? busy : [[]], ...(alone.size > 0 ? { essential: alone } : {}) };
}

function restartsNode({ steps }: Work): boolean {
  return steps
    .filter(isStep)
    .some(
      ({ change: { id, disruption } }) =>
        id.kind === 'service' && NODE_UNITS.includes(id.name) && disruption === 'restart',
    );
}

/** How many hosts have to be right one after the other before each; servers that follow each other count as one. */
function timeRanks(hosts: readonly Preparation[]): ReadonlyMap<string, number> {
  const waiting = new Map(hosts.filter(waits).map((one) => [one.host, one]));
  const ranks = new Map<string, number>();
  const rankOf = (one: Preparation): number => {
    const known = ranks.get(one.host);
    if (known !== undefined) return known;
    const before = one.timeFrom.flatMap((name) => {
      const server = waiting.get(name);
      return server === undefined || server.timeFrom.includes(one.host) ? [] : [rankOf(server) + 1];
    });
    const rank = Math.max(0, ...before);
    ranks.set(one.host, rank);
    return rank;
  };
  for (const one of waiting.values()) rankOf(one);
  return ranks;
}

function waits({ steps }: Preparation): boolean {
  return steps.some(({ change }) => change.id.kind === 'time-sync');
}
