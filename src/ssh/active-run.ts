import type { RunOptions, RunResult } from '../model/transport.ts';
import type { RunMode } from './channel-loop.ts';
import { RunError, type RunErrorKind } from './errors.ts';
import { RunOutput } from './output.ts';

/** One script on its way: sent, and not known to have ended. */
export class ActiveRun {
  readonly id: number;
  readonly host: string;
  readonly mustFinish: boolean;
  readonly mode: RunMode;
  readonly output: RunOutput;
  readonly sentAt = Date.now();
  /** The streams have reached this run; what came before belongs to nobody. */
  readonly reached = { stdout: false, stderr: false };
  /** Settles as the caller sees it; may be earlier than the script's end. */
  readonly result: Promise<RunResult>;
  /** Resolves when the script is known to have ended, or the session is over. */
  readonly over: Promise<void>;
  #resolve: (result: RunResult) => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;
  #end: () => void = () => undefined;
  readonly #cleanups: (() => void)[] = [];
  #failure: (() => unknown) | undefined;

  constructor(id: number, host: string, options: RunOptions) {
    this.id = id;
    this.host = host;
    const { mustFinish = false, locked = false, afterUnits } = options;
    this.mustFinish = mustFinish;
    this.mode = { mustFinish, locked, afterUnits };
    this.output = new RunOutput(id, options);
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Calls back when the run is over. */
  cleanup(undo: () => void): void {
    this.#cleanups.push(undo);
  }

  /** Something has asked for the run's end already. */
  get failing(): boolean {
    return this.#failure !== undefined;
  }

  /** The run fails with what `failure` makes once it is over; the first one counts. */
  failWith(failure: () => unknown): void {
    this.#failure ??= failure;
  }

  /** The caller need not wait for the script's end. */
  rejectNow(): void {
    if (this.#failure !== undefined) this.#reject(this.#failure());
  }

  /** The script has ended, or nothing more will be heard of it. */
  finish(): void {
    for (const undo of this.#cleanups.splice(0)) undo();
    if (this.#failure === undefined) this.#resolve(this.output.result(this.sentAt));
    else this.#reject(this.#failure());
    this.#end();
  }

  error(kind: RunErrorKind, what: string, remedy: string, mayStillRun: boolean, cause?: unknown): RunError {
    const step = this.output.lastStep;
    const where = step === undefined ? '' : ` at step ${step}`;
    const still = mayStillRun ? '; the script may still run there' : '';
    return new RunError({
      host: this.host,
      kind,
      message: `${this.host}${where}: ${what}${still}`,
      remedy,
      step,
      mayStillRun,
      output: this.output.tail,
      ...(cause === undefined ? {} : { cause }),
    });
  }
}
