/** A real OpenSSH sshd on 127.0.0.1, with keys and configuration of its own in a temporary directory. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../src/model/transport.ts';

const SSHD = '/usr/sbin/sshd';

/** Whether there is an sshd to test with. Says so when not; in CI that is an error. */
export function hasSshd(): boolean {
  if (existsSync(SSHD)) return true;
  const message = `these tests need ${SSHD} (Debian: openssh-server)`;
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`SKIPPED: ${message}`);
  return false;
}

export interface SshdOptions {
  /** Further lines of sshd_config. */
  readonly config?: readonly string[];
  /** Types of host keys; default ed25519 and rsa. */
  readonly hostKeys?: readonly ('ed25519' | 'rsa' | 'ecdsa')[];
  /** Who logs in; default the current user. */
  readonly user?: string;
}

export interface Sshd {
  readonly port: number;
  readonly directory: string;
  /** A private key that may log in. */
  readonly identityFile: string;
  /** A known_hosts file with all of its host keys. */
  readonly knownHostsFile: string;
  /** Public host keys, as `type base64`. */
  readonly hostKeys: readonly string[];
  readonly pid: number;
  /** A target with everything right; override what a test wants wrong. */
  target(ssh?: Partial<Target['ssh']>): Target;
  log(): string;
  /** Connections accepted so far. */
  connections(): number;
  stop(): Promise<void>;
}

/** Starts one on a free port and waits until it listens. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const directory = mkdtempSync(join(tmpdir(), 'kubestrap-sshd-'));
  const user = options.user ?? userInfo().username;
  const path = (name: string) => join(directory, name);
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });

  const types = options.hostKeys ?? ['ed25519', 'rsa'];
  for (const type of types) keygen(path(`host_${type}`), type);
  keygen(path('identity'), 'ed25519');
  const hostKeys = types.map((type) => publicKey(path(`host_${type}`)));
  writeFileSync(path('authorized_keys'), readFileSync(path('identity.pub')));

  const port = await freePort();
  writeFileSync(path('known_hosts'), hostKeys.map((key) => `[127.0.0.1]:${port} ${key}\n`).join(''));
  writeFileSync(
    path('sshd_config'),
    [
      'ListenAddress 127.0.0.1',
      `Port ${port}`,
      ...types.map((type) => `HostKey ${path(`host_${type}`)}`),
      `AuthorizedKeysFile ${path('authorized_keys')}`,
      'StrictModes no',
      'PermitRootLogin yes',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'UsePAM no',
      'PidFile none',
      'LogLevel VERBOSE',
      ...(options.config ?? []),
      '',
    ].join('\n'),
  );
  writeFileSync(path('log'), '');
  const child = spawn(SSHD, ['-D', '-f', path('sshd_config'), '-E', path('log')], { stdio: 'ignore' });
  const log = () => readFileSync(path('log'), 'utf8');
  await listening(child, log);

  return {
    port,
    directory,
    identityFile: path('identity'),
    knownHostsFile: path('known_hosts'),
    hostKeys,
    pid: child.pid ?? 0,
    target: (ssh = {}) => ({
      name: 'test-host',
      address: '127.0.0.1',
      ssh: { user, port, identityFile: path('identity'), knownHostsFile: path('known_hosts'), ...ssh },
    }),
    log,
    connections: () =>
      log()
        .split('\n')
        .filter((line) => line.startsWith('Connection from')).length,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill();
        await gone;
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Makes an unencrypted key pair, or one with a passphrase. */
export function keygen(file: string, type: string, passphrase = ''): void {
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', file]);
}

/** `type base64` of a key pair. */
export function publicKey(file: string): string {
  return readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
}

async function listening(child: ChildProcess, log: () => string): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (log().includes('Server listening')) return;
    if (child.exitCode !== null) throw new Error(`sshd ended:\n${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`sshd does not listen:\n${log()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
