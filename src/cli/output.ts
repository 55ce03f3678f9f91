import { setImmediate, setTimeout } from 'node:timers/promises';
import { RefusedError } from '../workflow/errors.ts';
import { EXIT } from './exit-codes.ts';

type Stream = NodeJS.WriteStream;

/** Milliseconds between looks at a stream whose reader is slow. */
const PAUSE_MS = 10;

/** The first error of each stream that is watched; null: none so far. */
const errors = new WeakMap<Stream, NodeJS.ErrnoException | null>();

/**
 * Keeps a run going whatever becomes of stdout and stderr: a reader that leaves (`kubestrap apply | head`), a full disk or
 * a closed terminal drops output, and never changes what is done. Idempotent.
 */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (errors.has(stream)) continue;
    errors.set(stream, null);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!errors.get(stream)) errors.set(stream, error);
    });
  }
}

/** Resolves once everything that was written has arrived, or is lost. */
async function settled(stream: Stream): Promise<void> {
  while (stream.writableLength > 0) await setTimeout(PAUSE_MS);
  // an error is told in the tick after the write
  await setImmediate();
}

/**
 * The exit code of a command, once its output is out. A reader that left changes nothing; a result that could not be
 * written for any other reason is a failure, which is said on stderr.
 */
export async function exitCodeWithOutput(code: number): Promise<number> {
  await settled(process.stdout);
  const lost = errors.get(process.stdout);
  const isLost = lost !== null && lost !== undefined && lost.code !== 'EPIPE';
  if (isLost) {
    process.stderr.write(
      `error: cannot write to stdout: ${lost.message}. The output is incomplete; without this error the exit code would be ${code}.\n  next: make room where stdout goes, and run the command again\n`,
    );
  }
  await settled(process.stderr);
  const isGood = code === EXIT.done || code === EXIT.changes;
  return isLost && isGood ? EXIT.failed : code;
}

/** Throws RefusedError where the plan that a person is asked about did not get out: an answer would be to nothing. */
export async function mustBeShown(): Promise<void> {
  await setImmediate();
  const lost = errors.get(process.stdout);
  if (!lost) return;
  throw new RefusedError(
    `cannot ask for confirmation: the plan could not be written to stdout (${lost.code ?? lost.message}); nothing was changed`,
    [],
    ['let the plan reach you, or run with -y once you have read it elsewhere'],
  );
}
