import { leader, type State } from '../cluster/state.ts';
import { type Failure, Failures, ofCluster, onHost } from '../model/failure.ts';
import type { Phase, PhasePlan, RunnablePlan, Work } from '../phases/phase.ts';
import { isStep, type Step } from '../shell/emit.ts';
import type { Context } from './context.ts';
import { withoutMajority } from './majority.ts';
import { type Again, observeAgain, observedUntil, unchanged } from './observe.ts';
import { redactor } from './redact.ts';
import { runPhase } from './run-phase.ts';
import type { SavedPlan } from './saved/document.ts';
import { unreviewed } from './saved/review.ts';
import { UnreviewedError } from './saved/unreviewed.ts';

/**
 * Runs all phases in order, each planned from what is on the hosts when its turn comes. Returns the newest state
 * and what failed: those hosts take no part in what follows. Throws UnreviewedError before a phase that would
 * do what the reviewed plan, if there is one, does not hold.
 */
export async function runPhases(
  context: Context,
  start: State,
  reviewed?: SavedPlan,
): Promise<{ state: State; failures: Failures }> {
  const failures = new Failures();
  let state = start;
  const done: string[] = [];
  for (const phase of context.phases) {
    const plan = runnable(phase.plan(state));
    const found = reviewed === undefined ? [] : unreviewed(reviewed, { phase, plan }, state, done);
    if (found.length > 0) throw new UnreviewedError(phase, found, { done, failures: failures.all });
    const outcome = await runOne(context, state, phase, plan);
    if (outcome.touched.size > 0) done.push(phase.name);
    // what went wrong first is the cause of what went wrong later, and its hosts take no part in what follows
    failures.add(...outcome.failures);
    state = { ...state, targets: new Set([...state.targets].filter((name) => !failures.hosts.has(name))) };
    // the barrier: what a phase changed is looked at before the next one is planned
    if (outcome.touched.size > 0) {
      const known = unchanged(context, state, outcome.touched);
      state = await observeLed(context, { failed: failures.hosts, known });
    }
    if (phase.stopsRun && outcome.failures.length > 0) break;
  }
  return { state, failures };
}

/** While hosts leave, an API server that is without etcd for a moment must not look like a cluster that has none. */
async function observeLed(context: Context, again: Again): Promise<State> {
  const state = await observeAgain(context, again);
  const isLed = (one: State) => leader(one) !== null || (one.leaving?.size ?? 0) === 0;
  return observedUntil(context, state, isLed, { why: 'no API server answers', ...again });
}

async function runOne(context: Context, state: State, phase: Phase, plan: RunnablePlan) {
  const { progress, fleet, concurrency, signal, secrets } = context;
  // what stands in the way only now was in no plan that was confirmed: it is told at the end, as a failure
  const refused = (plan.refusals ?? []).map((message) =>
    ofCluster({ phase: phase.name, code: 'refused', message }),
  );
  const isEmpty = plan.rounds.every((round) => round.every(({ steps }) => steps.length === 0));
  for (const { host, reason } of plan.blocked ?? [])
    progress({ type: 'note', level: 'warning', host, message: reason });
  const blocked = blockedHosts(phase, plan);
  if (isEmpty) return { touched: new Set<string>(), failures: [...blocked.values(), ...refused] };
  const outcome = await runPhase(phase, plan, {
    fleet,
    progress,
    concurrency,
    signal,
    redact: redactor(secrets),
    obstacle: (work) => withoutMajority(context, state, work),
  });
  // a host that was blocked and failed as well is told once, with what happened
  const onHosts = new Map([...blocked, ...outcome.failures]);
  const [first, later] = [
    [...onHosts.values()].slice(0, blocked.size),
    [...onHosts.values()].slice(blocked.size),
  ];
  return { ...outcome, failures: [...first, ...refused, ...later] };
}

/** Notices are in the plan for people to read, and never in a program. */
function runnable(plan: PhasePlan): RunnablePlan {
  const work = ({ host, steps }: Work): Work<Step> => ({ host, steps: steps.filter(isStep) });
  return {
    ...plan,
    rounds: plan.rounds.map((round) => round.map(work).filter(({ steps }) => steps.length > 0)),
  };
}

function blockedHosts({ name: phase }: Phase, { blocked = [] }: PhasePlan): ReadonlyMap<string, Failure> {
  return new Map(
    blocked.map(({ host, reason }) => [host, onHost(host, { phase, code: 'blocked', message: reason })]),
  );
}
