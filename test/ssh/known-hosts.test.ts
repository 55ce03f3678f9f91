import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostKeyError } from '../../src/ssh/errors.ts';
import { checkHostKey, hostKeyAlgorithms } from '../../src/ssh/host-key.ts';
import {
  fingerprint,
  KnownHostsFile,
  knownHostsName,
  matchesKnownHost,
  parseKnownHosts,
} from '../../src/ssh/known-hosts.ts';

/** A key in wire format: its type, then something. */
function wire(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), Buffer.from(body)]);
}

function line(names: string, type: string, body: string): string {
  return `${names} ${type} ${wire(type, body).toString('base64')}`;
}

function hashed(name: string): string {
  const salt = Buffer.from('0123456789abcdef0123');
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}

describe('matching', () => {
  test.each([
    ['host', 'host', true],
    ['HOST', 'host', true],
    ['a,host,b', 'host', true],
    ['host', 'host2', false],
    ['192.0.2.1', '[192.0.2.1]:2222', false],
    ['[192.0.2.1]:2222', '[192.0.2.1]:2222', true],
    ['*.example.org', 'a.example.org', true],
    ['*.example.org', 'example.org', false],
    ['192.0.2.?', '192.0.2.7', true],
    ['192.0.2.?', '192.0.2.17', false],
    ['*,!bad.example.org', 'bad.example.org', false],
    ['!bad.example.org,*', 'good.example.org', true],
    ['!bad.example.org', 'good.example.org', false],
    ['a*b*c', 'aXXbYYc', true],
    ['a.c', 'abc', false],
    [`${'*a'.repeat(40)}`, 'a'.repeat(60), true],
    [`${'*a'.repeat(40)}b`, 'a'.repeat(60), false],
    [hashed('host'), 'host', true],
    [hashed('[host]:2222'), '[host]:2222', true],
    [hashed('host'), 'other', false],
    ['|1|notbase64', 'host', false],
    ['|2|a|b', 'host', false],
  ])('%s is about %s: %s', (names, name, expected) => {
    expect(matchesKnownHost(names, name)).toBe(expected);
  });

  test('names are as OpenSSH writes them', () => {
    expect(knownHostsName('Host.Example.org', 22)).toBe('host.example.org');
    expect(knownHostsName('192.0.2.1', 2222)).toBe('[192.0.2.1]:2222');
    expect(knownHostsName('2001:db8::1', 22)).toBe('2001:db8::1');
    expect(knownHostsName('2001:db8::1', 2222)).toBe('[2001:db8::1]:2222');
  });
});

test('parsing leaves out what is no key', () => {
  const text = [
    '# a comment',
    '',
    line('host', 'ssh-ed25519', 'one'),
    `  ${line('host', 'ssh-rsa', 'two')} with a comment`,
    `@revoked ${line('host', 'ssh-ed25519', 'three')}`,
    `@cert-authority ${line('*', 'ssh-ed25519', 'four')}`,
    'host ssh-ed25519',
    'host ssh-ed25519 !!!!',
    `host ssh-rsa ${wire('ssh-ed25519', 'lies about its type').toString('base64')}`,
    'host 1024 35 123456789',
  ].join('\r\n');
  expect(parseKnownHosts(text).map(({ line, type, revoked }) => [line, type, revoked])).toEqual([
    [3, 'ssh-ed25519', false],
    [4, 'ssh-rsa', false],
    [5, 'ssh-ed25519', true],
  ]);
});

test('fingerprints are as ssh-keygen -lf shows them', () => {
  const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
  // https://docs.github.com: GitHub's SSH key fingerprints
  expect(fingerprint(Buffer.from(key, 'base64'))).toBe('SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU');
});

test('known types are negotiated first', () => {
  const entries = parseKnownHosts(`${line('h', 'ssh-rsa', 'x')}\n@revoked ${line('h', 'ssh-ed25519', 'y')}`);
  const offered = hostKeyAlgorithms(entries);
  expect(offered.slice(0, 2)).toEqual(['rsa-sha2-512', 'rsa-sha2-256']);
  expect(offered).toContain('ssh-ed25519');
  expect(offered).not.toContain('ssh-rsa');
});

describe('a file', () => {
  let directory: string;
  let path: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubestrap-known-hosts-'));
    path = join(directory, 'ssh', 'known_hosts');
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const key = wire('ssh-ed25519', 'the key');
  const check = (acceptNew: boolean, file = new KnownHostsFile(path)) => ({
    host: 'cp-1',
    address: '192.0.2.11',
    port: 2222,
    file,
    acceptNew,
  });

  test('a new key is refused, or written down with acceptNew', async () => {
    const refusal = await checkHostKey(key, check(false)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(HostKeyError);
    expect(refusal).toMatchObject({ kind: 'host-key', reason: 'unknown', fingerprint: fingerprint(key) });
    await expect(stat(path)).rejects.toThrow();

    await checkHostKey(key, check(true));
    expect(await readFile(path, 'utf8')).toBe(`[192.0.2.11]:2222 ssh-ed25519 ${key.toString('base64')}\n`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await checkHostKey(key, check(false));
  });

  test('a changed key is refused, also with acceptNew, also when it is of another type', async () => {
    const file = new KnownHostsFile(path);
    await file.add('192.0.2.11', 2222, key);
    for (const other of [wire('ssh-ed25519', 'another'), wire('ssh-rsa', 'another')]) {
      const refusal = await checkHostKey(other, check(true, file)).catch((error: unknown) => error);
      expect(refusal).toMatchObject({
        reason: 'changed',
        expected: [{ type: 'ssh-ed25519', fingerprint: fingerprint(key), where: `${path}:1` }],
      });
    }
  });

  test('a revoked key is refused even where it is known too', async () => {
    await new KnownHostsFile(path).add('192.0.2.11', 2222, key);
    await writeFile(
      path,
      `${await readFile(path, 'utf8')}@revoked * ssh-ed25519 ${key.toString('base64')}\n`,
    );
    await expect(checkHostKey(key, check(true))).rejects.toMatchObject({ reason: 'revoked' });
  });

  test('concurrent additions and a missing last newline lose nothing', async () => {
    const file = new KnownHostsFile(path);
    await file.add('first', 22, key);
    await writeFile(path, (await readFile(path, 'utf8')).trimEnd());
    await Promise.all(Array.from({ length: 50 }, (_, i) => file.add(`host-${i}`, 22, key)));
    expect(parseKnownHosts(await readFile(path, 'utf8'))).toHaveLength(51);
    expect(await file.lookup('host-49', 22)).toHaveLength(1);
  });
});
