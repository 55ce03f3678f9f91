/**
 * What kubeadm init takes from certificatesDir where it is there, instead of making it: CAs with their keys, and the keys
 * of service account tokens (kubeadm init phase certs; kubernetes.io, "Certificate management with kubeadm: custom
 * certificates"). By the path below it.
 */
export const PKI_MATERIAL: readonly string[] = [
  'ca.crt',
  'ca.key',
  'front-proxy-ca.crt',
  'front-proxy-ca.key',
  'etcd/ca.crt',
  'etcd/ca.key',
  'sa.key',
  'sa.pub',
];

/** What the cluster's CA signs below certificatesDir: beside the CA's key it shows that a cluster was made from it. */
export const PKI_LEAVES: readonly string[] = [
  'apiserver.crt',
  'apiserver.key',
  'apiserver-kubelet-client.crt',
  'apiserver-kubelet-client.key',
];

/** Kubeconfigs in /etc/kubernetes that kubeadm cannot make without the CA's key. */
export const PKI_KUBECONFIGS: readonly string[] = [
  'admin.conf',
  'kubelet.conf',
  'controller-manager.conf',
  'scheduler.conf',
];

/**
 * Files that kubeadm init asks for where ca.crt is there without ca.key, its external CA mode (phases/certs
 * UsingExternalCA, phases/kubeconfig ValidateKubeconfigsForExternalCA).
 */
export const EXTERNAL_CA_NEEDS: readonly string[] = [...PKI_LEAVES, 'sa.key', 'sa.pub', ...PKI_KUBECONFIGS];
