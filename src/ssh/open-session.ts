import type { Target } from '../model/transport.ts';
import { channelCommand, type Privilege } from './channel-loop.ts';
import { ConnectError } from './errors.ts';
import type { Link } from './link.ts';
import { ChannelSession, type SessionSettings } from './session.ts';
import { SudoPrompt } from './sudo-prompt.ts';
import { unlessAborted } from './wait.ts';

/**
 * Opens the channel and returns at once: the loop goes out with the first script, which saves a round trip. So it
 * is the first `run` that rejects with a ConnectError when sudo or the login shell fails. Throws ConnectError where the host
 * opens no channel, and drops the link.
 */
export async function openSession(
  link: Link,
  target: Target,
  settings: SessionSettings,
  signal?: AbortSignal,
): Promise<ChannelSession> {
  const privilege: Privilege =
    target.ssh.user === 'root' ? 'root' : target.sudoPassword === undefined ? 'sudo' : 'sudo-with-password';
  const prompt = privilege === 'sudo-with-password' ? new SudoPrompt() : undefined;
  const limit = AbortSignal.timeout(settings.timeoutMs);
  const ends = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  try {
    const opening = link.exec(channelCommand(prompt ?? (privilege === 'root' ? 'root' : 'sudo')));
    const channel = await unlessAborted(opening, ends);
    return new ChannelSession(link, channel, target, { privilege, prompt }, settings);
  } catch (error) {
    link.destroy();
    if (signal?.aborted) throw signal.reason;
    if (limit.aborted) throw timedOut(target, settings.timeoutMs);
    throw new ConnectError({
      host: target.name,
      address: `${target.address}:${target.ssh.port}`,
      kind: 'shell',
      message: `${target.name} opens no session for ${target.ssh.user}: ${error instanceof Error ? error.message : error}`,
      remedy: "Check MaxSessions and ForceCommand in the host's sshd_config, and the user's login shell.",
      cause: error,
    });
  }
}

function timedOut({ name, address, ssh: { port, user } }: Target, timeoutMs: number): ConnectError {
  return new ConnectError({
    host: name,
    address: `${address}:${port}`,
    kind: 'timeout',
    message: `${name} (${address}:${port}) opened no session for ${user} within ${timeoutMs / 1000} s: logged in, waited for a channel`,
    remedy:
      "Look at sshd's log on the host: its session set-up (PAM, a busy disk, logind) hangs. Restart sshd, or the host.",
  });
}
