import { setTimeout } from 'node:timers/promises';
import type { State } from '../cluster/state.ts';
import type { Context } from './context.ts';
import { RefusedError } from './errors.ts';
import { describeHolder, type Holder, type Verdict } from './lock.ts';
import { observe } from './observe.ts';

/** How often, and how long apart in ms, hosts are asked again once the first one is ours. */
const TRIES = 10;
const PAUSE = 1_000;

/**
 * Reads facts under the run lock of every host that answers, taken in the script that reads them. Two runs that meet
 * are told apart by the first host that answers, control planes before workers: whoever has its lock waits for the
 * others, a bounded time. Throws RefusedError that names the holder, or what keeps a dead holder's lock.
 */
export async function observeLocked(context: Context, holder: Holder): Promise<State> {
  const { fleet } = context;
  fleet.lease(holder);
  const { state } = await observe(context);
  const [first, ...others] = inOrder(context, state);
  const missing = (name: string) => fleet.verdict(name)?.is !== 'taken';
  if (first === undefined) return state;
  const waits = [first, ...others].some(missing);
  // a run that has just ended releases the others a moment later; one at work keeps the first host's
  if (missing(first)) await hold(context, first, 1);
  await Promise.all(others.filter(missing).map((name) => hold(context, name, TRIES)));
  fleet.leased();
  // whoever let go of a lock may have changed what the facts say
  return waits ? (await observe(context)).state : state;
}

/** Hosts that answered: control planes, then all others, each in the order of the inventory. */
function inOrder({ cluster }: Context, { facts, leaving }: State): string[] {
  const hosts = [...cluster.hosts, ...[...(leaving?.values() ?? [])].map(({ host }) => host)];
  const rank = (role: string) => (role === 'control-plane' ? 0 : 1);
  const names = hosts.toSorted((left, right) => rank(left.role) - rank(right.role)).map(({ name }) => name);
  return [...new Set(names)].filter((name) => facts.has(name));
}

/**
 * Asks for the lock until it is ours. What must not be ended is given all tries. Throws RefusedError when the lock stays
 * another's.
 */
async function hold({ fleet, signal }: Context, host: string, tries: number): Promise<void> {
  for (let left = tries; ; left--) {
    const verdict = await fleet.takeLock(host);
    if (verdict.is === 'taken' || verdict.is === 'failed') return;
    if (left <= (verdict.is === 'busy' ? tries - TRIES : 0)) refuse(host, verdict);
    await setTimeout(PAUSE, undefined, { signal });
  }
}

function refuse(host: string, verdict: Verdict): void {
  if (verdict.is === 'busy') {
    throw new RefusedError(
      `an earlier run is over, and what it started still runs on ${host}: ${verdict.what}. Nothing was changed`,
      [],
      [`wait until that has ended on ${host}, or end it there, and run the same command again`],
    );
  }
  throw new RefusedError(
    `another kubestrap is at work on this cluster: ${describeHolder('holder' in verdict ? verdict.holder : null)} holds the lock on ${host}`,
    [],
    ['wait until it is done, or stop it there; a lock whose holder died is free again after a minute'],
  );
}
