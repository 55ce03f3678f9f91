import { type Failure, onHost } from '../model/failure.ts';
import type { RunResult } from '../model/transport.ts';
import type { Phase, RunnablePlan, Work } from '../phases/phase.ts';
import { emit, type Step, stepId } from '../shell/emit.ts';
import { forEachHost } from '../ssh/window.ts';
import { LateError, StepError } from './errors.ts';
import type { Progress } from './events.ts';
import { failureOf } from './failure-of.ts';
import type { Fleet } from './fleet.ts';

export interface PhaseRun {
  readonly fleet: Fleet;
  readonly progress: Progress;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Takes secrets of this run out of what hosts print. */
  readonly redact: (line: string) => string;
  /** Why these steps must not be started, looked at right before; undefined: they may be. */
  readonly obstacle: (work: Work) => string | undefined;
}

export interface PhaseOutcome {
  /** Hosts on which something was done, whether it worked or not. */
  readonly touched: ReadonlySet<string>;
  /** By host. */
  readonly failures: ReadonlyMap<string, Failure>;
}

/** Runs the rounds of a phase: hosts of a round side by side, in a sliding window; rounds one after the other. */
export async function runPhase(phase: Phase, plan: RunnablePlan, run: PhaseRun): Promise<PhaseOutcome> {
  const { progress, signal, concurrency } = run;
  const touched = new Set<string>();
  const failures = new Map<string, Failure>();
  const hosts = [...new Set(plan.rounds.flat().map(({ host }) => host))];
  progress({ type: 'phase-start', phase: phase.name, title: phase.title, hosts });
  for (const [index, round] of plan.rounds.entries()) {
    const lost = [...failures.keys()].filter((host) => plan.essential?.has(host));
    if (lost.length > 0) {
      const left = plan.rounds.slice(index).flat();
      const because = lost.join(', ');
      for (const { host } of left)
        if (!failures.has(host)) failures.set(host, notStarted(phase, host, because));
      break;
    }
    signal.throwIfAborted();
    const work = round.filter(({ host }) => !failures.has(host));
    const outcomes = await forEachHost(work, { concurrency, signal }, async (one) => {
      const obstacle = run.obstacle(one);
      if (obstacle !== undefined) return withoutMajority(phase, one.host, obstacle);
      touched.add(one.host);
      return runHost(phase, one, run);
    });
    for (const outcome of outcomes) {
      const { host } = outcome.item;
      const failed = 'error' in outcome ? failureOf(host, outcome.error) : outcome.value;
      if (failed !== undefined) failures.set(host, failed);
    }
  }
  const failed = [...failures.keys()];
  progress({
    type: 'phase-end',
    phase: phase.name,
    outcome: failed.length > 0 ? 'failed' : 'done',
    ...(failed.length > 0 ? { reason: `failed on ${failed.join(', ')}` } : {}),
  });
  signal.throwIfAborted();
  return { touched, failures };
}

function notStarted({ name }: Phase, host: string, because: string): Failure {
  const message = `not started, because ${because} failed`;
  return onHost(host, { phase: name, code: 'not-started', message });
}

function withoutMajority({ name }: Phase, host: string, obstacle: string): Failure {
  return onHost(host, { phase: name, code: 'no-majority', message: `not started: ${obstacle}` });
}

async function runHost(
  phase: Phase,
  { host, steps }: Work<Step>,
  { fleet, progress, signal, redact }: PhaseRun,
): Promise<undefined> {
  progress({ type: 'host-start', phase: phase.name, host, steps: steps.length });
  const named = (id: string) => steps.find((step) => stepId(step.change) === id)?.change.resource ?? id;
  try {
    const ready = await readySteps(steps, phase, host, signal);
    signal.throwIfAborted();
    fleet.begin();
    const result = await fleet.run(host, emit(`${phase.title}: ${host}`, ready), {
      signal,
      timeoutMs: phase.timeoutMinutes * 60_000,
      ...(phase.mustFinish ? { mustFinish: true } : {}),
      afterUnits: ready[0]?.attachesTo ?? null,
      onEvent: (event) => {
        const base = { phase: phase.name, host, step: named(event.step) };
        if (event.type === 'start') progress({ ...base, type: 'step-start' });
        else progress({ ...base, type: 'step-end', outcome: event.type });
      },
      onOutput: (line, step) =>
        progress({
          type: 'output',
          phase: phase.name,
          host,
          line: redact(line),
          ...(step === undefined ? {} : { step: named(step) }),
        }),
    });
    if (result.exitCode !== 0) throw failure(phase, host, steps, result, redact);
    progress({ type: 'host-end', phase: phase.name, host, outcome: 'done' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    progress({ type: 'host-end', phase: phase.name, host, outcome: 'failed', reason });
    throw error;
  }
}

/** Steps with what is made at the last moment. Throws LateError before anything is sent. */
async function readySteps(
  steps: readonly Step[],
  { name: phase }: Phase,
  host: string,
  signal: AbortSignal,
): Promise<Step[]> {
  const ready: Step[] = [];
  for (const step of steps) {
    try {
      ready.push(step.late === undefined ? step : { ...step, script: await step.late() });
    } catch (cause) {
      signal.throwIfAborted();
      throw new LateError(cause, { host, phase, step: step.change.resource });
    }
  }
  return ready;
}

function failure(
  phase: Phase,
  host: string,
  steps: readonly Step[],
  result: RunResult,
  redact: (line: string) => string,
) {
  const failed = result.steps.find(({ outcome }) => outcome === 'fail');
  const step = steps.find(({ change }) => stepId(change) === failed?.id);
  return new StepError({
    host,
    phase: phase.name,
    step: step?.change.resource ?? failed?.id ?? 'the program itself',
    what: step ? `${step.change.action} ${step.change.resource}` : 'the program',
    exitCode: result.exitCode,
    stderr: redact(failed?.output ?? result.output),
    remedy:
      'mend what the output above says and run the same command again: what is done is kept and not done twice',
  });
}
