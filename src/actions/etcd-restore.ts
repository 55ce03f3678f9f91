import { resolve } from 'node:path';
import {
  fingerprintOf,
  isBefore,
  type RestoreMember,
  type RestoreSurvey,
  stageIn,
  unfinished,
} from '../etcd/restore.ts';
import { type CheckedSnapshot, checkSnapshot } from '../etcd/snapshot-file.ts';
import { etcdRestore, type Restore } from '../phases/etcd-restore.ts';
import { controlPlanes, type State } from '../phases/state.ts';
import { hasWork } from '../plan/assemble.ts';
import type { Plan } from '../plan/types.ts';
import { sh } from '../program/sh.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Context } from './context.ts';
import { RefusedError, RunFailedError, UsageError } from './errors.ts';
import { percentages } from './etcd-snapshot.ts';
import type { Holder } from './lock.ts';
import { observe } from './observe.ts';
import { type Planning, planFrom } from './plan.ts';
import { restoreRefusals } from './restore-refusals.ts';
import { surveyRestore } from './restore-survey.ts';
import { runPhases } from './run-phases.ts';
import { observeLocked } from './take-lock.ts';
import { upload } from './transfer.ts';

/** By how much revisions go up, so that none that anyone has seen comes again (etcd's docs, op-guide/recovery). */
const BUMP = 1_000_000_000;
const UPLOAD = 'etcd-upload';

export interface RestoreOptions {
  readonly source: { readonly file: string; readonly key?: Secret } | { readonly member: string };
  readonly without: ReadonlySet<string>;
  /** A file without a sidecar is taken for one of this cluster. */
  readonly acceptUnknownOrigin: boolean;
  /** Undefined: only shows the plan. */
  readonly holder: Holder | undefined;
  /** Shows the plan and asks; false: nothing is done. */
  readonly confirm: (planning: Planning, warnings: readonly string[]) => Promise<boolean>;
}

export interface RestoreResult {
  readonly plan: Plan;
  readonly changed: boolean;
  readonly members: readonly string[];
  /** Control planes that are to be reset and joined again. */
  readonly leaving: readonly string[];
  /** Revision that etcd is at now; null: nothing was done. */
  readonly revision: number | null;
  readonly warnings: readonly string[];
}

/**
 * Checks the snapshot, plans, confirms, uploads, replaces etcd's data on all control planes and verifies. Throws
 * RefusedError before the first change, RunFailedError after; a run that was cut off is gone on with by the same call.
 */
export async function etcdRestoreAction(given: Context, options: RestoreOptions): Promise<RestoreResult> {
  const { cluster } = given;
  const planes = cluster.hosts.filter(({ role, state }) => role === 'control-plane' && state === 'present');
  const names = planes.map(({ name }) => name);
  checkNames(names, options);
  // everything about the file is known before any host is asked
  const snapshot =
    'file' in options.source ? await checkSnapshot(resolve(options.source.file), options.source.key) : null;
  const { holder } = options;
  const state = holder === undefined ? (await observe(given)).state : await observeLocked(given, holder);
  const answering = planes.filter(({ name }) => state.facts.has(name));
  const surveys = await surveyRestore(given.fleet, answering);
  const made = makeRestore(given, state, { surveys, options, snapshot });
  const context = { ...given, phases: [etcdRestore(made.restore)] };
  const planned = planFrom(context, state);
  const { refusals, warnings } = restoreRefusals({
    state,
    surveys,
    options,
    snapshot,
    restore: made.restore,
  });
  // those of apply are about hosts that lack something, as they do in the middle of a restore
  const planning = { ...planned, plan: { ...planned.plan, refusals } };
  const { plan } = planning;
  const [members, leaving] = [made.restore.members.map(({ host }) => host), made.restore.leaving];
  const nothing = { plan, changed: false, members, leaving, revision: null, warnings };
  if (holder === undefined) {
    await confirmOnly(options, planning, warnings);
    return nothing;
  }
  if (refusals.length > 0) {
    throw new RefusedError(
      'refused: nothing was changed',
      refusals.map((message) => ({ message, code: 'refused' })),
    );
  }
  if (!(await options.confirm(planning, warnings))) {
    throw new RefusedError('not confirmed: nothing was changed', [], ['type the name of the cluster']);
  }
  if (!hasWork(plan)) return nothing;
  if (snapshot !== null) await uploadAll(context, made.restore.members, snapshot);
  const { failures, state: after } = await runPhases(context, state);
  failWith([...failures.values()]);
  const { revision, objects } = await lookAgain(context, members[0] ?? '');
  failWith([...verify(after, made.restore), ...compare(made.restore, objects)]);
  return { plan, changed: true, members, leaving, revision, warnings };
}

async function confirmOnly({ confirm }: RestoreOptions, planning: Planning, warnings: readonly string[]) {
  await confirm(planning, warnings);
}

function checkNames(names: readonly string[], { source, without }: RestoreOptions): void {
  const asked = [...without, ...('member' in source ? [source.member] : [])];
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `no control plane of the inventory: ${unknown.join(', ')}. There are ${names.join(', ')}`,
    );
  }
  if (names.every((name) => without.has(name))) throw new UsageError('--without leaves no control plane');
}

interface Making {
  readonly surveys: ReadonlyMap<string, RestoreSurvey>;
  readonly options: RestoreOptions;
  readonly snapshot: CheckedSnapshot | null;
}

function makeRestore(
  context: Context,
  state: State,
  { surveys, options, snapshot }: Making,
): { restore: Restore } {
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
  const id = unfinished(fingerprint, own) ?? newId(new Date());
  const members = bare.map((one) => {
    const survey = surveys.get(one.host);
    return { ...one, stage: survey === undefined ? ('none' as const) : stageIn(id, survey) };
  });
  const fenced = leaving.filter((host) => surveys.get(host)?.etcd !== null && surveys.has(host));
  return {
    restore: {
      ...{ id, fingerprint, members, fenced, leaving },
      snapshot: {
        text: describe(snapshot, 'member' in source ? source.member : ''),
        revision: snapshot?.sidecar?.revision ?? 1,
        objects: snapshot?.sidecar?.objects ?? null,
        ...('member' in source ? { from: source.member } : {}),
      },
      flags: () => commonFlags(context, members),
    },
  };
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

/** Flags of `snapshot restore` that every member's etcd has: one that only some use would make members of different data. */
async function commonFlags({ fleet, signal }: Context, members: readonly RestoreMember[]): Promise<string[]> {
  const lists = await Promise.all(
    members
      .filter(({ stage }) => isBefore(stage, 'swapped'))
      .map(async ({ host, dataDir, image }) => {
        const script = sh`ks_flags=$(restore_flags ${dataDir} ${image}) || exit 1
section flags printf '%s' "$ks_flags"`;
        const { exitCode, sections, output } = await fleet.run(host, script, { signal, timeoutMs: 120_000 });
        if (exitCode !== 0) throw new Error(`${host}: ${output.trim()}`);
        return (sections.get('flags') ?? '').split('\n');
      }),
  );
  const all = (flag: string) => lists.every((list) => list.includes(flag));
  return all('bump-revision') && all('mark-compacted')
    ? ['--bump-revision', String(BUMP), '--mark-compacted']
    : [];
}

/** The snapshot to every member that has not got it yet, one after the other: they share this machine's line. */
async function uploadAll(
  context: Context,
  members: readonly RestoreMember[],
  snapshot: CheckedSnapshot,
): Promise<void> {
  const { fleet, progress, signal } = context;
  const behind = members.filter(({ stage }) => isBefore(stage, 'ready'));
  if (behind.length === 0) return;
  const hosts = behind.map(({ host }) => host);
  progress({ type: 'phase-start', phase: UPLOAD, title: 'Upload the snapshot', hosts });
  let outcome: 'done' | 'failed' = 'failed';
  try {
    for (const { host, dataDir } of behind) {
      progress({ type: 'host-start', phase: UPLOAD, host, steps: 1 });
      progress({ type: 'step-start', phase: UPLOAD, host, step: 'upload' });
      const path = `${dataDir}/kubestrap-restore/snapshot.db`;
      const onProgress = percentages(context, UPLOAD, host, 'upload');
      await upload(fleet, host, snapshot, path, '0600', { signal, onProgress });
      progress({ type: 'step-end', phase: UPLOAD, host, step: 'upload', outcome: 'done' });
      progress({ type: 'host-end', phase: UPLOAD, host, outcome: 'done' });
    }
    outcome = 'done';
  } finally {
    progress({ type: 'phase-end', phase: UPLOAD, outcome });
  }
}

/** The restored etcd must be healthy, with exactly these members, and every API server must answer. */
function verify(state: State, { members }: Restore): unknown[] {
  const names = members.map(({ name }) => name).toSorted();
  return members.flatMap(({ host }): unknown[] => {
    const facts = state.facts.get(host);
    const wrong = (message: string) => ({ host, code: 'not-restored', message });
    if (facts === undefined) return [wrong('it no longer answers')];
    if (!facts.etcd.isHealthy) return [wrong('its etcd is not healthy after the restore')];
    const found = (facts.etcd.members ?? []).map(({ name }) => name).toSorted();
    if (found.join() !== names.join())
      return [wrong(`its etcd has the members ${found.join(', ')}, not ${names.join(', ')}`)];
    return facts.live === null ? [wrong('its API server does not answer after the restore')] : [];
  });
}

/** Counted on the way, before anybody could write: a restore that lost objects is told, and nothing is undone. */
function compare({ snapshot, members }: Restore, found: number | null): unknown[] {
  const { objects } = snapshot;
  if (objects === null || found === null || objects === found) return [];
  const message = `the restored etcd had ${found} objects, the snapshot ${objects}: see what is missing before you go on`;
  return [{ host: members[0]?.host, code: 'not-restored', message }];
}

async function lookAgain({ fleet, signal }: Context, host: string) {
  const script = sh`ks_answer=$(etcd_ctl get kubestrap.dev/health -w json) || exit 1
section answer printf '%s' "$ks_answer"
[ ! -e "$KS_RESTORE/objects" ] || section objects cat "$KS_RESTORE/objects"`;
  const { sections } = await fleet.run(host, script, { signal, timeoutMs: 30_000 });
  const digits = /"revision":(\d+)/.exec(sections.get('answer') ?? '')?.[1];
  const count = sections.get('objects')?.trim() ?? '';
  return {
    revision: digits === undefined ? null : Number(digits),
    objects: /^\d+$/.test(count) ? Number(count) : null,
  };
}

function failWith(errors: readonly unknown[]): void {
  if (errors.length === 0) return;
  throw new RunFailedError('etcd is not restored everywhere', errors, {
    kept: [
      'the data of before is kept on every host whose data was replaced, and how far each host came is noted there',
    ],
    remedy: ['mend the causes above and run the same command again: it goes on where this run ended'],
  });
}
