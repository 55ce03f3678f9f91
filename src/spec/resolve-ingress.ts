import type { Ingress, IngressCa, IngressCertificate } from '../model/cluster.ts';
import { sansOf } from '../values/names.ts';
import { parseValidity } from '../values/validity.ts';
import type * as documents from './documents.generated.ts';
import { absolute, type Base, secretReference } from './paths.ts';

/** spec.ingress with its defaults filled in, names in their normal form and paths absolute. */
export function resolveIngress(
  ingress: documents.Ingress | undefined,
  clusterName: string,
  base: Base,
): Ingress {
  const ca = ingress?.generatedCA ?? {};
  return {
    certificates: (ingress?.certificates ?? []).map((certificate) => resolveCertificate(certificate, base)),
    generatedCa: {
      // 64 characters at most (RFC 5280); the name of a cluster may be longer than what is left
      commonName: ca.commonName ?? `kubestrap ingress CA of ${clusterName}`.slice(0, 64),
      keyAlgorithm: ca.keyAlgorithm ?? 'RSA-2048',
      validityMs: validity(ca.validity ?? '3650d'),
      permittedDomains: sansOf({ dnsNames: ca.permittedDomains ?? [] }).map(({ value }) => value),
      permittedNetworks: ca.permittedNetworks ?? [],
      ...reference(ca.passphrase, base),
    },
  };
}

function resolveCertificate(certificate: documents.IngressCertificate, base: Base): IngressCertificate {
  const { name, namespace = 'default', secretName = `${name}-tls` } = certificate;
  return {
    name,
    namespace,
    secretName,
    names: sansOf(certificate),
    keyAlgorithm: certificate.keyAlgorithm ?? 'RSA-2048',
    validityMs: validity(certificate.validity ?? '365d'),
    ca: resolveCa(certificate.ca, base),
  };
}

function resolveCa(ca: documents.CertificateAuthority | undefined, base: Base): IngressCa {
  if (ca?.mode !== 'files') return { mode: ca?.mode ?? 'generated' };
  return {
    mode: 'files',
    certFile: absolute(ca.certFile ?? '', base),
    keyFile: absolute(ca.keyFile ?? '', base),
    ...reference(ca.passphrase, base),
  };
}

function reference(secret: documents.Secret | undefined, base: Base) {
  const passphrase = secret && secretReference(secret, base);
  return passphrase === undefined ? {} : { passphrase };
}

function validity(text: string): number {
  const ms = parseValidity(text);
  if (ms === undefined) throw new TypeError(`not a validity, though the schema accepted it: ${text}`);
  return ms;
}
