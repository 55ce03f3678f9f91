import { writeFile } from 'node:fs/promises';
import type { Context } from '../actions/context.ts';
import { RunFailedError } from '../actions/errors.ts';
import { planAction } from '../actions/plan.ts';
import type { Phase } from '../phases/phase.ts';
import { allChanges } from '../plan/assemble.ts';
import type { Plan } from '../plan/types.ts';
import type { Cluster } from '../spec/model.ts';
import { formatPlan } from '../ui/plan-view.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { pageOptions } from './page-options.ts';
import { loadInputs, selectPhases, withHosts } from './run.ts';

/** `kubestrap plan`: shows (and saves) what apply would change. */
export async function run(options: GlobalOptions, flags: PlanFlags): Promise<void> {
  await show(options, selectPhases(flags.only, flags.skipPhases), flags);
}

export interface PlanFlags {
  readonly only?: readonly string[];
  readonly skipPhases?: readonly string[];
  readonly detailedExitcode?: boolean;
  readonly out?: string;
}

/** What options of apply allow, and so change its plan. */
type Asked = Pick<Context, 'removesStaleMembers' | 'acceptsNoFaultTolerance'>;

/** The plan of some phases; also `apply --dry-run`. */
export async function show(
  options: GlobalOptions,
  phases: readonly Phase[],
  about: PlanFlags & Asked = {},
): Promise<void> {
  const { removesStaleMembers, acceptsNoFaultTolerance, ...flags } = about;
  const asked = {
    ...(removesStaleMembers ? { removesStaleMembers } : {}),
    ...(acceptsNoFaultTolerance ? { acceptsNoFaultTolerance } : {}),
  };
  await showPlanned(options, phases, await loadInputs(options), asked, flags);
}

/** The same of inputs that are loaded. */
export async function showPlanned(
  options: GlobalOptions,
  phases: readonly Phase[],
  cluster: Cluster,
  about: Pick<Context, 'ingress'> & Asked,
  flags: PlanFlags = {},
): Promise<void> {
  const { plan, unreachable } = await withHosts(options, 'plan', phases, cluster, ({ context }) =>
    planAction({ ...context, ...about }),
  );
  if (flags.out !== undefined)
    await writeFile(flags.out, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 });
  showPlan(plan, options);
  if (unreachable.length > 0) {
    const error = new RunFailedError('the plan is not whole: some hosts did not answer', unreachable);
    if (options.output === 'json') process.exitCode = error.exitCodeOfRun;
    else throw error;
  } else if (plan.refusals.length > 0) process.exitCode = EXIT.refused;
  else if (flags.detailedExitcode && isDifferent(plan)) process.exitCode = EXIT.changes;
}

/** What kubestrap cannot change is a difference as well: cron wants to know. */
function isDifferent(plan: Plan): boolean {
  return allChanges(plan).length > 0 || plan.hosts.some(({ problems = [] }) => problems.length > 0);
}

/** The plan on stdout, as text or JSON. */
export function showPlan(plan: Plan, options: GlobalOptions): void {
  if (options.output === 'json') {
    process.stdout.write(`${JSON.stringify(plan)}\n`);
    return;
  }
  process.stdout.write(formatPlan(plan, pageOptions(process.stdout, options)));
}
