import type { Step } from '../program/emit.ts';
import { sh } from '../program/sh.ts';
import { RENEW, type Renewal } from './renewal.ts';

const ROTATED = '/var/lib/kubelet/pki/kubelet-client-current.pem';

/**
 * What a person has to know of a kubelet's client certificate: the kubelet renews it by itself while it is valid, so
 * there is nothing to do, unless it has expired, or kubelet.conf does not name the file that is renewed (kubeadm
 * init before 1.17 wrote the certificate itself into it: kubeadm#1753).
 */
export function kubeletNotes(host: string, { survey, now }: Renewal): Step[] {
  const { kubelet } = survey.get(host) ?? {};
  if (kubelet === undefined) return [];
  const { embedded, rotated } = kubelet;
  const expired = (end: string) => Date.parse(end) < now;
  if (embedded !== null && rotated !== null && !expired(rotated.validTo)) {
    return [
      note(
        embedded.validTo,
        `kubelet.conf holds a certificate that nothing renews (kubeadm#1753): in /etc/kubernetes/kubelet.conf replace client-certificate-data and client-key-data with "client-certificate: ${ROTATED}" and "client-key: ${ROTATED}", then systemctl restart kubelet`,
      ),
    ];
  }
  const current = rotated ?? embedded;
  if (current === null || !expired(current.validTo)) return [];
  return [
    note(
      current.validTo,
      `the kubelet's client certificate has expired, and the kubelet cannot renew it any more. Once the API server answers: "kubeadm init phase kubeconfig kubelet --config FILE" (or "kubeadm kubeconfig user --org system:nodes --client-name system:node:${host}" into /etc/kubernetes/kubelet.conf), remove ${ROTATED}, systemctl restart kubelet; when the file is there again, name it in kubelet.conf as client-certificate and client-key`,
    ),
  ];
}

function note(until: string, reason: string): Step {
  return {
    change: {
      phase: RENEW,
      resource: 'kubelet client certificate',
      action: 'update',
      before: `until ${new Date(until).toISOString().slice(0, 10)}`,
      after: 'rotated by the kubelet',
      reason,
      disruption: 'restart',
      supported: false,
    },
    script: sh`:`,
  };
}
