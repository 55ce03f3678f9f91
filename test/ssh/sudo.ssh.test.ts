import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunResult, Session, Transport } from '../../src/model/transport.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { createTransport } from '../../src/ssh/transport.ts';
import { hasSshd, type Sshd, startSshd } from './sshd.ts';

// A user of this machine, made for these tests and removed after them
const USER = 'kubestrap-sudo-test';
const PASSWORD = 'correct horse';
const SUDOERS = '/etc/sudoers.d/kubestrap-sudo-test';
// PAM as hosts with a lock-out policy have it: each failed try is a row of pam_faillock's
const PAM = '/etc/pam.d/kubestrap-sudo-test';
const TALLY = '/run/kubestrap-sudo-test';

const possible =
  hasSshd() && process.getuid?.() === 0 && existsSync('/usr/bin/sudo') && existsSync('/usr/sbin/useradd');
if (!possible) console.warn('SKIPPED: the sudo tests need root, sudo and useradd');

function removeUser(): void {
  for (const path of [SUDOERS, PAM, TALLY]) rmSync(path, { force: true, recursive: true });
  try {
    execFileSync('userdel', ['-f', USER], { stdio: 'ignore' });
  } catch {
    // there was none
  }
}

describe.skipIf(!possible)('sudo', () => {
  let sshd: Sshd;
  let transport: Transport;
  beforeAll(async () => {
    removeUser();
    execFileSync('useradd', ['--no-create-home', '--home-dir', '/', '--shell', '/bin/bash', USER]);
    execFileSync('chpasswd', { input: `${USER}:${PASSWORD}\n` });
    sshd = await startSshd({ user: USER });
    // sshd reads authorized_keys as the user
    chmodSync(sshd.directory, 0o711);
    transport = createTransport({
      knownHosts: { acceptNew: false },
      agentSocket: '',
      lockDirectory: join(sshd.directory, 'lock'),
    });
  });
  afterEach(() => rmSync(SUDOERS, { force: true }));
  afterAll(async () => {
    await transport?.close();
    await sshd?.stop();
    removeUser();
  });

  const sudoers = (...lines: string[]) => {
    writeFileSync(SUDOERS, lines.map((line) => `${line}\n`).join(''), { mode: 0o440 });
  };
  const connect = (password?: string, name = 'test-host', over = sshd, by = transport): Promise<Session> =>
    by.connect({
      ...over.target(),
      name,
      ...(password === undefined ? {} : { sudoPassword: new Secret('sudo-password', password) }),
    });
  const newTransport = () =>
    createTransport({
      knownHosts: { acceptNew: false },
      agentSocket: '',
      lockDirectory: join(sshd.directory, 'lock'),
      connectTimeoutMs: 3000,
    });
  const failureOf = (run: Promise<RunResult>) =>
    run.then(
      () => new Error('it ran'),
      (reason: Error) => reason,
    );
  /** sudo asks through PAM with a lock-out policy; returns how many failed tries it has counted since. */
  const countTries = (): (() => number) => {
    rmSync(TALLY, { recursive: true, force: true });
    mkdirSync(TALLY);
    writeFileSync(
      PAM,
      [
        `auth required pam_faillock.so preauth dir=${TALLY} deny=99`,
        'auth [success=1 default=ignore] pam_unix.so',
        `auth [default=die] pam_faillock.so authfail dir=${TALLY} deny=99`,
        'auth required pam_permit.so',
        'account required pam_permit.so',
        'session required pam_permit.so',
        '',
      ].join('\n'),
    );
    sudoers(`${USER} ALL=(ALL) ALL`, `Defaults:${USER} pam_service=${PAM.split('/').at(-1)}`);
    return () => {
      const rows = execFileSync('faillock', ['--dir', TALLY, '--user', USER]).toString();
      return rows.split('\n').filter((row) => /^\d{4}-/.test(row)).length;
    };
  };

  test('without a password makes the channel root', async () => {
    sudoers(`${USER} ALL=(ALL) NOPASSWD: ALL`);
    const session = await connect();
    expect((await session.run('id -un; exit 4')).output).toBe('root\n');
    await session.close();
  });

  test('with use_pty works, and ends what runs', async () => {
    sudoers(`${USER} ALL=(ALL) NOPASSWD: ALL`, `Defaults:${USER} use_pty`);
    const session = await connect();
    expect((await session.run('id -un; tty')).output).toContain('root\n');
    const text = 'x'.repeat(200_000);
    expect((await session.run(`v='${text}'; echo \${#v}`)).output).toBe('200000\n');
    const running = session.run('sleep 71');
    running.catch(() => undefined);
    await session.run('true', { signal: AbortSignal.timeout(500) }).catch(() => undefined);
    await session.close();
    await expect(running).rejects.toMatchObject({ kind: 'closed' });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(execFileSync('ps', ['-eo', 'args']).toString()).not.toContain('sleep 71');
  });

  test('with a password takes it from stdin, asked or not', async () => {
    sudoers(`${USER} ALL=(ALL) ALL`);
    const asked = await connect(PASSWORD);
    expect((await asked.run('id -un')).output).toBe('root\n');
    expect((await asked.run(`ps -eo args | grep '[c]orrect horse'`)).output).toBe('');
    await asked.close();

    sudoers(`${USER} ALL=(ALL) NOPASSWD: ALL`);
    const unasked = await connect(PASSWORD);
    expect((await unasked.run('id -un')).output).toBe('root\n');
    await unasked.close();
  });

  test.each([
    ['wants a password', [`${USER} ALL=(ALL) ALL`], undefined, /asks for a password/, /ssh.sudoPassword/],
    ['gets a wrong one', [`${USER} ALL=(ALL) ALL`], 'wrong', /does not accept the password/, /sudoPassword/],
    ['does not know the user', [], undefined, /sudo/, /./],
    ['does not know the user, with a password', [], PASSWORD, /does not let this user/, /NOPASSWD/],
    [
      'wants a terminal',
      [`${USER} ALL=(ALL) NOPASSWD: ALL`, `Defaults:${USER} requiretty`],
      undefined,
      /terminal/,
      /!requiretty/,
    ],
  ])('that %s is named, with what to do', async (_, lines, password, message, remedy) => {
    if (lines.length > 0) sudoers(...lines);
    const session = await connect(password);
    const error = await session.run('true').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ConnectError', kind: 'sudo', host: 'test-host' });
    expect((error as Error).message).toMatch(message);
    expect((error as { remedy: string }).remedy).toMatch(remedy);
    expect(String((error as Error).stack)).not.toContain(PASSWORD);
    await session.close();
  });

  test('with a wrong password is tried once, as a lock-out policy counts', async () => {
    const tries = countTries();
    const by = newTransport();
    const session = await connect('wrong', 'w-1', sshd, by);
    expect((await failureOf(session.run('true'))).message).toMatch(/does not accept the password/);
    // sudo would ask a second time, and take the end of its input for another wrong answer
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(tries()).toBe(1);
    await by.close();
  });

  test('that refused a password on one host is given it on no other until one has accepted it', async () => {
    const tries = countTries();
    const by = newTransport();
    const names = ['w-1', 'w-2', 'w-3', 'w-4'];
    const sessions = await Promise.all(names.map((name) => connect('wrong', name, sshd, by)));
    const errors = await Promise.all(sessions.map((session) => failureOf(session.run('true'))));
    expect(errors.filter(({ message }) => /does not accept the password/.test(message))).toHaveLength(1);
    const others = errors.filter(({ message }) => /was not tried/.test(message));
    expect(others).toHaveLength(3);
    expect(others[0]).toMatchObject({ name: 'ConnectError', kind: 'sudo' });
    expect(others[0]?.message).toMatch(/w-\d rejected it/);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(tries()).toBe(1);
    await by.close();
  });

  test('with a right password lets all hosts in at once', async () => {
    const tries = countTries();
    const by = newTransport();
    const names = ['w-1', 'w-2', 'w-3', 'w-4'];
    const sessions = await Promise.all(names.map((name) => connect(PASSWORD, name, sshd, by)));
    const results = await Promise.all(sessions.map((session) => session.run('id -un')));
    expect(results.map(({ output }) => output)).toEqual(names.map(() => 'root\n'));
    expect(tries()).toBe(0);
    await by.close();
  });

  test('with a lecture, a banner and a trace of the login shell works', async () => {
    sudoers(`${USER} ALL=(ALL) ALL`, `Defaults:${USER} lecture=always`);
    const trace = 'ForceCommand echo Welcome; echo motd >&2; bash -xvc "$SSH_ORIGINAL_COMMAND"';
    const other = await startSshd({ user: USER, config: [trace] });
    chmodSync(other.directory, 0o711);
    const by = newTransport();
    const session = await connect(PASSWORD, 'w-1', other, by);
    expect((await session.run('id -un')).output).toBe('root\n');
    await by.close();
    await other.stop();
  });

  test.each([
    ['repeats its input', 'tee SEEN'],
    ['repeats its input, and the command with it', 'echo "$SSH_ORIGINAL_COMMAND" >&2; tee SEEN'],
    ['reads its input away', 'cat >SEEN; sleep 9'],
  ])('behind a login shell that %s gets no password sent', async (_, command) => {
    sudoers(`${USER} ALL=(ALL) ALL`);
    const seen = join(sshd.directory, 'seen');
    writeFileSync(seen, '');
    chmodSync(seen, 0o666);
    const other = await startSshd({ user: USER, config: [`ForceCommand ${command.replace('SEEN', seen)}`] });
    chmodSync(other.directory, 0o711);
    const by = newTransport();
    const session = await connect(PASSWORD, 'w-1', other, by);
    const error = await failureOf(session.run('true'));
    expect(error).toMatchObject({ name: 'ConnectError', kind: 'shell' });
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain(PASSWORD);
    expect(error.message).toContain('login shell');
    await by.close();
    expect(readFileSync(seen, 'utf8')).not.toContain(PASSWORD);
    await other.stop();
  });
});
