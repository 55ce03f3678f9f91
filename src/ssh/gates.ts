import { onAbort } from './wait.ts';

/** Bounds how many things happen at once, by key: unauthenticated handshakes with one sshd, here. */
export class Gates {
  readonly #limit: number;
  readonly #busy = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Waits for a place and returns what gives it back. Rejects with the signal's reason when aborted. */
  async enter(key: string, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const busy = this.#busy.get(key) ?? 0;
    if (busy < this.#limit) this.#busy.set(key, busy + 1);
    else await this.#queue(key, signal);
    let left = false;
    return () => {
      if (!left) this.#leave(key);
      left = true;
    };
  }

  #queue(key: string, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.#waiting.get(key) ?? [];
      this.#waiting.set(key, line);
      const enter = () => {
        undo();
        resolve();
      };
      line.push(enter);
      const undo = onAbort(signal, () => {
        line.splice(line.indexOf(enter), 1);
        reject(signal?.reason);
      });
    });
  }

  /** A place goes straight to the next in line. */
  #leave(key: string): void {
    const next = this.#waiting.get(key)?.shift();
    if (next !== undefined) {
      next();
      return;
    }
    this.#waiting.delete(key);
    const busy = (this.#busy.get(key) ?? 1) - 1;
    if (busy > 0) this.#busy.set(key, busy);
    else this.#busy.delete(key);
  }
}
