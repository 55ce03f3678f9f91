import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTransport } from '../../src/ssh/transport.ts';
import { hasSshd, type Sshd, startSshd } from './sshd.ts';

// A user of this machine, made for these tests and removed after them
const USER = 'kubestrap-shell-test';
const SUDOERS = '/etc/sudoers.d/kubestrap-shell-test';

const possible =
  hasSshd() && process.getuid?.() === 0 && existsSync('/usr/bin/sudo') && existsSync('/usr/sbin/useradd');
if (!possible) console.warn('SKIPPED: the tests of login shells need root, sudo and useradd');

function removeUser(): void {
  rmSync(SUDOERS, { force: true });
  try {
    execFileSync('userdel', ['-f', USER], { stdio: 'ignore' });
  } catch {
    // there was none
  }
}

describe.skipIf(!possible)('a login shell, or sudo, that runs nothing', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    removeUser();
    execFileSync('useradd', ['--no-create-home', '--home-dir', '/', '--shell', '/bin/sh', USER]);
    // without PAM, sshd lets no account in that has no password
    execFileSync('chpasswd', { input: `${USER}:${randomUUID()}\n` });
    sshd = await startSshd({ user: USER });
    // sshd reads authorized_keys as the user
    chmodSync(sshd.directory, 0o711);
  });
  afterEach(() => rmSync(SUDOERS, { force: true }));
  afterAll(async () => {
    await sshd?.stop();
    removeUser();
  });

  const failure = async () => {
    const transport = createTransport({
      knownHosts: { acceptNew: false },
      agentSocket: '',
      lockDirectory: join(sshd.directory, 'lock'),
    });
    try {
      const session = await transport.connect(sshd.target());
      return { message: (await session.run('echo in; id -u')).output };
    } catch (error) {
      return error as { kind: string; message: string; remedy: string };
    } finally {
      await transport.close();
    }
  };
  const shell = (path: string) => execFileSync('usermod', ['--shell', path, USER], { stdio: 'ignore' });

  test.each([
    ['/bin/false', /as \/bin\/false does/],
    ['/usr/sbin/nologin', /the login shell is nologin/],
  ])('%s is named, and what gives the account another', async (path, message) => {
    shell(path);
    const error = await failure();
    shell('/bin/sh');
    expect(error).toMatchObject({ kind: 'shell', message: expect.stringMatching(message) });
    expect(error).toMatchObject({ remedy: expect.stringContaining(`usermod -s /bin/sh ${USER}`) });
  });

  test.each([
    ['Defaults', `Defaults:${USER} noexec\n${USER} ALL=(ALL) NOPASSWD: ALL`],
    ['a tag', `${USER} ALL=(ALL) NOPASSWD: NOEXEC: ALL`],
  ])('sudo with noexec by %s is named', async (_what, rules) => {
    writeFileSync(SUDOERS, `${rules}\n`, { mode: 0o440 });
    expect(await failure()).toMatchObject({
      kind: 'sudo',
      message: expect.stringContaining('noexec in sudoers'),
      remedy: expect.stringContaining(`'Defaults:${USER} !noexec'`),
    });
  });

  test('an ordinary sudo lets it in', async () => {
    writeFileSync(SUDOERS, `${USER} ALL=(ALL) NOPASSWD: ALL\n`, { mode: 0o440 });
    expect(await failure()).toEqual({ message: 'in\n0\n' });
  });
});
