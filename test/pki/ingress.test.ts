import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { GeneratedCa, IngressCertificate } from '../../src/model/cluster.ts';
import { planIngress } from '../../src/pki/ingress.ts';
import type { IngressOptions } from '../../src/pki/ingress-options.ts';
import { runIngress } from '../../src/pki/issue.ts';
import { CertificateError } from '../../src/pki/problems.ts';
import { sansOf } from '../../src/values/names.ts';
import { DAY_MS } from '../../src/values/validity.ts';
import { makeCluster } from '../fixtures/cluster.ts';
import { openssl, scratch, wanted } from './support.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

const generated: GeneratedCa = {
  commonName: 'our CA',
  keyAlgorithm: 'ECDSA-P256',
  validityMs: 3650 * DAY_MS,
  permittedDomains: [],
  permittedNetworks: [],
};

function optionsFor(
  directory: string,
  certificates: readonly IngressCertificate[] = [wanted()],
  ca: Partial<GeneratedCa> = {},
  others: Partial<IngressOptions> = {},
): IngressOptions {
  const ingress = { certificates, generatedCa: { ...generated, ...ca } };
  const cluster = makeCluster({ name: 'prod', directory, ingress });
  return { cluster, directory: join(directory, 'out'), now: NOW, ...others };
}

const actions = async (options: IngressOptions) =>
  (await planIngress(options)).certificates.map(({ step }) => step.action);
const apply = async (options: IngressOptions) => runIngress(await planIngress(options));

/** Every file below a directory with its content. */
async function snapshot(directory: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')])),
  );
}

async function problemsOf(options: IngressOptions): Promise<readonly string[]> {
  try {
    await planIngress(options);
  } catch (error) {
    if (error instanceof CertificateError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe('certificates of the spec', () => {
  it('are issued once, with a CA of their own, and kept from then on', async () => {
    const directory = await scratch();
    const options = optionsFor(directory, [wanted(), wanted({ name: 'api', secretName: 'api-tls' })]);
    expect(await actions(options)).toEqual(['issue', 'issue']);
    await apply(options);
    const before = await snapshot(directory);
    expect(await actions(options)).toEqual(['keep', 'keep']);
    await apply(options);
    expect(await snapshot(directory)).toEqual(before);
    const files = ['ca.crt', 'fullchain.crt', 'secret.yaml', 'web.crt', 'web.key'];
    expect((await readdir(join(directory, 'out', 'web'))).toSorted()).toEqual(files);
  });

  it('keep keys and Secrets to their owner, and out of version control', async () => {
    const directory = await scratch();
    await apply(optionsFor(directory));
    const mode = async (...path: string[]) =>
      ((await stat(join(directory, ...path))).mode & 0o777).toString(8);
    expect(await mode('out', 'web', 'web.key')).toBe('600');
    expect(await mode('out', 'web', 'secret.yaml')).toBe('600');
    expect(await mode('.kubestrap', 'prod')).toBe('700');
    expect(await mode('.kubestrap', 'prod', 'ingress-ca', 'ca.key')).toBe('600');
    expect(await readFile(join(directory, '.kubestrap', 'prod', '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('come as a Secret that holds what the files hold', async () => {
    const directory = await scratch();
    await apply(optionsFor(directory));
    const read = (name: string) => readFile(join(directory, 'out', 'web', name), 'utf8');
    const base64 = async (name: string) => Buffer.from(await read(name)).toString('base64');
    expect(load(await read('secret.yaml'))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'web-tls',
        namespace: 'ingress',
        labels: { 'app.kubernetes.io/managed-by': 'kubestrap' },
        annotations: {
          'kubestrap.dev/content': createHash('sha256')
            .update(`${await base64('fullchain.crt')} ${await base64('web.key')}\n`)
            .digest('hex'),
        },
      },
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': await base64('fullchain.crt'),
        'tls.key': await base64('web.key'),
        'ca.crt': await base64('ca.crt'),
      },
    });
  });

  it('are issued one by one where their names change, by the same CA', async () => {
    const directory = await scratch();
    const api = wanted({ name: 'api', secretName: 'api-tls' });
    await apply(optionsFor(directory, [wanted(), api]));
    const before = await snapshot(directory);
    const changed = wanted({ names: sansOf({ dnsNames: ['new.example.org'] }) });
    const options = optionsFor(directory, [changed, api]);
    expect((await planIngress(options)).certificates.map(({ step }) => step)).toMatchObject([
      { action: 'issue', added: ['DNS:new.example.org'], removed: ['DNS:web.example.org'] },
      { action: 'keep' },
    ]);
    await apply(options);
    const after = await snapshot(directory);
    const differing = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(differing.map((file) => file.slice(directory.length)).toSorted()).toEqual(
      ['fullchain.crt', 'secret.yaml', 'web.crt', 'web.key'].map((name) => `/out/web/${name}`),
    );
    const out = join(directory, 'out', 'web');
    const at = String(Math.floor(NOW.getTime() / 1000));
    const verify = ['verify', '-x509_strict', '-attime', at, '-CAfile', 'ca.crt', 'web.crt'];
    expect(await openssl(out, ...verify)).toBe('web.crt: OK\n');
  });

  it('are written again, not issued, where only the Secret or a mode differs', async () => {
    const directory = await scratch();
    await apply(optionsFor(directory));
    const key = join(directory, 'out', 'web', 'web.key');
    const before = await readFile(key, 'utf8');
    await chmod(key, 0o644);
    const options = optionsFor(directory, [wanted({ namespace: 'other' })]);
    expect(await actions(options)).toEqual(['write']);
    await apply(options);
    expect(await readFile(key, 'utf8')).toBe(before);
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    expect(await actions(options)).toEqual(['keep']);
  });

  it('heal after a run that ended between two files', async () => {
    const directory = await scratch();
    await apply(optionsFor(directory));
    const paths = ['web.crt', 'web.key'].map((name) => join(directory, 'out', 'web', name));
    const [certificate = ''] = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    await apply(optionsFor(directory, [wanted()], {}, { now: new Date(NOW.getTime() + 350 * DAY_MS) }));
    await writeFile(paths[0] ?? '', certificate);
    const options = optionsFor(directory);
    expect(await actions(options)).toEqual(['issue']);
    await apply(options);
    expect(await actions(options)).toEqual(['keep']);
  });
});

describe('the generated CA is never replaced by itself', () => {
  it.each([
    ['ca.key', 'ca.crt'],
    ['ca.crt', 'ca.key'],
  ])('when %s is lost', async (lost, left) => {
    const directory = await scratch();
    await apply(optionsFor(directory));
    const home = join(directory, '.kubestrap', 'prod', 'ingress-ca');
    await rm(join(home, lost));
    const before = await snapshot(directory);
    expect(await problemsOf(optionsFor(directory))).toEqual([
      `the CA is not whole: ${join(home, lost)} is missing`,
    ]);
    expect(Object.keys(before)).toContain(join(home, left));
    expect(await snapshot(directory)).toEqual(before);
  });

  it('when all of it is lost, and certificates of it are there', async () => {
    const directory = await scratch();
    await apply(optionsFor(directory));
    await rename(join(directory, '.kubestrap'), join(directory, 'elsewhere'));
    expect((await problemsOf(optionsFor(directory))).join()).toContain('issued what is there');
    await rename(join(directory, 'elsewhere'), join(directory, '.kubestrap'));
    expect(await actions(optionsFor(directory))).toEqual(['keep']);
  });

  it.each<[string, Partial<GeneratedCa>, string]>([
    ['its name', { commonName: 'new CA' }, 'has the name our CA, the spec new CA'],
    ['the kind of its key', { keyAlgorithm: 'Ed25519' }, 'ECDSA-P256, the spec Ed25519'],
    ['what it may issue', { permittedDomains: ['example.org'] }, '(none), the spec example.org'],
  ])('when the spec changes %s', async (_, ca, message) => {
    const directory = await scratch();
    await apply(optionsFor(directory));
    expect((await problemsOf(optionsFor(directory, [wanted()], ca))).join()).toContain(message);
  });

  it('when it has expired, or ends before the certificate would', async () => {
    const directory = await scratch();
    await apply(optionsFor(directory, [wanted({ validityMs: 30 * DAY_MS })], { validityMs: 60 * DAY_MS }));
    const later = (days: number) => ({ now: new Date(NOW.getTime() + days * DAY_MS) });
    const at = (days: number) =>
      problemsOf(optionsFor(directory, [wanted({ validityMs: 30 * DAY_MS })], {}, later(days)));
    expect(await at(10)).toEqual([]);
    expect((await at(45)).join()).toContain('before the certificate would');
    expect((await at(61)).join()).toContain('our CA expired at');
  });

  it('and has the constraints of the spec, in whatever way they are written', async () => {
    const directory = await scratch();
    const ca = {
      permittedDomains: ['example.org'],
      permittedNetworks: ['10.0.0.0/8', '2001:DB8:0::/32', '0.0.0.0/0', '::/0'],
    };
    await apply(optionsFor(directory, [wanted()], ca));
    expect(await actions(optionsFor(directory, [wanted()], ca))).toEqual(['keep']);
  });
});

describe('what cannot be issued', () => {
  it('is said all at once, and nothing is written', async () => {
    const directory = await scratch();
    const files = {
      mode: 'files',
      certFile: join(directory, 'no.crt'),
      keyFile: join(directory, 'no.key'),
    } as const;
    const certificates = [
      wanted(),
      wanted({ name: 'filed', ca: files }),
      wanted({ name: 'inside', ca: { mode: 'cluster' } }),
      wanted({ name: 'short', validityMs: DAY_MS, ca: { mode: 'selfSigned' } }),
    ];
    const options = optionsFor(directory, certificates, {}, { renewBeforeMs: 2 * DAY_MS });
    const problems = await problemsOf(options);
    expect(problems).toHaveLength(4);
    expect(problems.filter((text) => text === 'the file cannot be read')).toHaveLength(2);
    expect(problems.join()).toContain('the CA of the cluster signs on a control plane, and none was asked');
    expect(problems.join()).toContain('it would be issued in every run');
    expect(await readdir(directory)).toEqual([]);
  });

  it('is a CA whose key is to be encrypted, without the passphrase', async () => {
    const directory = await scratch();
    const ca = { passphrase: { env: 'CA_PASSPHRASE' } };
    const problems = await problemsOf(optionsFor(directory, [wanted()], ca, { env: {} }));
    expect(problems.join()).toContain('CA_PASSPHRASE is not set');
    const given = optionsFor(directory, [wanted()], ca, { env: { CA_PASSPHRASE: 'secret words' } });
    await apply(given);
    const key = await readFile(join(directory, '.kubestrap', 'prod', 'ingress-ca', 'ca.key'), 'utf8');
    expect(key).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(await actions(given)).toEqual(['keep']);
    const wrong = optionsFor(directory, [wanted()], ca, { env: { CA_PASSPHRASE: 'other' } });
    expect(await problemsOf(wrong)).toEqual(['the passphrase does not open the key']);
  });

  it('leaves the files of all certificates as they were when one cannot be written', async () => {
    const directory = await scratch();
    const api = wanted({ name: 'api', secretName: 'api-tls' });
    await apply(optionsFor(directory, [wanted()]));
    const before = await snapshot(join(directory, 'out', 'web'));
    await mkdir(join(directory, 'out'), { recursive: true });
    await writeFile(join(directory, 'out', 'api'), 'a file where a directory belongs');
    const changed = wanted({ names: sansOf({ dnsNames: ['new.example.org'] }) });
    await expect(apply(optionsFor(directory, [changed, api]))).rejects.toThrow();
    expect(await snapshot(join(directory, 'out', 'web'))).toEqual(before);
  });

  it('does not keep others from being issued when they are asked for alone', async () => {
    const directory = await scratch();
    const inside = wanted({ name: 'inside', ca: { mode: 'cluster' } });
    expect(await actions(optionsFor(directory, [wanted(), inside], {}, { only: ['web'] }))).toEqual([
      'issue',
    ]);
  });
});
