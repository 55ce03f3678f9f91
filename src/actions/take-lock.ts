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
  const reached = controlPlanes(state)
    .filter(({ name }) => results.has(name))
    .map(({ name }) => name);
  const names = reached.length > 0 ? reached : [...results.keys()];
  const [first, ...others] = names;
  if (first === undefined) return state;
  if (reached.length === 0) await Promise.all(names.map((name) => hold(context, name, holder, TRIES)));
  else {
    refuse(first, results.get(first));
    await Promise.all(others.map((name) => hold(context, name, holder, TRIES, results.get(name))));
  }
  return state;
}

async function hold(
  context: Context,
  host: string,
  holder: Holder,
  tries: number,
  answer?: RunResult,
): Promise<void> {
  if (answer !== undefined && heldBy(answer) === null) return;
  if (answer !== undefined && tries === 0) refuse(host, answer);
  if (answer !== undefined) await setTimeout(PAUSE, undefined, { signal: context.signal });
  const script = (nonce: string) => lockScript(nonce, holder);
  await hold(
    context,
    host,
    holder,
    tries - 1,
    await context.fleet.runWithNonce(host, script, { timeoutMs: 30_000 }),
  );
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
