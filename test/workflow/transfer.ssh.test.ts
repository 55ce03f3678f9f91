import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Session, Target, Transport } from '../../src/model/transport.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { section } from '../../src/shell/functions/frames.ts';
import { takeLock } from '../../src/shell/functions/lock.ts';
import { complete } from '../../src/shell/library.ts';
import { revealSecrets, sh } from '../../src/shell/sh.ts';
import { createTransport } from '../../src/ssh/transport.ts';
import { download, upload } from '../../src/workflow/transfer.ts';
import type { Runner } from '../../src/workflow/transfer-pipe.ts';
import { startDelayProxy } from '../ssh/delay-proxy.ts';
import { hasSshd, type Sshd, startSshd } from '../ssh/sshd.ts';

const describeSsh = hasSshd() && userInfo().uid === 0 ? describe : describe.skip;
const MIB = 1024 * 1024;

const runnerOf = (session: Session): Runner => ({
  run: (_host, script, options) => session.run(complete(script).write(revealSecrets), options),
  open: (_host, command, signal) => session.open(command, signal),
});

function fileOf(size: number) {
  const bytes = randomBytes(size);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const read = async function* () {
    for (let at = 0; at < size; at += 65_536) yield bytes.subarray(at, at + 65_536);
  };
  return { bytes, size, sha256, read };
}

const pipes = () => readdirSync('/run').filter((name) => name.startsWith('kubestrap-pipe-'));

describeSsh('a large file through a real sshd', () => {
  let sshd: Sshd;
  let transport: Transport;
  let directory: string;
  beforeAll(async () => {
    sshd = await startSshd();
    directory = join(sshd.directory, 'files');
    mkdirSync(directory);
    const lockDirectory = join(sshd.directory, 'lock');
    transport = createTransport({ knownHosts: { acceptNew: false }, agentSocket: '', lockDirectory });
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
    mkdirSync(directory);
  });
  afterAll(async () => {
    await transport?.close();
    await sshd?.stop();
  });

  it('goes up and comes down as it is, piece by piece, beside beats that keep the run lock', async () => {
    const session = await transport.connect(sshd.target());
    const runner = runnerOf(session);
    const directoryOfLock = join(sshd.directory, 'lock');
    const take = sh`take() { ${takeLock(directoryOfLock, session.nonce, '{}', 60)}; }
${section('lock', sh`take`)}`;
    const taken = await session.run(complete(take).write(revealSecrets));
    expect(taken.sections.get('lock')).toMatch(/^taken/);
    const beatFile = join(sshd.directory, 'lock', 'beat');
    const beats = new Set<string>();
    const beating = setInterval(() => {
      session.beat();
      if (existsSync(beatFile)) beats.add(readFileSync(beatFile, 'utf8'));
    }, 20);
    const file = fileOf(48 * MIB + 777);
    const path = join(directory, 'there');
    const locked: Runner = {
      ...runner,
      run: (host, script, options) => runner.run(host, script, { ...options, locked: true }),
    };
    expect(await upload(locked, 'host', file, path, '0600')).toBe('sent');
    expect(readFileSync(path).equals(file.bytes)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(beats.size).toBeGreaterThan(2);
    let largest = 0;
    const hash = createHash('sha256');
    const sink = async (piece: Buffer) => {
      largest = Math.max(largest, piece.length);
      hash.update(piece);
    };
    const { size, sha256 } = file;
    expect(await download(locked, 'host', path, sink)).toEqual({ size, sha256 });
    expect(hash.digest('hex')).toBe(sha256);
    expect(largest).toBeLessThanOrEqual(2 * MIB);
    clearInterval(beating);
    await session.close();
    expect(pipes()).toEqual([]);
  });

  it('goes on where it was when the connection is cut in its middle', async () => {
    const proxy = await startDelayProxy(sshd.port, 1);
    const known = sshd.hostKeys.map((key) => `[127.0.0.1]:${proxy.port} ${key}\n`).join('');
    const knownHostsFile = join(sshd.directory, 'known_hosts_proxy');
    writeFileSync(knownHostsFile, known);
    const target = sshd.target({ port: proxy.port, knownHostsFile });
    const file = fileOf(16 * MIB);
    const path = join(directory, 'there');
    const cut = await transport.connect(target);
    const first = upload(runnerOf(cut), 'host', file, path, '0600', {
      onProgress: (done) => {
        if (done > 12 * MIB) proxy.cut();
      },
    });
    await expect(first).rejects.toMatchObject({ kind: 'lost' });
    expect(existsSync(path)).toBe(false);
    const again = await transport.connect(target);
    const told: number[] = [];
    const onProgress = (done: number) => void told.push(done);
    expect(await upload(runnerOf(again), 'host', file, path, '0600', { onProgress })).toBe('sent');
    expect(told[0]).toBeGreaterThan(MIB);
    expect(readFileSync(path).equals(file.bytes)).toBe(true);
    expect(readdirSync(directory)).toEqual(['there']);
    expect(pipes()).toEqual([]);
    await again.close();
    await proxy.close();
  });

  it('does not take more memory where the other side is slow', async () => {
    const session = await transport.connect(sshd.target());
    const path = join(directory, 'there');
    execFileSync('truncate', ['-s', String(96 * MIB), path]);
    const before = process.memoryUsage().rss;
    let most = 0;
    let count = 0;
    await download(runnerOf(session), 'host', path, async () => {
      if (++count % 256 !== 0) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
      most = Math.max(most, process.memoryUsage().rss - before);
    });
    expect(most).toBeLessThan(64 * MIB);
    await session.close();
  });

  it('names MaxSessions where sshd opens no second channel', async () => {
    const other = await startSshd({ config: ['MaxSessions 1'] });
    const session = await transport.connect(other.target());
    const path = join(directory, 'a');
    writeFileSync(path, 'text');
    const error = await download(runnerOf(session), 'host', path, async () => {}).catch((reason) => reason);
    expect(error).toMatchObject({ name: 'SideChannelError', host: 'test-host' });
    expect(error.remedy).toContain('MaxSessions');
    // the session is as good as before
    expect((await session.run('echo fine')).output).toBe('fine\n');
    await session.close();
    await other.stop();
    expect(pipes()).toEqual([]);
  });
});

// A user of this machine, made for these tests and removed after them
const USER = 'kubestrap-transfer-test';
const PASSWORD = 'correct horse';
const SUDOERS = `/etc/sudoers.d/${USER}`;
const hasSudo = existsSync('/usr/bin/sudo') && existsSync('/usr/sbin/useradd');
const describeSudo = hasSudo ? describeSsh : describe.skip;

function removeUser(): void {
  rmSync(SUDOERS, { force: true });
  try {
    execFileSync('userdel', ['-f', USER], { stdio: 'ignore' });
  } catch {
    // there was none
  }
}

describeSudo('a file of root and a user with sudo', () => {
  let sshd: Sshd;
  let transport: Transport;
  beforeAll(async () => {
    removeUser();
    execFileSync('useradd', ['--no-create-home', '--home-dir', '/', '--shell', '/bin/bash', USER]);
    execFileSync('chpasswd', { input: `${USER}:${PASSWORD}\n` });
    sshd = await startSshd({ user: USER });
    chmodSync(sshd.directory, 0o711);
    const lockDirectory = join(sshd.directory, 'lock');
    transport = createTransport({ knownHosts: { acceptNew: false }, agentSocket: '', lockDirectory });
  });
  afterAll(async () => {
    await transport?.close();
    await sshd?.stop();
    removeUser();
  });

  it.each([
    ['asks for a password', 'ALL=(ALL) ALL', { sudoPassword: new Secret('sudo-password', PASSWORD) }],
    ['asks for none', 'ALL=(ALL) NOPASSWD: ALL', {}],
  ] as const)('come together where sudo %s', async (_, rule, more: Partial<Target>) => {
    writeFileSync(SUDOERS, `${USER} ${rule}\n`, { mode: 0o440 });
    const session = await transport.connect({ ...sshd.target(), ...more });
    const runner = runnerOf(session);
    const file = fileOf(3 * MIB + 1);
    const path = join(sshd.directory, 'private', 'file');
    expect(await upload(runner, 'host', file, path, '0600')).toBe('sent');
    expect(readFileSync(path).equals(file.bytes)).toBe(true);
    expect([statSync(path).uid, statSync(path).mode & 0o777]).toEqual([0, 0o600]);
    const pieces: Buffer[] = [];
    await download(runner, 'host', path, async (piece) => void pieces.push(piece));
    expect(Buffer.concat(pieces).equals(file.bytes)).toBe(true);
    rmSync(join(sshd.directory, 'private'), { recursive: true });
    await session.close();
    expect(pipes()).toEqual([]);
  });
});
