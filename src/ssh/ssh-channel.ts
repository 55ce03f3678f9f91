import type { ClientChannel } from 'ssh2';
import type { Channel, Exit } from './link.ts';

/**
 * Adapts a channel of ssh2. To be called in the very callback that ssh2 hands it to: the exit code of a command that ends
 * at once may be in the packet that opens its channel. `lost` resolves when the connection is gone.
 */
export function sshChannel(channel: ClientChannel, lost: Promise<void>): Channel {
  let exit: Exit | undefined;
  channel.on('exit', (code: number | null) => {
    exit = { code: code ?? undefined };
  });
  channel.on('error', () => undefined);
  const closed = new Promise<Exit | undefined>((resolve) => {
    channel.on('close', () => resolve(exit));
    // after the channel's own last words
    lost.then(() => setImmediate(() => resolve(undefined)));
  });
  return {
    stdin: channel,
    stdout: channel,
    stderr: channel.stderr,
    closed,
    destroy: () => void channel.destroy(),
  };
}
