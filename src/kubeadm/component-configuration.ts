import type { Cluster, JsonObject } from '../spec/model.ts';
import { versionFacts } from './versions.ts';

/**
 * KubeletConfiguration as the spec says, with the cgroup driver written out: kubeadm's default for it changed,
 * and a kubelet and a runtime that disagree about it do not start Pods.
 */
export function kubeletConfiguration(cluster: Cluster): JsonObject {
  return {
    cgroupDriver: versionFacts(cluster.kubernetesVersion).cgroupDriver,
    ...cluster.kubelet,
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
  };
}

/** KubeProxyConfiguration as the spec says, with the Pods' subnets (if given) as `clusterCIDR`. */
export function kubeProxyConfiguration(cluster: Cluster): JsonObject {
  const { podSubnets } = cluster.networking;
  return {
    ...(podSubnets.length > 0 && { clusterCIDR: podSubnets.join(',') }),
    ...cluster.kubeProxy,
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
  };
}
