/**
 * What the channel loop needs of a transport, whatever it is made of: a way to start commands on a host, each with its
 * streams. Nothing above this line knows ssh2; `Connection` is the link that SSH gives.
 */

import type { Readable, Writable } from 'node:stream';

/** How a command ended: its exit code, undefined where a signal ended it. */
export interface Exit {
  readonly code: number | undefined;
}

/**
 * A command that runs on a host. Its streams never raise an unhandled `error`: a stream that breaks shows in `closed`.
 * Output is kept until it is read.
 */
export interface Channel {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves once nothing more comes on stdout, never rejects. Undefined: the link was lost before the command's end. */
  readonly closed: Promise<Exit | undefined>;
  /** Drops the channel at once. The command sees the end of its input. */
  destroy(): void;
}

/** The way to one host, opened and authenticated. */
export interface Link {
  /** Starts a command, which a shell of the host reads. Rejects where the host starts no further one. */
  exec(command: string): Promise<Channel>;
  /** What broke the link; undefined while it holds, and where the other side closed it in order. */
  readonly error: Error | undefined;
  /** Closes it in order, with all its channels. Idempotent. */
  close(): Promise<void>;
  /** Drops it at once, with all its channels. */
  destroy(): void;
}
