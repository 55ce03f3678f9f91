import { argsMap, type KubeadmApi } from './api.ts';

/** Written for kubeadm 1.22 to 1.30 (kubernetes#101129); read up to 1.36. Without `dns.type` (kubernetes#101547). */
export const v1beta3: KubeadmApi = {
  apiVersion: 'kubeadm.k8s.io/v1beta3',
  firstMinor: 22,
  capabilities: new Set(),
  args: argsMap,
};
