import { ConnectError } from './errors.ts';
import { clean } from './text.ts';

/** What came before the loop answered, when it never did. */
export interface ChannelFailure {
  readonly host: string;
  readonly address: string;
  readonly user: string;
  readonly sudo: 'root' | 'sudo' | 'sudo-with-password';
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code of the login shell, if it ended. */
  readonly exitCode: number | undefined;
  /** The word of an `error` frame: the loop ran and misses something. */
  readonly missing?: string | undefined;
  readonly timedOutAfterMs?: number;
  /** What broke the connection, if that is why. */
  readonly lost?: Error | undefined;
}

const SUDO: readonly (readonly [RegExp, string, string])[] = [
  [
    /must have a tty|no tty present/i,
    'sudo there wants a terminal (requiretty)',
    "Put 'Defaults:USER !requiretty' into /etc/sudoers.d.",
  ],
  [
    /incorrect password|Sorry, try again|no password was provided/i,
    'sudo does not accept the password',
    'Correct what ssh.sudoPassword refers to.',
  ],
  [
    /password is required|a terminal is required to read/i,
    'sudo asks for a password',
    "Set ssh.sudoPassword, or put 'USER ALL=(ALL) NOPASSWD: ALL' into /etc/sudoers.d, or log in as root.",
  ],
  [
    /not in the sudoers file|may not run sudo|not allowed to (execute|run)/i,
    'sudo does not let this user become root',
    "Put 'USER ALL=(ALL) NOPASSWD: ALL' into /etc/sudoers.d, or log in as root.",
  ],
  [
    /sudo.*(not found|No such file)/i,
    'there is no sudo on the host',
    'Install sudo, or log in as root (ssh.user: root).',
  ],
  [/^sudo: /m, 'sudo failed', 'Try `sudo -n true` as this user on the host.'],
];

/** Says why the channel did not come up. */
export function explainChannelFailure(failure: ChannelFailure): ConnectError {
  const { host, address, user } = failure;
  const said = lastLines(`${failure.stderr}\n${failure.stdout}`);
  const quoted = said === '' ? '' : `; it said: ${said}`;
  const error = (kind: 'sudo' | 'shell' | 'lost', what: string, remedy: string) =>
    new ConnectError({
      host,
      address,
      kind,
      message: `${host} (${address}), user ${user}: ${what}${quoted}`,
      remedy: remedy.replaceAll('USER', user),
      ...(failure.lost === undefined ? {} : { cause: failure.lost }),
    });

  if (failure.missing !== undefined) {
    const what = `the host has no ${clean(failure.missing)}`;
    return error('shell', what, 'Install util-linux (or busybox) on the host.');
  }
  if (failure.sudo !== 'root') {
    for (const [pattern, what, remedy] of SUDO) {
      if (pattern.test(failure.stderr)) return error('sudo', what, remedy);
    }
  }
  const checks =
    "The login shell must run 'sh -c true' for this user without a terminal, and its startup files must not read " +
    'from stdin or exit.';
  if (failure.timedOutAfterMs !== undefined) {
    return error(
      'shell',
      `the login shell did not answer within ${failure.timedOutAfterMs / 1000} s`,
      checks,
    );
  }
  if (failure.lost !== undefined) {
    return error(
      'lost',
      `the connection was lost before the shell answered (${failure.lost.message})`,
      'Run again.',
    );
  }
  const code = failure.exitCode === undefined ? '' : ` with exit code ${failure.exitCode}`;
  return error('shell', `the login shell ended${code} instead of running sh`, checks);
}

function lastLines(text: string): string {
  const lines = clean(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.slice(-3).join(' / ').slice(-500);
}
