import type { SideChannel } from '../model/transport.ts';
import type { Channel, Link } from './link.ts';
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

/** Starts a command on a link that is in use. Rejects with a SideChannelError, or with the signal's reason. */
export async function openSideChannel(
  link: Link,
  host: string,
  command: string,
  signal?: AbortSignal,
): Promise<SideChannel> {
  signal?.throwIfAborted();
  const opening = link.exec(command).then(sideChannel);
  try {
    return await unlessAborted(opening, signal);
  } catch (error) {
    // one that comes too late must not stay
    opening.then((late) => late.destroy()).catch(() => undefined);
    if (signal?.aborted) throw signal.reason;
    throw new SideChannelError(host, error);
  }
}

function sideChannel({ stdin, stdout, stderr, closed, destroy }: Channel): SideChannel {
  const tail = new Tail(STDERR);
  stderr.on('data', (chunk: Buffer) => tail.push(chunk));
  return {
    stdin,
    stdout,
    closed: closed.then((exit) => exit?.code),
    stderr: () => tail.text().trim(),
    destroy,
  };
}
