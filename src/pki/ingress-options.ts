import type { Cluster } from '../model/cluster.ts';
import type { Authority, AuthorityOutcome } from './authority.ts';
export interface IngressOptions {
  readonly cluster: Cluster;
  /** Where the files of the certificates go, a directory each. */
  readonly directory: string;
  /** Names of certificates; absent: all. */
  readonly only?: readonly string[] | undefined;
  readonly renewBeforeMs?: number | undefined;
  readonly now: Date;
  readonly env?: NodeJS.ProcessEnv;
  /** The cluster's CA, whose key is used on a control plane. Absent: `mode: cluster` is refused. */
  readonly clusterAuthority?: () => Promise<AuthorityOutcome>;
  /** The generated CA, where more than the files beside the spec counts. */
  readonly generatedAuthority?: () => Promise<AuthorityOutcome | 'new'>;
}

/** Who signs: a CA that is there, the one that is still to be generated, or the certificate itself. */
export type SignedBy = Authority | 'new' | 'self';
