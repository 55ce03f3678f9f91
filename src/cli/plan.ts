import type { Context } from '../actions/context.ts';
import { RunFailedError } from '../actions/errors.ts';
import { planAction } from '../actions/plan.ts';
import type { Phase } from '../phases/phase.ts';
import { allChanges, isBlocked } from '../plan/assemble.ts';
import type { Plan } from '../plan/types.ts';
import { redactDeep } from '../secrets/redact.ts';
import type { Cluster } from '../spec/model.ts';
import { escapedJson, safeJson } from '../ui/json.ts';
import { formatPlan, type PlanAbout } from '../ui/plan-view.ts';
import { noneAnswered, type Scope } from '../ui/scope.ts';
import { count } from '../ui/style.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { pageOptions } from './page-options.ts';
import { writePrivateFile } from './private-file.ts';
import { loadInputs, selectPhases, withHosts } from './run.ts';

/** `kubestrap plan`: shows (and saves) what apply would change. */
export async function run(options: GlobalOptions, flags: PlanFlags): Promise<void> {
  await show(options, selectPhases(flags.only, flags.skipPhases), flags);
}

export interface PlanFlags {
  readonly only?: readonly string[] | undefined;
  readonly skipPhases?: readonly string[] | undefined;
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
  await showPlanned(options, phases, await loadInputs(options), asked, flags, {
    scope: scopeOf(options, flags),
  });
}

/** The same of inputs that are loaded. */
export async function showPlanned(
  options: GlobalOptions,
  phases: readonly Phase[],
  cluster: Cluster,
  about: Pick<Context, 'ingress'> & Asked,
  flags: PlanFlags = {},
  view: PlanAbout = {},
): Promise<void> {
  const { plan, unreachable } = await withHosts(options, 'plan', phases, cluster, ({ context }) =>
    planAction({ ...context, ...about }),
  );
  if (flags.out !== undefined) await writePrivateFile(flags.out, `${escapedJson(plan, 2)}\n`);
  showPlan(plan, options, view);
  const code = exitCodeOfPlan(plan, unreachable);
  if (unreachable.length > 0 && options.output === 'text')
    throw new RunFailedError(incomplete(plan, unreachable.length), unreachable);
  process.exitCode = code === EXIT.done && flags.detailedExitcode && isDifferent(plan) ? EXIT.changes : code;
}

/** What a command that only shows a plan ends with: as the run itself would, which goes no further. */
export function exitCodeOfPlan(plan: Plan, unreachable: readonly unknown[]): number {
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

/** The plan on stdout, as text or JSON. */
export function showPlan(plan: Plan, options: GlobalOptions, about: PlanAbout = {}): void {
  if (options.output === 'json') {
    process.stdout.write(`${safeJson(plan)}\n`);
    return;
  }
  process.stdout.write(formatPlan(redactDeep(plan), pageOptions(process.stdout, options), about));
}
