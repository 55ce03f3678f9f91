import { ConnectError } from './errors.ts';
import type { Verdict } from './password-trials.ts';
import { shellEnding } from './shell-endings.ts';
import { clean } from './text.ts';

/** What came before the loop answered, when it never did. */
export interface ChannelFailure {
  readonly host: string;
  readonly address: string;
  readonly user: string;
  readonly sudo: 'root' | 'sudo' | 'sudo-with-password';
  readonly stdout: string;
  readonly stderr: string;
  /** What was sent came back: nothing of stdout and stderr may be shown. */
  readonly repeated: boolean;
  /** The exit code of the login shell, if it ended. */
  readonly exitCode: number | undefined;
  /** The word of an `error` frame: the loop ran and misses something. */
  readonly missing?: string | undefined;
  /** sudo asked for the password again after it was given. */
  readonly askedAgain: boolean;
  /** What was to come next: the login shell or the loop, sudo's question, or its verdict on the password. */
  readonly awaits: 'shell' | 'sudo' | 'verdict';
  readonly timedOutAfterMs?: number;
  /** What broke the connection, if that is why. */
  readonly lost?: Error | undefined;
}

interface Explanation {
  readonly error: ConnectError;
  /** What it says of the password, if one was sent. */
  readonly verdict: Verdict;
}

const REJECTED = [
  'sudo does not accept the password',
  'Correct what ssh.sudoPassword refers to. It was tried once; sudo there may also want more than a password (a one-time code).',
] as const;

/** What sudo says, in English; what it is called here; what to do. */
const SUDO: readonly (readonly [RegExp, string, string])[] = [
  [
    /must have a tty|no tty present/i,
    'sudo there wants a terminal (requiretty)',
    "Put 'Defaults:USER !requiretty' into /etc/sudoers.d.",
  ],
  [/incorrect password|incorrect authentication|Sorry, try again|no password was provided/i, ...REJECTED],
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
/** sudo asks for the password before it looks whether the user may: it was right. */
const RIGHT_BUT_NOT_ALLOWED = /not in the sudoers file|may not run sudo|not allowed to (execute|run)/i;

const CHECKS =
  "The login shell must run 'sh -c true' for this user without a terminal, and its startup files (~/.bashrc, " +
  '/etc/profile.d and the like) must neither exit nor read from stdin when no person is there.';

const AWAITED = {
  shell: 'the login shell did not answer',
  sudo: 'sudo neither asked for the password nor started the shell',
  verdict: 'sudo gave no verdict on the password',
} as const;

/** Says why the channel did not come up. */
export function explainChannelFailure(failure: ChannelFailure): Explanation {
  const [kind, what, remedy] = cause(failure);
  const { host, address, user, lost, repeated } = failure;
  const said = repeated ? '' : lastLines(`${failure.stderr}\n${failure.stdout}`);
  const quoted = said === '' ? '' : `; it said: ${said}`;
  const error = new ConnectError({
    host,
    address,
    kind,
    message: `${host} (${address}), user ${user}: ${what}${quoted}`,
    remedy: remedy.replaceAll('USER', user),
    ...(lost === undefined ? {} : { cause: lost }),
  });
  return { error, verdict: verdictOf(failure) };
}

function cause(failure: ChannelFailure): readonly ['sudo' | 'shell' | 'lost', string, string] {
  const { missing, repeated, sudo, askedAgain, stderr, timedOutAfterMs, lost, exitCode, awaits } = failure;
  if (missing !== undefined) {
    const what = `the host has no ${clean(missing)}`;
    return ['shell', what, 'Install util-linux (or busybox) on the host.'];
  }
  if (repeated) return ['shell', 'the login shell repeats its input instead of running the command', CHECKS];
  if (askedAgain) return ['sudo', ...REJECTED];
  if (sudo !== 'root') {
    for (const [pattern, what, remedy] of SUDO) if (pattern.test(stderr)) return ['sudo', what, remedy];
  }
  if (timedOutAfterMs !== undefined) {
    const what = `${AWAITED[awaits]} within ${timedOutAfterMs / 1000} s`;
    if (awaits === 'shell') return ['shell', what, CHECKS];
    return [
      'sudo',
      what,
      'Try `sudo -v` as this user on the host: PAM there (a directory, a lock-out delay) may hang.',
    ];
  }
  if (lost !== undefined)
    return ['lost', `the connection was lost before the shell answered (${lost.message})`, 'Run again.'];
  const said = `${stderr}\n${failure.stdout}`;
  const known = shellEnding({ user: failure.user, sudo: sudo !== 'root', exitCode, said });
  if (known !== undefined) return known;
  const code = exitCode === undefined ? '' : ` with exit code ${exitCode}`;
  return ['shell', `the login shell ended${code} instead of running sh`, CHECKS];
}

function verdictOf({ askedAgain, stderr, timedOutAfterMs, lost }: ChannelFailure): Verdict {
  if (askedAgain) return 'rejected';
  if (RIGHT_BUT_NOT_ALLOWED.test(stderr)) return 'accepted';
  return timedOutAfterMs === undefined && lost === undefined ? 'rejected' : 'unknown';
}

function lastLines(text: string): string {
  const lines = clean(text)
    .split('\n')
    // our own prompt and marks say nothing to a person
    .map((line) =>
      line.replaceAll(/\[sudo: kubestrap%%[^\]]*\]|kubestrap%[0-9a-f]+:?|kubestrap-(sudo \d+|begun)/g, ''),
    )
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.slice(-3).join(' / ').slice(-500);
}
