/** What a failure says, and what an error that ended the program says about itself. */

import { inspect } from 'node:util';
import type { Failure } from '../model/failure.ts';
import { redact } from '../secrets/redact.ts';
import { RefusedError, RunFailedError } from '../workflow/errors.ts';
import { UnreviewedError } from '../workflow/saved/unreviewed.ts';

/** One thing wrong with the input; as src/spec makes them, with everything optional. */
export interface ProblemShape {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly path: string;
  readonly hint?: string;
  readonly frame?: string;
}

export interface ErrorShape {
  readonly code: string;
  readonly message: string;
  /** True where nobody foresaw it: the stack is worth showing, and a report worth making. */
  readonly unexpected: boolean;
  readonly problems: readonly ProblemShape[];
  readonly scope?: Failure['scope'];
  readonly host?: string;
  readonly phase?: string;
  readonly step?: string;
  readonly exitCode?: number;
  readonly stderr?: string;
  readonly kept: readonly string[];
  readonly remedy: readonly string[];
  readonly stack?: string;
  readonly cause?: unknown;
  /** What failed of a run. */
  readonly failures: readonly Failure[];
  /** The errors that an AggregateError stands for. */
  readonly errors: readonly unknown[];
}

/** The same of a failure; what was thrown, if anything was, knows its stack and what led to it. */
export function readFailure(failure: Failure): ErrorShape {
  const { scope, code, phase, step, message, exitCode, evidence = [], remedy, cause: thrown } = failure;
  const error = thrown === undefined ? undefined : readError(thrown);
  const host = failure.scope === 'host' ? text(failure.host) : undefined;
  const stderr = text(evidence.join('\n'));
  return {
    code,
    message: redact(message),
    unexpected: code === 'internal',
    problems: error?.problems ?? [],
    scope,
    ...(host === undefined ? {} : { host }),
    ...(phase === undefined ? {} : { phase }),
    ...(step === undefined ? {} : { step: redact(step) }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(stderr === undefined ? {} : { stderr }),
    kept: error?.kept ?? [],
    remedy: texts(remedy),
    ...(error?.stack === undefined ? {} : { stack: error.stack }),
    ...(error?.cause === undefined ? {} : { cause: error.cause }),
    failures: error?.failures ?? [],
    errors: error?.errors ?? [],
  };
}

/** Reads what is there. Anything may be thrown: strings, null and half-made objects are errors too. */
export function readError(error: unknown): ErrorShape {
  const has = isRecord(error) ? error : {};
  const problems = array(has.problems)
    .map(readProblem)
    .filter((problem) => problem !== undefined);
  const host = text(has.host);
  const phase = text(has.phase);
  const step = text(has.step);
  const remedy = texts(has.remedy);
  const exitCode = typeof has.exitCode === 'number' ? has.exitCode : undefined;
  const stderr = text(has.stderr);
  const failures = failuresOf(error);
  const errors = failures.length > 0 ? [] : array(has.errors);
  const interrupted = has.name === 'AbortError';
  const system = typeof has.syscall === 'string';
  const foreseen = [
    host,
    text(has.path),
    phase,
    step,
    exitCode,
    stderr,
    remedy[0],
    problems[0],
    failures[0] ?? errors[0],
  ].some((part) => part !== undefined);
  const stack = text(has.stack);
  // Node's own argument and state errors have a code as well; they are bugs all the same.
  const named = text(has.code)?.startsWith('ERR_') === false;
  const unexpected = !(foreseen || interrupted || system || named);
  return {
    code: code(has, { interrupted, unexpected, problems: problems.length > 0, onHost: host !== undefined }),
    message: text(has.message) ?? text(error) ?? text(has.name) ?? redact(inspect(error)),
    unexpected,
    problems,
    ...(host === undefined ? {} : { host }),
    ...(phase === undefined ? {} : { phase }),
    ...(step === undefined ? {} : { step }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(stderr === undefined ? {} : { stderr }),
    kept: texts(has.kept),
    remedy,
    ...(stack === undefined ? {} : { stack }),
    ...(has.cause === undefined ? {} : { cause: has.cause }),
    failures,
    errors,
  };
}

function failuresOf(error: unknown): readonly Failure[] {
  const isOfRun =
    error instanceof RunFailedError || error instanceof RefusedError || error instanceof UnreviewedError;
  return isOfRun ? error.errors : [];
}

function code(
  has: Readonly<Record<string, unknown>>,
  is: { interrupted: boolean; unexpected: boolean; problems: boolean; onHost: boolean },
): string {
  const own = text(has.code);
  if (own !== undefined) return own;
  if (is.interrupted) return 'interrupted';
  if (is.problems) return 'invalid-input';
  if (is.onHost) return 'host-failed';
  return is.unexpected ? 'internal' : 'failed';
}

function readProblem(value: unknown): ProblemShape | undefined {
  if (typeof value === 'string') return { severity: 'error', message: value, file: '', path: '' };
  if (!isRecord(value)) return undefined;
  const { line, column } = value;
  const hint = text(value.hint);
  const frame = text(value.frame);
  return {
    severity: value.severity === 'warning' ? 'warning' : 'error',
    message: text(value.message) ?? '',
    file: text(value.file) ?? '',
    path: text(value.path) ?? '',
    ...(typeof line === 'number' ? { line } : {}),
    ...(typeof column === 'number' ? { column } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(frame === undefined ? {} : { frame }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Secrets go here, before a view wraps or cuts the text. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? redact(value) : undefined;
}

/** One text or several. */
function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(text).filter((item) => item !== undefined);
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
