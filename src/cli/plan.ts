import type { Cluster } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import type { Phase } from '../phases/phase.ts';
import { redactDeep } from '../secrets/redact.ts';
import { safeJson } from '../ui/json.ts';
import { formatPlan, type PlanAbout } from '../ui/plan-view.ts';
import { noneAnswered, type Scope } from '../ui/scope.ts';
import { count } from '../ui/style.ts';
import { allChanges, isBlocked } from '../workflow/assemble.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError } from '../workflow/errors.ts';
import { planAction } from '../workflow/plan.ts';
import { checkPlan, savedPlan } from '../workflow/saved/check.ts';
import type { SavedPlan } from '../workflow/saved/document.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { pageOptions } from './page-options.ts';
import { type PlanFlags, planOptions } from './plan-options.ts';
import { checkPrivatePath } from './private-file.ts';
import { type Live, loadInputs, selectPhases, withHosts } from './run.ts';
import { writeSavedPlan } from './saved-plan-file.ts';

/** `kubestrap plan`: shows (and saves) what apply would change. */
export async function run(options: GlobalOptions, flags: PlanFlags): Promise<void> {
  if (flags.out !== undefined) await checkPrivatePath('--out', flags.out);
  const phases = selectPhases(flags.only, flags.skipPhases);
  const view = { scope: scopeOf(options, flags) };
  await showPlanned(options, phases, await loadInputs(options), asked(flags), { flags, view });
}

/** What options of apply allow, and so change its plan. */
type Asked = Pick<Context, 'removesStaleMembers' | 'acceptsNoFaultTolerance'>;

/** The same as the context of a run has it. */
export function asked(flags: Pick<PlanFlags, 'removeStaleMembers' | 'acceptNoFaultTolerance'>): Asked {
  return {
    ...(flags.removeStaleMembers ? { removesStaleMembers: true } : {}),
    ...(flags.acceptNoFaultTolerance ? { acceptsNoFaultTolerance: true } : {}),
  };
}

/**
 * Shows the plan of some phases; also `apply --dry-run`, which takes a saved plan. Throws RefusedError where that no
 * longer fits.
 */
export async function showPlanned(
  options: GlobalOptions,
  phases: readonly Phase[],
  cluster: Cluster,
  about: Pick<Context, 'ingress'> & Asked,
  { flags = {}, view = {}, reviewed }: Showing = {},
): Promise<void> {
  const work = async (live: Live) => {
    const context = { ...live.context, ...about };
    const planning = await planAction(context);
    if (reviewed !== undefined) checkPlan(reviewed, context, planning);
    const isSaved = flags.out !== undefined || options.verbose;
    return {
      planning,
      saved: isSaved ? savedPlan(context, planning, planOptions(options, flags)) : undefined,
    };
  };
  const { planning, saved } = await withHosts(options, 'plan', phases, cluster, work, reviewed?.targets);
  const { plan, unreachable } = planning;
  if (flags.out !== undefined && saved !== undefined) await writeSavedPlan(flags.out, saved);
  showPlan(plan, options, { ...view, ...(saved === undefined ? {} : { files: saved.files }) });
  const code = exitCodeOfPlan(plan, unreachable);
  if (unreachable.length > 0 && options.output === 'text')
    throw new RunFailedError(incomplete(plan, unreachable.length), unreachable);
  process.exitCode = code === EXIT.done && flags.detailedExitcode && isDifferent(plan) ? EXIT.changes : code;
}

interface Showing {
  readonly flags?: PlanFlags;
  readonly view?: PlanAbout;
  /** A saved plan that must still fit. */
  readonly reviewed?: SavedPlan | undefined;
}

/** What a command that only shows a plan ends with: as the run itself would, which goes no further. */
export function exitCodeOfPlan(plan: Plan, unreachable: readonly Failure[]): number {
  if (unreachable.length > 0) return new RunFailedError('', unreachable).exitCodeOfRun;
  if (plan.refusals.length > 0) return EXIT.refused;
  return plan.hosts.some((host) => !host.reachable || isBlocked(host)) ? EXIT.failed : EXIT.done;
}

function incomplete({ hosts }: Plan, unread: number): string {
  if (hosts.every(({ reachable }) => !reachable)) return `no plan: ${noneAnswered(hosts.length)}`;
  return `the plan is incomplete: no facts from ${unread} of ${count(hosts.length, 'host')}`;
}

/** What the options leave in. */
export function scopeOf(
  { limit }: Pick<GlobalOptions, 'limit'>,
  { only, skipPhases }: Pick<PlanFlags, 'only' | 'skipPhases'>,
): Scope {
  return { only, skipPhases, limit };
}

/** What kubestrap cannot change is a difference as well: cron wants to know. */
function isDifferent(plan: Plan): boolean {
  return allChanges(plan).length > 0;
}

/** Writes the plan to stdout, as text or JSON; the text with the files that changes write, where -v asks for them. */
export function showPlan(plan: Plan, options: GlobalOptions, about: PlanAbout = {}): void {
  if (options.output === 'json') {
    process.stdout.write(`${safeJson(plan)}\n`);
    return;
  }
  process.stdout.write(formatPlan(redactDeep(plan), pageOptions(process.stdout, options), redactDeep(about)));
}
