import { resolve, sep } from 'node:path';
import type { IngressCertificate } from '../model/cluster.ts';
import { period } from '../values/validity.ts';
import { generateKeys } from './algorithms.ts';
import type { Authority } from './authority.ts';
import { issueCertificate, randomSerial } from './build.ts';
import { generatedCaFiles } from './generated.ts';
import type { IngressPlan } from './ingress.ts';
import type { SignedBy } from './ingress-options.ts';
import { privateKeyPem } from './keys.ts';
import { type Staged, stageFiles } from './landing.ts';
import { createGeneratedCa, ensureIgnored } from './make-ca.ts';
import { filesOf, type Issued } from './output.ts';
import { localSigner } from './signer.ts';

/** Longest common name (RFC 5280, ub-common-name). */
const COMMON_NAME_LIMIT = 64;

/**
 * Does what the plan says: a CA where one is to be made, then every certificate in memory, then the files. They
 * come to their places once all of them are on disk. Resolves to the certificates that are there now, by name.
 */
export async function runIngress({
  options,
  certificates,
}: IngressPlan): Promise<ReadonlyMap<string, Issued>> {
  const { cluster, directory, now } = options;
  const { state } = generatedCaFiles(cluster);
  const needsCa = certificates.some(({ signedBy }) => signedBy === 'new');
  const made = needsCa ? await createGeneratedCa(cluster, options) : undefined;
  const issued = new Map<string, Issued>();
  const staged: Staged[] = [];
  try {
    for (const { desired, signedBy, step } of certificates) {
      if (step.action === 'keep') continue;
      const result =
        step.action === 'write' ? step.issued : await issueOne(desired, signedWith(signedBy, made), now);
      issued.set(desired.name, result);
      if (resolve(directory).startsWith(`${state}${sep}`)) await ensureIgnored(state);
      staged.push(await stageFiles(filesOf(desired, result, directory)));
    }
    for (const files of staged) await files.commit();
  } finally {
    await Promise.all(staged.map((files) => files.discard()));
  }
  return issued;
}

function signedWith(signedBy: SignedBy, made: Authority | undefined): Authority | 'self' {
  if (signedBy !== 'new') return signedBy;
  if (made === undefined) throw new TypeError('the plan has a CA made, and none was');
  return made;
}

/** A new key, and a certificate for it. Also for what is not written to files. */
export async function issueOne(
  desired: IngressCertificate,
  authority: Authority | 'self',
  now: Date,
): Promise<Issued> {
  const { publicKey, privateKey } = generateKeys(desired.keyAlgorithm);
  const signer = authority === 'self' ? localSigner(undefined, publicKey, privateKey) : authority.signer;
  const { notBefore, notAfter } = period(now, desired.validityMs);
  const earliest = signer.certificate?.notBefore ?? notBefore;
  const certificate = await issueCertificate(
    {
      commonName: commonName(desired),
      publicKey,
      // a CA that is minutes old has issued nothing before it was there
      notBefore: earliest > notBefore ? earliest : notBefore,
      notAfter,
      serial: randomSerial(),
      profile: { kind: 'server', names: desired.names },
    },
    signer,
  );
  const chain = authority === 'self' ? [] : authority.chain;
  return { certificate, key: privateKeyPem(privateKey, `${desired.name}-key`), chain };
}

/** The first DNS name; without one the certificate's own name, which no client takes for an address. */
function commonName({ name, names }: IngressCertificate): string {
  const dns = names.find(({ kind, value }) => kind === 'dns' && value.length <= COMMON_NAME_LIMIT);
  return dns?.value ?? name;
}
