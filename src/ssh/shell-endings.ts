/** What a login shell, or sudo, that ended without running sh is known by: its exit code and what it printed. */
export interface ShellEnding {
  readonly user: string;
  readonly sudo: boolean;
  /** Undefined: it did not say. */
  readonly exitCode: number | undefined;
  /** What it printed on both streams. */
  readonly said: string;
}

interface Row {
  readonly is: (ending: ShellEnding) => boolean;
  readonly kind: 'sudo' | 'shell';
  readonly what: string;
  /** `USER` stands for the user. */
  readonly remedy: string;
}

const NO_LOGIN =
  'Give the account a shell on the host (usermod -s /bin/sh USER), or log in as another user (ssh.user).';

/** BOOTSTRAP (channel-loop.ts) ends with the code of the first program that it starts, where it cannot start it. */
const ROWS: readonly Row[] = [
  {
    // nologin(8) of util-linux and of shadow; /etc/nologin.txt may replace the text
    is: ({ said }) => /account is (currently )?not available/i.test(said),
    kind: 'shell',
    what: 'the login shell is nologin: the account is not for logging in',
    remedy: NO_LOGIN,
  },
  {
    is: ({ exitCode, said }) => exitCode === 1 && said.trim() === '',
    kind: 'shell',
    what: 'the login shell ended with exit code 1 and printed nothing, as /bin/false does',
    remedy: NO_LOGIN,
  },
  {
    // sudoers(5), noexec: what sudo runs may start no program
    is: ({ exitCode, sudo }) => exitCode === 126 && sudo,
    kind: 'sudo',
    what: 'sudo runs sh, and lets it start no program (noexec in sudoers)',
    remedy: "Put 'Defaults:USER !noexec' into /etc/sudoers.d, or EXEC: before ALL in the user's line.",
  },
  {
    is: ({ exitCode }) => exitCode === 126,
    kind: 'shell',
    what: 'sh on the host may start no program (exit code 126)',
    remedy:
      'A restricted shell, a mount with noexec, or a security module forbids it: the log of the host says which.',
  },
];

/** Undefined: nothing that is known. */
export function shellEnding(ending: ShellEnding): readonly [Row['kind'], string, string] | undefined {
  const row = ROWS.find(({ is }) => is(ending));
  return row === undefined ? undefined : [row.kind, row.what, row.remedy];
}
