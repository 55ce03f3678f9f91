import { readFile } from 'node:fs/promises';
import { type ApplyResult, applyAction } from '../actions/apply.ts';
import { UsageError } from '../actions/errors.ts';
import { self } from '../actions/lock.ts';
import { allChanges } from '../plan/assemble.ts';
import type { Plan } from '../plan/types.ts';
import { safeJson } from '../ui/json.ts';
import { doneText, notChecked } from '../ui/scope.ts';
import { count } from '../ui/style.ts';
import { confirmPlan } from './confirm-plan.ts';
import type { GlobalOptions } from './options.ts';
import { scopeOf, show as showOnly } from './plan.ts';
import { loadInputs, minority, selectPhases, withHosts } from './run.ts';

export interface ApplyFlags {
  readonly plan?: string;
  readonly dryRun: boolean;
  readonly skipPhases?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly removeStaleMembers?: boolean;
  readonly acceptNoFaultTolerance?: boolean;
  readonly withoutMajority: boolean;
}

/** `kubestrap apply`: plan, confirm, run, verify. */
export async function run(options: GlobalOptions, flags: ApplyFlags): Promise<void> {
  const phases = selectPhases(flags.only, flags.skipPhases);
  const asked = {
    ...(flags.removeStaleMembers ? ({ removesStaleMembers: true } as const) : {}),
    ...(flags.acceptNoFaultTolerance ? ({ acceptsNoFaultTolerance: true } as const) : {}),
    ...minority(flags),
  };
  if (flags.dryRun) {
    const { only, skipPhases } = flags;
    return showOnly(options, phases, { ...asked, only, skipPhases });
  }
  const scope = scopeOf(options, flags);
  const saved = flags.plan === undefined ? undefined : await readPlan(flags.plan);
  const cluster = await loadInputs(options);
  const result = await withHosts(options, 'apply', phases, cluster, (live) =>
    applyAction(
      { ...live.context, ...asked },
      {
        holder: self('apply', new Date()),
        ...(saved === undefined ? {} : { saved }),
        confirm: confirmPlan(options, live, { question: 'Apply this plan?', scope }),
      },
    ),
  );
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
  const left = allChanges(plan).filter(({ supported }) => supported === false).length;
  process.stdout.write(
    left === 0
      ? `${done}\n`
      : `Done. ${count(left, 'difference')} ${left === 1 ? 'is' : 'are'} not supported yet and ${left === 1 ? 'was' : 'were'} left alone (marked ! in the plan).${rest}\n`,
  );
}

async function readPlan(path: string): Promise<Plan> {
  let plan: unknown;
  try {
    plan = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`--plan ${path}: ${error instanceof Error ? error.message : error}`);
  }
  const version = typeof plan === 'object' && plan !== null && 'version' in plan ? plan.version : undefined;
  if (version !== 1) throw new UsageError(`--plan ${path}: not a plan saved by this version of kubestrap`);
  return plan as Plan;
}
