import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificates as probe } from '../../src/facts/probes/certificates.ts';
import { examination, look, NOW } from './subjects.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-doctor-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A self-signed certificate as a row of the probe. It begins now, and NOW is set to when it is looked at. */
function made(path: string, name: string, days: number): string {
  const [key, crt] = [join(directory, `${name}.key`), join(directory, `${name}.crt`)];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', crt];
  execFileSync('openssl', [...args, '-subj', `/CN=${name}`, '-days', String(days)], { stdio: 'ignore' });
  return `cert ${path} ${readFileSync(crt).toString('base64')}`;
}

const DAY = 86_400_000;
const at = (ms: number, check: string, output: string, other = '') => {
  const seen = examination({
    'cp-1': { probes: { certificates: probe.parse(output) } },
    'worker-1': { probes: { certificates: probe.parse(other) } },
  });
  return look(check, 'cp-1', { ...seen, now: ms });
};

test('certificates are judged by the time: before, within, near the end, after', () => {
  const row = made('/etc/kubernetes/pki/apiserver.crt', 'a', 365);
  const now = Date.now();
  expect(at(now + DAY, 'certificates', row)).toEqual([]);
  expect(at(now - DAY, 'certificates', row)).toEqual([
    expect.stringMatching(/^error: certificates are not valid yet.*apiserver\.crt: from/),
  ]);
  expect(at(now + 350 * DAY, 'certificates', row)).toEqual([
    expect.stringMatching(
      /^warning: certificates end within 30 days \| .*apiserver\.crt: ends .*, in 14 days$/,
    ),
  ]);
  expect(at(now + 400 * DAY, 'certificates', row)).toEqual([
    expect.stringMatching(/^error: certificates have expired \| .*apiserver\.crt: ended .*, 3[45] days ago$/),
  ]);
});

test('the clock of the host counts, not the one of the controller', () => {
  const row = made('/etc/kubernetes/pki/apiserver.crt', 'b', 1);
  const seen = examination({
    'cp-1': {
      probes: { certificates: probe.parse(row) },
      facts: { clock: { offsetMs: 3 * DAY, uncertaintyMs: 5 } },
    },
  });
  expect(look('certificates', 'cp-1', { ...seen, now: Date.now() })).toEqual([
    expect.stringContaining('certificates have expired'),
  ]);
});

test('a file that is no certificate is named, and does not end the check', () => {
  expect(at(NOW, 'certificates', 'cert /etc/kubernetes/pki/ca.crt bm90IG9uZQ==\ncert /x.crt ')).toEqual([
    'warning: certificates cannot be read | /etc/kubernetes/pki/ca.crt: its certificate cannot be read | /x.crt: it holds no certificate',
  ]);
});

test('a certificate that the CA beside it did not sign is an error of trust', () => {
  const ca = made('/etc/kubernetes/pki/ca.crt', 'ca', 3650);
  const own = ca.replace('pki/ca.crt', 'pki/apiserver.crt');
  const stranger = made('/etc/kubernetes/pki/apiserver.crt', 'stranger', 365);
  expect(at(NOW, 'trust', `${ca}\n${own}`)).toEqual([]);
  expect(at(NOW, 'trust', `${ca}\n${stranger}`)).toEqual([
    'error: certificates are not signed by the CA beside them | apiserver.crt is not signed by ca.crt',
  ]);
});
