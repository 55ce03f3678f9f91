/** Errors of the SSH engine. None holds key material, a password, or unclean text from a host. */

export type ConnectErrorKind =
  | 'timeout'
  | 'refused'
  | 'unreachable'
  | 'bastion'
  | 'host-key'
  | 'auth'
  | 'handshake'
  | 'sudo'
  | 'shell'
  | 'lost';

interface ConnectErrorDetails {
  readonly host: string;
  /** `address:port` of the end that failed: the host, or its bastion. */
  readonly address: string;
  readonly kind: ConnectErrorKind;
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** A host could not be connected to, or its channel did not come up. */
export class ConnectError extends Error {
  override readonly name: string = 'ConnectError';
  readonly host: string;
  readonly address: string;
  readonly kind: ConnectErrorKind;
  readonly remedy: string;

  constructor(details: ConnectErrorDetails) {
    super(details.message, details.cause === undefined ? {} : { cause: details.cause });
    this.host = details.host;
    this.address = details.address;
    this.kind = details.kind;
    this.remedy = details.remedy;
  }
}

/** A key as known_hosts has it, for a person to compare. */
export interface KnownKey {
  /** `ssh-ed25519`, … */
  readonly type: string;
  /** `SHA256:…`, as ssh-keygen -lf shows it. */
  readonly fingerprint: string;
  /** `file:line` */
  readonly where: string;
}

interface HostKeyErrorDetails extends Omit<ConnectErrorDetails, 'kind'> {
  readonly reason: 'unknown' | 'changed' | 'revoked';
  readonly type: string;
  readonly fingerprint: string;
  readonly file: string;
  readonly expected: readonly KnownKey[];
}

/** The host's key is not one we know. Nothing was sent to the host. */
export class HostKeyError extends ConnectError {
  override readonly name = 'HostKeyError';
  readonly reason: 'unknown' | 'changed' | 'revoked';
  /** Type and fingerprint of the key the host showed. */
  readonly type: string;
  readonly fingerprint: string;
  /** The known_hosts file. */
  readonly file: string;
  /** Keys the file has for this host; empty when it has none. */
  readonly expected: readonly KnownKey[];

  constructor(details: HostKeyErrorDetails) {
    super({ ...details, kind: 'host-key' });
    this.reason = details.reason;
    this.type = details.type;
    this.fingerprint = details.fingerprint;
    this.file = details.file;
    this.expected = details.expected;
  }
}

export type RunErrorKind = 'timed-out' | 'lost' | 'closed' | 'too-much-output' | 'not-started';

interface RunErrorDetails {
  readonly host: string;
  readonly kind: RunErrorKind;
  readonly message: string;
  readonly remedy: string;
  readonly step: string | undefined;
  readonly mayStillRun: boolean;
  readonly output: string;
  readonly cause?: unknown;
}

/** A script did not run to its end as far as we know. One that exits non-zero is a result, not this. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly host: string;
  readonly kind: RunErrorKind;
  readonly remedy: string;
  /** The step that ran, else the last one that ended; undefined before the first. */
  readonly step: string | undefined;
  /** False: the host has ended the script, or does so within seconds. */
  readonly mayStillRun: boolean;
  /** The last 64 KiB of output, safe to show. */
  readonly output: string;

  constructor(details: RunErrorDetails) {
    super(details.message, details.cause === undefined ? {} : { cause: details.cause });
    this.host = details.host;
    this.kind = details.kind;
    this.remedy = details.remedy;
    this.step = details.step;
    this.mayStillRun = details.mayStillRun;
    this.output = details.output;
  }

  get timedOut(): boolean {
    return this.kind === 'timed-out';
  }
}
