import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { IngressCertificate } from '../model/cluster.ts';
import { Secret } from '../secrets/secret.ts';
import { dump } from '../secrets/yaml.ts';
import { isSelfSigned } from './ca.ts';
import type { ParsedCertificate } from './certificate.ts';
import { CONTENT_ANNOTATION, MANAGED_BY } from './ingress-secrets.ts';
import type { OutputFile } from './landing.ts';

/** A certificate with all that goes with it. */
export interface Issued {
  readonly certificate: ParsedCertificate;
  /** PKCS#8 in PEM. */
  readonly key: Secret;
  /** The CA and what is above it; empty where the certificate signed itself. */
  readonly chain: readonly ParsedCertificate[];
}

/** What a server sends: itself and all between it and the root, which clients have. */
export function fullChain({ certificate, chain }: Issued): string {
  return chainText(certificate, chain);
}

/** As `fullChain`, where the key is not at hand. */
export function chainText(certificate: ParsedCertificate, chain: readonly ParsedCertificate[]): string {
  return pems([certificate, ...chain.filter((issuer) => !isSelfSigned(issuer))]);
}

/** What clients are to trust. */
export function caBundle({ certificate, chain }: Issued): string {
  return caText(certificate, chain);
}

/** As `caBundle`, where the key is not at hand. */
export function caText(certificate: ParsedCertificate, chain: readonly ParsedCertificate[]): string {
  return pems(chain.length === 0 ? [certificate] : chain);
}

/** Where the files of a certificate lie: `web/web.crt` and so on. */
export function pathsOf(name: string, directory: string) {
  const path = (file: string) => join(directory, name, file);
  return {
    certificate: path(`${name}.crt`),
    key: path(`${name}.key`),
    ca: path('ca.crt'),
    fullChain: path('fullchain.crt'),
    secret: path('secret.yaml'),
  };
}

/** Every file of a certificate. */
export function filesOf(
  desired: IngressCertificate,
  issued: Issued,
  directory: string,
): readonly OutputFile[] {
  const paths = pathsOf(desired.name, directory);
  return [
    { path: paths.key, content: issued.key, mode: 0o600 },
    { path: paths.certificate, content: pems([issued.certificate]), mode: 0o644 },
    { path: paths.ca, content: caBundle(issued), mode: 0o644 },
    { path: paths.fullChain, content: fullChain(issued), mode: 0o644 },
    { path: paths.secret, content: secretManifest(desired, issued), mode: 0o600 },
  ];
}

/** The Secret (kubernetes.io/tls) as a manifest; it holds the key. */
export function secretManifest({ namespace, secretName }: IngressCertificate, issued: Issued): Secret {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const [crt, key] = [base64(fullChain(issued)), base64(issued.key.reveal())];
  const manifest = dump({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: secretName,
      namespace,
      labels: { [MANAGED_BY.label]: MANAGED_BY.value },
      annotations: { [CONTENT_ANNOTATION]: contentHash(crt, key) },
    },
    type: 'kubernetes.io/tls',
    data: {
      'ca.crt': base64(caBundle(issued)),
      'tls.crt': crt,
      'tls.key': key,
    },
  });
  return new Secret(`secret-${secretName}`, manifest);
}

/** Of certificate and key as the Secret holds them, in base64: `secret_rows` in templates/lib/secrets.sh does the same. */
function contentHash(crt: string, key: string): string {
  return createHash('sha256').update(`${crt} ${key}\n`).digest('hex');
}

function pems(certificates: readonly ParsedCertificate[]): string {
  return certificates.map(({ pem }) => `${pem.trimEnd()}\n`).join('');
}
