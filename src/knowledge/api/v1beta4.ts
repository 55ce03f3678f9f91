import { argsList, type KubeadmApi } from './api.ts';

/** Written from kubeadm 1.31 on (kubernetes#125029): extraArgs are lists, static Pods can be given environment. */
export const v1beta4: KubeadmApi = {
  apiVersion: 'kubeadm.k8s.io/v1beta4',
  firstMinor: 31,
  capabilities: new Set(['maintenance', 'repeatedFlags', 'timeouts']),
  args: argsList,
};
