import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, connect as dialSocket, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Target, Transport } from '../../src/model/transport.ts';
import type { ConnectError } from '../../src/ssh/errors.ts';
import { createTransport, type TransportOptions } from '../../src/ssh/transport.ts';
import { hasSshd, type Sshd, startSshd } from './sshd.ts';

/** What a server that speaks SSH well never does. */
type Never = 'answers a login' | 'opens a channel' | 'opens a forwarded connection';

const describeSsh = hasSshd() ? describe : describe.skip;

describeSsh('what never answers', () => {
  let sshd: Sshd;
  let home: string | undefined;
  const undo: (() => unknown)[] = [];
  beforeAll(async () => {
    sshd = await startSshd();
    home = process.env.HOME;
  });
  beforeEach(() => {
    process.env.HOME = join(sshd.directory, 'home');
    rmSync(process.env.HOME, { recursive: true, force: true });
    mkdirSync(join(process.env.HOME, '.ssh'), { recursive: true });
  });
  afterEach(async () => {
    process.env.HOME = home;
    for (const one of undo.splice(0).reverse()) await one();
  });
  afterAll(() => sshd.stop());

  const transport = (options: Partial<TransportOptions> = {}): Transport => {
    const made = createTransport({
      knownHosts: { acceptNew: true },
      agentSocket: '',
      connectTimeoutMs: 1000,
      keepalive: { intervalMs: 100, count: 3 },
      ...options,
    });
    undo.push(() => made.close());
    return made;
  };
  const listen = (server: Server, where: number | string): Promise<number> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
    undo.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return new Promise((resolve) => {
      server.listen(
        { ...(typeof where === 'string' ? { path: where } : { port: where, host: '127.0.0.1' }) },
        () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        },
      );
    });
  };
  /** A server with real SSH, which answers keepalives by itself, up to what it never does. */
  const stuck = async (never: Never): Promise<number> => {
    const hostKeys = [readFileSync(join(sshd.directory, 'host_rsa'))];
    const server = new ssh2.Server({ hostKeys }, (client) => {
      client.on('error', () => undefined);
      client.on('authentication', (login) => {
        if (never !== 'answers a login') login.accept();
      });
      client.on('session', () => undefined);
      client.on('tcpip', () => undefined);
    });
    undo.push(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const target = (ssh: Partial<Target['ssh']> = {}) =>
    sshd.target({ knownHostsFile: join(process.env.HOME ?? '', 'known_hosts'), ...ssh });
  const timed = async (work: Promise<unknown>): Promise<{ error: ConnectError; ms: number }> => {
    const start = Date.now();
    const error = await work.then(
      () => new Error('it connected'),
      (reason: unknown) => reason,
    );
    return { error: error as ConnectError, ms: Date.now() - start };
  };
  const bastion = (port: number) => ({
    bastion: { address: '127.0.0.1', port, user: 'root', identityFile: sshd.identityFile },
  });

  const cases: [string, (agentSocket: string) => Promise<[Target, Partial<TransportOptions>]>, RegExp][] = [
    [
      'a server that never answers a login',
      async () => [target({ port: await stuck('answers a login') }), {}],
      /timed out after 1 s.*authentication with .*identity/,
    ],
    [
      'a server that never opens a channel',
      async () => [target({ port: await stuck('opens a channel') }), {}],
      /opened no session .* within 1 s/,
    ],
    [
      'a bastion that never answers a login',
      async () => [target(bastion(await stuck('answers a login'))), {}],
      /bastion 127\.0\.0\.1.*timed out after 1 s.*authentication/,
    ],
    [
      'a bastion that never opens the way to the host',
      async () => [target(bastion(await stuck('opens a forwarded connection'))), {}],
      /test-host.*timed out after 1 s.*the bastion 127\.0\.0\.1/,
    ],
    [
      'an agent that never answers',
      async (agentSocket) => {
        const { identityFile: _, ...ssh } = target().ssh;
        return [{ ...target(), ssh }, { agentSocket }];
      },
      /the SSH agent .*agent-\d+\) did not answer within 1 s/,
    ],
  ];

  it.each(cases)('is bounded and named: %s', async (_, make, message) => {
    const agent = join(sshd.directory, `agent-${process.pid}`);
    await listen(createServer(), agent);
    const [to, options] = await make(agent);
    const { error, ms } = await timed(transport(options).connect(to));
    expect(error).toMatchObject({ name: 'ConnectError' });
    expect(error.message).toMatch(message);
    expect(ms).toBeLessThan(3000);
  });

  it.each(cases)('ends at once when the run is aborted: %s', async (_, make) => {
    const agent = join(sshd.directory, `agent-${process.pid}`);
    await listen(createServer(), agent);
    const [to, options] = await make(agent);
    const made = transport({ ...options, connectTimeoutMs: 60_000 });
    const stop = new AbortController();
    const connecting = timed(made.connect(to, stop.signal));
    await new Promise((resolve) => setTimeout(resolve, 700));
    stop.abort(new Error('stop'));
    const start = Date.now();
    expect((await connecting).error.message).toBe('stop');
    await made.close();
    expect(Date.now() - start).toBeLessThan(2000);
  });

  it('leaves a silent agent for the default keys, and for a process that ends by itself', async () => {
    const agent = join(sshd.directory, `agent-${process.pid}`);
    await listen(createServer(), agent);
    execFileSync('cp', [sshd.identityFile, join(process.env.HOME ?? '', '.ssh', 'id_ed25519')]);
    const { identityFile: _, ...ssh } = target().ssh;
    const made = transport({ agentSocket: agent });
    const sessions = await Promise.all([1, 2].map(() => made.connect({ ...target(), ssh })));
    expect((await sessions[0]?.run('echo in'))?.output).toBe('in\n');
  });

  it('names an agent that lists its keys and never signs', async () => {
    const real = join(sshd.directory, 'real-agent');
    const child = execFileSync('sh', [
      '-c',
      `ssh-agent -a ${real} | sed -n 's/.*AGENT_PID=\\([0-9]*\\).*/\\1/p'`,
    ]);
    undo.push(() => process.kill(Number(child.toString().trim().split('\n')[0])));
    execFileSync('ssh-add', ['-q', sshd.identityFile], { env: { ...process.env, SSH_AUTH_SOCK: real } });
    const front = join(sshd.directory, 'front-agent');
    rmSync(front, { force: true });
    let asked = 0;
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (request) => {
        // SSH_AGENTC_REQUEST_IDENTITIES; a request to sign is left without an answer
        if (request[4] !== 11) return void asked++;
        const up = dialSocket(real);
        up.write(request);
        up.pipe(socket);
      });
    });
    await listen(server, front);
    const { identityFile: _, ...ssh } = target().ssh;
    const { error } = await timed(transport({ agentSocket: front }).connect({ ...target(), ssh }));
    expect(asked).toBe(1);
    expect(error.message).toMatch(/timed out after 1 s.*the SSH agent .*front-agent\) to sign/);
  });

  it('refuses a named pipe in place of a key and of known_hosts, and does not wait for a writer', async () => {
    const pipe = join(sshd.directory, 'pipe');
    if (!existsSync(pipe)) execFileSync('mkfifo', [pipe]);
    const key = await timed(transport().connect(target({ identityFile: pipe })));
    expect(key.error.message).toMatch(/pipe.*is not a regular file/);
    const known = await timed(transport().connect(target({ knownHostsFile: pipe })));
    expect(known.error).toMatchObject({ kind: 'host-key' });
    expect(key.ms + known.ms).toBeLessThan(3000);
  });
});
