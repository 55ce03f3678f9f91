import { createHash, type X509Certificate } from 'node:crypto';

/** True when the key of the other one made it. Never throws. */
export function isSignedBy(certificate: X509Certificate, ca: X509Certificate): boolean {
  try {
    return certificate.verify(ca.publicKey);
  } catch {
    return false;
  }
}

/** SHA-256 of a certificate, in lower-case hex. */
export function fingerprint({ raw }: X509Certificate): string {
  return createHash('sha256').update(raw).digest('hex');
}

/** The value that most have; of as many, the first. Empty values do not count; undefined where there are none. */
export function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
