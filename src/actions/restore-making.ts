import {
  fingerprintOf,
  finishedAlone,
  type RestoreMember,
  type RestoreSurvey,
  stageIn,
  unfinished,
} from '../cluster/etcd/restore.ts';
import type { CheckedSnapshot } from '../cluster/etcd/snapshot-file.ts';
import { controlPlanes, type State } from '../cluster/state.ts';
import type { Restore } from '../phases/etcd-restore/restore.ts';
import type { Context } from '../workflow/context.ts';
import type { RestoreOptions } from './restore-options.ts';
import { clusterStatus, commonFlags } from './restore-questions.ts';

interface Making {
  readonly surveys: ReadonlyMap<string, RestoreSurvey>;
  readonly options: RestoreOptions;
  readonly snapshot: CheckedSnapshot | null;
  /** When the command began: of the id of a new restore, which stays the same when it is planned again. */
  readonly startedAt: Date;
}

/** The restore that these options ask for, or the one of its kind that was begun and not finished. */
export function makeRestore(
  context: Context,
  state: State,
  { surveys, options, snapshot, startedAt }: Making,
): Restore {
  const { source, without } = options;
  const planes = controlPlanes(state).map(({ name }) => name);
  const wanted = 'member' in source ? [source.member] : planes.filter((name) => !without.has(name));
  const leaving = planes.filter((name) => !wanted.includes(name));
  const bare = wanted.flatMap((host): Omit<RestoreMember, 'stage'>[] => {
    const etcd = surveys.get(host)?.etcd;
    return etcd === undefined || etcd === null ? [] : [{ host, ...etcd }];
  });
  const what = snapshot?.sha256 ?? `member ${'member' in source ? source.member : ''}`;
  const fingerprint = fingerprintOf(what, bare);
  const own = wanted.flatMap((host) => surveys.get(host) ?? []);
  const id =
    unfinished(fingerprint, own) ?? finished(state, surveys, source, fingerprint) ?? newId(startedAt);
  const members = bare.map((one) => {
    const survey = surveys.get(one.host);
    return { ...one, stage: survey === undefined ? ('none' as const) : stageIn(id, survey) };
  });
  const fenced = leaving.filter((host) => surveys.get(host)?.etcd !== null && surveys.has(host));
  return {
    ...{ id, fingerprint, members, fenced, leaving },
    snapshot: {
      text: describe(snapshot, 'member' in source ? source.member : ''),
      revision: snapshot?.sidecar?.revision ?? 1,
      objects: snapshot?.sidecar?.objects ?? null,
      ...('member' in source ? { from: source.member } : {}),
    },
    flags: () => commonFlags(context, members),
    clusterStatus: () => clusterStatus(context, wanted[0] ?? ''),
  };
}

/** Of a restore from a member, which is not done a second time: killed at its very end, the same command has nothing to do. */
function finished(
  state: State,
  surveys: Making['surveys'],
  source: RestoreOptions['source'],
  fingerprint: string,
): string | undefined {
  if (!('member' in source)) return undefined;
  const [survey, facts] = [surveys.get(source.member), state.facts.get(source.member)];
  return survey && facts && finishedAlone(fingerprint, survey, facts.etcd);
}

function newId(now: Date): string {
  return now
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
}

function describe(snapshot: CheckedSnapshot | null, member: string): string {
  if (snapshot === null) return `what ${member} has`;
  if (snapshot.sidecar === null) return 'the snapshot';
  const { takenAt, revision } = snapshot.sidecar;
  return `the snapshot of ${takenAt}, revision ${revision}`;
}
