import { resolve } from 'node:path';
import { checkSnapshot } from '../etcd/snapshot-file.ts';
import { etcdRestore } from '../phases/etcd-restore/index.ts';
import { hasWork } from '../plan/assemble.ts';
import type { Plan } from '../plan/types.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Context } from './context.ts';
import { RefusedError, UsageError } from './errors.ts';
import type { Holder } from './lock.ts';
import { demandMajority } from './majority.ts';
import { observe } from './observe.ts';
import { type Planning, planFrom } from './plan.ts';
import { makeRestore } from './restore-making.ts';
import { lookAgain } from './restore-questions.ts';
import { restoreRefusals } from './restore-refusals.ts';
import { surveyRestore } from './restore-survey.ts';
import { uploadAll } from './restore-upload.ts';
import { compare, failWith, verify } from './restore-verdict.ts';
import { runPhases } from './run-phases.ts';
import { observeLocked } from './take-lock.ts';

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
  const restore = makeRestore(given, state, { surveys, options, snapshot });
  // the others are declared lost, by --without or --from-member, and their locks with them
  const countedPlanes = new Set(restore.members.map(({ host }) => host));
  const context = { ...given, phases: [etcdRestore(restore)], countedPlanes };
  const planned = planFrom(context, state);
  const { refusals, warnings } = restoreRefusals({
    state,
    surveys,
    options,
    snapshot,
    restore,
  });
  // those of apply are about hosts that lack something, as they do in the middle of a restore
  const planning = { ...planned, plan: { ...planned.plan, refusals } };
  const { plan } = planning;
  const [members, leaving] = [restore.members.map(({ host }) => host), restore.leaving];
  const nothing = { plan, changed: false, members, leaving, revision: null, warnings };
  if (holder === undefined) {
    await options.confirm(planning, warnings);
    return nothing;
  }
  if (refusals.length > 0) {
    throw new RefusedError(
      'refused: nothing was changed',
      refusals.map((message) => ({ message, code: 'refused' })),
    );
  }
  demandMajority(context, state, plan);
  if (!(await options.confirm(planning, warnings))) {
    throw new RefusedError('not confirmed: nothing was changed', [], ['type the name of the cluster']);
  }
  if (!hasWork(plan)) return nothing;
  if (snapshot !== null) await uploadAll(context, restore.members, snapshot);
  const { failures, state: after } = await runPhases(context, state);
  failWith([...failures.values()]);
  const { revision, objects } = await lookAgain(context, members[0] ?? '');
  failWith([...verify(after, restore), ...compare(restore, objects)]);
  return { plan, changed: true, members, leaving, revision, warnings };
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
