import { RefusedError } from '../actions/errors.ts';
import type { Planning } from '../actions/plan.ts';
import { hasWork } from '../plan/assemble.ts';
import { confirm } from '../ui/confirm.ts';
import type { Scope } from '../ui/scope.ts';
import type { GlobalOptions } from './options.ts';
import { mustBeShown } from './output.ts';
import { showPlan } from './plan.ts';
import type { Live } from './run.ts';

interface Asking {
  readonly question: string;
  /** Only shows the plan. */
  readonly dryRun?: boolean;
  /** Said in place of a plan that holds nothing, where every host answered. A plan would say that hosts match the spec. */
  readonly nothingToDo?: string;
  /** What was looked at; default: everything. */
  readonly scope?: Scope;
  /** In place of "No changes", without a period; see PlanAbout. */
  readonly nothing?: string;
}

/**
 * Shows the plan, and asks where it holds something and `-y` is not given, or does not confirm it. Throws RefusedError
 * where nobody can answer.
 */
export function confirmPlan(
  options: GlobalOptions,
  { pause, signal }: Pick<Live, 'pause' | 'signal'>,
  { question, dryRun = false, nothingToDo, scope, nothing }: Asking,
) {
  return async ({ plan, unreachable }: Pick<Planning, 'plan' | 'unreachable'>): Promise<boolean> => {
    await pause();
    const isIdle = !hasWork(plan) && plan.refusals.length === 0 && unreachable.length === 0;
    if (options.output === 'text') {
      if (isIdle && nothingToDo !== undefined) process.stdout.write(`${nothingToDo}\n`);
      else
        showPlan(plan, options, {
          ...(scope === undefined ? {} : { scope }),
          ...(nothing === undefined ? {} : { nothing }),
        });
    }
    const { cautions = [] } = plan;
    if (dryRun || !hasWork(plan) || (options.yes && cautions.length === 0)) return true;
    if (!process.stdin.isTTY) throw nobodyAnswers(options.yes ? cautions : []);
    await mustBeShown();
    return confirm(question, { input: process.stdin, output: process.stderr, signal });
  };
}

function nobodyAnswers(cautions: readonly string[]): RefusedError {
  if (cautions.length === 0) {
    return new RefusedError(
      'cannot ask for confirmation: stdin is not a terminal',
      [],
      ['run with -y once you have read the plan'],
    );
  }
  return new RefusedError(
    'nothing was changed: -y does not confirm this',
    cautions.map((message) => ({ message, code: 'caution' })),
    ['say so with --accept-no-fault-tolerance, or answer "yes" at a terminal'],
  );
}
