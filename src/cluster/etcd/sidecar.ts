import { isObject } from '../../values/json.ts';

/** What lies beside a snapshot as `FILE.json`: what it is of, and how to know that it is whole. */
export interface Sidecar {
  readonly version: 1;
  readonly cluster: {
    readonly name: string;
    /** UID of the namespace kube-system; null: nobody knew it. */
    readonly uid: string | null;
    /** `sha256:…` of the cluster's CA. */
    readonly caPin: string;
  };
  readonly kubernetesVersion: string;
  readonly etcdVersion: string;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  /** The host whose member it was taken from; of an etcd elsewhere the member and its endpoint. */
  readonly host: string;
  readonly members: readonly { readonly name: string; readonly peerUrls: readonly string[] }[];
  readonly revision: number;
  /** etcd's own hash of the content. */
  readonly hash: number;
  readonly totalKeys: number;
  /** Objects of Kubernetes at that revision, without events and others that end by themselves; null: nobody could count. */
  readonly objects: number | null;
  /** Bytes and SHA-256 of the snapshot itself, not of what encrypts it. */
  readonly size: number;
  readonly sha256: string;
  readonly encrypted: boolean;
}

export function sidecarPath(file: string): string {
  return `${file}.json`;
}

/** Null: the text is no sidecar that this version can read. */
export function parseSidecar(text: string): Sidecar | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || value.version !== 1 || !isObject(value.cluster)) return null;
  const { cluster, members } = value;
  const { name, uid, caPin } = cluster;
  const { revision, hash, totalKeys, size, sha256, objects, encrypted } = value;
  if (!isText(name) || !isText(caPin) || !(uid === null || isText(uid))) return null;
  if (!isCount(revision) || !isCount(hash) || !isCount(totalKeys) || !isCount(size)) return null;
  if (!isText(sha256) || !/^[0-9a-f]{64}$/.test(sha256) || typeof encrypted !== 'boolean') return null;
  if (!(objects === null || isCount(objects)) || !Array.isArray(members)) return null;
  const { kubernetesVersion, etcdVersion, takenAt, host } = value;
  if (!isText(kubernetesVersion) || !isText(etcdVersion) || !isText(takenAt) || !isText(host)) return null;
  return {
    version: 1,
    cluster: { name, uid, caPin },
    ...{ kubernetesVersion, etcdVersion, takenAt, host },
    members: members.flatMap((member) =>
      isObject(member) && isText(member.name) && Array.isArray(member.peerUrls)
        ? [{ name: member.name, peerUrls: member.peerUrls.filter(isText) }]
        : [],
    ),
    ...{ revision, hash, totalKeys, objects, size, sha256, encrypted },
  };
}

/**
 * What an encrypted snapshot is bound to besides its content: with a sidecar that says something else of the cluster it
 * does not open.
 */
export function sealContext({ cluster, takenAt }: Pick<Sidecar, 'cluster' | 'takenAt'>): string {
  return JSON.stringify([cluster.name, cluster.uid, cluster.caPin, takenAt]);
}

/** `prod-20261122T010203Z-rev1234.db`; with `.enc` where it is encrypted. */
export function snapshotName(cluster: string, takenAt: Date, revision: number, encrypted: boolean): string {
  const time = takenAt
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
  return `${cluster}-${time}-rev${revision}.db${encrypted ? '.enc' : ''}`;
}

/** Is this the name of a snapshot that kubestrap gave it, of this cluster? */
export function isSnapshotName(cluster: string, name: string): boolean {
  return (
    name.startsWith(`${cluster}-`) && /^\d{8}T\d{6}Z-rev\d+\.db(\.enc)?$/.test(name.slice(cluster.length + 1))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
