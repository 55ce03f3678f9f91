import type { Item } from '../shell/emit.ts';
import type { Round, Work } from './phase.ts';

export interface Rolling<H> {
  /** Hosts that may be out of service at the same time; Infinity: all of them. At least 1. */
  readonly maxUnavailable: number;
  /** What is to be done on a host; a host without steps is left out. */
  readonly steps: (host: H) => readonly Item[];
  /** Does the host serve now? */
  readonly healthy: (host: H) => boolean;
  /**
   * Unhealthy hosts are worked on before the others. `first`: that makes them healthy. `hold`: it may not, so they use up
   * `maxUnavailable`, and what would exceed it is held back.
   */
  readonly unhealthy: 'first' | 'hold';
  /** Does this take its host out of service? Default: all work does. What does not is done side by side, before. */
  readonly disrupts?: (work: Work) => boolean;
}

export interface Rolled {
  readonly rounds: readonly Round[];
  /** Hosts that are out of service in a round: where one of them fails, no further one may be taken. */
  readonly essential: ReadonlySet<string>;
  /** Hosts whose work is in no round, because others are unhealthy. */
  readonly held: readonly string[];
}

/**
 * Makes rounds in which at most `maxUnavailable` hosts are out of service at a time, unhealthy hosts first, else in the
 * order of `hosts`. Pure.
 */
export function rolling<H extends { readonly host: { readonly name: string } }>(
  hosts: readonly H[],
  { maxUnavailable, steps, healthy, unhealthy, disrupts = () => true }: Rolling<H>,
): Rolled {
  const down = new Set(hosts.filter((one) => !healthy(one)).map(({ host }) => host.name));
  const work = hosts
    .map((one): Work => ({ host: one.host.name, steps: steps(one) }))
    .filter((one) => one.steps.length > 0);
  const counted = unhealthy === 'hold' ? down : new Set<string>();
  const isHeld = ({ host }: Work) => counted.size - (counted.has(host) ? 1 : 0) >= maxUnavailable;
  const outages = work.filter(disrupts);
  const taken = outages.filter((one) => !isHeld(one));
  const rounds = [
    work.filter((one) => !disrupts(one)),
    ...chunks(
      taken.filter(({ host }) => down.has(host)),
      maxUnavailable,
    ),
    ...chunks(
      taken.filter(({ host }) => !down.has(host)),
      maxUnavailable - counted.size,
    ),
  ];
  return {
    rounds: rounds.filter((round) => round.length > 0),
    essential: new Set(taken.map(({ host }) => host)),
    held: outages.filter(isHeld).map(({ host }) => host),
  };
}

/** Parts of at most `size` items; Infinity: one part. */
function chunks<T>(items: readonly T[], size: number): T[][] {
  const most = Math.min(size, items.length);
  const count = most === 0 ? 0 : Math.ceil(items.length / most);
  return Array.from({ length: count }, (_, index) => items.slice(index * most, (index + 1) * most));
}
