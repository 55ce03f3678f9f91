import type { HostReach } from '../../model/reach.ts';
import type { Area, Renewer } from './inventory.ts';

/** By the time that is left; a certificate that is missing, unreadable or not yet valid is critical. */
export type Severity = 'ok' | 'warning' | 'critical' | 'expired';

/** Milliseconds before the end from which on a certificate is a warning, or critical. */
export interface Thresholds {
  readonly warnMs: number;
  readonly criticalMs: number;
}

export type ProblemCode =
  | 'missing'
  | 'unreadable'
  | 'not-yet-valid'
  | 'wrong-ca'
  | 'other-ca'
  | 'missing-names'
  | 'extra-names';

/** What is wrong with a certificate besides its end. */
export interface RowProblem {
  readonly code: ProblemCode;
  /** The same on hosts that have the same trouble. */
  readonly message: string;
  /** `DNS:web.example.org` */
  readonly names?: readonly string[];
  readonly remedy: string;
}

/** One certificate in one place. Plain data, as `-o json` prints it. */
export interface CertificateRow {
  readonly place: 'host' | 'secret' | 'file';
  /** Null: in the cluster, or on the machine that runs kubestrap. */
  readonly host: string | null;
  readonly area: Area;
  readonly name: string;
  /** A file, or `NAMESPACE/NAME` of a Secret. */
  readonly path: string;
  /** Empty, like the issuer and the fingerprint, where there is nothing to read. */
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
  /** The CA that really signed it: its file, or `itself`; null: not known here. */
  readonly signedBy: string | null;
  /** `DNS:web.example.org`, `IP:10.0.0.80` */
  readonly names: readonly string[];
  /** ISO 8601, UTC. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** Whole days; below zero after its end. */
  readonly daysLeft: number | null;
  readonly renewedBy: Renewer;
  readonly severity: Severity;
  readonly problems: readonly RowProblem[];
  /** What to do about its end. */
  readonly remedy: string;
}

/** The document that `certs status -o json` prints. */
export interface StatusReport {
  readonly version: 1;
  readonly cluster: string;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly thresholds: { readonly warnSeconds: number; readonly criticalSeconds: number };
  readonly hosts: readonly HostReach[];
  readonly certificates: readonly CertificateRow[];
  /** Questions without an answer that are not about one host. */
  readonly unanswered: readonly { readonly message: string; readonly remedy: string }[];
  readonly summary: Readonly<Record<Severity, number>> & {
    readonly certificates: number;
    /** Certificates with problems. */
    readonly differing: number;
    readonly hosts: number;
    readonly unreachable: number;
  };
}
