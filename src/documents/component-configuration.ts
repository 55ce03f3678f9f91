import { versionFacts } from '../knowledge/versions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { JsonObject } from '../values/json.ts';

/**
 * KubeletConfiguration as the spec says, with the cgroup driver written out: kubeadm's default for it changed,
 * and a kubelet and a runtime that disagree about it do not start Pods.
 */
export function kubeletConfiguration(cluster: Cluster): JsonObject {
  return {
    cgroupDriver: versionFacts(cluster.kubernetesVersion).cgroupDriver,
    ...cluster.kubelet,
    ...dualStackGate(cluster, cluster.kubelet),
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
    ...dualStackGate(cluster, cluster.kubeProxy),
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
  };
}

/**
 * kubeadm hands its own gate IPv6DualStack on to the components, and without it kube-proxy 1.20 refuses two
 * subnets. It is written out, for what is rendered to be what runs.
 */
function dualStackGate({ featureGates }: Cluster, configuration: JsonObject): JsonObject {
  const { IPv6DualStack } = featureGates;
  if (IPv6DualStack === undefined) return {};
  const { featureGates: own } = configuration;
  const gates = typeof own === 'object' && own !== null && !Array.isArray(own) ? own : {};
  return { featureGates: { ...gates, IPv6DualStack } };
}
