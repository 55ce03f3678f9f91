/** Waiting that an AbortSignal ends. */

import { setMaxListeners } from 'node:events';

/**
 * Calls back when the signal aborts, at once if it already has. Returns what takes the callback back. Every host
 * listens to the one signal of a run, so the warning about many listeners is turned off for it.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => undefined;
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  setMaxListeners(0, signal);
  signal.addEventListener('abort', callback, { once: true });
  return () => signal.removeEventListener('abort', callback);
}

/** The promise's outcome, or the signal's reason as soon as it aborts. */
export function unlessAborted<Value>(promise: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const undo = onAbort(signal, () => reject(signal?.reason));
    promise.then(resolve, reject).finally(undo);
  });
}

/** Waits; rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return unlessAborted(elapsed, signal).finally(() => clearTimeout(timer));
}
