import type { Taint } from '../model/cluster.ts';

export interface LiveNode {
  readonly name: string;
  readonly ready: boolean;
  /** Why not ready, as the kubelet says it; empty when ready. */
  readonly notReadyReason: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

/** What a control plane's API server says about the cluster. */
export interface LiveCluster {
  /** UID of the namespace kube-system: the cluster's identity. */
  readonly uid: string;
  readonly nodes: readonly LiveNode[];
  /** data of ConfigMap kube-system/kubeadm-config: `ClusterConfiguration` and older kinds, as YAML text. */
  readonly kubeadmConfig: string;
  /** Its `ClusterStatus`, which kubeadm keeps up to 1.21; empty later. */
  readonly clusterStatus: string;
  /** data of our own ConfigMap kube-system/kubestrap; empty when there is none. */
  readonly state: Readonly<Record<string, string>>;
}

/** Where a Node remembers which of its labels and taints are ours, as comma-separated keys. */
export const ANNOTATIONS = { labels: 'kubestrap.dev/labels', taints: 'kubestrap.dev/taints' } as const;
