import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../../src/secrets/secret.ts';
import { createTransport } from '../../src/ssh/transport.ts';
import type { Session, Transport } from '../../src/ssh/types.ts';
import { hasSshd, type Sshd, startSshd } from './sshd.ts';

// A user of this machine, made for these tests and removed after them
const USER = 'kubestrap-sudo-test';
const PASSWORD = 'correct horse';
const SUDOERS = '/etc/sudoers.d/kubestrap-sudo-test';

const possible =
  hasSshd() && process.getuid?.() === 0 && existsSync('/usr/bin/sudo') && existsSync('/usr/sbin/useradd');
if (!possible) console.warn('SKIPPED: the sudo tests need root, sudo and useradd');

function removeUser(): void {
  rmSync(SUDOERS, { force: true });
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
  const connect = (password?: string): Promise<Session> =>
    transport.connect({
      ...sshd.target(),
      ...(password === undefined ? {} : { sudoPassword: new Secret('sudo-password', password) }),
    });

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
});
