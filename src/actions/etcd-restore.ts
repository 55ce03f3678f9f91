import { resolve } from 'node:path';
import { checkSnapshot } from '../cluster/etcd/snapshot-file.ts';
import type { Plan } from '../model/plan.ts';
import { etcdRestore } from '../phases/etcd-restore/index.ts';
import type { Context } from '../workflow/context.ts';
import { UsageError } from '../workflow/errors.ts';
import { planFrom } from '../workflow/plan.ts';
import { type Ended, runWorkflow, type Surveyed, type Verdict, verdictOf } from '../workflow/workflow.ts';
import { makeRestore } from './restore-making.ts';
import type { RestoreOptions, RestorePlanning } from './restore-options.ts';
import { lookAgain } from './restore-questions.ts';
import { restoreRefusals } from './restore-refusals.ts';
import { surveyRestore } from './restore-survey.ts';
import { uploadAll } from './restore-upload.ts';
import { compare, NOT_RESTORED, verify } from './restore-verdict.ts';

interface RestoreSurvey extends Surveyed, Pick<RestorePlanning, 'restore' | 'warnings'> {
  readonly refusals: readonly string[];
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
  const startedAt = new Date();
  const { looked, changed, result } = await runWorkflow<RestoreSurvey, number | null>({
    context: given,
    holder: options.holder,
    survey: async (state) => {
      const answering = planes.filter(({ name }) => state.facts.has(name));
      const surveys = await surveyRestore(given.fleet, answering);
      const restore = makeRestore(given, state, { surveys, options, snapshot, startedAt });
      const found = restoreRefusals({ state, surveys, options, snapshot, restore });
      // the others are declared lost, by --without or --from-member, and their locks with them
      const countedPlanes = new Set(restore.members.map(({ host }) => host));
      return { state, restore, countedPlanes, ...found };
    },
    phases: ({ restore }) => [etcdRestore(restore)],
    plan: (context, { state, refusals }) => {
      const planned = planFrom(context, state);
      // those of apply are about hosts that lack something, as they do in the middle of a restore
      return { ...planned, plan: { ...planned.plan, refusals } };
    },
    confirm: options.confirm,
    upload: async ({ context, restore }) => {
      if (snapshot !== null) await uploadAll(context, restore.members, snapshot);
    },
    verify: verifyRestore,
    nothing: null,
    words: { unconfirmed: ['type the name of the cluster'] },
  });
  const { plan, restore, warnings } = looked;
  const members = restore.members.map(({ host }) => host);
  return { plan, changed, members, leaving: restore.leaving, revision: result, warnings };
}

/** etcd answers nothing of use where a phase failed, so it is asked only where none did. */
async function verifyRestore({
  looked: { restore },
  context,
  state,
  failures,
}: Ended<RestoreSurvey>): Promise<Verdict<number | null>> {
  if (!failures.isEmpty) return verdictOf(failures.all, NOT_RESTORED, null);
  const { revision, objects } = await lookAgain(context, restore.members[0]?.host ?? '');
  return verdictOf([...verify(state, restore), ...compare(restore, objects)], NOT_RESTORED, revision);
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
