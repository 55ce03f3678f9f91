import type { RestoreMember, Stage } from '../../cluster/etcd/restore.ts';
import type { Named } from '../../model/change-id.ts';
import type { Step } from '../../shell/emit.ts';
import { restoreStage } from '../../shell/functions/etcd-restore.ts';
import type { Script } from '../../shell/sh.ts';

export const NAME = 'etcd-restore';

export interface Restore {
  /** Of this restore: its time. Part of the new cluster's token, and of the names of what is kept. */
  readonly id: string;
  readonly fingerprint: string;
  /** In the inventory's order. */
  readonly members: readonly RestoreMember[];
  /** Control planes that answer and will not be members: their static Pods are taken off. */
  readonly fenced: readonly string[];
  /** All control planes that will not be members, answering or not: their nodes leave the cluster. */
  readonly leaving: readonly string[];
  readonly snapshot: {
    /** For people. */
    readonly text: string;
    /** The member it comes from itself; undefined: it was uploaded. */
    readonly from?: string;
    readonly revision: number;
    /** Null: nobody knows. */
    readonly objects: number | null;
  };
  /** Flags of `snapshot restore` that all members' etcd has, with values; asked for when the run is on its way. */
  readonly flags: () => Promise<readonly string[]>;
  /**
   * The `ClusterStatus` of the restored cluster, to the byte; empty where kubeadm keeps none. Asked for when API servers
   * answer again: before, nobody knows what the snapshot has there.
   */
  readonly clusterStatus: () => Promise<string>;
}

/** Notes on the host how far it came, at the end of a step. */
export function note({ id, fingerprint }: Restore, stage: Stage): Script[] {
  return [restoreStage(id, fingerprint, stage)];
}

export function change(
  about: Named,
  action: Step['change']['action'],
  rest: Partial<Step['change']> & Pick<Step['change'], 'reason'>,
): Step['change'] {
  return { phase: NAME, ...about, action, before: null, after: null, disruption: 'none', ...rest };
}
