import { createHash } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as asn from '@peculiar/asn1-x509';
import type { Constraints, Subtree } from '../values/name-constraints.ts';
import type { ParsedCertificate } from './certificate.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { caUsage, leafUsage, SERVER_AUTH } from './usages.ts';

/** The extensions of a certificate; `spki` is the DER of its public key. Without an issuer it signs itself. */
export function extensionsOf(
  { profile, publicKey }: CertificateRequest,
  spki: ArrayBuffer,
  issuer: ParsedCertificate | undefined,
): asn.Extension[] {
  const keyId = keyIdOf(spki);
  const authority = issuer === undefined ? keyId : issuerKeyId(issuer);
  const ids = [
    extension(asn.id_ce_subjectKeyIdentifier, false, new asn.SubjectKeyIdentifier(keyId)),
    extension(
      asn.id_ce_authorityKeyIdentifier,
      false,
      new asn.AuthorityKeyIdentifier({ keyIdentifier: new asn.KeyIdentifier(authority) }),
    ),
  ];
  if (profile.kind === 'ca') {
    // 0: it signs servers, and no further CAs
    const basic = new asn.BasicConstraints({ cA: true, pathLenConstraint: 0 });
    return [
      extension(asn.id_ce_basicConstraints, true, basic),
      extension(asn.id_ce_keyUsage, true, new asn.KeyUsage(caUsage)),
      ...ids,
      ...nameConstraints(profile.constraints),
    ];
  }
  return [
    extension(asn.id_ce_basicConstraints, true, new asn.BasicConstraints()),
    extension(asn.id_ce_keyUsage, true, new asn.KeyUsage(leafUsage(publicKey))),
    extension(asn.id_ce_extKeyUsage, false, new asn.ExtendedKeyUsage([SERVER_AUTH])),
    ...ids,
    extension(
      asn.id_ce_subjectAltName,
      false,
      new asn.SubjectAlternativeName(profile.names.map(generalName)),
    ),
  ];
}

function nameConstraints({ permitted, excluded }: Constraints): asn.Extension[] {
  if (permitted.length === 0 && excluded.length === 0) return [];
  const subtrees = (list: readonly Subtree[]) =>
    new asn.GeneralSubtrees(list.map((subtree) => new asn.GeneralSubtree({ base: generalName(subtree) })));
  const value = new asn.NameConstraints({
    ...(permitted.length === 0 ? {} : { permittedSubtrees: subtrees(permitted) }),
    ...(excluded.length === 0 ? {} : { excludedSubtrees: subtrees(excluded) }),
  });
  return [extension(asn.id_ce_nameConstraints, true, value)];
}

function generalName({ kind, value }: Subtree): asn.GeneralName {
  if (kind === 'dns') return new asn.GeneralName({ dNSName: value });
  if (kind === 'ip') return new asn.GeneralName({ iPAddress: value });
  if (kind === 'uri') return new asn.GeneralName({ uniformResourceIdentifier: value });
  throw new TypeError(`we write no names of this kind: ${value}`);
}

function extension(extnID: string, critical: boolean, value: object): asn.Extension {
  return new asn.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

/** The issuer's own identifier; where it has none, the one its key would have (RFC 5280, 4.2.1.2, method 1). */
function issuerKeyId({ subjectKeyId, publicKey }: ParsedCertificate): ArrayBuffer {
  return subjectKeyId === undefined
    ? keyIdOf(exact(publicKey.export({ type: 'spki', format: 'der' })))
    : exact(subjectKeyId);
}

function keyIdOf(spki: ArrayBuffer): ArrayBuffer {
  const { subjectPublicKey } = AsnConvert.parse(spki, asn.SubjectPublicKeyInfo);
  return exact(createHash('sha1').update(new Uint8Array(subjectPublicKey)).digest());
}

/** A buffer of exactly these bytes: Node's are often windows into a larger one. */
export function exact(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
