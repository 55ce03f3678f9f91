import { argsMap, type KubeadmApi } from './api.ts';

/** Written for kubeadm 1.15 to 1.21 (kubernetes#76710); read up to 1.26. */
export const v1beta2: KubeadmApi = {
  apiVersion: 'kubeadm.k8s.io/v1beta2',
  firstMinor: 15,
  capabilities: new Set(),
  args: argsMap,
  // `type` has no omitempty here: a dns without it is refused. kube-dns is gone from 1.21 on (kubernetes#99646).
  dns: { type: 'CoreDNS' },
};
