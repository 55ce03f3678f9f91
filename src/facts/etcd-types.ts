/** A member as etcd lists it. Ids are hexadecimal, as etcdctl takes them. */
export interface EtcdMember {
  readonly id: string;
  /** Empty: it was added and has never started. */
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  readonly isLearner: boolean;
}

/** What the etcd of one host says of itself; it answers this without a quorum, too. */
export interface EtcdStatus {
  readonly memberId: string;
  readonly clusterId: string;
  /** Null: it knows of none. */
  readonly leader: string | null;
  readonly version: string;
  /** Bytes of the database file, and of those that hold data. */
  readonly dbSize: number;
  readonly dbSizeInUse: number;
  readonly raftTerm: number;
  readonly raftIndex: number;
  readonly raftAppliedIndex: number;
  readonly isLearner: boolean;
  readonly errors: readonly string[];
}

/** The etcd that kubeadm runs on a control plane, seen from its host. */
export interface EtcdFacts {
  /** From the static Pod's manifest; null: there is no manifest (any more). */
  readonly manifest: {
    readonly name: string;
    readonly dataDir: string;
    readonly peerUrl: string;
    readonly clientUrl: string;
    readonly image: string;
  } | null;
  /** Is there a member's data directory? */
  readonly hasData: boolean;
  /** Names in the data directory that spec.etcd.local.dataDir gives, but for those of etcd and kubestrap; at most 20. */
  readonly foreignFiles: readonly string[];
  readonly isRunning: boolean;
  /** Null: it does not answer. */
  readonly status: EtcdStatus | null;
  /** As this member lists them; null: it does not say (from 3.5 on, not without a quorum). */
  readonly members: readonly EtcdMember[] | null;
  /** Did it answer a read that needs a quorum, within 5 s? */
  readonly isHealthy: boolean;
  /** `NOSPACE 8e9e05c52164694d`: what etcd sounds, and the member. */
  readonly alarms: readonly string[];
}

export const NO_ETCD: EtcdFacts = {
  manifest: null,
  hasData: false,
  foreignFiles: [],
  isRunning: false,
  status: null,
  members: null,
  isHealthy: false,
  alarms: [],
};
