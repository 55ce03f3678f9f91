import { X509Certificate } from 'node:crypto';
import { sh } from '../../program/sh.ts';
import { type Probe, tagged } from './probe.ts';

export interface Certificate {
  /** The file it is in. */
  readonly path: string;
  /** Null: it cannot be read, and `why` says why. */
  readonly certificate: X509Certificate | null;
  readonly why: string;
}

export interface Certificates {
  readonly certificates: readonly Certificate[];
  /** `path hash` of the public key that checks service account tokens. */
  readonly serviceAccountKey: string;
}

/**
 * kubeadm's certificates and those in its kubeconfigs. Of every file only the first certificate leaves the host: sed
 * lets nothing through but what is between BEGIN CERTIFICATE and END CERTIFICATE, so a key that is beside it stays.
 */
export const certificates: Probe<Certificates> = {
  name: 'certificates',
  seconds: 10,
  snippet: ({ cluster }) => sh`pki=${cluster.kubeadm.certificatesDir ?? '/etc/kubernetes/pki'}
only() { sed -n '/^-----BEGIN CERTIFICATE-----/,/^-----END CERTIFICATE-----/p; /^-----END CERTIFICATE-----/q' | base64 | tr -d '\n'; }
for file in "$pki"/*.crt "$pki"/etcd/*.crt /var/lib/kubelet/pki/kubelet-client-current.pem; do
  [ ! -r "$file" ] || echo "cert $file $(only <"$file")"
done
for file in /etc/kubernetes/*.conf; do
  [ -r "$file" ] || continue
  data=$(sed -n 's/^ *client-certificate-data: *//p' "$file" | head -n 1)
  [ -z "$data" ] || echo "cert $file $(printf %s "$data" | base64 -d | only)"
done
[ ! -r "$pki/sa.pub" ] || echo "sa $(sha256sum <"$pki/sa.pub" | cut -d ' ' -f 1)"`,
  parse: (output) => {
    const rows = tagged(output);
    return { certificates: rows('cert').map(certificate), serviceAccountKey: rows('sa')[0] ?? '' };
  },
};

function certificate(row: string): Certificate {
  const at = row.lastIndexOf(' ');
  const path = row.slice(0, at);
  const pem = Buffer.from(row.slice(at + 1), 'base64').toString('latin1');
  if (pem === '') return { path, certificate: null, why: 'it holds no certificate' };
  try {
    return { path, certificate: new X509Certificate(pem), why: '' };
  } catch {
    return { path, certificate: null, why: 'its certificate cannot be read' };
  }
}
