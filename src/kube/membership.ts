import type { HostFacts } from '../facts/types.ts';
import type { Role } from '../spec/model.ts';

/**
 * Where a host stands:
 * - `bare`: no trace of a cluster
 * - `joining`: kubeadm init or join runs on it now
 * - `member`: kubeadm finished here
 * - `half-done`: kubeadm started here under kubestrap and did not finish: ours to clean up
 * - `foreign`: traces of something unfinished or removed that kubestrap did not start
 */
export type Membership = 'bare' | 'joining' | 'member' | 'half-done' | 'foreign';

const NEEDED: Readonly<Record<Role, readonly string[]>> = {
  'control-plane': [
    '/etc/kubernetes/admin.conf',
    '/etc/kubernetes/kubelet.conf',
    '/etc/kubernetes/manifests/kube-apiserver.yaml',
  ],
  worker: ['/etc/kubernetes/kubelet.conf'],
};

/** Reads membership from the traces on the host; a finished kubeadm run of ours is believed by its exit code. */
export function membership({ kubernetes }: HostFacts, role: Role): Membership {
  const { present, init, join } = kubernetes;
  const runs = [init, join].flatMap((run) => (run === null ? [] : [run]));
  if (runs.some(({ running }) => running)) return 'joining';
  const complete = NEEDED[role].every((path) => present.includes(path));
  const failed = runs.some(({ exitCode }) => exitCode !== 0);
  if (failed) return 'half-done';
  if (complete) return 'member';
  if (present.length === 0) return 'bare';
  return runs.length > 0 ? 'half-done' : 'foreign';
}
