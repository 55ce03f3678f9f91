import { type ApplyResult, applyAction } from '../actions/apply.ts';
import { safeJson } from '../ui/json.ts';
import { doneText, notChecked } from '../ui/scope.ts';
import { count } from '../ui/style.ts';
import { allChanges, isMade } from '../workflow/assemble.ts';
import { self } from '../workflow/lock.ts';
import { checkInputs } from '../workflow/saved/check.ts';
import { confirmPlan } from './confirm-plan.ts';
import type { GlobalOptions } from './options.ts';
import { asked, scopeOf, showPlanned } from './plan.ts';
import { type PlanFlags, planOptions, withSaved } from './plan-options.ts';
import { type Live, loadInputs, minority, selectPhases, withHosts } from './run.ts';
import { readSavedPlan } from './saved-plan-file.ts';

export interface ApplyFlags extends PlanFlags {
  readonly plan?: string;
  readonly dryRun: boolean;
  readonly withoutMajority: boolean;
}

/** `kubestrap apply`: plan, confirm, run, verify. */
export async function run(options: GlobalOptions, flags: ApplyFlags): Promise<void> {
  const saved = flags.plan === undefined ? undefined : await readSavedPlan(flags.plan);
  const given = planOptions(options, flags);
  const chosen = saved === undefined ? given : withSaved(given, saved);
  const [only, skipPhases] = [chosen.only ?? undefined, chosen.skipPhases ?? undefined];
  const phases = selectPhases(only, skipPhases);
  const limited = { ...options, ...(chosen.limit === null ? {} : { limit: chosen.limit }) };
  const scope = scopeOf(limited, { only, skipPhases });
  const cluster = await loadInputs(limited);
  if (saved !== undefined) checkInputs(saved, { cluster, phases, options: chosen });
  if (flags.dryRun)
    return showPlanned(limited, phases, cluster, asked(chosen), { flags, view: { scope }, reviewed: saved });
  const work = (live: Live) =>
    applyAction(
      { ...live.context, ...asked(chosen), ...minority(flags) },
      {
        holder: self('apply', new Date()),
        ...(saved === undefined ? {} : { saved }),
        confirm: confirmPlan(options, live, { question: 'Apply this plan?', scope }),
      },
    );
  const result = await withHosts(limited, 'apply', phases, cluster, work, saved?.targets);
  showResult(result, options, { done: doneText(scope), rest: notChecked(scope) });
}

interface Closing {
  /** Where all of it was done. */
  readonly done: string;
  /** What was not looked at, after a sentence of differences that are left. */
  readonly rest?: string;
}

/** What was done. */
export function showResult(
  { plan, changed, notReady }: ApplyResult,
  { output }: GlobalOptions,
  { done, rest = '' }: Closing,
): void {
  if (output === 'json') {
    const document = { version: 1, changed, plan, notReady: Object.fromEntries(notReady) };
    process.stdout.write(`${safeJson(document)}\n`);
    return;
  }
  if (!changed) return;
  for (const [name, reason] of notReady) process.stderr.write(`${name} is not Ready yet: ${reason}\n`);
  if (notReady.size > 0)
    process.stderr.write('No add-on of the spec brings a network: nodes become Ready once one is there.\n');
  const left = allChanges(plan).filter((change) => !isMade(change)).length;
  process.stdout.write(
    left === 0
      ? `${done}\n`
      : `Done. ${count(left, 'difference')} ${left === 1 ? 'is' : 'are'} not supported yet and ${left === 1 ? 'was' : 'were'} left alone (marked ! in the plan).${rest}\n`,
  );
}
