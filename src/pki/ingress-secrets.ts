import type { Secret } from '../secrets/secret.ts';

/** The Secret that holds the CA kubestrap generated, so that every operator issues with the same one. */
export const INGRESS_CA = { namespace: 'kube-system', name: 'kubestrap-ingress-ca' } as const;

/** Namespaces that every cluster makes by itself (kubernetes.io, initial namespaces). */
export const INITIAL_NAMESPACES: ReadonlySet<string> = new Set([
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
]);

/** Who made a Secret of ours (kubernetes.io, recommended labels). */
export const MANAGED_BY = { label: 'app.kubernetes.io/managed-by', value: 'kubestrap' } as const;

/** SHA-256 of `tls.crt` and `tls.key` as we put them there: tells a key that fits without reading it. */
export const CONTENT_ANNOTATION = 'kubestrap.dev/content';

/** A Secret of the spec as it is in the cluster, without its key. */
export interface SecretFact {
  readonly namespace: string;
  readonly name: string;
  readonly type: 'tls' | 'other';
  /** Value of the label; empty without one. */
  readonly managedBy: string;
  /** What our annotation says of the content; empty without one. */
  readonly noted: string;
  /** What the content is now, hashed on the host. */
  readonly hash: string;
  /** PEM; empty where it is missing. */
  readonly certificate: string;
  readonly ca: string;
}

/** What a control plane knows about the ingress certificates. */
export interface IngressFacts {
  /** `ca.crt` of the cluster, where the spec has certificates of mode `cluster`. */
  readonly clusterCa: string | null;
  readonly hasClusterKey: boolean;
  readonly hasOpenssl: boolean;
  /** Null: its API server did not answer all of it. */
  readonly cluster: {
    readonly namespaces: ReadonlySet<string>;
    readonly secrets: readonly SecretFact[];
    /** `ca.crt` of INGRESS_CA: empty where the Secret lacks it; null without the Secret. */
    readonly generatedCa: string | null;
  } | null;
}

/** A Secret that is to be put into the cluster, and how it is made when its turn comes. */
export interface PlannedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly action: 'create' | 'update';
  readonly before: string | null;
  readonly after: string;
  readonly reason: string;
  /** What the manifest is made from, as text without secrets: a reviewed plan holds its hash. */
  readonly madeFrom: string;
  /** Issues, or fetches what is needed to. Throws where that cannot be done. */
  readonly manifest: () => Promise<Secret>;
}

/** What planning makes of the ingress certificates: read beforehand, since CAs lie in files and in the cluster. */
export interface IngressView {
  /** What stands in the way of any of them. */
  readonly problems: readonly string[];
  /** Namespaces that are needed and not there, with the Secrets that go there. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
  /** The generated CA, where the cluster does not hold it yet. */
  readonly ca: PlannedSecret | null;
  readonly secrets: readonly PlannedSecret[];
  /** Brings the CA from the cluster to this machine; null where it is here, or not there. */
  readonly bringCa: (() => Promise<string>) | null;
}

/** Which certificates a run is about; absent: all, due when they are by default. */
export interface IngressSelection {
  readonly only?: readonly string[] | undefined;
  readonly renewBeforeMs?: number | undefined;
}
