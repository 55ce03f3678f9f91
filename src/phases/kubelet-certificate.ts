import { RENEW, type Renewal } from '../cluster/renewal.ts';
import { KUBELET_CLIENT_CERTIFICATE, KUBELET_KUBECONFIG } from '../knowledge/directories.ts';
import { named } from '../model/change-id.ts';
import { KNOWN_AFTER_APPLY } from '../model/plan.ts';
import type { Item } from '../shell/emit.ts';
import { renewKubelet } from '../shell/functions/certificates.ts';
import type { Script } from '../shell/sh.ts';

/**
 * A kubelet renews its client certificate by itself while that is valid, so there is nothing to do, unless it has
 * expired, or kubelet.conf does not name the file that is renewed (kubeadm init before 1.17 wrote the certificate
 * itself into it: kubeadm#1753). `config`: what kubeadm issues a new one with.
 */
export function kubeletSteps(host: string, { survey, only, now }: Renewal, config: string): Item[] {
  const { kubelet, keys } = survey.get(host) ?? {};
  if (kubelet === undefined || only !== undefined) return [];
  const { embedded, rotated } = kubelet;
  const isExpired = (end: string) => Date.parse(end) < now;
  if (embedded !== null && rotated !== null && !isExpired(rotated.validTo)) {
    return [
      step(
        embedded.validTo,
        `kubelet.conf holds a certificate that nothing renews (kubeadm#1753): in ${KUBELET_KUBECONFIG} replace client-certificate-data and client-key-data with "client-certificate: ${KUBELET_CLIENT_CERTIFICATE}" and "client-key: ${KUBELET_CLIENT_CERTIFICATE}", then systemctl restart kubelet`,
      ),
    ];
  }
  const current = rotated ?? embedded;
  if (current === null || !isExpired(current.validTo)) return [];
  if (keys?.has('ca')) {
    const reason = 'it has expired, so the kubelet cannot ask for a new one: kubeadm issues it';
    return [step(current.validTo, reason, renewKubelet(config))];
  }
  return [
    step(
      current.validTo,
      `it has expired, and the key of the CA is not on this host: have whoever keeps the CA issue one for system:node:${host} of system:nodes, put it with its key into ${KUBELET_CLIENT_CERTIFICATE}, then systemctl restart kubelet`,
    ),
  ];
}

/** Without a script: for a person to do. */
function step(until: string, reason: string, script?: Script): Item {
  const isOurs = script !== undefined;
  return {
    change: {
      phase: RENEW,
      ...named('kubelet-certificate'),
      action: 'update',
      before: `until ${new Date(until).toISOString().slice(0, 10)}`,
      after: isOurs ? KNOWN_AFTER_APPLY : 'rotated by the kubelet',
      reason,
      disruption: 'restart',
    },
    ...(isOurs ? { script } : {}),
  };
}
