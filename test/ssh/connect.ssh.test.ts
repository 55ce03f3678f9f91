import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, connect as dialSocket, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Target, Transport } from '../../src/model/transport.ts';
import { ConnectError, HostKeyError } from '../../src/ssh/errors.ts';
import { createTransport, type TransportOptions } from '../../src/ssh/transport.ts';
import { hasSshd, keygen, publicKey, type Sshd, startSshd } from './sshd.ts';

const describeSsh = hasSshd() ? describe : describe.skip;

describeSsh('connecting', () => {
  let sshd: Sshd;
  let transports: Transport[] = [];
  let counter = 0;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.stop());
  afterEach(async () => {
    await Promise.all(transports.map((transport) => transport.close()));
    transports = [];
  });

  const transport = (options: Partial<TransportOptions> = {}) => {
    const made = createTransport({ knownHosts: { acceptNew: false }, agentSocket: '', ...options });
    transports.push(made);
    return made;
  };
  const file = (content: string) => {
    const path = join(sshd.directory, `file-${counter++}`);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const entry = (key: string | undefined) => `[127.0.0.1]:${sshd.port} ${key}\n`;
  const otherKey = (type: string) => {
    const path = join(sshd.directory, `other-${counter++}`);
    keygen(path, type);
    return publicKey(path);
  };
  const sha256 = (key: string | undefined) =>
    `SHA256:${createHash('sha256')
      .update(Buffer.from(key?.split(' ')[1] ?? '', 'base64'))
      .digest('base64')
      .replace(/=+$/, '')}`;
  const failure = async (target: Target, options: Partial<TransportOptions> = {}): Promise<ConnectError> => {
    const before = sshd.log().length;
    const error = await transport(options)
      .connect(target)
      .then(
        () => new Error('connected'),
        (reason: unknown) => reason,
      );
    expect(error).toBeInstanceOf(ConnectError);
    // sshd knows a user's name only once authentication has begun
    if (error instanceof HostKeyError) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const log = sshd.log().slice(before);
      // earlier connections may say goodbye meanwhile: ours is the one that came last, known by its port
      const port = log.match(/(?<=Connection from \S+ )port \d+/g)?.at(-1);
      expect(port).toBeDefined();
      const ours = log.split('\n').filter((line) => line.includes(`${port} `) || line.endsWith(`${port}`));
      expect(ours.join('\n')).not.toMatch(/Postponed|Failed|Accepted|user/);
    }
    return error as ConnectError;
  };

  test('with the right key', async () => {
    const session = await transport().connect(sshd.target());
    const result = await session.run('echo "$0"; id -un; exit 3');
    expect(result).toMatchObject({ exitCode: 3, output: `kubestrap\n${sshd.target().ssh.user}\n` });
    expect(session.nonce).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a wrong host key is refused before authentication', async () => {
    const key = otherKey('ed25519');
    const knownHostsFile = file(`# comment\n${entry(key)}`);
    for (const acceptNew of [false, true]) {
      const error = await failure(sshd.target({ knownHostsFile }), { knownHosts: { acceptNew } });
      expect(error).toMatchObject({
        kind: 'host-key',
        reason: 'changed',
        fingerprint: sha256(sshd.hostKeys[0]),
        expected: [{ type: 'ssh-ed25519', fingerprint: sha256(key), where: `${knownHostsFile}:2` }],
      });
    }
  });

  test('a key of a type we do not know for a known host is no new host', async () => {
    const knownHostsFile = file(entry(otherKey('ecdsa')));
    const error = await failure(sshd.target({ knownHostsFile }), { knownHosts: { acceptNew: true } });
    expect(error).toMatchObject({ kind: 'host-key', reason: 'changed' });
  });

  test('an unknown key is refused, and written down with acceptNew', async () => {
    const knownHostsFile = join(sshd.directory, 'new', 'known_hosts');
    const target = sshd.target({ knownHostsFile });
    const error = await failure(target);
    expect(error).toMatchObject({
      reason: 'unknown',
      fingerprint: sha256(sshd.hostKeys[0]),
      file: knownHostsFile,
    });
    expect(error.remedy).toContain('--accept-new-host-keys');

    await transport({ knownHosts: { acceptNew: true } }).connect(target);
    expect(readFileSync(knownHostsFile, 'utf8')).toBe(entry(sshd.hostKeys[0]));
    expect(statSync(knownHostsFile).mode & 0o777).toBe(0o600);
    await transport().connect(target);
  });

  test('two machines behind one address: exactly one new key is accepted, and told', async () => {
    const other = await startSshd();
    try {
      for (const acceptsFirst of [0, 1]) {
        const knownHostsFile = join(sshd.directory, `race-${acceptsFirst}`);
        const told: string[] = [];
        let dials = 0;
        const both = transport({
          knownHosts: {
            acceptNew: true,
            onAccepted: ({ host, name, fingerprint }) => told.push(`${host} ${name} ${fingerprint}`),
          },
          dial: async () => dialSocket(dials++ % 2 === acceptsFirst ? sshd.port : other.port, '127.0.0.1'),
        });
        const shared = { ...sshd.target({ knownHostsFile, port: 2222 }), address: '192.0.2.7' };
        const results = await Promise.allSettled(
          [sshd, other, sshd, other].map((one, index) =>
            both.connect({
              ...shared,
              name: `w-${index}`,
              ssh: { ...shared.ssh, identityFile: one.identityFile },
            }),
          ),
        );
        const reasons = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
        expect(
          reasons.filter((reason) => reason instanceof HostKeyError && reason.reason === 'changed'),
        ).toHaveLength(2);
        const lines = readFileSync(knownHostsFile, 'utf8').trimEnd().split('\n');
        expect(lines).toHaveLength(1);
        expect(told).toEqual([expect.stringMatching(/^w-\d \[192\.0\.2\.7\]:2222 SHA256:/)]);
        expect(told[0]).toContain(sha256(lines[0]?.split(' ').slice(1).join(' ')));
      }
    } finally {
      await other.stop();
    }
  });

  test('a hashed known_hosts is read', async () => {
    const knownHostsFile = file(readFileSync(sshd.knownHostsFile, 'utf8'));
    execFileSync('ssh-keygen', ['-q', '-H', '-f', knownHostsFile], { stdio: 'ignore' });
    expect(readFileSync(knownHostsFile, 'utf8')).not.toContain('127.0.0.1');
    await transport().connect(sshd.target({ knownHostsFile }));
  });

  test('the type of key that is known is the one negotiated', async () => {
    for (const key of sshd.hostKeys) {
      await transport().connect(sshd.target({ knownHostsFile: file(entry(key)) }));
    }
  });

  test('a pinned key is the one negotiated, and another one is refused though it is known', async () => {
    for (const key of sshd.hostKeys) {
      const hostKey = `${key.split(' ')[0]} ${sha256(key)}`;
      const session = await transport().connect({ ...sshd.target(), pinned: { hostKey } });
      expect(session.verified).toEqual({ hostKey });
    }
    const hostKey = `ssh-ed25519 ${sha256(otherKey('ed25519'))}`;
    const error = await failure({ ...sshd.target(), pinned: { hostKey } });
    expect(error).toMatchObject({ kind: 'host-key', reason: 'changed' });
    expect(error.message).toContain(
      `not that of the saved plan: it shows ssh-ed25519 ${sha256(sshd.hostKeys[0])}`,
    );
  });

  test('a revoked key is refused', async () => {
    const knownHostsFile = file(`${entry(sshd.hostKeys[0])}@revoked * ${sshd.hostKeys[0]}\n`);
    expect(await failure(sshd.target({ knownHostsFile }))).toMatchObject({ reason: 'revoked' });
  });

  test('a key that is not let in says who tried what', async () => {
    const identityFile = join(sshd.directory, `stranger-${counter++}`);
    keygen(identityFile, 'ed25519');
    const error = await failure(sshd.target({ identityFile }));
    expect(error).toMatchObject({ kind: 'auth' });
    expect(error.message).toContain(identityFile);
    expect(error.message).toContain(sshd.target().ssh.user);
  });

  test('keys that cannot be used say why, without their content', async () => {
    const encrypted = join(sshd.directory, `encrypted-${counter++}`);
    keygen(encrypted, 'ed25519', 'a passphrase');
    const cases: [string, RegExp][] = [
      [encrypted, /encrypted/],
      [join(sshd.directory, 'missing'), /does not exist/],
      [file('-----BEGIN RUBBISH-----\nc2VjcmV0\n'), /not a private key/],
      [`${sshd.identityFile}.pub`, /public key/],
    ];
    for (const [identityFile, message] of cases) {
      const error = await failure(sshd.target({ identityFile }));
      expect(error.kind).toBe('auth');
      expect(error.message).toMatch(message);
      expect(JSON.stringify(error) + String(error.stack)).not.toContain('c2VjcmV0');
    }
  });

  describe('with an agent', () => {
    const socket = () => join(sshd.directory, 'agent');
    let agent: ReturnType<typeof spawn>;
    beforeAll(async () => {
      agent = spawn('ssh-agent', ['-D', '-a', socket()], { stdio: 'ignore' });
      for (let i = 0; i < 200 && !statSync(socket(), { throwIfNoEntry: false }); i++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    afterAll(() => {
      agent.kill();
    });
    const add = (path: string) =>
      execFileSync('ssh-add', ['-q', path], { env: { ...process.env, SSH_AUTH_SOCK: socket() } });
    const withoutFile = () => {
      const { identityFile: _, ...ssh } = sshd.target().ssh;
      return { ...sshd.target(), ssh };
    };

    test('its keys are tried, the wrong ones too', async () => {
      const stranger = join(sshd.directory, `stranger-${counter++}`);
      keygen(stranger, 'rsa');
      add(stranger);
      add(sshd.identityFile);
      const session = await transport({ agentSocket: socket() }).connect(withoutFile());
      expect((await session.run('echo in')).output).toBe('in\n');
    });

    test('an encrypted identity file is used through it', async () => {
      const locked = join(sshd.directory, `locked-${counter++}`);
      copyFileSync(sshd.identityFile, locked);
      copyFileSync(`${sshd.identityFile}.pub`, `${locked}.pub`);
      execFileSync('ssh-keygen', ['-q', '-p', '-N', 'a passphrase', '-f', locked]);
      add(sshd.identityFile);
      await transport({ agentSocket: socket() }).connect(sshd.target({ identityFile: locked }));
    });

    test('a socket nobody listens on is as no agent', async () => {
      const home = process.env.HOME;
      process.env.HOME = join(sshd.directory, 'home');
      mkdirSync(join(process.env.HOME, '.ssh'), { recursive: true });
      try {
        const options = { agentSocket: join(sshd.directory, 'nobody') };
        expect((await failure(withoutFile(), options)).message).toContain('no SSH key');
        copyFileSync(sshd.identityFile, join(process.env.HOME, '.ssh', 'id_ed25519'));
        await transport(options).connect(withoutFile());
      } finally {
        process.env.HOME = home;
      }
    });
  });

  test('addresses that do not answer are told apart', async () => {
    const silent = createServer();
    const sockets: Socket[] = [];
    silent.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      expect(await failure(sshd.target({ port }), { connectTimeoutMs: 300 })).toMatchObject({
        kind: 'timeout',
      });
      expect(await failure(sshd.target({ port: 1 }))).toMatchObject({
        kind: 'refused',
        address: '127.0.0.1:1',
      });
      const nowhere = { ...sshd.target(), address: 'nowhere.invalid' };
      expect(await failure(nowhere)).toMatchObject({ kind: 'unreachable' });

      const controller = new AbortController();
      const connecting = transport().connect(sshd.target({ port }), controller.signal);
      setTimeout(() => controller.abort(new Error('stop')), 50);
      await expect(connecting).rejects.toThrow('stop');
      await expect(transport().connect(sshd.target(), AbortSignal.abort(new Error('early')))).rejects.toThrow(
        'early',
      );
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });

  test('a server that always hangs up is tried again, then given up', async () => {
    let calls = 0;
    const rude = createServer((socket) => {
      calls++;
      socket.on('error', () => undefined).end();
    });
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const address = rude.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await failure(sshd.target({ port }));
    expect(error.kind).toBe('handshake');
    expect(error.remedy).toContain('MaxStartups');
    expect(calls).toBe(4);
    rude.close();
  });

  describe('through a bastion', () => {
    let bastion: Sshd;
    beforeAll(async () => {
      bastion = await startSshd();
      // both ends are looked up in the target's known_hosts
      appendFileSync(sshd.knownHostsFile, readFileSync(bastion.knownHostsFile, 'utf8'));
    });
    afterAll(() => bastion.stop());
    const via = (overrides: Partial<Target['ssh']> = {}) =>
      sshd.target({
        bastion: {
          address: '127.0.0.1',
          port: bastion.port,
          user: bastion.target().ssh.user,
          identityFile: bastion.identityFile,
        },
        ...overrides,
      });

    test('one connection to it carries many', async () => {
      const through = transport();
      const targets = Array.from({ length: 5 }, () => via());
      const sessions = await Promise.all(targets.map((target) => through.connect(target)));
      const results = await Promise.all(sessions.map((session) => session.run('echo here')));
      expect(results.map((result) => result.output)).toEqual(Array(5).fill('here\n'));
      expect(bastion.connections()).toBe(1);
    });

    test('the host key of each end is checked', async () => {
      const onlyBastion = file(readFileSync(bastion.knownHostsFile, 'utf8'));
      const target = await failure(via({ knownHostsFile: onlyBastion }));
      expect(target).toMatchObject({ host: 'test-host', reason: 'unknown' });
      const before = sshd.connections();
      const onlyTarget = file(entry(sshd.hostKeys[0]));
      const error = await transport()
        .connect(via({ knownHostsFile: onlyTarget }))
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ host: 'bastion 127.0.0.1', reason: 'unknown' });
      expect(sshd.connections()).toBe(before);
    });

    test('a pinned key of it is checked, and said once it is connected', async () => {
      const session = await transport().connect(via());
      const { bastionHostKey = '' } = session.verified;
      expect(bastionHostKey).toBe(`ssh-ed25519 ${sha256(bastion.hostKeys[0])}`);
      const before = sshd.connections();
      const pinned = { bastionHostKey: `ssh-ed25519 ${sha256(otherKey('ed25519'))}` };
      const error = await transport()
        .connect({ ...via(), pinned })
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ host: 'bastion 127.0.0.1', reason: 'changed' });
      expect(sshd.connections()).toBe(before);
    });

    test('what it cannot reach is said so', async () => {
      const error = await failure(via({ port: 1 }));
      expect(error).toMatchObject({ kind: 'refused', host: 'test-host' });
      expect(error.message).toContain('bastion 127.0.0.1');
    });

    test('one that is lost is connected again', async () => {
      const through = transport();
      const first = await through.connect(via());
      let begun = () => {};
      const beginning = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const running = first.run('echo begun; sleep 60', { onOutput: begun });
      await beginning;
      execFileSync('pkill', ['-P', String(bastion.pid)]);
      await expect(running).rejects.toMatchObject({ name: 'RunError', kind: 'lost' });
      const again = await through.connect(via());
      expect((await again.run('echo back')).output).toBe('back\n');
    });
  });

  test('40 at once get past MaxStartups', async () => {
    const busy = await startSshd({ config: ['MaxStartups 10:30:100'] });
    try {
      const through = transport();
      const warnings: Error[] = [];
      const warned = (warning: Error) => warnings.push(warning);
      process.on('warning', warned);
      // one signal for all of them, as a run has it
      const { signal } = new AbortController();
      const all = Array.from({ length: 40 }, () => through.connect(busy.target(), signal));
      const sessions = await Promise.all(all);
      expect(sessions).toHaveLength(40);
      await Promise.all(sessions.map((session) => session.run('true', { signal })));
      process.off('warning', warned);
      expect(warnings).toEqual([]);
      await through.close();
    } finally {
      await busy.stop();
    }
  });
});
