import { setTimeout } from 'node:timers/promises';
import { controlPlanes, type State } from '../phases/state.ts';
import type { RunResult } from '../ssh/types.ts';
import type { Context } from './context.ts';
import { RefusedError } from './errors.ts';
import { describeHolder, type Holder, heldBy, lockScript } from './lock.ts';
import { observe } from './observe.ts';

/** How often, and how long apart in ms, the other control planes are asked again once the first is ours. */
const TRIES = 10;
const PAUSE = 1_000;

/**
 * Facts under the run lock: taken on every control plane in the same script that reads the facts. Two runs that
 * meet are told apart by the first control plane that answers: whoever holds its lock waits for the others.
 * Throws RefusedError that names the holder.
 */
export async function observeLocked(context: Context, holder: Holder): Promise<State> {
  const { state, results } = await observe(context, (host, session) =>
    host.role === 'control-plane' ? lockScript(session.nonce, holder) : undefined,
  );
  const planes = controlPlanes(state).filter(({ name }) => results.has(name));
  if (planes.length === 0) {
    // nobody to hold the cluster's lock: every host holds its own
    await Promise.all([...results.keys()].map((name) => hold(context, name, holder)));
    return (await observe(context)).state;
  }
  const [first, ...others] = planes.filter(({ name }) => isHeld(results.get(name))).map(({ name }) => name);
  if (first === undefined) return state;
  // a run that has just ended lets go a moment later; one that goes on keeps the first control plane's
  await hold(context, first, holder, first === planes[0]?.name ? 1 : TRIES);
  await Promise.all(others.map((name) => hold(context, name, holder)));
  // whoever let go of the lock may have changed what the facts say
  return (await observe(context)).state;
}

/** Asks for the lock until it is ours. Throws RefusedError when somebody else keeps it. */
async function hold(context: Context, host: string, holder: Holder, tries = TRIES): Promise<void> {
  for (let left = tries; ; left--) {
    const script = (nonce: string) => lockScript(nonce, holder);
    const answer = await context.fleet.runWithNonce(host, script, { timeoutMs: 30_000 });
    if (!isHeld(answer)) return;
    if (left === 0) refuse(host, answer);
    await setTimeout(PAUSE, undefined, { signal: context.signal });
  }
}

function isHeld(result: RunResult | undefined): boolean {
  return result !== undefined && heldBy(result) !== null;
}

function refuse(host: string, result: RunResult | undefined): void {
  const other = result && heldBy(result);
  if (!other) return;
  throw new RefusedError(
    `another kubestrap is at work on this cluster: ${describeHolder(other)} holds the lock on ${host}`,
    [],
    ['wait until it is done, or stop it there; a lock whose holder died is free again after a minute'],
  );
}
