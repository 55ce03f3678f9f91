import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CERTIFICATES_ONLY, hostFilesSnippet, parseHostFiles } from '../../../src/pki/status/host-files.ts';
import { quote, sh } from '../../../src/shell/sh.ts';
import { base64, Openssl } from './support.ts';

const openssl = new Openssl();
const ca = openssl.ca('kubernetes');
const key = openssl.read('kubernetes.key');

function shell(script: string, input = ''): string {
  return execFileSync('sh', ['-c', script], { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
}

function only(text: string): string {
  const code = sh`${CERTIFICATES_ONLY}
certificates_only`.write(() => '');
  return Buffer.from(shell(code, text), 'base64').toString();
}

describe('what leaves a host of a file', () => {
  const half = ca.split('\n').slice(0, 4).join('\n');
  it.each([
    ['a certificate', ca, ca],
    ['a certificate behind its key, as a kubelet keeps them', key + ca, ca],
    ['a certificate before its key', ca + key, ca],
    ['a bundle', `${ca}words\n${ca}`, ca + ca],
    ['lines that end as on Windows', ca.replaceAll('\n', '\r\n'), ca],
    ['a certificate that is cut off, and a key behind it', `${half}\n${key}`, ''],
    ['a certificate that is cut off, a key and a whole one', `${half}\n${key}${ca}`, ca],
    ['a key that is called a certificate at its end', `${half}\n${key}-----END CERTIFICATE-----\n`, ''],
    ['a key alone', key, ''],
    ['nothing', '', ''],
  ])('%s', (_what, text, expected) => {
    expect(only(text)).toBe(expected);
  });
});

it('reads certificates, kubeconfigs that hold one or name one, and traces; never a key', () => {
  const pki = join(openssl.directory, 'pki with space');
  mkdirSync(join(pki, 'etcd'), { recursive: true });
  const rotated = join(openssl.directory, 'kubelet-client-current.pem');
  writeFileSync(join(pki, 'ca.crt'), ca);
  writeFileSync(join(pki, 'ca.key'), key);
  writeFileSync(join(pki, 'etcd', 'ca.crt'), ca + ca);
  writeFileSync(rotated, key + ca);
  const script = hostFilesSnippet({
    directory: pki,
    files: [rotated, '/no/such/file'],
    traces: [join(pki, 'ca.key'), '/no/such/trace'],
  }).write(() => '');
  const conf = join(openssl.directory, 'conf');
  mkdirSync(conf);
  writeFileSync(
    join(conf, 'admin.conf'),
    `    client-certificate-data: ${base64(ca)}\n    client-key-data: ${base64(key)}\n`,
  );
  writeFileSync(
    join(conf, 'kubelet.conf'),
    `    client-certificate: ${rotated}\n    client-key: ${rotated}\n`,
  );
  const output = shell(script.replaceAll('/etc/kubernetes/*.conf', `${quote(conf)}/*.conf`));
  const files = parseHostFiles(output);
  expect(
    files.certificates.map(({ path, certificate, more }) => [path, certificate?.subject, more.length]),
  ).toEqual([
    [join(pki, 'ca.crt'), 'CN=kubernetes', 0],
    [join(pki, 'etcd/ca.crt'), 'CN=kubernetes', 1],
    [rotated, 'CN=kubernetes', 0],
    [join(conf, 'admin.conf'), 'CN=kubernetes', 0],
  ]);
  expect([...files.references]).toEqual([[join(conf, 'kubelet.conf'), rotated]]);
  expect([...files.present]).toEqual([join(pki, 'ca.key')]);
  const secrets = key.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  const sent = output.split('\n').map((row) => Buffer.from(row.split(' ').at(-1) ?? '', 'base64').toString());
  for (const secret of secrets) expect(output + sent.join('\n')).not.toContain(secret);
});

it('never throws, whatever a host prints', () => {
  const tag = fc.constantFrom('cert ', 'ref ', 'has ', 'sa ', '');
  const piece = fc.oneof(
    fc.string(),
    fc.string().map(base64),
    fc.constant(base64(ca)),
    fc.constant(base64(ca.slice(0, 300))),
  );
  const row = fc.tuple(tag, fc.string(), piece).map(([a, b, c]) => `${a}${b} ${c}`);
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      for (const { certificate, why } of parseHostFiles(rows.join('\n')).certificates) {
        expect(certificate === null).toBe(why !== '');
      }
    }),
  );
});
