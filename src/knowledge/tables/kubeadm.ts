import type { FlagRow } from './types.ts';

const COMMAND = 'kubeadm has no such command';

/** Flags and commands of kubeadm that changed. */
export const KUBEADM: readonly FlagRow[] = [
  {
    name: 'experimental-kustomize',
    deprecated: 19,
    removed: 20,
    replacement: 'use patches',
    source: 'kubernetes#94871',
  },
  {
    name: 'experimental-patches',
    since: 19,
    deprecated: 22,
    removed: 23,
    replacement: 'use --patches',
    source: 'kubernetes#104065',
  },
  {
    name: 'experimental-output',
    deprecated: 31,
    removed: 32,
    replacement: 'use --output',
    source: 'kubernetes#126914',
  },
  {
    name: 'upgrade apply --feature-gates',
    deprecated: 31,
    removed: 32,
    replacement: 'change the ConfigMap kubeadm-config before',
    source: 'kubernetes#127123',
  },
  {
    name: 'alpha certs',
    removed: 21,
    effect: COMMAND,
    replacement: 'use `kubeadm certs`',
    source: 'RN1.21',
  },
  {
    name: 'config view',
    removed: 22,
    effect: COMMAND,
    replacement: 'use `kubectl -n kube-system get cm kubeadm-config -o yaml`',
    source: 'RN1.22',
  },
  {
    name: 'config upload',
    removed: 19,
    effect: COMMAND,
    replacement: 'use `kubeadm init phase upload-config`',
    source: 'RN1.19',
  },
];
