import { ofCluster } from '../model/failure.ts';
import { confirm } from '../ui/confirm.ts';
import type { Scope } from '../ui/scope.ts';
import { hasWork } from '../workflow/assemble.ts';
import type { Answer } from '../workflow/confirmed.ts';
import { RefusedError } from '../workflow/errors.ts';
import { fingerprint } from '../workflow/fingerprint.ts';
import type { Planning } from '../workflow/plan.ts';
import type { GlobalOptions } from './options.ts';
import { mustBeShown } from './output.ts';
import { showPlan } from './plan.ts';
import type { Live } from './run.ts';

export interface Asking {
  readonly question: string;
  /** What has to be typed; absent: `yes`. */
  readonly word?: string;
  /** Only shows the plan. */
  readonly dryRun?: boolean;
  /** Said in place of a plan that holds nothing, where every host answered. A plan would say that hosts match the spec. */
  readonly nothingToDo?: string;
  /** What was looked at; default: everything. */
  readonly scope?: Scope;
  /** In place of "No changes", without a period; see PlanAbout. */
  readonly nothing?: string;
  /** Said after the plan, on stdout. */
  readonly after?: string;
  /** Said after the plan with any output format, on stderr. */
  readonly warnings?: readonly string[];
  /** An option of the command confirms it. */
  readonly isGiven?: boolean;
  /** Why `-y` does not confirm it; absent: it does. */
  readonly beyondYes?: string;
  /** What to do where stdin is not a terminal, instead of `-y`. */
  readonly remedy?: string;
}

export type Shown = Pick<Planning, 'plan'> & Partial<Pick<Planning, 'planned' | 'unreachable'>>;

/**
 * Shows a plan and asks, where it holds something and neither `-y` nor an option of the command confirms it. A plan that
 * changed while it was on screen is shown with a sentence that says so. Throws RefusedError where stdin is not a terminal.
 */
export function confirmPlan<P extends Shown>(
  options: GlobalOptions,
  { pause, signal }: Pick<Live, 'pause' | 'signal'>,
  asking: Asking | ((planning: P) => Asking),
) {
  return async (planning: P, isAgain = false): Promise<Answer> => {
    const { plan } = planning;
    const about = typeof asking === 'function' ? asking(planning) : asking;
    const { question, word, dryRun = false, isGiven = false, beyondYes } = about;
    await pause();
    if (isAgain) process.stderr.write('The plan changed while it was on screen. This is the plan now:\n\n');
    show(planning, about, options);
    const { cautions = [] } = plan;
    if (dryRun || !hasWork(plan) || isGiven) return true;
    if (options.yes && beyondYes === undefined && cautions.length === 0) return true;
    if (!process.stdin.isTTY) throw cannotAsk(options, about, options.yes ? cautions : []);
    await mustBeShown();
    const typed = {
      input: process.stdin,
      output: process.stderr,
      signal,
      ...(word === undefined ? {} : { word }),
    };
    return (await confirm(question, typed)) ? 'typed' : false;
  };
}

function show({ plan, planned = [], unreachable = [] }: Shown, about: Asking, options: GlobalOptions): void {
  const { nothingToDo, after = '', warnings = [], scope, nothing } = about;
  const isIdle = !hasWork(plan) && plan.refusals.length === 0 && unreachable.length === 0;
  if (options.output === 'text') {
    if (!isIdle || nothingToDo === undefined) {
      showPlan(plan, options, {
        ...(scope === undefined ? {} : { scope }),
        ...(nothing === undefined ? {} : { nothing }),
        ...(options.verbose ? { files: fingerprint(planned).files } : {}),
      });
      process.stdout.write(after);
    } else if (nothingToDo !== '') process.stdout.write(`${nothingToDo}\n`);
  }
  for (const warning of warnings) process.stderr.write(`! ${warning}\n`);
}

function cannotAsk(
  { yes }: GlobalOptions,
  { beyondYes, remedy = 'run with -y once you have read the plan' }: Asking,
  cautions: readonly string[],
): RefusedError {
  if (cautions.length > 0) {
    return new RefusedError(
      'nothing was changed: -y does not confirm this',
      cautions.map((message) => ofCluster({ message, code: 'caution' })),
      ['say so with --accept-no-fault-tolerance, or answer "yes" at a terminal'],
    );
  }
  const message =
    yes && beyondYes !== undefined ? beyondYes : 'cannot ask for confirmation: stdin is not a terminal';
  return new RefusedError(message, [], [remedy]);
}
