import { clean } from './text.ts';

/** The run lock of a host as its session hears of it: the host's challenges, and whose the lock is. */
export class Lease {
  /** What the host asks to see that we live; undefined: answered. */
  #challenge: string | undefined;
  /** Who has the lock that was ours, as they wrote it. */
  #holder: string | undefined;
  #onLost: ((holder: string) => void) | undefined;

  challenged(challenge: string | undefined): void {
    this.#challenge = challenge;
  }

  /** Takes the challenge that is to be answered; each is answered once. */
  takeChallenge(): string | undefined {
    const challenge = this.#challenge;
    this.#challenge = undefined;
    return challenge;
  }

  lost(holder: string): void {
    if (this.#holder !== undefined) return;
    this.#holder = clean(holder);
    this.#onLost?.(this.#holder);
  }

  /** Calls back when the lock is lost, at once if it already is. */
  onLost(callback: (holder: string) => void): void {
    this.#onLost = callback;
    if (this.#holder !== undefined) callback(this.#holder);
  }
}
