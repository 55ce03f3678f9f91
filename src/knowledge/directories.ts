import type { Cluster, Host } from '../model/cluster.ts';

/** Where kubeadm keeps kubeconfigs, and what lies beside them, whatever the spec says (kubeadm constants: KubernetesDir). */
export const KUBERNETES_DIRECTORY = '/etc/kubernetes';

/** The kubeconfigs that tell a member: an administrator's, and the kubelet's own (AdminKubeConfigFileName, KubeletKubeConfigFileName). */
export const ADMIN_KUBECONFIG = `${KUBERNETES_DIRECTORY}/admin.conf`;
export const KUBELET_KUBECONFIG = `${KUBERNETES_DIRECTORY}/kubelet.conf`;

/** Where the kubelet finds static Pods, and the two manifests that tell a control plane (ManifestsSubDirName). */
export const MANIFESTS_DIRECTORY = `${KUBERNETES_DIRECTORY}/manifests`;
export const API_SERVER_MANIFEST = `${MANIFESTS_DIRECTORY}/kube-apiserver.yaml`;
export const ETCD_MANIFEST = `${MANIFESTS_DIRECTORY}/etcd.yaml`;

/** Where the kubelet keeps its credentials and what kubeadm writes for it, also with another `--root-dir` (KubeletRunDirectory). */
export const KUBELET_DIRECTORY = '/var/lib/kubelet';
export const KUBELET_CONFIG = `${KUBELET_DIRECTORY}/config.yaml`;

/** Where the kubelet keeps its certificates unless `--cert-dir` says otherwise, and there the client certificate that it rotates. */
export const KUBELET_CERTIFICATES_DIRECTORY = `${KUBELET_DIRECTORY}/pki`;
export const KUBELET_CLIENT_CERTIFICATE = `${KUBELET_CERTIFICATES_DIRECTORY}/kubelet-client-current.pem`;

const CERTIFICATES_DIRECTORY = `${KUBERNETES_DIRECTORY}/pki`;
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
