import { createHash } from 'node:crypto';
import type { EtcdFacts } from '../../facts/etcd-types.ts';

/** How far a restore came on a host, in order; `fenced`: it is no member any more, and its static Pods are off. */
export const STAGES = ['none', 'ready', 'stopped', 'swapped', 'serving', 'done'] as const;
export type Stage = (typeof STAGES)[number] | 'fenced';

/** What a control plane says before a restore: rows of `restore_says` (templates/lib/etcd-restore.sh). */
export interface RestoreSurvey {
  /** Null: no restore was ever begun here. */
  readonly left: { readonly id: string; readonly fingerprint: string; readonly stage: Stage } | null;
  /** Of etcd's static Pod, wherever its manifest is; null: there is none. */
  readonly etcd: {
    readonly name: string;
    readonly dataDir: string;
    readonly peerUrl: string;
    readonly image: string;
    readonly walDir: string | null;
  } | null;
  /** Free on the disk of the data directory, in KiB; null: there is no such directory. */
  readonly free: number | null;
}

/** A member of the etcd that comes out of a restore. */
export interface RestoreMember {
  readonly host: string;
  readonly name: string;
  readonly dataDir: string;
  readonly peerUrl: string;
  readonly image: string;
  readonly stage: Stage;
}

export function parseRestoreSurvey(output: string): RestoreSurvey {
  const rows = output.split('\n').map((row) => {
    const [tag = '', ...rest] = row.split(' ');
    return { tag, rest: rest.join(' ') };
  });
  const value = (name: string) => rows.find(({ tag }) => tag === name)?.rest;
  const [id = '', fingerprint = '', stage = ''] = (value('state') ?? '').split(' ');
  const known = [...STAGES, 'fenced' as const].find((one) => one === stage);
  const [name, dataDir, image] = [value('name'), value('data-dir'), value('image')];
  const peerUrl = value('initial-advertise-peer-urls');
  const free = Number(value('free') ?? Number.NaN);
  return {
    left: known === undefined || id === '' ? null : { id, fingerprint, stage: known },
    etcd:
      name === undefined || dataDir === undefined || image === undefined || peerUrl === undefined
        ? null
        : { name, dataDir, peerUrl, image, walDir: value('wal-dir') ?? null },
    free: Number.isInteger(free) ? free : null,
  };
}

/** `cp-1=https://10.0.0.11:2380,…`, as etcd's --initial-cluster takes it. */
export function initialCluster(members: readonly Pick<RestoreMember, 'name' | 'peerUrl'>[]): string {
  return members
    .flatMap(({ name, peerUrl }) => peerUrl.split(',').map((url) => `${name}=${url}`))
    .toSorted()
    .join(',');
}

/** What tells one restore from another: the same snapshot to the same members is the same, and is gone on with. */
export function fingerprintOf(
  source: string,
  members: readonly Pick<RestoreMember, 'name' | 'peerUrl'>[],
): string {
  return createHash('sha256')
    .update(`${source}\n${initialCluster(members)}`)
    .digest('hex')
    .slice(0, 16);
}

/**
 * The restore that was begun and not finished somewhere, as its id; undefined: there is none of this kind. Members that
 * have finished keep their mark, so that one that is behind is brought to the same data, and not all to new data.
 */
export function unfinished(
  fingerprint: string,
  surveys: readonly Pick<RestoreSurvey, 'left'>[],
): string | undefined {
  const mine = surveys.flatMap(({ left }) => (left?.fingerprint === fingerprint ? [left] : []));
  return mine.find(({ stage }) => stage !== 'done' && stage !== 'fenced')?.id;
}

/**
 * The restore of this kind from one member, as its id, where it is finished and the member well and alone since: there is
 * nothing left to do. Where others have joined, it is another loss that is asked about.
 */
export function finishedAlone(
  fingerprint: string,
  { left }: Pick<RestoreSurvey, 'left'>,
  { isHealthy, members }: Pick<EtcdFacts, 'isHealthy' | 'members'>,
): string | undefined {
  const isFinished = left?.stage === 'done' && left.fingerprint === fingerprint;
  return isFinished && isHealthy && members?.length === 1 ? left.id : undefined;
}

/** Where a host is in the restore of this id. */
export function stageIn(id: string, { left }: Pick<RestoreSurvey, 'left'>): Stage {
  return left?.id === id ? left.stage : 'none';
}

/** Has a host still to come to this stage? */
export function isBefore(stage: Stage, other: (typeof STAGES)[number]): boolean {
  return stage === 'fenced' || STAGES.indexOf(stage) < STAGES.indexOf(other);
}
