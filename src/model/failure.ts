/** What went wrong in a run, as data: what views show, documents hold and machines switch on. */

/**
 * Why, stable for programs that read documents. `host-failed`: a host, its connection or a step there failed; `internal`: nobody
 * foresaw it. Those that begin with E are the operating system's.
 */
const CODES = [
  'blocked',
  'caution',
  'certificates',
  'clock-skew',
  'directory',
  'etcd-unhealthy',
  'facts',
  'failed',
  'host-failed',
  'internal',
  'interrupted',
  'invalid-input',
  'kubeconfig',
  'lock',
  'lock-lost',
  'no-api-server',
  'no-majority',
  'not-clean',
  'not-converged',
  'not-healthy',
  'not-made',
  'not-ready',
  'not-removed',
  'not-renewed',
  'not-restored',
  'not-reviewed',
  'not-started',
  'preflight',
  'record',
  'refused',
  'sealed',
  'secret',
  'side-channel',
  'signature',
  'snapshot',
  'snapshot-file',
  'transfer',
  'usage',
] as const;

export type FailureCode = (typeof CODES)[number] | `E${string}`;

/** Is it a code that programs may know? */
export function isFailureCode(code: unknown): code is (typeof CODES)[number] {
  return CODES.some((known) => known === code);
}

/** What a failure is about: one host, or the cluster as a whole. */
export type Scope = { readonly scope: 'host'; readonly host: string } | { readonly scope: 'cluster' };

/** Beyond its scope. */
export interface FailureDetails {
  readonly code: FailureCode;
  readonly message: string;
  readonly phase?: string;
  readonly step?: string;
  readonly exitCode?: number;
  /** Lines that the host wrote. */
  readonly evidence?: readonly string[];
  /** What to do, a sentence each. */
  readonly remedy?: readonly string[];
  /** What was thrown, with its stack and what led to it. */
  readonly cause?: unknown;
}

/** One thing that went wrong. */
export type Failure = Scope & FailureDetails;

/** One that is about a host. */
export function onHost(host: string, details: FailureDetails): Failure {
  return { scope: 'host', host, ...details };
}

/** One that is about no host alone. */
export function ofCluster(details: FailureDetails): Failure {
  return { scope: 'cluster', ...details };
}

/**
 * The failures of a run, in the order in which they were found. Of a host the first is kept: it is the cause of what goes wrong
 * there later.
 */
export class Failures {
  readonly #all: Failure[] = [];
  readonly #hosts = new Set<string>();

  add(...failures: readonly Failure[]): void {
    for (const failure of failures) {
      if (failure.scope === 'host') {
        if (this.#hosts.has(failure.host)) continue;
        this.#hosts.add(failure.host);
      }
      this.#all.push(failure);
    }
  }

  get all(): readonly Failure[] {
    return this.#all;
  }

  /** Names of the hosts that failed. */
  get hosts(): ReadonlySet<string> {
    return this.#hosts;
  }

  /** Those that are about the cluster. */
  get cluster(): readonly Failure[] {
    return this.#all.filter(({ scope }) => scope === 'cluster');
  }

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }
}
