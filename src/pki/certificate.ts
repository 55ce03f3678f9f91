import { type KeyObject, X509Certificate } from 'node:crypto';
import { AsnConvert, type OctetString } from '@peculiar/asn1-schema';
import * as asn from '@peculiar/asn1-x509';
import type { Constraints, Subtree } from '../values/name-constraints.ts';
import { ipText, type San } from '../values/names.ts';

/** A certificate as far as we compare and check it. */
export interface ParsedCertificate {
  readonly pem: string;
  readonly der: Uint8Array;
  /** Node's view of it, for signatures. */
  readonly x509: X509Certificate;
  /** The name in DER, as issuers are compared. */
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly commonName: string | undefined;
  /** For messages: what distinguishes it, on one line. */
  readonly title: string;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly names: readonly San[];
  /** Names of kinds that we do not write, such as e-mail addresses. */
  readonly otherNames: number;
  readonly isCa: boolean;
  /** Bits of KeyUsageFlags; undefined without the extension. */
  readonly keyUsage: number | undefined;
  /** Object identifiers; undefined without the extension. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly subjectKeyId: Uint8Array | undefined;
  readonly authorityKeyId: Uint8Array | undefined;
  readonly constraints: Constraints;
}

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, in order; none where it holds none. Throws where one of them is damaged. */
export function parseCertificates(text: string): readonly ParsedCertificate[] {
  return (text.match(PEM) ?? []).map((pem) => parseCertificate(new X509Certificate(pem)));
}

/** Reads a certificate. Throws Error for what is none. */
export function parseCertificate(x509: X509Certificate): ParsedCertificate {
  const der = new Uint8Array(x509.raw);
  const { tbsCertificate: tbs } = AsnConvert.parse(der, asn.Certificate);
  const extensions = new Map(
    (tbs.extensions ?? []).map(({ extnID, extnValue }) => [extnID, extnValue.buffer] as const),
  );
  const read = <T>(id: string, type: new () => T): T | undefined => {
    const value = extensions.get(id);
    return value === undefined ? undefined : AsnConvert.parse(value, type);
  };
  const names = read(asn.id_ce_subjectAltName, asn.SubjectAlternativeName) ?? [];
  const sans = [...names].flatMap(sanOf);
  const commonName = commonNameOf(tbs.subject);
  return {
    pem: x509.toString(),
    der,
    x509,
    subject: new Uint8Array(AsnConvert.serialize(tbs.subject)),
    issuer: new Uint8Array(AsnConvert.serialize(tbs.issuer)),
    commonName,
    title: commonName ?? x509.subject.replaceAll('\n', ', '),
    publicKey: x509.publicKey,
    notBefore: tbs.validity.notBefore.getTime(),
    notAfter: tbs.validity.notAfter.getTime(),
    names: sans,
    otherNames: names.length - sans.length,
    isCa: read(asn.id_ce_basicConstraints, asn.BasicConstraints)?.cA ?? false,
    keyUsage: read(asn.id_ce_keyUsage, asn.KeyUsage)?.toNumber(),
    extendedKeyUsage: optionalList(read(asn.id_ce_extKeyUsage, asn.ExtendedKeyUsage)),
    subjectKeyId: bytes(read(asn.id_ce_subjectKeyIdentifier, asn.SubjectKeyIdentifier)),
    authorityKeyId: bytes(read(asn.id_ce_authorityKeyIdentifier, asn.AuthorityKeyIdentifier)?.keyIdentifier),
    constraints: constraintsOf(read(asn.id_ce_nameConstraints, asn.NameConstraints)),
  };
}

function optionalList(list: Iterable<string> | undefined): readonly string[] | undefined {
  return list === undefined ? undefined : [...list];
}

function bytes(value: OctetString | undefined): Uint8Array | undefined {
  return value === undefined ? undefined : new Uint8Array(value.buffer);
}

function commonNameOf(name: asn.Name): string | undefined {
  const attributes = [...name].flatMap((relative) => [...relative]);
  return attributes.find(({ type }) => type === '2.5.4.3')?.value.toString();
}

function sanOf(name: asn.GeneralName): readonly San[] {
  if (name.dNSName !== undefined) return [{ kind: 'dns', value: name.dNSName.toLowerCase() }];
  if (name.iPAddress !== undefined) return [{ kind: 'ip', value: ipText(name.iPAddress) ?? name.iPAddress }];
  if (name.uniformResourceIdentifier !== undefined)
    return [{ kind: 'uri', value: name.uniformResourceIdentifier }];
  return [];
}

function constraintsOf(extension: asn.NameConstraints | undefined): Constraints {
  const list = (subtrees: Iterable<asn.GeneralSubtree> | undefined) => [...(subtrees ?? [])].map(subtreeOf);
  return { permitted: list(extension?.permittedSubtrees), excluded: list(extension?.excludedSubtrees) };
}

function subtreeOf({ base }: asn.GeneralSubtree): Subtree {
  if (base.dNSName !== undefined) return { kind: 'dns', value: base.dNSName };
  if (base.iPAddress !== undefined) return { kind: 'ip', value: base.iPAddress };
  if (base.uniformResourceIdentifier !== undefined)
    return { kind: 'uri', value: base.uniformResourceIdentifier };
  return base.directoryName === undefined
    ? { kind: 'other', value: 'names of another kind' }
    : { kind: 'directory', value: 'directory names' };
}
