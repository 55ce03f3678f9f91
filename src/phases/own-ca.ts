import { isExternalCa } from '../cluster/membership.ts';
import { controlPlanes, leader, type Reached, reached, type State } from '../cluster/state.ts';
import type { KubernetesFacts } from '../facts/kubernetes.ts';
import { certificatesDirectory, KUBERNETES_DIRECTORY } from '../knowledge/directories.ts';
import { EXTERNAL_CA_NEEDS, PKI_KUBECONFIGS, PKI_MATERIAL } from '../knowledge/pki-material.ts';
import type { Cluster } from '../model/cluster.ts';

/** Where a piece of material lies on a host. */
function pathOf(cluster: Cluster, name: string): string {
  return PKI_KUBECONFIGS.includes(name)
    ? `${KUBERNETES_DIRECTORY}/${name}`
    : `${certificatesDirectory(cluster)}/${name}`;
}

/** Files of the host's own that kubeadm init will use; empty where it makes all of them. */
export function ownPki(cluster: Cluster, { pki = [] }: KubernetesFacts): string[] {
  const names = [...new Set([...PKI_MATERIAL, ...EXTERNAL_CA_NEEDS])];
  return names.filter((name) => pki.includes(name)).map((name) => pathOf(cluster, name));
}

/** What the plan says of a CA that kubeadm init will use; undefined: it makes one. */
export function ownCaText(cluster: Cluster, { pki = [], caPin }: KubernetesFacts): string | undefined {
  if (!pki.includes('ca.crt') || caPin === null) return undefined;
  const how = pki.includes('ca.key') ? 'with its key' : 'without its key, which kubeadm calls an external CA';
  return `the cluster gets the CA ${caPin} that is in ${certificatesDirectory(cluster)}, ${how}`;
}

/** Why kubeadm init cannot work with the CAs that are on control planes; undefined: nothing is in the way. */
export function ownCaObstacle(state: State, first: Reached): string | undefined {
  const { cluster } = state;
  const { pki = [], caPin } = first.facts.kubernetes;
  const others = reached(state, controlPlanes(state)).filter(({ host }) => host.name !== first.host.name);
  const apart = others.filter(
    ({ facts }) => facts.kubernetes.caPin !== null && facts.kubernetes.caPin !== caPin,
  );
  if (apart.length > 0) {
    const names = apart.map(({ host }) => host.name).join(', ');
    return `the first control plane ${first.host.name} ${caPin === null ? 'has no CA' : `has the CA ${caPin}`}, and ${names} ${apart.length > 1 ? 'have' : 'has'} another in ${certificatesDirectory(cluster)}: give all of them the same, or only the first one`;
  }
  if (caPin === 'unreadable') return `${pathOf(cluster, 'ca.crt')} is no certificate`;
  const missing = missingMaterial(cluster, pki);
  if (missing.length === 0) return undefined;
  const paths = missing.map((name) => pathOf(cluster, name)).join(', ');
  return pki.includes('ca.crt') && !pki.includes('ca.key')
    ? `${pathOf(cluster, 'ca.crt')} is there without its key: kubeadm then makes no certificate itself, and these are missing: ${paths}. Put them there, or the key`
    : `a CA in ${certificatesDirectory(cluster)} is not whole: ${paths} missing. Put them there, or remove what belongs to them`;
}

/** As `ownCaObstacle`, for a control plane that is to join: its own files must be those of the cluster. */
export function joiningCaObstacle(state: State, { host, facts }: Reached): string | undefined {
  const { pki = [], caPin } = facts.kubernetes;
  const ours = leader(state)?.caPin;
  if (host.role !== 'control-plane' || caPin === null || ours === undefined) return undefined;
  const directory = certificatesDirectory(state.cluster);
  return pki.includes('ca.crt') && caPin !== ours
    ? `it has the CA ${caPin} in ${directory}, and the cluster's is ${ours}: remove the files there, kubeadm brings the cluster's`
    : undefined;
}

/** Names without which what is there is of no use to kubeadm. */
function missingMaterial({ etcd }: Cluster, pki: readonly string[]): string[] {
  const has = (name: string) => pki.includes(name);
  // the CA of an etcd elsewhere is there to trust it, and has its key elsewhere
  const names = ['ca', 'front-proxy-ca', 'sa', ...('local' in etcd ? ['etcd/ca'] : [])];
  const whole = names.flatMap((name) => {
    const [shown, key] = name === 'sa' ? ['sa.pub', 'sa.key'] : [`${name}.crt`, `${name}.key`];
    if (has(key) && !has(shown)) return [shown];
    // the cluster's own CA may be without: see below
    return name !== 'ca' && has(shown) && !has(key) ? [key] : [];
  });
  if (!isExternalCa(pki)) return whole;
  return [...new Set([...whole, ...EXTERNAL_CA_NEEDS.filter((name) => !has(name))])];
}
