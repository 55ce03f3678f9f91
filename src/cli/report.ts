import { redact } from '../secrets/redact.ts';
import { formatProblems } from '../spec/format-problems.ts';
import { InputError } from '../spec/input-error.ts';
import { errorDocument, formatError } from '../ui/errors.ts';
import { safeJson } from '../ui/json.ts';
import { exitCodeOf } from './exit-codes.ts';
import { Interrupted } from './interrupt.ts';
import type { GlobalOptions } from './options.ts';
import { pageOptions } from './page-options.ts';

/** Tells the person (stderr) or the program (one JSON document on stdout) what went wrong. Returns the exit code. */
export function report(error: unknown, options: GlobalOptions): number {
  const { output } = options;
  const page = pageOptions(process.stderr, options);
  if (error instanceof Interrupted) {
    process.stderr.write(`${error.message}\n`);
    if (output === 'json') process.stdout.write(`${safeJson(errorDocument(error))}\n`);
    return error.exitCodeOfRun;
  }
  if (output === 'json') process.stdout.write(`${safeJson(errorDocument(error))}\n`);
  else if (error instanceof InputError)
    process.stderr.write(redact(formatProblems(error.problems, error.sources, { color: page.color })));
  else process.stderr.write(formatError(error, page));
  return exitCodeOf(error);
}
