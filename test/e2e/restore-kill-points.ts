/** A line of the program's progress; where two rounds have a line alike, one that comes before it tells which is meant. */
export interface KillPoint {
  readonly name: string;
  readonly after?: RegExp;
  readonly at: RegExp;
}

const step = (host: string, resource: string) =>
  new RegExp(`${host} +etcd-restore +${resource.replaceAll('.', '\\.')}$`);

const DATA = '/var/lib/etcd';
const CONTROLLERS = 'static-pod kube-controller-manager, kube-scheduler';

/**
 * Where `kubestrap etcd restore` may be killed: at the beginning of each of its rounds, in order. A second run of the
 * same command must end right from each of them. What a host itself does between two commands of a step is proven in
 * test/shell/etcd-restore.test.ts.
 */
export const RESTORE_KILL_POINTS: readonly KillPoint[] = [
  { name: 'upload', at: /cp-2 +etcd-upload +upload$/ },
  ...rounds('cp-\\d', 'cp-\\d'),
];

/** The same of `kubestrap etcd restore --from-member cp-1`: only that member is made, and cp-2 is taken off. */
export const MEMBER_KILL_POINTS: readonly KillPoint[] = rounds('cp-1', 'cp-2');

/** The place in the list where old data has gone aside on one host and not yet on another. */
export const AT_THE_SWAP = 5;

function rounds(member: string, stopped: string): KillPoint[] {
  const swap = step(member, `etcd-data ${DATA}/member`);
  return [
    { name: 'prepare', at: step(member, `etcd-data ${DATA}/kubestrap-restore`) },
    { name: 'stop API server', at: step(stopped, 'static-pod kube-apiserver') },
    { name: 'stop controllers', at: step(stopped, CONTROLLERS) },
    { name: 'stop etcd', at: step(stopped, 'static-pod etcd') },
    { name: 'swap', at: swap },
    { name: 'start etcd', after: swap, at: step(member, 'static-pod etcd') },
    { name: 'members', at: step(member, 'etcd members') },
    { name: 'start API server', after: swap, at: step(member, 'static-pod kube-apiserver') },
    { name: 'start controllers', after: swap, at: step(member, CONTROLLERS) },
    ...(member === stopped ? [] : [{ name: 'delete node', at: step(member, `node ${stopped}`) }]),
    { name: 'agents', at: step(member, 'service kubelet') },
    { name: 'finish', at: step(member, 'restore') },
  ];
}
