import type { Lab } from '../lab/lab.ts';
import { on, onEach } from './hosts.ts';

/** Each host must print nothing. `before-restore` directories are kept, one for each restore. */
const LEFT = `
find /var/lib/etcd* -mindepth 1 -maxdepth 1 ! -name member ! -name 'before-restore-*'
kept=$(ls -d /var/lib/etcd/before-restore-* /var/lib/etcd.before-restore-* 2>/dev/null | wc -l)
[ "$kept" -le KEPT ] || echo "$kept directories of the data of before"
find /var/lib/kubestrap/restore -mindepth 1 ! -name state ! -name objects 2>/dev/null
find /etc/kubernetes/manifests -name '.*' -type f
[ ! -e /run/kubestrap/etcd-image ] || echo /run/kubestrap/etcd-image
ctr -n k8s.io snapshots ls | grep kubestrap
for name in etcd kube-apiserver kube-controller-manager kube-scheduler; do
  [ "$(pidof "$name" | wc -w)" -le 1 ] || echo "$name runs as: $(pidof "$name")"
done
used=$(df -P /var/lib/etcd | awk 'NR == 2 { print $5 + 0 }')
[ "$used" -lt 90 ] || echo "the disk is $used % full"
:`;

/** What restores have left on the hosts that is not there to stay; up to so many may have kept data of before. */
export async function leftByRestores(lab: Lab, restores: number): Promise<string[]> {
  const left = await onEach(lab, LEFT.replace('KEPT', String(restores)));
  return Object.entries(left).flatMap(([name, text]) =>
    text.trim() === '' ? [] : [`left on ${name}: ${text.trim().replaceAll('\n', ', ')}`],
  );
}

const STATUS =
  "kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get configmap kubeadm-config -o 'go-template={{.data.ClusterStatus}}'";

/** The control planes that kubeadm up to 1.21 notes. */
export async function apiEndpoints(lab: Lab): Promise<string[]> {
  const text = await on(lab, 'cp-1', STATUS);
  return [...text.matchAll(/^ {2}(\S+):$/gm)].map(([, name = '']) => name);
}
