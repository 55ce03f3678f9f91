import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTransport } from '../../src/ssh/transport.ts';
import { hasSshd, keygen, type Sshd, startSshd } from './sshd.ts';

const describeSsh = hasSshd() ? describe : describe.skip;

describeSsh('private keys as other programs write them', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.stop());
  const path = (name: string) => join(sshd.directory, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });

  const login = async (identityFile: string) => {
    const transport = createTransport({ knownHosts: { acceptNew: false }, agentSocket: '' });
    try {
      const session = await transport.connect(sshd.target({ identityFile }));
      return (await session.run('echo in')).output;
    } finally {
      await transport.close();
    }
  };
  const failure = (identityFile: string) =>
    login(identityFile).then(
      () => ({ message: 'logged in', remedy: '' }),
      (error: unknown) => error as { message: string; remedy: string },
    );

  test.each([
    ['ed25519', ['genpkey', '-algorithm', 'ed25519']],
    ['rsa', ['genpkey', '-algorithm', 'rsa', '-pkeyopt', 'rsa_keygen_bits:2048']],
    ['p256', ['genpkey', '-algorithm', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['p521', ['genpkey', '-algorithm', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521']],
    ['p384 behind its parameters', ['ecparam', '-name', 'secp384r1', '-genkey']],
  ])('%s in PKCS#8 or behind other blocks logs in', async (name, args) => {
    const key = path(`pem-${name.replaceAll(' ', '-')}`);
    openssl(...args, '-out', key);
    chmodSync(key, 0o600);
    // the public half by OpenSSL's hand, not by the code under test
    const pub = `${key}.pub`;
    if (name === 'ed25519') {
      const point = openssl('pkey', '-in', key, '-pubout', '-outform', 'DER').subarray(-32);
      const blob = Buffer.concat([Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0\x20'), point]);
      writeFileSync(pub, `ssh-ed25519 ${blob.toString('base64')}\n`);
    } else {
      openssl('pkey', '-in', key, '-pubout', '-out', `${key}.pub.pem`);
      writeFileSync(pub, execFileSync('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', `${key}.pub.pem`]));
    }
    appendFileSync(path('authorized_keys'), readFileSync(pub));
    expect(await login(key)).toBe('in\n');
  });

  test('one that others may read is refused as ssh refuses it, whatever its format', async () => {
    keygen(path('open'), 'ed25519');
    openssl('genpkey', '-algorithm', 'ed25519', '-out', path('open-pem'));
    keygen(path('open-encrypted'), 'ed25519', 'a passphrase');
    for (const name of ['open', 'open-pem', 'open-encrypted']) {
      chmodSync(path(name), 0o644);
      const error = await failure(path(name));
      expect(error.message).toContain(`${path(name)} is open to other users (mode 0644)`);
      expect(error.remedy).toBe(`chmod 600 ${path(name)}`);
    }
    const theirs = () => execFileSync('ssh-keygen', ['-y', '-f', path('open')], { stdio: 'pipe' });
    expect(theirs).toThrow(/UNPROTECTED PRIVATE KEY FILE/);
  });

  test('what cannot be used is told with the command that makes it usable', async () => {
    const write = (name: string, content: string) => {
      writeFileSync(path(name), content, { mode: 0o600 });
      return path(name);
    };
    openssl('genpkey', '-algorithm', 'ed25519', '-aes-256-cbc', '-pass', 'pass:x', '-out', path('sealed'));
    chmodSync(path('sealed'), 0o600);
    const cases: [string, RegExp, RegExp][] = [
      [path('sealed'), /is encrypted and no agent holds it/, /ssh-add .*openssl pkey -in \S+sealed/],
      [
        write('key.ppk', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n'),
        /PuTTY's format/,
        /puttygen \S+key\.ppk -O private-openssh -o /,
      ],
      [
        write(
          'ssh2',
          '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nc2VjcmV0\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n',
        ),
        /format of ssh\.com/,
        /ssh-keygen -i -f/,
      ],
      [
        write('cert', '-----BEGIN CERTIFICATE-----\nc2VjcmV0\n-----END CERTIFICATE-----\n'),
        /X\.509 certificate/,
        /private key/,
      ],
      [
        write('broken', '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n'),
        /is not a private key/,
        /PKCS#8/,
      ],
    ];
    for (const [file, message, remedy] of cases) {
      const error = await failure(file);
      expect(error.message).toMatch(message);
      expect(error.remedy).toMatch(remedy);
      expect(JSON.stringify(error)).not.toContain('c2VjcmV0');
    }
  });
});

describeSsh('a bastion that forbids forwarding', () => {
  let host: Sshd;
  beforeAll(async () => {
    host = await startSshd();
  });
  afterAll(() => host.stop());

  const through = async (config: readonly string[], port = host.port, options = '') => {
    const bastion = await startSshd({ config });
    const transport = createTransport({ knownHosts: { acceptNew: false }, agentSocket: '' });
    try {
      appendFileSync(host.knownHostsFile, readFileSync(bastion.knownHostsFile, 'utf8'));
      const keys = join(bastion.directory, 'authorized_keys');
      writeFileSync(keys, `${options}${readFileSync(keys, 'utf8')}`);
      const { user, identityFile = '' } = bastion.target().ssh;
      const via = { address: '127.0.0.1', port: bastion.port, user, identityFile };
      const session = await transport.connect(host.target({ port, bastion: via }));
      return { message: (await session.run('echo in')).output };
    } catch (error) {
      return error as { kind: string; message: string; remedy: string };
    } finally {
      await transport.close();
      await bastion.stop();
    }
  };

  test.each([
    ['AllowTcpForwarding no', ['AllowTcpForwarding no'], ''],
    ['AllowTcpForwarding remote', ['AllowTcpForwarding remote'], ''],
    ['DisableForwarding', ['DisableForwarding yes'], ''],
    ['PermitOpen of another host', ['PermitOpen 192.0.2.1:22'], ''],
    ['restrict before the key', [], 'restrict '],
    ['permitopen before the key', [], 'permitopen="192.0.2.1:22" '],
  ])('is named as such: %s', async (_what, config, options) => {
    const error = await through(config, host.port, options);
    expect(error).toMatchObject({
      kind: 'bastion',
      message: `the bastion 127.0.0.1 forbids forwarding to test-host (127.0.0.1:${host.port})`,
      remedy: expect.stringMatching(/AllowTcpForwarding.*DisableForwarding.*PermitOpen.*authorized_keys/),
    });
  });

  test('is told apart from one that allows it, and from a host that does not listen', async () => {
    expect((await through([`PermitOpen 127.0.0.1:${host.port}`])).message).toBe('in\n');
    expect(await through([], 1)).toMatchObject({
      kind: 'refused',
      remedy: expect.stringContaining('host is up'),
    });
  });
});
