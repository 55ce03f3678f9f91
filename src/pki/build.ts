import { randomBytes, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import * as asn from '@peculiar/asn1-x509';
import type { SignatureAlgorithm } from './algorithms.ts';
import { type ParsedCertificate, parseCertificate } from './certificate.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { exact, extensionsOf } from './extensions.ts';
import type { Signer } from './signer.ts';

const OID_COMMON_NAME = '2.5.4.3';

/** The signature does not fit the CA's certificate: it was made by another key. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
  readonly code = 'signature';
  readonly remedy = 'check that the CA key belongs to the CA certificate';
}

/** 127 random bits and a leading 0, as 16 octets (RFC 5280, 4.1.2.2: positive, 20 octets at most). */
export function randomSerial(): Uint8Array {
  const serial = new Uint8Array(randomBytes(16));
  // never negative, and never with a zero octet that DER would have to drop
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/** Builds a certificate, has it signed, and checks the signature against the signer's certificate. */
export async function issueCertificate(
  request: CertificateRequest,
  signer: Signer,
): Promise<ParsedCertificate> {
  const { certificate: issuer, algorithm } = signer;
  const tbs = new Uint8Array(AsnConvert.serialize(tbsCertificate(request, issuer, algorithm)));
  const signature = await signer.sign(tbs);
  const der = AsnConvert.serialize(
    new asn.Certificate({
      tbsCertificate: AsnConvert.parse(tbs, asn.TBSCertificate),
      signatureAlgorithm: identifier(algorithm),
      signatureValue: exact(signature),
    }),
  );
  const x509 = new X509Certificate(new Uint8Array(der));
  if (!x509.verify(signer.publicKey)) {
    throw new SignatureError(
      `the signature of ${request.commonName} does not fit the CA ${issuer?.title ?? request.commonName}`,
    );
  }
  return parseCertificate(x509);
}

function tbsCertificate(
  request: CertificateRequest,
  issuer: ParsedCertificate | undefined,
  algorithm: SignatureAlgorithm,
): asn.TBSCertificate {
  const spki = exact(request.publicKey.export({ type: 'spki', format: 'der' }));
  const subject = nameOf(request.commonName);
  return new asn.TBSCertificate({
    version: asn.Version.v3,
    serialNumber: exact(request.serial),
    signature: identifier(algorithm),
    // byte for byte the CA's name, whatever types of string it has
    issuer: issuer === undefined ? subject : AsnConvert.parse(issuer.subject, asn.Name),
    validity: new asn.Validity({ notBefore: request.notBefore, notAfter: request.notAfter }),
    subject,
    subjectPublicKeyInfo: AsnConvert.parse(spki, asn.SubjectPublicKeyInfo),
    extensions: new asn.Extensions(extensionsOf(request, spki, issuer)),
  });
}

function identifier({ oid, nullParameters }: SignatureAlgorithm): asn.AlgorithmIdentifier {
  return new asn.AlgorithmIdentifier({ algorithm: oid, ...(nullParameters ? { parameters: null } : {}) });
}

function nameOf(commonName: string): asn.Name {
  const value = new asn.AttributeValue({ utf8String: commonName });
  return new asn.Name([
    new asn.RelativeDistinguishedName([new asn.AttributeTypeAndValue({ type: OID_COMMON_NAME, value })]),
  ]);
}
