import { API_SERVER_MANIFEST, certificatesDirectory, ETCD_MANIFEST } from '../../knowledge/directories.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Known } from './inventory.ts';

/** What a host is to be asked for. */
export interface Asked {
  /** Where kubeadm keeps certificates. */
  readonly directory: string;
  /** Certificates outside of it. */
  readonly files: readonly string[];
  /** Files of which only the existence matters. */
  readonly traces: readonly string[];
}

/** What tells of the certificates of an inventory. Pure. */
export function askedOf(cluster: Cluster, known: readonly Known[]): Asked {
  const directory = certificatesDirectory(cluster);
  const isOutside = (path: string) => !path.startsWith(`${directory}/`);
  return {
    directory,
    files: known
      .filter(({ path, area }) => area !== 'Kubeconfigs' && isOutside(path))
      .map(({ path }) => path),
    traces: [
      API_SERVER_MANIFEST,
      ETCD_MANIFEST,
      ...known.filter(({ area }) => area === 'CAs').map(({ path }) => keyOf(path)),
    ],
  };
}

/** Where the key of a CA lies, of which kubeadm needs to know only whether it does. */
export function keyOf(certificate: string): string {
  return certificate.replace(/\.crt$/, '.key');
}
