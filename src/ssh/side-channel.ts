import type { ClientChannel } from 'ssh2';
import type { SideChannel } from '../model/transport.ts';
import type { Connection } from './connection.ts';
import { Tail } from './text.ts';
import { unlessAborted } from './wait.ts';

/** Kept of what a command writes to stderr, in bytes. */
const STDERR = 4096;

/** sshd opens no further channel on a connection that works. */
export class SideChannelError extends Error {
  override readonly name = 'SideChannelError';
  readonly code = 'side-channel';
  readonly host: string;
  readonly remedy =
    "set MaxSessions in the host's sshd_config to 2 or more (its default is 10), and reload sshd";

  constructor(host: string, cause: unknown) {
    super(
      `${host} opens no second session on the connection: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
    this.host = host;
  }
}

/** Starts a command on a connection that is in use. Rejects with a SideChannelError, or with the signal's reason. */
export async function openSideChannel(
  connection: Connection,
  host: string,
  command: string,
  signal?: AbortSignal,
): Promise<SideChannel> {
  signal?.throwIfAborted();
  const opening = connection.exec(command, (channel) => sideChannel(connection, channel));
  try {
    return await unlessAborted(opening, signal);
  } catch (error) {
    // one that comes too late must not stay
    opening.then((late) => late.destroy()).catch(() => undefined);
    if (signal?.aborted) throw signal.reason;
    throw new SideChannelError(host, error);
  }
}

function sideChannel(connection: Connection, channel: ClientChannel): SideChannel {
  const tail = new Tail(STDERR);
  channel.stderr.on('data', (chunk: Buffer) => tail.push(chunk));
  let exitCode: number | undefined;
  channel.on('exit', (code: number | null) => {
    exitCode = code ?? undefined;
  });
  channel.on('error', () => undefined);
  const closed = new Promise<number | undefined>((resolve) => {
    channel.on('close', () => resolve(exitCode));
    connection.closed.then(() => resolve(undefined));
  });
  return {
    stdin: channel,
    stdout: channel,
    closed,
    stderr: () => tail.text().trim(),
    destroy: () => void channel.destroy(),
  };
}
