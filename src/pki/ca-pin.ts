import { createHash, X509Certificate } from 'node:crypto';

/**
 * The pin of a CA certificate as `discovery.bootstrapToken.caCertHashes` wants it: `sha256:` and the hex
 * SHA-256 of its DER SubjectPublicKeyInfo (RFC 7469 2.4; kubeadm's util/pubkeypin). Of a bundle the first
 * certificate counts. Throws TypeError if the text holds no certificate.
 */
export function caPin(pem: string): string {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch (cause) {
    throw new TypeError('not a PEM certificate', { cause });
  }
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
