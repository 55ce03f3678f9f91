import type { Cluster, Host } from '../model/cluster.ts';

/** Where kubeadm keeps kubeconfigs and static Pods, whatever the spec says (kubeadm constants: KubernetesDir, ManifestsSubDirName). */
export const MANIFESTS_DIRECTORY = '/etc/kubernetes/manifests';

/** Where the kubelet keeps its credentials and what kubeadm writes for it, also with another `--root-dir` (KubeletRunDirectory). */
export const KUBELET_DIRECTORY = '/var/lib/kubelet';

const CERTIFICATES_DIRECTORY = '/etc/kubernetes/pki';
const ETCD_DIRECTORY = '/var/lib/etcd';

/** Where the cluster's CA, keys and certificates are on every host. */
export function certificatesDirectory({ kubeadm }: Pick<Cluster, 'kubeadm'>): string {
  return kubeadm.certificatesDir ?? CERTIFICATES_DIRECTORY;
}

/** Where etcd keeps its data on control planes; null where kubeadm runs no etcd. */
export function etcdDirectory({ etcd }: Pick<Cluster, 'etcd'>): string | null {
  return 'local' in etcd ? (etcd.local.dataDir ?? ETCD_DIRECTORY) : null;
}

/** Where the kubelet of a host keeps Pods and mounts their volumes: its `--root-dir`. */
export function kubeletRoot({ node }: Pick<Host, 'node'>): string {
  const given = node.kubeletExtraArgs['root-dir'];
  return (typeof given === 'string' ? given : given?.at(-1)) ?? KUBELET_DIRECTORY;
}
