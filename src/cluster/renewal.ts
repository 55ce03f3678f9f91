import type { X509Certificate } from 'node:crypto';
import type { RenewableCertificate } from '../knowledge/renewable-certificates.ts';

export const RENEW = 'renew-certificates';

/** What a control plane has of certificates that kubeadm can renew. */
export interface CertificateSurvey {
  readonly found: readonly { readonly row: RenewableCertificate; readonly certificate: X509Certificate }[];
  /** CAs whose key is there: without it kubeadm cannot renew what the CA signed. */
  readonly keys: ReadonlySet<string>;
  /** Did its API server say so to the admin of its own admin.conf? Not with certificates that have expired. */
  readonly ready: boolean;
  readonly kubelet: {
    /** The certificate in kubelet.conf itself: nothing rotates it (kubeadm#1753); null: a file that is rotated. */
    readonly embedded: X509Certificate | null;
    readonly rotated: X509Certificate | null;
  };
}

export interface Renewal {
  readonly survey: ReadonlyMap<string, CertificateSurvey>;
  /** Names as kubeadm has them; undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
