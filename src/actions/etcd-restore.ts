import { resolve } from 'node:path';
import { checkSnapshot } from '../cluster/etcd/snapshot-file.ts';
import type { Plan } from '../model/plan.ts';
import { etcdRestore } from '../phases/etcd-restore/index.ts';
import { confirmed } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import { UsageError } from '../workflow/errors.ts';
import { demandMajority } from '../workflow/majority.ts';
import { observe } from '../workflow/observe.ts';
import { planFrom } from '../workflow/plan.ts';
import { runPhases } from '../workflow/run-phases.ts';
import { observeLocked } from '../workflow/take-lock.ts';
import { makeRestore } from './restore-making.ts';
import type { RestoreOptions, RestorePlanning } from './restore-options.ts';
import { lookAgain } from './restore-questions.ts';
import { restoreRefusals } from './restore-refusals.ts';
import { surveyRestore } from './restore-survey.ts';
import { uploadAll } from './restore-upload.ts';
import { compare, failWith, verify } from './restore-verdict.ts';

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
  const isDryRun = holder === undefined;
  const startedAt = new Date();
  const { planning, isGo } = await confirmed<RestorePlanning>({
    look: async (isFirst) => {
      const state = isFirst && !isDryRun ? await observeLocked(given, holder) : (await observe(given)).state;
      const answering = planes.filter(({ name }) => state.facts.has(name));
      const surveys = await surveyRestore(given.fleet, answering);
      const restore = makeRestore(given, state, { surveys, options, snapshot, startedAt });
      const phases = [etcdRestore(restore)];
      const planned = planFrom({ ...given, phases }, state);
      const found = restoreRefusals({ state, surveys, options, snapshot, restore });
      // those of apply are about hosts that lack something, as they do in the middle of a restore
      const plan = { ...planned.plan, refusals: found.refusals };
      return { ...planned, plan, restore, phases, warnings: found.warnings };
    },
    isDryRun,
    check: (one) => demandMajority(contextOf(given, one), one.state, one.plan),
    confirm: options.confirm,
    remedy: ['type the name of the cluster'],
  });
  const { plan, state, restore, warnings } = planning;
  const context = contextOf(given, planning);
  const [members, leaving] = [restore.members.map(({ host }) => host), restore.leaving];
  if (!isGo) return { plan, changed: false, members, leaving, revision: null, warnings };
  if (snapshot !== null) await uploadAll(context, restore.members, snapshot);
  const { failures, state: after } = await runPhases(context, state);
  failWith([...failures.values()]);
  const { revision, objects } = await lookAgain(context, members[0] ?? '');
  failWith([...verify(after, restore), ...compare(restore, objects)]);
  return { plan, changed: true, members, leaving, revision, warnings };
}

/** The others are declared lost, by --without or --from-member, and their locks with them. */
function contextOf(
  given: Context,
  { phases, restore }: Pick<RestorePlanning, 'phases' | 'restore'>,
): Context {
  return { ...given, phases, countedPlanes: new Set(restore.members.map(({ host }) => host)) };
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
