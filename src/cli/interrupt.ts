import { EXIT } from './exit-codes.ts';

/** The run was stopped by the person or the system, in an orderly way. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code = 'interrupted';
  readonly exitCodeOfRun: number;

  /** `hasBegun`: a program that changes a host may have been sent. */
  constructor(signal: 'SIGINT' | 'SIGTERM', hasBegun = true) {
    super(
      !hasBegun
        ? 'interrupted: nothing was changed'
        : 'interrupted: no further step was started, and what is done is kept; a kubeadm that was running continues on its host. Run the same command again to resume.',
    );
    this.exitCodeOfRun = signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
  }
}

/** Milliseconds for connections to close and the terminal to be given back, where nothing on hosts has to end first. */
const CLOSING_MS = 500;

interface Hooks {
  /** Tells the person. */
  readonly onStop: (message: string) => void;
  /** May a program that changes a host have been sent? */
  readonly hasBegun: () => boolean;
}

/**
 * Runs `work` with a signal that aborts at the first Ctrl-C (or SIGTERM); at the second the process ends at once. Rejects
 * with Interrupted when `work` stopped because of it. While nothing has begun, it rejects whether `work` stops or not: a
 * host, an agent or a secret command that never answers holds nobody up.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { onStop, hasBegun }: Hooks,
): Promise<T> {
  const controller = new AbortController();
  let giveUp = (_reason: Interrupted): void => {};
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  // also when `work` has won the race
  givenUp.catch(() => undefined);
  const stop = (name: 'SIGINT' | 'SIGTERM') => {
    const begun = hasBegun();
    const reason = new Interrupted(name, begun);
    if (controller.signal.aborted) process.exit(reason.exitCodeOfRun);
    if (begun) onStop('stopping: the step in hand ends first (again to stop at once)');
    else setTimeout(giveUp, CLOSING_MS, reason).unref();
    controller.abort(reason);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await Promise.race([work(controller.signal), givenUp]);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
