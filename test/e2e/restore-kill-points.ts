/**
 * Where `kubestrap etcd restore` may be killed: lines of its progress, one for each round, in order. A second run of the
 * same command must end right from each of them. What a host itself does between two commands of a step is proven in
 * test/program/etcd-restore.test.ts.
 */
export const RESTORE_KILL_POINTS: readonly RegExp[] = [
  /cp-2 +etcd-upload +upload$/,
  /cp-\d +etcd-restore +etcd-data \/var\/lib\/etcd\/kubestrap-restore$/,
  /cp-\d +etcd-restore +static-pod kube-apiserver$/,
  /cp-\d +etcd-restore +static-pod kube-controller-manager, kube-scheduler$/,
  /cp-\d +etcd-restore +static-pod etcd$/,
  /cp-\d +etcd-restore +etcd-data \/var\/lib\/etcd\/member$/,
  /cp-\d +etcd-restore +etcd members$/,
  /cp-\d +etcd-restore +service kubelet$/,
  /cp-\d +etcd-restore +restore$/,
];

/** The place in the list where old data has gone aside on one host and not yet on another. */
export const AT_THE_SWAP = 5;
