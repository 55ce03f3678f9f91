import type { X509Certificate } from 'node:crypto';
import { sanText } from '../../values/names.ts';
import { DAY_MS } from '../../values/validity.ts';
import { isIssuedBy, isSelfSigned, stamp } from '../ca.ts';
import { type ParsedCertificate, parseCertificate } from '../certificate.ts';
import { fingerprint } from './compare.ts';
import type { Found } from './host-files.ts';
import type { CertificateRow, RowProblem, Severity, Thresholds } from './types.ts';

/** A CA that may have signed a certificate, and where it is. */
export interface Signer {
  readonly where: string;
  readonly certificates: readonly X509Certificate[];
}

/** What is known of a certificate before it is read. */
export type Place = Pick<
  CertificateRow,
  'place' | 'host' | 'area' | 'name' | 'path' | 'renewedBy' | 'remedy'
>;

export interface Judgement {
  /** Ms since the epoch, by the clock of who will call it expired. */
  readonly now: number;
  readonly thresholds: Thresholds;
  /** The CA that is to have signed it; `itself`; undefined: none that is known. */
  readonly signer?: Signer | 'itself' | undefined;
  /** More that can be wrong with it. */
  readonly compare?: (certificate: ParsedCertificate) => readonly RowProblem[];
}

const NOTHING = {
  subject: '',
  issuer: '',
  fingerprint: '',
  signedBy: null,
  names: [],
  notBefore: null,
  notAfter: null,
  daysLeft: null,
} as const;

/** The row of a certificate that should be there, and is not. */
export function missingRow(place: Place, problem: Omit<RowProblem, 'code'>): CertificateRow {
  return { ...place, ...NOTHING, severity: 'critical', problems: [{ code: 'missing', ...problem }] };
}

/** The row of a certificate. Never throws: what cannot be read is a row that says so. */
export function rowOf(place: Place, found: Omit<Found, 'path'>, judgement: Judgement): CertificateRow {
  const certificate = parsed(found.certificate);
  if (certificate === undefined) {
    const message = found.why === '' ? 'its certificate cannot be read' : found.why;
    const problem: RowProblem = {
      code: 'unreadable',
      message,
      remedy: 'look at the file: it is damaged, or something else',
    };
    return { ...place, ...NOTHING, severity: 'critical', problems: [problem] };
  }
  const { now, thresholds, compare } = judgement;
  const left = certificate.notAfter.getTime() - now;
  const signedBy = signedByOf(certificate, found.more, judgement.signer);
  const isEarly = now < certificate.notBefore.getTime();
  return {
    ...place,
    subject: oneName(certificate.x509.subject),
    issuer: oneName(certificate.x509.issuer),
    fingerprint: fingerprint(certificate.x509),
    signedBy,
    names: certificate.names.map(sanText),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    daysLeft: Math.floor(left / DAY_MS),
    severity: isEarly ? 'critical' : severityOf(left, thresholds),
    problems: [
      ...(isEarly ? [notYetValid(certificate)] : []),
      ...(signedBy === null && judgement.signer !== undefined ? [wrongCa(judgement.signer)] : []),
      ...(compare?.(certificate) ?? []),
    ],
  };
}

export function severityOf(leftMs: number, { warnMs, criticalMs }: Thresholds): Severity {
  if (leftMs <= 0) return 'expired';
  if (leftMs < criticalMs) return 'critical';
  return leftMs < warnMs ? 'warning' : 'ok';
}

/** Dates or extensions may be nonsense in a certificate that OpenSSL itself takes. */
function parsed(x509: X509Certificate | null): ParsedCertificate | undefined {
  if (x509 === null) return undefined;
  try {
    const certificate = parseCertificate(x509);
    // throws for dates that are none
    certificate.notBefore.toISOString();
    certificate.notAfter.toISOString();
    return certificate;
  } catch {
    return undefined;
  }
}

function signedByOf(
  certificate: ParsedCertificate,
  more: readonly X509Certificate[],
  signer: Judgement['signer'],
): string | null {
  const made = (ca: X509Certificate) => {
    const issuer = parsed(ca);
    return issuer !== undefined && safely(() => isIssuedBy(certificate, issuer));
  };
  if (signer !== undefined && signer !== 'itself')
    return signer.certificates.some(made) ? signer.where : null;
  if (safely(() => isSelfSigned(certificate))) return 'itself';
  // the kubelet makes a CA for its own one, and puts it behind it
  return signer === undefined && more.some(made) ? 'the CA in the same file' : null;
}

function safely(question: () => boolean): boolean {
  try {
    return question();
  } catch {
    return false;
  }
}

function notYetValid({ notBefore }: ParsedCertificate): RowProblem {
  return {
    code: 'not-yet-valid',
    message: `it is not valid before ${stamp(notBefore)}: the clock is behind, or was ahead when it was made`,
    remedy: 'set the clock: "kubestrap doctor" compares those of all hosts',
  };
}

function wrongCa(signer: Signer | 'itself'): RowProblem {
  return {
    code: 'wrong-ca',
    message:
      signer === 'itself'
        ? 'it did not sign itself, as the spec asks for'
        : `${signer.where} did not sign it`,
    remedy: 'files of two CAs are mixed: put the right CA back, or issue the certificate again',
  };
}

/** A distinguished name on one line: `O=system:masters, CN=kubernetes-admin`. */
function oneName(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
