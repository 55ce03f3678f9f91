import type { KeyObject } from 'node:crypto';
import { constraintProblem } from '../values/name-constraints.ts';
import type { San } from '../values/names.ts';
import { algorithmOf, signatureAlgorithmOf } from './algorithms.ts';
import type { ParsedCertificate } from './certificate.ts';
import { ANY_USAGE, KEY_CERT_SIGN, SERVER_AUTH } from './usages.ts';

/** One thing wrong with a CA, and what to do. */
export interface CaFinding {
  readonly message: string;
  readonly hint: string;
}

const OTHER_CA = 'use the certificate of a CA, or `mode: generated`';

/**
 * What keeps a CA from signing servers now: the certificate first, those between it and the root after it. Pure.
 */
export function caFindings(chain: readonly ParsedCertificate[], now: Date): readonly CaFinding[] {
  const [ca] = chain;
  if (ca === undefined) {
    return [{ message: 'there is no certificate in it', hint: 'it must be PEM, the CA first' }];
  }
  const { keyUsage, extendedKeyUsage: extended, constraints, publicKey } = ca;
  const serves = extended === undefined || extended.includes(SERVER_AUTH) || extended.includes(ANY_USAGE);
  const directories = [...constraints.permitted, ...constraints.excluded].some(
    ({ kind }) => kind === 'directory',
  );
  const finding = (wrong: boolean, message: string, hint = OTHER_CA): CaFinding[] =>
    wrong ? [{ message: `${ca.title} ${message}`, hint }] : [];
  return [
    ...finding(!ca.isCa, 'is not a CA (basicConstraints does not say CA:TRUE)'),
    ...finding(
      ca.isCa && keyUsage !== undefined && (keyUsage & KEY_CERT_SIGN) === 0,
      'must not sign certificates (its key usage lacks keyCertSign)',
    ),
    ...finding(!serves, 'must not sign servers (its extended key usage lacks serverAuth)'),
    ...finding(directories, 'has name constraints on directory names, which we cannot keep'),
    ...finding(
      signatureAlgorithmOf(publicKey) === undefined,
      `has a key that clients refuse (${algorithmOf(publicKey)})`,
      'RSA from 2048 bits, ECDSA P-256 or P-384, or Ed25519',
    ),
    ...chain.flatMap((certificate) => validityFindings(certificate, now)),
    ...chainFindings(chain),
  ];
}

function validityFindings(
  { title, notBefore, notAfter }: ParsedCertificate,
  now: Date,
): readonly CaFinding[] {
  if (notAfter < now) {
    return [{ message: `${title} expired at ${stamp(notAfter)}`, hint: 'renew the CA, and try again' }];
  }
  if (notBefore <= now) return [];
  const hint = 'check the clock of this machine, or wait';
  return [{ message: `${title} is not valid before ${stamp(notBefore)}`, hint }];
}

function chainFindings(chain: readonly ParsedCertificate[]): readonly CaFinding[] {
  return chain.slice(1).flatMap((issuer, index) => {
    const below = chain[index];
    if (below === undefined || isIssuedBy(below, issuer)) return [];
    const message = `${issuer.title} did not issue ${below.title}, which comes before it`;
    return [{ message, hint: 'the CA comes first, each certificate after it has issued the one before' }];
  });
}

/** True when the issuer's name and key made the certificate. */
export function isIssuedBy(certificate: ParsedCertificate, issuer: ParsedCertificate): boolean {
  return (
    Buffer.compare(certificate.issuer, issuer.subject) === 0 && certificate.x509.verify(issuer.publicKey)
  );
}

export function isSelfSigned(certificate: ParsedCertificate): boolean {
  return isIssuedBy(certificate, certificate);
}

/** What keeps a key from being the CA's. */
export function keyFindings({ title, x509 }: ParsedCertificate, key: KeyObject): readonly CaFinding[] {
  if (x509.checkPrivateKey(key)) return [];
  const message = `the key is not that of ${title} (key ${algorithmOf(key)}, certificate ${algorithmOf(x509.publicKey)})`;
  return [{ message, hint: 'name the certificate and the key of one CA' }];
}

/** What keeps a CA from issuing one certificate: names outside its constraints, and an end after its own. */
export function leafFindings(
  chain: readonly ParsedCertificate[],
  names: readonly San[],
  notAfter: Date,
): readonly CaFinding[] {
  const outside = chain.flatMap(({ constraints, title }) =>
    names.flatMap((san) => {
      const message = constraintProblem(san, constraints);
      return message === undefined ? [] : [{ message, hint: `${title} has name constraints` }];
    }),
  );
  const early = chain.find((certificate) => certificate.notAfter < notAfter);
  if (early === undefined) return outside;
  const message = `${early.title} expires at ${stamp(early.notAfter)}, before the certificate would (${stamp(notAfter)})`;
  return [...outside, { message, hint: 'shorten the `validity` of the certificate, or renew the CA' }];
}

/** A date as people compare it: `2026-11-21 22:06 UTC`. */
export function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
