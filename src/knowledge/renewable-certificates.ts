import { KUBERNETES_DIRECTORY } from './directories.ts';
/** What `kubeadm certs renew` can renew, by its names (kubeadm's phases/certs/renewal/manager.go). */

export type StaticPodName = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler';

export interface RenewableCertificate {
  /** As `kubeadm certs renew` takes it. */
  readonly name: string;
  /** Below certificatesDir, or a kubeconfig in /etc/kubernetes. */
  readonly file: string;
  readonly place: 'pki' | 'kubeconfig';
  /** File name of the CA, without extension, whose key signs it; below certificatesDir. */
  readonly ca: 'ca' | 'etcd/ca' | 'front-proxy-ca';
  /** Static Pods that read it when they start. kubeadm names them after a renewal; etcd's probe reads its own anew. */
  readonly readers: readonly StaticPodName[];
}

export const RENEWABLE: readonly RenewableCertificate[] = [
  kubeconfig('admin.conf', []),
  pki('apiserver', 'apiserver', 'ca', ['kube-apiserver']),
  pki('apiserver-etcd-client', 'apiserver-etcd-client', 'etcd/ca', ['kube-apiserver']),
  pki('apiserver-kubelet-client', 'apiserver-kubelet-client', 'ca', ['kube-apiserver']),
  kubeconfig('controller-manager.conf', ['kube-controller-manager']),
  pki('etcd-healthcheck-client', 'etcd/healthcheck-client', 'etcd/ca', []),
  pki('etcd-peer', 'etcd/peer', 'etcd/ca', ['etcd']),
  pki('etcd-server', 'etcd/server', 'etcd/ca', ['etcd']),
  pki('front-proxy-client', 'front-proxy-client', 'front-proxy-ca', ['kube-apiserver']),
  kubeconfig('scheduler.conf', ['kube-scheduler']),
  // from 1.29 on, where kubeadm init ran (kubernetes#121305)
  kubeconfig('super-admin.conf', []),
];

function pki(
  name: string,
  file: string,
  ca: RenewableCertificate['ca'],
  readers: readonly StaticPodName[],
): RenewableCertificate {
  return { name, file: `${file}.crt`, place: 'pki', ca, readers };
}

function kubeconfig(name: string, readers: readonly StaticPodName[]): RenewableCertificate {
  return { name, file: name, place: 'kubeconfig', ca: 'ca', readers };
}

/** Where a certificate is on a control plane. */
export function certificatePath({ file, place }: RenewableCertificate, certificatesDir: string): string {
  return place === 'pki' ? `${certificatesDir}/${file}` : `${KUBERNETES_DIRECTORY}/${file}`;
}
