import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasSshd, type Sshd, startSshd } from '../ssh/sshd.ts';

const PROGRAM = resolve(import.meta.dirname, '../../bin/kubestrap');

(hasSshd() ? describe : describe.skip)('the command line, with real connections', () => {
  let sshd: Sshd;
  let directory: string;
  const undo: (() => unknown)[] = [];
  beforeAll(async () => {
    sshd = await startSshd();
  });
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubestrap-cli-live-'));
  });
  afterEach(() => {
    for (const one of undo.splice(0)) one();
    rmSync(directory, { recursive: true, force: true });
  });
  afterAll(() => sshd.stop());

  const project = (ssh: Record<string, unknown>): string[] => {
    const [inventory, cluster] = ['inventory.yaml', 'cluster.yaml'].map((name) => join(directory, name));
    const host = { name: 'cp-1', role: 'control-plane', address: '127.0.0.1', internalAddress: '192.0.2.1' };
    const head = { apiVersion: 'kubestrap.dev/v1alpha1' };
    const known = { knownHostsFile: join(directory, 'known_hosts'), ...ssh };
    writeFileSync(inventory ?? '', JSON.stringify({ ...head, kind: 'Inventory', ssh: known, hosts: [host] }));
    const spec = {
      kubernetesVersion: 'v1.36.2',
      controlPlaneEndpoint: { host: 'api.example.org', provider: 'hosts' },
    };
    writeFileSync(
      cluster ?? '',
      JSON.stringify({ ...head, kind: 'Cluster', metadata: { name: 'live' }, spec }),
    );
    return ['-i', inventory ?? '', '-f', cluster ?? '', '--accept-new-host-keys'];
  };
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const child = spawn(PROGRAM, args, {
      env: { ...process.env, SSH_AUTH_SOCK: '', HOME: directory, ...env },
    });
    const out = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].on('data', (chunk) => {
        out[name] += chunk;
      });
    const result = new Promise<{ code: number | null; stdout: string; stderr: string }>((done) =>
      child.on('close', (code) => done({ code, ...out })),
    );
    return { child, result };
  };
  const keep = (server: Server) => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
    undo.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
  };

  it('prints the fingerprint of each host key that it accepts', async () => {
    const files = project({ port: sshd.port, identityFile: sshd.identityFile, user: sshd.target().ssh.user });
    const { stderr } = await run([...files, 'plan']).result;
    const line = readFileSync(join(directory, 'known_hosts'), 'utf8');
    expect(line).toContain(sshd.hostKeys[0]);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/new host key of cp-1 .*: ssh-ed25519 SHA256:[\w+/]{43}/);
  });

  it.skipIf(process.getuid?.() !== 0)(
    'shows a sudo password in no output, though the host prints it',
    async () => {
      const [password, user] = ['a pass"word that a host knows', 'kubestrap-live-test'];
      execFileSync(
        'sh',
        [
          '-c',
          `userdel -f ${user} 2>/dev/null; useradd -M -d / -s /bin/sh ${user} && echo ${user}:x | chpasswd`,
        ],
        {
          stdio: 'ignore',
        },
      );
      undo.push(() => execFileSync('userdel', ['-f', user], { stdio: 'ignore' }));
      const other = await startSshd({ user, config: [`ForceCommand echo 'said: ${password}'; exit 3`] });
      chmodSync(other.directory, 0o711);
      const { port, identityFile } = other.target().ssh;
      const files = project({ port, identityFile, user, sudoPassword: { env: 'TEST_SUDO' } });
      const logs = join(directory, 'logs');
      for (const args of [['plan'], ['-o', 'json', 'plan'], ['--log-dir', logs, '-v', 'plan']]) {
        const { code, stdout, stderr } = await run([...files, ...args], { TEST_SUDO: password }).result;
        expect(code).toBe(1);
        const said = (stdout + stderr).replaceAll(/\s+/g, ' ');
        expect(said).toContain('said: (secret: sudo-password)');
        expect(said).not.toMatch(/that a host knows/);
      }
      expect(execFileSync('sh', ['-c', `cat ${logs}/*/*`]).toString()).not.toContain('that a host knows');
      await other.stop();
    },
  );

  it.each(['a server that opens no channel', 'an agent that does not answer'])(
    'ends on one Ctrl-C while it waits for %s',
    async (what) => {
      let reached = () => {};
      const reaching = new Promise<void>((done) => {
        reached = done;
      });
      const agent = join(directory, 'agent');
      const silent = createServer(() => reached());
      keep(silent);
      await new Promise<void>((done) => silent.listen(agent, done));
      const hostKeys = [readFileSync(join(sshd.directory, 'host_rsa'))];
      const server = new ssh2.Server({ hostKeys }, (client) => {
        client.on('error', () => undefined).on('authentication', (login) => login.accept());
        client.on('session', () => reached());
      });
      undo.push(() => server.close());
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as AddressInfo;
      const isAgent = what.startsWith('an agent');
      const files = project({ port, user: 'root', ...(isAgent ? {} : { identityFile: sshd.identityFile }) });
      const { child, result } = run([...files, 'plan'], isAgent ? { SSH_AUTH_SOCK: agent } : {});
      await reaching;
      const at = Date.now();
      child.kill('SIGINT');
      expect((await result).code).toBe(130);
      expect(Date.now() - at).toBeLessThan(5000);
    },
  );
});
