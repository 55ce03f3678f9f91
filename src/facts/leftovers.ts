import {
  certificatesDirectory,
  ETCD_MANIFEST,
  KUBELET_DIRECTORY,
  kubeletRoot,
  etcdDirectory as wantedEtcdDirectory,
} from '../knowledge/directories.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { leftovers } from '../shell/functions/leftovers.ts';
import { lines, type Script, sh } from '../shell/sh.ts';
import type { HostFacts } from './types.ts';

/** What `leftovers` (templates/lib/leftovers.sh) finds on a host, by kind: `link` → names. Kinds with nothing are absent. */
export type Leftovers = ReadonlyMap<string, readonly string[]>;

/** What each kind is, in the order it is cleaned; kubestrap's own `notes` and a `shared-kubeconfig` do not count. */
export const KINDS: Readonly<Record<string, string>> = {
  pod: 'Pods in the container runtime',
  process: 'processes of Pods',
  mount: 'mounts of volumes',
  file: "the cluster's files and credentials",
  etcd: "etcd's data",
  kubeconfig: 'kubeconfigs of this cluster',
  cni: "the network add-on's configuration",
  ipvs: 'IPVS services of kube-proxy',
  rules: 'iptables rules of the cluster',
  ipset: 'ipsets of the cluster',
  table: 'nftables tables of the cluster',
  link: 'links of the cluster',
  state: 'state of network add-ons, and caches',
};

const SHARED = 'shared-kubeconfig';
const NOTES = 'notes';

/**
 * Directory of this host's etcd data, as far as it is kubeadm's; null: etcd is not this host's. A worker has one only
 * while a manifest says that it was a control plane before: an etcd of somebody else may be there, too.
 */
export function etcdDirectory(cluster: Cluster, { role }: Host, facts?: HostFacts): string | null {
  const wanted = wantedEtcdDirectory(cluster);
  if (wanted === null) return null;
  const wasOne = facts?.kubernetes.present.includes(ETCD_MANIFEST);
  if (role !== 'control-plane' && wasOne !== true) return null;
  return facts?.etcd.manifest?.dataDir ?? wanted;
}

/** The arguments that `leftovers` and `no_leftovers` take: PKI ETCD SOCKET. */
export function places(cluster: Cluster, host: Host, facts?: HostFacts): string[] {
  return [certificatesDirectory(cluster), etcdDirectory(cluster, host, facts) ?? '-', cluster.criSocket];
}

/** The script with the kubelet's own directory where this host has another one. */
export function atPlaces(host: Host, script: Script): Script {
  const root = kubeletRoot(host);
  return root === KUBELET_DIRECTORY ? script : lines([sh`KS_KUBELET_ROOT=${root}`, script]);
}

/** Lists what a cluster left on a host, for `parseLeftovers`; changes nothing. */
export function leftoversScript(cluster: Cluster, host: Host, facts?: HostFacts): Script {
  return atPlaces(host, leftovers(places(cluster, host, facts)));
}

/** Tagged rows, closed by `end`. Throws where the list is not whole: a host is not called clean by half an answer. */
export function parseLeftovers(output: string): Leftovers {
  const rows = output.split('\n').filter((row) => row !== '');
  if (rows.at(-1) !== 'end') throw new Error('the list of what is left on the host is not whole');
  const found = new Map<string, string[]>();
  for (const row of rows.slice(0, -1)) {
    const at = row.indexOf(' ');
    const kind = row.slice(0, at);
    found.set(kind, (found.get(kind) ?? []).concat(row.slice(at + 1)));
  }
  return found;
}

/** Kubeconfigs that hold other clusters beside this one. */
export function sharedKubeconfigs(found: Leftovers): readonly string[] {
  return found.get(SHARED) ?? [];
}

/** Has kubestrap notes of its own there? */
export function hasNotes(found: Leftovers): boolean {
  return found.has(NOTES);
}

/** What is still there that should not be, as sentences; empty: the host is clean. */
export function leftoverProblems(found: Leftovers): string[] {
  return [...found].flatMap(([kind, names]) => {
    if (kind === SHARED || kind === NOTES) return [];
    const shown = names.slice(0, 5).join(', ');
    const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
    return [`${KINDS[kind] ?? kind} are left: ${shown}${more}`];
  });
}
