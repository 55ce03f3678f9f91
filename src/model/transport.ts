/**
 * The SSH engine's contract: one connection and one persistent `sh` channel per host and run.
 * Everything above this line talks scripts and frames; only src/ssh opens sockets.
 */

import type { Readable, Writable } from 'node:stream';
import type { Secret } from '../secrets/secret.ts';
import type { SshSettings } from './cluster.ts';

/** A host to connect to. */
export interface Target {
  readonly name: string;
  readonly address: string;
  readonly ssh: SshSettings;
  /** Resolved by the caller when ssh.sudoPassword names one. */
  readonly sudoPassword?: Secret;
  /** Keys that the host and its bastion must show, beyond what known_hosts says: those of a reviewed plan. */
  readonly pinned?: VerifiedKeys;
}

/** Host keys as `ssh-ed25519 SHA256:…`: the type, and the fingerprint as ssh-keygen -lf shows it. */
export interface VerifiedKeys {
  readonly hostKey?: string;
  readonly bastionHostKey?: string;
}

/** What a running script says, in order. Step ids are those the script gave. */
export type StepEvent =
  | { readonly type: 'start'; readonly step: string }
  | { readonly type: 'done'; readonly step: string }
  | { readonly type: 'skip'; readonly step: string }
  | { readonly type: 'fail'; readonly step: string; readonly exitCode: number };

export interface RunOptions {
  /** Aborting ends the script's process group (unless mustFinish), then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds until the script's process group is ended and the run fails with `timedOut`. */
  readonly timeoutMs?: number;
  /** When the connection or the run is lost, let the script finish on the host. */
  readonly mustFinish?: boolean;
  /**
   * Starts the script only while this session has the run lock of the host, and keeps every other program out until it
   * is over. Otherwise it is not started: `onLost` tells, and the run rejects with a RunError.
   */
  readonly locked?: boolean;
  /**
   * Starts it once no systemd unit of kubestrap's runs on the host any more, but for the one named here, which the
   * script attaches to (null: none). Only with `locked`.
   */
  readonly afterUnits?: string | null;
  readonly onEvent?: (event: StepEvent) => void;
  /** Lines of output, control characters stripped, each at most 4 KiB; the step is absent outside one. */
  readonly onOutput?: (line: string, step: string | undefined) => void;
}

/** The outcome of a script that ran to its end, whatever its exit code. */
export interface RunResult {
  readonly exitCode: number;
  /** Raw bytes of each section as UTF-8 text, by name. */
  readonly sections: ReadonlyMap<string, string>;
  /** Exit code of each section's command. */
  readonly sectionCodes: ReadonlyMap<string, number>;
  /** Steps that ended, in order. */
  readonly steps: readonly {
    readonly id: string;
    readonly outcome: 'done' | 'skip' | 'fail';
    readonly exitCode: number;
    readonly output: string;
  }[];
  /** The last 64 KiB of output (what steps and the script wrote outside sections), control characters stripped. */
  readonly output: string;
  /** Controller's clock, in ms since the epoch: when the script was sent and when its first byte came back. */
  readonly sentAt: number;
  readonly firstByteAt: number;
}

/** A command on the connection of a session, beside its scripts. Both streams must be read and ended, or it destroyed. */
export interface SideChannel {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Resolves when it is over, never rejects: its exit code, or undefined where it was lost or ended by a signal. */
  readonly closed: Promise<number | undefined>;
  /** The last 4 KiB that it wrote to stderr, safe to show. */
  stderr(): string;
  destroy(): void;
}

export interface Session {
  readonly host: string;
  /** Random and of this session alone: marks its frames, and a lease whose `id` file holds it as its own. */
  readonly nonce: string;
  /** The keys that were verified when this session was opened. */
  readonly verified: VerifiedKeys;
  /**
   * Runs a POSIX sh script: one round trip. Scripts of one session run one after the other. A script that exits
   * non-zero is a result. Rejects with a RunError when its end is not known, with the signal's reason when aborted,
   * and with a ConnectError when the channel did not come up: only the first run shows that sudo refuses.
   */
  run(script: string, options?: RunOptions): Promise<RunResult>;
  /**
   * Answers the host's last challenge, if it has not been yet, which keeps the run lock there; costs no round trip. At
   * most one beat is under way.
   */
  beat(): void;
  /** Calls back, once, when the host says that this session has its run lock no more; with what the new holder wrote. */
  onLost(callback: (holder: string) => void): void;
  /**
   * Starts a command in a channel of its own, as the user who logged in: sudo has no part in it, and scripts and beats
   * go on meanwhile. Rejects with a SideChannelError where sshd opens no further channel.
   */
  open(command: string, signal?: AbortSignal): Promise<SideChannel>;
  /** The connection is gone, or was closed. */
  readonly isOver: boolean;
  /** Ends the channel and the connection; what still runs on the host is ended (unless mustFinish). */
  close(): Promise<void>;
}

export interface Transport {
  /** Connects and opens the channel. Rejects with a ConnectError that says why and what to do. */
  connect(target: Target, signal?: AbortSignal): Promise<Session>;
  /** Closes what is shared (bastion connections). */
  close(): Promise<void>;
}
