import type { Failure } from '../model/failure.ts';
import { HostKeyError } from '../ssh/errors.ts';

/** A step that failed on a host. */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly host: string;
  readonly phase: string;
  readonly step: string;
  readonly exitCode: number;
  readonly stderr: string;
  readonly remedy: string;

  constructor(details: {
    readonly host: string;
    readonly phase: string;
    readonly step: string;
    readonly what: string;
    readonly exitCode: number;
    readonly stderr: string;
    readonly remedy: string;
  }) {
    super(`${details.what} failed on ${details.host}`);
    this.host = details.host;
    this.phase = details.phase;
    this.step = details.step;
    this.exitCode = details.exitCode;
    this.stderr = details.stderr;
    this.remedy = details.remedy;
  }
}

/** What a step puts on a host could not be made: nothing of its program was sent. */
export class LateError extends Error {
  override readonly name = 'LateError';
  readonly code = 'not-made';
  readonly host: string;
  readonly phase: string;
  readonly step: string;
  readonly remedy: string;

  constructor(
    cause: unknown,
    place: { readonly host: string; readonly phase: string; readonly step: string },
  ) {
    super(`cannot be made: ${messageOf(cause)}`, { cause });
    this.host = place.host;
    this.phase = place.phase;
    this.step = place.step;
    const own = cause instanceof Error && 'remedy' in cause ? cause.remedy : undefined;
    this.remedy = typeof own === 'string' ? own : 'mend the cause, and run the same command again';
  }
}

/** With the problems of errors that have a list of them. */
function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const problems = 'problems' in cause && Array.isArray(cause.problems) ? cause.problems : [];
  const said = problems.map((one: { message?: unknown; hint?: unknown }) => `${one.message}; ${one.hint}`);
  return [cause.message, ...said].join(': ');
}

/** What a host says of itself makes no sense: it is left alone. */
export class FactsError extends Error {
  override readonly name = 'FactsError';
  readonly code = 'facts';
  readonly host: string;
  readonly stderr: string;
  readonly remedy: string;

  constructor(host: string, cause: unknown, stderr: string) {
    // where whoever read the answer knows what to do (RecordError), its words are the ones that help
    const known = [cause, cause instanceof Error ? cause.cause : undefined].find(hasRemedy);
    super(`${host}: ${known?.message ?? (cause instanceof Error ? cause.message : cause)}`);
    this.remedy = known?.remedy ?? 'see what is wrong on the host, and run the same command again';
    this.host = host;
    this.stderr = stderr;
  }
}

function hasRemedy(error: unknown): error is Error & { remedy: string } {
  return error instanceof Error && 'remedy' in error && typeof error.remedy === 'string';
}

/** Some of what was asked for was not done: all the reasons, of all hosts. */
export class RunFailedError extends Error {
  override readonly name = 'RunFailedError';
  readonly code = 'failed';
  /** 4 where a host was refused because of its key, else 1. */
  readonly exitCodeOfRun: number;
  readonly errors: readonly Failure[];
  readonly kept: readonly string[];
  readonly remedy: readonly string[];

  constructor(
    message: string,
    errors: readonly Failure[],
    notes: { kept?: readonly string[]; remedy?: readonly string[] } = {},
  ) {
    super(message);
    this.errors = errors;
    this.exitCodeOfRun = errors.some(({ cause }) => cause instanceof HostKeyError) ? 4 : 1;
    this.kept = notes.kept ?? [];
    this.remedy = notes.remedy ?? [];
  }
}

/** Refused before anything was changed, to be safe. Exit code 4. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code = 'refused';
  readonly exitCodeOfRun = 4;
  readonly errors: readonly Failure[];
  readonly remedy: readonly string[];

  constructor(message: string, reasons: readonly Failure[] = [], remedy: readonly string[] = []) {
    super(message);
    this.errors = reasons;
    this.remedy = remedy;
  }
}

/** A host cannot keep a lock, or keeps it for another: it is left alone. */
export class LockFailedError extends Error {
  override readonly name = 'LockFailedError';
  readonly code = 'lock';
  readonly host: string;
  readonly remedy: string;

  constructor(
    host: string,
    why: string,
    remedy = 'see that /run on the host can be written and has room (df /run), and run the same command again',
  ) {
    super(`cannot take the lock of this run (/run/kubestrap/lock): ${why.trim()}`);
    this.host = host;
    this.remedy = remedy;
  }
}

/**
 * Another run has, or had, the lock that was ours: this one ends, wherever it is. Exit code 4. `changed`: hosts on which
 * a step was begun before.
 */
export class LockLostError extends Error {
  override readonly name = 'LockLostError';
  readonly code = 'lock-lost';
  readonly exitCodeOfRun = 4;
  readonly host: string;
  readonly kept: readonly string[];
  readonly remedy = [
    'another run is or was at work on these hosts: wait until it is done, then run the same command again; it plans anew from what is there',
  ];

  constructor(host: string, holder: string | null, changed: readonly string[]) {
    super(
      holder === null
        ? `lost the lock on ${host}: nothing was heard of this run there for a minute, and another run took it and has ended, or it was removed by hand`
        : `lost the lock on ${host} to ${holder}: nothing was heard of this run there for a minute`,
    );
    this.host = host;
    this.kept = [
      changed.length === 0
        ? 'this run has changed nothing'
        : `steps of this run that were done before stay done, on ${changed.join(', ')}; nothing was started afterwards`,
    ];
  }
}

/** What the command line asks for makes no sense. Exit code 2; no host was touched. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
  readonly exitCodeOfRun = 2;
}
