import { formatProblems } from '../spec/format-problems.ts';
import { InputError } from '../spec/input-error.ts';
import { errorDocument, formatError } from '../ui/errors.ts';
import { detectTerminal } from '../ui/terminal.ts';
import { exitCodeOf } from './exit-codes.ts';
import { Interrupted } from './interrupt.ts';
import type { GlobalOptions } from './options.ts';

/** Tells the person (stderr) or the program (one JSON document on stdout) what went wrong. Returns the exit code. */
export function report(error: unknown, { output, color, verbose }: GlobalOptions): number {
  const terminal = detectTerminal(process.stderr, { noColor: !color });
  if (error instanceof Interrupted) {
    process.stderr.write(`${error.message}\n`);
    if (output === 'json') process.stdout.write(`${JSON.stringify(errorDocument(error))}\n`);
    return error.exitCodeOfRun;
  }
  if (output === 'json') process.stdout.write(`${JSON.stringify(errorDocument(error))}\n`);
  else if (error instanceof InputError)
    process.stderr.write(formatProblems(error.problems, error.sources, { color: terminal.color }));
  else {
    process.stderr.write(
      formatError(error, {
        color: terminal.color,
        width: terminal.width,
        verbose,
        unicode: terminal.unicode,
      }),
    );
  }
  return exitCodeOf(error);
}
