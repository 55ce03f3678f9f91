import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ingress, NO_INGRESS } from '../../src/facts/ingress.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { lines, revealSecrets, sh } from '../../src/shell/sh.ts';
import { runnable } from '../shell/runnable.ts';
import { runShell, shells } from '../shell/shells.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const [CRT, CA, KEY] = [base64('certificate'), base64('ca'), base64('the private key')];
const HASH = createHash('sha256').update(`${CRT} ${KEY}\n`).digest('hex');

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'kubestrap-kubectl-'));
});
afterEach(() => rmSync(bin, { recursive: true, force: true }));

/** A kubectl that notes its arguments and its stdin, and answers as told. */
function kubectl(answers: string): void {
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >>${bin}/argv\n${answers}\n`;
  writeFileSync(join(bin, 'kubectl'), script, { mode: 0o755 });
  writeFileSync(join(bin, 'manifest'), '    - --advertise-address=10.0.0.11\n');
}
const noted = (name: string) => readFileSync(join(bin, name), 'utf8');

describe.each(shells)('Secrets in $name', (shell) => {
  const run = (script: ReturnType<typeof sh>) =>
    runShell(runnable(lines([sh`KS_API_SERVER=${`${bin}/manifest`}`, script])).write(revealSecrets), {
      shell,
      env: { PATH: `${bin}:${process.env.PATH}` },
    });

  test('are read without their keys: a hash of certificate and key comes instead', () => {
    const { stdout, code } = run(
      sh`printf '%s\n' ${`web-tls tls =kubestrap =${CRT} =${CA} =${KEY} "${HASH}"`} ${'others other = = = = "a \\n b"'} | secret_rows ingress; echo end`,
    );
    expect(code).toBe(0);
    expect(stdout).not.toContain(KEY);
    expect(ingress.parse(stdout).cluster?.secrets).toEqual([
      {
        namespace: 'ingress',
        name: 'web-tls',
        type: 'tls',
        managedBy: 'kubestrap',
        noted: HASH,
        hash: HASH,
        certificate: 'certificate',
        ca: 'ca',
      },
      expect.objectContaining({ name: 'others', type: 'other', managedBy: '', noted: '', certificate: '' }),
    ]);
  });

  test.each([
    [
      'knows server-side apply',
      'echo --field-manager',
      'apply --server-side --force-conflicts --field-manager kubestrap -f -',
    ],
    ['does not, and the Secret is there', ':', 'replace -f -'],
    ['does not, and there is none', 'case "$*" in *" get "*) exit 1 ;; esac', 'create -f -'],
  ])('reach kubectl over stdin alone, where it %s', (_, answers, expected) => {
    kubectl(`case "$*" in *'-f -') cat >${bin}/stdin; exit ;; esac\n${answers}`);
    const manifest = new Secret('secret', `tls.key: ${KEY}\n`);
    const { code } = run(sh`put_secret ingress web-tls ${manifest}`);
    expect(code).toBe(0);
    expect(noted('stdin')).toBe(`tls.key: ${KEY}\n`);
    expect(noted('argv')).toContain(`${expected}\n`);
    expect(noted('argv')).toContain(
      'annotate secret web-tls kubectl.kubernetes.io/last-applied-configuration-',
    );
    expect(noted('argv')).not.toContain(KEY);
  });
});

describe('the fact', () => {
  const wanted = {
    role: 'control-plane',
    files: [],
    sysctls: [],
    modules: [],
    services: [],
    certificatesDir: '/pki',
  } as const;
  const asks = { secrets: new Map([['a', ['b']]]), clusterCa: true, generatedCa: true };

  test('asks nothing where the spec has no certificates, and workers never', () => {
    expect(ingress.snippet(wanted).write(revealSecrets)).toBe(':');
    expect(ingress.snippet({ ...wanted, role: 'worker', ingress: asks }).write(revealSecrets)).toBe(':');
    expect(ingress.snippet({ ...wanted, ingress: asks }).write(revealSecrets)).toContain('/pki/ca.key');
  });

  test('tells what a control plane has of the CAs', () => {
    const output = `cluster-ca =${CA}\ncluster-key\nopenssl\nnamespace/ingress\nnamespace/default\ngenerated-ca =${CA}\nend\n`;
    expect(ingress.parse(output)).toEqual({
      clusterCa: 'ca',
      hasClusterKey: true,
      hasOpenssl: true,
      cluster: { namespaces: new Set(['ingress', 'default']), secrets: [], generatedCa: 'ca' },
    });
  });

  test.each([
    ['nothing', '', NO_INGRESS],
    ['half of it', 'namespace/ingress\n', NO_INGRESS],
    ['a CA alone: its API server is down', 'cluster-key\n', { ...NO_INGRESS, hasClusterKey: true }],
  ])('believes no API server that said %s', (_, output, expected) => {
    expect(ingress.parse(output)).toEqual(expected);
  });
});
