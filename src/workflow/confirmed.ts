import { ofCluster } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import { hasWork, type PlannedPhase } from './assemble.ts';
import { RefusedError } from './errors.ts';
import { planDigest } from './fingerprint.ts';

/** What is shown to a person before anything is changed. */
export interface Confirmable {
  readonly plan: Plan;
  readonly planned: readonly PlannedPhase[];
}

/** `typed`: a person said yes at a prompt. True: confirmed without a question (-y, nothing to do). False: not confirmed. */
export type Answer = boolean | 'typed';

/** Shows a plan and asks. `isAgain`: the plan that was shown before has changed since. */
export type Confirm<P> = (planning: P, isAgain?: boolean) => Promise<Answer>;

interface Asking<P extends Confirmable> {
  /** Looks at the hosts and plans; the first time under the run lock, later ones while it is held. */
  readonly look: (isFirst: boolean) => Promise<P>;
  /** Throws where the plan must not be confirmed, beyond its own refusals. */
  readonly check?: (planning: P) => void;
  /** Only shows the plan. */
  readonly isDryRun?: boolean;
  readonly confirm: Confirm<P>;
  /** What to do where it was not confirmed. */
  readonly remedy?: readonly string[];
}

interface Confirmed<P> {
  /** The newest planning. */
  readonly planning: P;
  /** Is it to be run? False for a dry run, and where nothing is to be done. */
  readonly isGo: boolean;
}

/** How often a plan is shown before it counts as one that does not hold still. */
const SHOWN_AT_MOST = 3;

/**
 * Plans and asks until the plan that a person confirmed is the one that the hosts need: they are looked at again after
 * the prompt, and a plan that changed while it was on screen is shown and asked about again. Throws RefusedError where
 * it is refused or not confirmed, and where it changed each time.
 */
export async function confirmed<P extends Confirmable>(asking: Asking<P>): Promise<Confirmed<P>> {
  const { look, check, isDryRun = false, confirm, remedy = ['answer "yes", or run with -y'] } = asking;
  let planning = await look(true);
  for (let shown = 1; ; shown++) {
    if (!isDryRun) {
      refuse(planning.plan);
      check?.(planning);
    }
    const answer = await confirm(planning, shown > 1);
    if (isDryRun || !hasWork(planning.plan)) return { planning, isGo: false };
    if (answer === false) throw new RefusedError('not confirmed: nothing was changed', [], remedy);
    if (answer === true) return { planning, isGo: true };
    const newest = await look(false);
    const isSame = digest(newest) === digest(planning);
    planning = newest;
    if (isSame) return { planning, isGo: true };
    if (shown === SHOWN_AT_MOST) throw restless(shown);
  }
}

function refuse({ refusals }: Plan): void {
  if (refusals.length === 0) return;
  throw new RefusedError(
    'refused: nothing was changed',
    refusals.map((message) => ofCluster({ message, code: 'refused' })),
  );
}

function restless(shown: number): RefusedError {
  return new RefusedError(
    `the plan changed each of the ${shown} times it was on screen: nothing was changed`,
    [],
    ['find out what changes the hosts, and run the same command again'],
  );
}

function digest({ plan, planned }: Confirmable): string {
  return planDigest(plan, planned);
}
