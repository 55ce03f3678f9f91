import type { EtcdFacts, EtcdStatus } from '../../facts/etcd-types.ts';
import type { HostReach } from '../../model/reach.ts';
import type { Measures } from './measures.ts';
import type { Strength } from './quorum.ts';
/** What one host says: of its own etcd, or of all members of one that kubeadm does not run. */
export interface EtcdAnswer {
  readonly host: string;
  readonly etcd: EtcdFacts;
  readonly statuses: readonly EtcdStatus[];
  /** Bytes by member, as etcd itself says them (3.6). */
  readonly quotas: ReadonlyMap<string, number>;
  readonly measures: Measures;
}

/** One member; what is not known is null. Sizes in bytes, times in ms. */
export interface MemberRow {
  readonly id: string;
  readonly name: string;
  /** Null: on no host of the inventory, as far as they answered. */
  readonly host: string | null;
  readonly isLeader: boolean;
  readonly isLearner: boolean;
  readonly isHealthy: boolean;
  readonly version: string | null;
  readonly dbSize: number | null;
  readonly dbSizeInUse: number | null;
  readonly quota: number | null;
  readonly raftIndex: number | null;
  /** Entries of the log that the leader has and this member has not; a few are normal. */
  readonly behind: number | null;
  readonly healthMs: number | null;
  /** 99th percentiles since it started. */
  readonly fsyncMs: number | null;
  readonly commitMs: number | null;
}

export interface EtcdProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** A host, a member or `the cluster`. */
  readonly subject: string;
  readonly message: string;
  readonly remedy: string;
}

/** `etcd status -o json`. */
export interface EtcdReport {
  readonly version: 1;
  readonly cluster: string;
  readonly external: boolean;
  readonly hosts: readonly HostReach[];
  readonly members: readonly MemberRow[];
  readonly strength: Strength;
  /** `3 members, 3 healthy: tolerates the loss of 1`. */
  readonly summary: string;
  readonly problems: readonly EtcdProblem[];
}

export interface ReportInput {
  readonly cluster: string;
  readonly external: boolean;
  readonly hosts: readonly HostReach[];
  /** All control planes of the inventory, those included that were not asked. */
  readonly inventory: readonly string[];
  readonly answers: readonly EtcdAnswer[];
  /** Hosts without an etcdctl to ask an external etcd with. */
  readonly withoutEtcdctl: readonly string[];
  /** Certificates of the spec that hosts lack; absent: none is looked for. */
  readonly withoutFiles?: readonly { readonly host: string; readonly path: string }[];
}
