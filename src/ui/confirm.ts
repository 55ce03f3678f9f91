import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface ConfirmOptions {
  readonly input: Readable & { readonly isTTY?: boolean | undefined };
  /** Where the question goes: stderr, so that stdout stays for results. */
  readonly output: Writable;
  readonly signal?: AbortSignal;
  /** What has to be typed; `yes` unless told otherwise. */
  readonly word?: string;
}

/**
 * Asks, and takes only the literal word (`yes`) for one. False at the end of input, and at once where input is not a
 * terminal: nobody is there to ask. An abort rejects with the signal's reason.
 */
export async function confirm(question: string, options: ConfirmOptions): Promise<boolean> {
  const { input, output, signal, word = 'yes' } = options;
  signal?.throwIfAborted();
  if (input.isTTY !== true) return false;
  // `terminal: false` leaves the terminal in line mode, where Ctrl-C is a SIGINT to the process and not ours.
  const lines = createInterface({ input, terminal: false });
  output.write(`${question} Only "${word}" goes on: `);
  let abort = (): void => {};
  try {
    return await new Promise<boolean>((resolve, reject) => {
      abort = () => reject(signal?.reason);
      lines.once('line', (line) => resolve(line.trim() === word));
      lines.once('close', () => resolve(false));
      signal?.addEventListener('abort', abort, { once: true });
    });
  } finally {
    signal?.removeEventListener('abort', abort);
    lines.close();
  }
}
