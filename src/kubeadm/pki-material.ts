/**
 * What kubeadm init takes from certificatesDir where it is there, instead of making it: CAs with their keys, and the keys
 * of service account tokens (kubeadm init phase certs; kubernetes.io, "Custom certificates"). By the path below it.
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
