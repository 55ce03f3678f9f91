/** The programs whose flags and feature gates the tables know. */
export type Program =
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubelet'
  | 'kube-proxy'
  | 'kubeadm'
  | 'etcd';

/** What of a row nobody has seen in the sources: what rests on it alone is a warning that says so. */
export type Unverified = 'deprecated' | 'removed';

/** All numbers are minors of Kubernetes 1.x; one that is absent has not come yet, or is not known. */
interface Life {
  /** The first that has it. Absent: older than every version that kubestrap knows, or not looked up. */
  readonly since?: number;
  /** The first that warns of it; where only "at the latest" is known, that. */
  readonly deprecated?: number;
  /** The first without it. */
  readonly removed?: number;
  /** Release notes (RN1.x), pull requests (kubernetes#n), files; see sources.ts. */
  readonly source: string;
  readonly unverified?: readonly Unverified[];
}

/** Which values of a flag a row is about: those with an item in their comma-separated list, or all but some. */
export type ValueTest = { readonly item: string } | { readonly not: readonly string[] };

export interface FlagRow extends Life {
  /** Without dashes; `*` stands for any text. Of kubeadm also commands: the spec can give it neither. */
  readonly name: string;
  /** Absent: whatever its value. */
  readonly value?: ValueTest;
  /** From here on it is taken and does nothing. */
  readonly inert?: number;
  /** From here on it is not deprecated any more. */
  readonly undeprecated?: number;
  /** What happens from `removed` on. Absent: the program exits with "unknown flag". */
  readonly effect?: string;
  /** What to do instead, as an imperative. */
  readonly replacement?: string;
}

export interface GateRow extends Life {
  readonly name: string;
  /** Absent: every program but kubeadm and etcd, which share one list. */
  readonly programs?: readonly Program[];
  /** From here on it is no choice any more; `deprecated` gates never get there. */
  readonly ga?: number;
  /** From here on a value other than `lockedTo` stops the program. */
  readonly locked?: number;
  /** Default: true. */
  readonly lockedTo?: boolean;
  readonly replacement?: string;
}
