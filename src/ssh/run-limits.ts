import type { RunOptions } from '../model/transport.ts';
import type { ActiveRun } from './active-run.ts';
import { onAbort } from './wait.ts';

/** Ends a run's script on the host; it then fails with what `failure` makes. */
export type Stop = (run: ActiveRun, failure: () => unknown) => void;

/** Makes a callback that throws fail its run, not the connection. */
export function guarded(options: RunOptions, failed: (error: unknown) => void): RunOptions {
  const guard = <Args extends unknown[]>(callback: (...args: Args) => void) => {
    return (...args: Args) => {
      try {
        callback(...args);
      } catch (error) {
        failed(error);
      }
    };
  };
  return {
    ...options,
    ...(options.onEvent === undefined ? {} : { onEvent: guard(options.onEvent) }),
    ...(options.onOutput === undefined ? {} : { onOutput: guard(options.onOutput) }),
  };
}

/** Stops a run when its signal aborts, and when its time is over. */
export function limit(run: ActiveRun, { signal, timeoutMs }: RunOptions, stop: Stop): void {
  run.cleanup(onAbort(signal, () => stop(run, () => signal?.reason)));
  if (timeoutMs === undefined) return;
  const timer = setTimeout(() => {
    const what = `the script did not end within ${timeoutMs / 1000} s`;
    const remedy = 'Look at its last output and at the host; run again with more time.';
    stop(run, () => run.error('timed-out', what, remedy, run.mustFinish));
    // nobody ends it, so nobody can say when it ends
    if (run.mustFinish) run.rejectNow();
  }, timeoutMs);
  run.cleanup(() => clearTimeout(timer));
}
