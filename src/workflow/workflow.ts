import type { State } from '../cluster/state.ts';
import type { Failure, Failures } from '../model/failure.ts';
import type { Phase } from '../phases/phase.ts';
import type { Confirm } from './confirmed.ts';
import { confirmed } from './confirmed.ts';
import type { Context } from './context.ts';
import { RunFailedError } from './errors.ts';
import type { Holder } from './lock.ts';
import { demandMajority } from './majority.ts';
import { observe } from './observe.ts';
import { type Planning, planFrom } from './plan.ts';
import { runPhases } from './run-phases.ts';
import type { SavedPlan } from './saved/document.ts';
import { observeLocked } from './take-lock.ts';

/** What an action plans from: the facts of the hosts, and whatever else its survey asked. */
export interface Surveyed {
  readonly state: State;
  /** Control planes whose locks count for the majority; absent: all that are not declared lost. */
  readonly countedPlanes?: ReadonlySet<string>;
}

/** A survey with the plan that was made from it: what is refused, shown, confirmed and run. */
export type Looked<S extends Surveyed> = Planning & S & { readonly context: Context };

/** A run of the phases that has ended. */
export interface Ended<S extends Surveyed> {
  readonly looked: Looked<S>;
  /** The context with the phases that ran. */
  readonly context: Context;
  /** The newest state. */
  readonly state: State;
  /** The verification may add to them. */
  readonly failures: Failures;
}

/** How a run that was not wholly successful is reported. */
export interface FailedWords {
  readonly message: string;
  readonly kept: readonly string[];
  readonly remedy: readonly string[];
}

/** What the verification found. Without errors, `result` is the result of the action. */
export type Verdict<R> =
  | { readonly is: 'well'; readonly result: R }
  | { readonly is: 'failed'; readonly errors: readonly Failure[]; readonly words: FailedWords };

/** Throws where a plan must not be run: nothing was changed yet. */
export type Refusal<S extends Surveyed> = (looked: Looked<S>) => void;

/** An action that changes hosts: its phases, its refusals, its verification and its words. */
export interface Workflow<S extends Surveyed, R> {
  /** Of the run; what it says about the cluster and the limit decides which hosts are asked. */
  readonly context: Context;
  /** Takes the run lock of every host; undefined: only the plan is shown, and nothing is locked or refused. */
  readonly holder: Holder | undefined;
  /** Asks hosts what their facts do not say. Changes nothing; may throw. */
  readonly survey: (state: State) => S | Promise<S>;
  readonly phases: (seen: S) => readonly Phase[];
  /** Makes the plan of the phases; default: the plan of an apply. Pure. */
  readonly plan?: (context: Context, seen: S) => Planning;
  /** Beyond the refusals of the plan itself; looked at before the majority of the locks. */
  readonly refuse?: readonly Refusal<S>[];
  /** What hosts lack for this plan; looked at after the majority of the locks. */
  readonly preflight?: readonly Refusal<S>[];
  readonly confirm: Confirm<Looked<S>>;
  /** A plan that was reviewed: every phase is held against it before it runs. */
  readonly saved?: SavedPlan;
  /** Brings to the hosts what the phases need there, once the plan is confirmed. */
  readonly upload?: (looked: Looked<S>) => Promise<void>;
  /** Looks whether what was run is so. */
  readonly verify: (ended: Ended<S>) => Promise<Verdict<R>>;
  /** The same where nothing was to be done; default: nothing is looked at, and `nothing` is the result. */
  readonly verifyIdle?: (looked: Looked<S>) => Promise<Verdict<R>>;
  /** The result of a run that changed nothing. */
  readonly nothing: R;
  readonly words: {
    /** What to do where the plan was not confirmed; default: how to confirm it with "yes". */
    readonly unconfirmed?: readonly string[];
  };
}

/** What was planned, and what came of it. */
export interface Worked<S extends Surveyed, R> {
  readonly looked: Looked<S>;
  readonly changed: boolean;
  readonly result: R;
}

/**
 * Observes, plans, refuses, confirms, runs, verifies and reports. Throws RefusedError before the first change,
 * UnreviewedError at a phase that a saved plan does not hold, RunFailedError with all that went wrong at the end.
 */
export async function runWorkflow<S extends Surveyed, R>(flow: Workflow<S, R>): Promise<Worked<S, R>> {
  const { holder, refuse = [], preflight = [], confirm, words, nothing } = flow;
  const isDryRun = holder === undefined;
  const { planning: looked, isGo } = await confirmed<Looked<S>>({
    look: (isFirst) => look(flow, isFirst),
    isDryRun,
    check: (one) => {
      for (const refusal of refuse) refusal(one);
      demandMajority(one.context, one.state, one.plan);
      for (const refusal of preflight) refusal(one);
    },
    confirm,
    ...(words.unconfirmed === undefined ? {} : { remedy: words.unconfirmed }),
  });
  if (!isGo) {
    const isIdle = !isDryRun && flow.verifyIdle !== undefined;
    const result = isIdle ? resultOf(await flow.verifyIdle(looked)) : nothing;
    return { looked, changed: false, result };
  }
  const { context } = looked;
  await flow.upload?.(looked);
  const { state, failures } = await runPhases(context, looked.state, flow.saved);
  return { looked, changed: true, result: resultOf(await flow.verify({ looked, context, state, failures })) };
}

/** Facts, under the lock of every host the first time; what the survey asks; and the plan of the phases. */
async function look<S extends Surveyed, R>(
  { context: given, holder, survey, phases, plan = planOf }: Workflow<S, R>,
  isFirst: boolean,
): Promise<Looked<S>> {
  const locks = isFirst && holder !== undefined;
  const seen = await survey(locks ? await observeLocked(given, holder) : (await observe(given)).state);
  const { countedPlanes } = seen;
  const context: Context = {
    ...given,
    phases: phases(seen),
    ...(countedPlanes === undefined ? {} : { countedPlanes }),
  };
  return { ...seen, ...plan(context, seen), context };
}

function planOf(context: Context, { state }: Surveyed): Planning {
  return planFrom(context, state);
}

/** Throws RunFailedError with what the verification found. */
function resultOf<R>(verdict: Verdict<R>): R {
  if (verdict.is === 'well') return verdict.result;
  const { message, kept, remedy } = verdict.words;
  throw new RunFailedError(message, verdict.errors, { kept, remedy });
}

/** The verdict of an action whose words are the same whatever went wrong. */
export function verdictOf<R>(errors: readonly Failure[], words: FailedWords, result: R): Verdict<R> {
  return errors.length === 0 ? { is: 'well', result } : { is: 'failed', errors, words };
}
