import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import type { IngressCertificate, KeyAlgorithm } from '../../src/model/cluster.ts';
import { generateKeys, type KeyPair } from '../../src/pki/algorithms.ts';
import type { Authority } from '../../src/pki/authority.ts';
import { issueCertificate, randomSerial } from '../../src/pki/build.ts';
import { localSigner } from '../../src/pki/signer.ts';
import type { Constraints } from '../../src/values/name-constraints.ts';
import { type San, sansOf } from '../../src/values/names.ts';
import { DAY_MS, period } from '../../src/values/validity.ts';

const run = promisify(execFile);

/** A directory that goes when the test ends. */
export async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kubestrap-pki-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** What the openssl program prints; throws when it fails. */
export async function openssl(directory: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('openssl', [...args], { cwd: directory });
  return stdout;
}

/** As `openssl`, with what it says where it fails. */
export async function opensslSays(directory: string, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run('openssl', [...args], { cwd: directory }).catch((error) => error);
  return `${stdout}${stderr}`;
}

export async function write(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(directory, name), text, { mode: 0o600 })),
  );
}

export const NO_CONSTRAINTS: Constraints = { permitted: [], excluded: [] };

interface CaOptions {
  readonly algorithm?: KeyAlgorithm;
  readonly commonName?: string;
  readonly constraints?: Constraints;
  readonly now?: Date;
  readonly days?: number;
}

/** A CA of ours with its keys. ECDSA, because RSA keys take long to make. */
export async function makeCa(options: CaOptions = {}): Promise<Authority & KeyPair> {
  const { algorithm = 'ECDSA-P256', commonName = 'test CA', constraints = NO_CONSTRAINTS } = options;
  const { now = new Date(), days = 3650 } = options;
  const { publicKey, privateKey } = generateKeys(algorithm);
  const certificate = await issueCertificate(
    {
      commonName,
      publicKey,
      ...period(now, days * DAY_MS),
      serial: randomSerial(),
      profile: { kind: 'ca', constraints },
    },
    localSigner(undefined, publicKey, privateKey),
  );
  const signer = localSigner(certificate, publicKey, privateKey);
  return { chain: [certificate], signer, publicKey, privateKey };
}

/** A certificate of the spec, for web.example.org unless told otherwise. */
export function wanted(overrides: Partial<IngressCertificate> & { readonly dnsNames?: string[] } = {}) {
  const { dnsNames = ['web.example.org'], ...others } = overrides;
  const names: readonly San[] = sansOf({ dnsNames });
  const base: IngressCertificate = {
    name: 'web',
    namespace: 'ingress',
    secretName: 'web-tls',
    names,
    keyAlgorithm: 'ECDSA-P256',
    validityMs: 365 * DAY_MS,
    ca: { mode: 'generated' },
  };
  return { ...base, ...others };
}
