import { readFile } from 'node:fs/promises';
import { type ApplyResult, applyAction } from '../actions/apply.ts';
import { RefusedError, UsageError } from '../actions/errors.ts';
import { self } from '../actions/lock.ts';
import type { Planning } from '../actions/plan.ts';
import { allChanges, hasWork } from '../plan/assemble.ts';
import type { Plan } from '../plan/types.ts';
import { confirm } from '../ui/confirm.ts';
import type { GlobalOptions } from './options.ts';
import { show as showOnly, showPlan } from './plan.ts';
import { type Live, loadInputs, selectPhases, withHosts } from './run.ts';

export interface ApplyFlags {
  readonly plan?: string;
  readonly dryRun: boolean;
  readonly skipPhases?: readonly string[];
  readonly only?: readonly string[];
  readonly removeStaleMembers?: boolean;
  readonly acceptNoFaultTolerance?: boolean;
}

/** `kubestrap apply`: plan, confirm, run, verify. */
export async function run(options: GlobalOptions, flags: ApplyFlags): Promise<void> {
  const phases = selectPhases(flags.only, flags.skipPhases);
  const asked = {
    ...(flags.removeStaleMembers ? ({ removesStaleMembers: true } as const) : {}),
    ...(flags.acceptNoFaultTolerance ? ({ acceptsNoFaultTolerance: true } as const) : {}),
  };
  if (flags.dryRun) return showOnly(options, phases, asked);
  const saved = flags.plan === undefined ? undefined : await readPlan(flags.plan);
  const cluster = await loadInputs(options);
  const result = await withHosts(options, 'apply', phases, cluster, ({ context, pause, signal }) =>
    applyAction(
      { ...context, ...asked },
      {
        holder: self('apply', new Date()),
        ...(saved === undefined ? {} : { saved }),
        confirm: confirmPlan(options, { pause, signal }),
      },
    ),
  );
  showResult(result, options, 'Done. Every host is as the spec says.');
}

/** Shows the plan, and asks where it holds something and `-y` is not given. Throws RefusedError where nobody can answer. */
export function confirmPlan(options: GlobalOptions, { pause, signal }: Pick<Live, 'pause' | 'signal'>) {
  return async ({ plan }: Pick<Planning, 'plan'>): Promise<boolean> => {
    await pause();
    if (options.output === 'text') showPlan(plan, options);
    const { cautions = [] } = plan;
    if (!hasWork(plan) || (options.yes && cautions.length === 0)) return true;
    if (options.yes && !process.stdin.isTTY) {
      throw new RefusedError(
        'nothing was changed: -y does not confirm this',
        cautions.map((message) => ({ message, code: 'caution' })),
        ['say so with --accept-no-fault-tolerance, or answer "yes" at a terminal'],
      );
    }
    if (!process.stdin.isTTY) {
      throw new RefusedError(
        'nobody can confirm the plan here: stdin is no terminal',
        [],
        ['run with -y once you have read the plan'],
      );
    }
    return confirm('Apply this plan?', { input: process.stdin, output: process.stderr, signal });
  };
}

/** What was done, with `done` where all of it was. */
export function showResult(
  { plan, changed, notReady }: ApplyResult,
  { output }: GlobalOptions,
  done: string,
): void {
  if (output === 'json') {
    const document = { version: 1, changed, plan, notReady: Object.fromEntries(notReady) };
    process.stdout.write(`${JSON.stringify(document)}\n`);
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
      : `Done, but for ${left} difference${left === 1 ? '' : 's'} that kubestrap cannot make yet (marked ! in the plan).\n`,
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
