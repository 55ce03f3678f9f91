import type { KubernetesFacts } from '../facts/kubernetes.ts';
import type { HostFacts } from '../facts/types.ts';
import { ADMIN_KUBECONFIG, API_SERVER_MANIFEST, KUBELET_KUBECONFIG } from '../knowledge/directories.ts';
import { PKI_LEAVES } from '../knowledge/pki-material.ts';
import type { Role } from '../model/cluster.ts';

/**
 * Where a host stands:
 * - `bare`: no trace of a cluster
 * - `joining`: kubeadm init or join runs on it now
 * - `member`: kubeadm finished here
 * - `unregistered`: a member whose Node is gone from the cluster, and that kubestrap did not remove: its kubelet and Pods may run
 * - `half-done`: kubeadm started here under kubestrap and did not finish: ours to clean up
 * - `expelled`: a member once, which the cluster knows no more: what is there must not run again, and is ours to clean up
 * - `foreign`: traces of something that kubestrap did not start, or that was a member and lost a part since
 */
export type Membership =
  | 'bare'
  | 'joining'
  | 'member'
  | 'unregistered'
  | 'half-done'
  | 'expelled'
  | 'foreign';

/** Did kubeadm finish here, and does the cluster count on the host, whether it lists its Node or not? */
export function hasJoined(membership: Membership): boolean {
  return membership === 'member' || membership === 'unregistered';
}

const NEEDED: Readonly<Record<Role, readonly string[]>> = {
  'control-plane': [ADMIN_KUBECONFIG, KUBELET_KUBECONFIG, API_SERVER_MANIFEST],
  worker: [KUBELET_KUBECONFIG],
};

/** Files that make a member, and are not there. */
export function missingParts({ kubernetes }: HostFacts, role: Role): readonly string[] {
  return NEEDED[role].filter((path) => !kubernetes.present.includes(path));
}

/** Reads membership from the traces on the host; a finished kubeadm run of ours is believed by its exit code. */
export function membership(facts: HostFacts, role: Role): Membership {
  const { present, init, join } = facts.kubernetes;
  const runs = [init, join].flatMap((run) => (run === null ? [] : [run]));
  if (runs.some(({ running }) => running)) return 'joining';
  const failed = runs.some(({ exitCode }) => exitCode !== 0);
  if (failed) return 'half-done';
  if (missingParts(facts, role).length === 0) return 'member';
  if (present.every((path) => isMaterial(path, facts.kubernetes, role))) return 'bare';
  // a run of ours that ended well is no licence to clean up: what is missing now was taken away later
  return 'foreign';
}

/** A CA without its key: kubeadm then asks for everything that it would sign. */
export function isExternalCa(pki: readonly string[]): boolean {
  return pki.includes('ca.crt') && !pki.includes('ca.key');
}

/**
 * A CA of one's own that is on a control plane before kubeadm runs is no trace of a cluster: with its key kubeadm makes the
 * rest, without it the rest is there, too. What a CA has signed, beside its key, does show a cluster; so does a kubelet
 * that has run, and each manifest or etcd's data, which no one brings along.
 */
function isMaterial(path: string, { pki = [], hasKubeletConfig }: KubernetesFacts, role: Role): boolean {
  if (role !== 'control-plane' || hasKubeletConfig === true || !pki.includes('ca.crt')) return false;
  const isKubeconfig = path === ADMIN_KUBECONFIG || path === KUBELET_KUBECONFIG;
  if (isExternalCa(pki)) return isKubeconfig || path.endsWith('/ca.crt');
  return path.endsWith('/ca.crt') && !PKI_LEAVES.some((name) => pki.includes(name));
}
