import { unlessAborted } from './wait.ts';

/** Lets one at a time go on, in the order in which they asked. */
export class Turns {
  /** The end of the last turn that was asked for. */
  #queue: Promise<void> = Promise.resolve();

  /** Waits for a turn. Returns what ends it; rejects with the signal's reason, and then there is nothing to end. */
  async take(signal?: AbortSignal): Promise<() => void> {
    const turn = this.#queue;
    let done = () => {};
    const slot = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#queue = turn.then(() => slot);
    try {
      await unlessAborted(turn, signal);
    } catch (error) {
      done();
      throw error;
    }
    return done;
  }
}
