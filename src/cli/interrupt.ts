import { EXIT } from './exit-codes.ts';

/** The run was stopped by the person or the system, in an orderly way. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code = 'interrupted';
  readonly exitCodeOfRun: number;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(
      'interrupted: nothing new was started, and what is done is kept; a kubeadm that was running goes on by itself on its host. Run the same command again to go on from there.',
    );
    this.exitCodeOfRun = signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
  }
}

/**
 * Runs `work` with a signal that aborts at the first Ctrl-C (or SIGTERM); at the second the process ends at once.
 * `onStop` tells the person. Rejects with Interrupted when `work` stopped because of it.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  onStop: (message: string) => void,
): Promise<T> {
  const controller = new AbortController();
  const stop = (name: 'SIGINT' | 'SIGTERM') => {
    const reason = new Interrupted(name);
    if (controller.signal.aborted) process.exit(reason.exitCodeOfRun);
    onStop('stopping: the step in hand ends first (again to stop at once)');
    controller.abort(reason);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
