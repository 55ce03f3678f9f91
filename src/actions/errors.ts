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

/** Some of what was asked for was not done: all the reasons, of all hosts. Exit code 1. */
export class RunFailedError extends Error {
  override readonly name = 'RunFailedError';
  readonly code = 'failed';
  readonly exitCodeOfRun = 1;
  readonly errors: readonly unknown[];
  readonly kept: readonly string[];
  readonly remedy: readonly string[];

  constructor(
    message: string,
    errors: readonly unknown[],
    notes: { kept?: readonly string[]; remedy?: readonly string[] } = {},
  ) {
    super(message);
    this.errors = errors;
    this.kept = notes.kept ?? [];
    this.remedy = notes.remedy ?? [];
  }
}

/** Refused before anything was changed, to be safe. Exit code 4. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code = 'refused';
  readonly exitCodeOfRun = 4;
  readonly errors: readonly unknown[];
  readonly remedy: readonly string[];

  constructor(message: string, reasons: readonly unknown[] = [], remedy: readonly string[] = []) {
    super(message);
    this.errors = reasons;
    this.remedy = remedy;
  }
}

/** What the command line asks for makes no sense. Exit code 2; no host was touched. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
  readonly exitCodeOfRun = 2;
}
