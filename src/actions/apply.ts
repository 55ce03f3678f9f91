import { present, type State } from '../cluster/state.ts';
import { type Failure, Failures, onHost } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import { preflight } from '../phases/preflight.ts';
import { hasWork } from '../workflow/assemble.ts';
import type { Confirm } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError } from '../workflow/errors.ts';
import type { Holder } from '../workflow/lock.ts';
import { unreachableErrors } from '../workflow/observe.ts';
import type { Planning } from '../workflow/plan.ts';
import { checkPlan } from '../workflow/saved/check.ts';
import type { SavedPlan } from '../workflow/saved/document.ts';
import { verify, waitReady } from '../workflow/verify.ts';
import { waitCluster } from '../workflow/wait-cluster.ts';
import { type Looked, runWorkflow, type Surveyed, type Verdict, verdictOf } from '../workflow/workflow.ts';

export interface ApplyOptions {
  readonly holder: Holder;
  /** A plan that was reviewed: what is found now, and what each phase does in its turn, must be in it. */
  readonly saved?: SavedPlan;
  readonly confirm: Confirm<Planning>;
}

export interface ApplyResult {
  readonly plan: Plan;
  readonly changed: boolean;
  /** Nodes that are not Ready, and why, where that is expected (no add-on brings a network). */
  readonly notReady: ReadonlyMap<string, string>;
}

/**
 * Plan, confirm, run, verify. Hosts that fail are left alone and the others go on where that is safe; everything
 * that went wrong is thrown together at the end. Throws RefusedError before the first change, RunFailedError after.
 */
export async function applyAction(
  given: Context,
  { holder, saved, confirm }: ApplyOptions,
): Promise<ApplyResult> {
  const { looked, changed, result } = await runWorkflow<Surveyed, ApplyResult['notReady']>({
    context: given,
    holder,
    survey: (state) => ({ state }),
    phases: () => given.phases,
    refuse: saved === undefined ? [] : [(planning) => checkPlan(saved, planning.context, planning)],
    preflight: [missingPrograms],
    confirm,
    ...(saved === undefined ? {} : { saved }),
    verify: async ({ context, state, failures }) => {
      const notReady = await verify(context, state, failures, [...(state.leaving?.values() ?? [])]);
      return verdict(context, state, { failures, blocked: new Map(), changed: true, notReady });
    },
    verifyIdle: async ({ context, state, plan }) => {
      const failures = new Failures();
      await waitCluster(context, state, [], failures);
      const notReady = await waitReady(context, state, failures);
      return verdict(context, state, { failures, blocked: blockedHosts(plan), changed: false, notReady });
    },
    nothing: new Map(),
    words: {},
  });
  return { plan: looked.plan, changed, notReady: result };
}

/** Programs that are missing are named on all hosts at once, before anything is changed. */
function missingPrograms({ context: { phases }, state, plan }: Looked<Surveyed>): void {
  if (!hasWork(plan)) return;
  const missing = preflight(
    state,
    phases.map(({ name }) => name),
  );
  if (missing.size === 0) return;
  const errors = [...missing].flatMap(([host, problems]) =>
    problems.map((message) => onHost(host, { message, code: 'preflight' })),
  );
  throw new RunFailedError('hosts are not ready to become nodes: nothing was changed', errors, {
    remedy: [
      'fix what is named above (kubestrap brings up hosts that have containerd, kubelet and kubeadm) and run apply again',
      'or prepare the hosts alone: kubestrap apply --only prepare',
    ],
  });
}

interface Outcome {
  readonly failures: Failures;
  /** Where nothing was run. */
  readonly blocked: ReadonlyMap<string, readonly Failure[]>;
  readonly changed: boolean;
  readonly notReady: ApplyResult['notReady'];
}

function verdict(
  context: Context,
  state: State,
  { failures, blocked, changed, notReady }: Outcome,
): Verdict<ApplyResult['notReady']> {
  const away = [...state.unreachable.keys()];
  const errors = [...unreachableErrors(context, state), ...failures.all, ...[...blocked.values()].flat()];
  const names = new Set(present(state).map(({ name }) => name));
  const failed = new Set([...away, ...failures.hosts, ...blocked.keys()].filter((name) => names.has(name)));
  const asked = new Set([...away, ...state.facts.keys()]).size;
  const words = {
    message: failed.size === 0 ? 'apply failed' : `apply failed on ${failed.size} of ${asked} hosts`,
    ...(changed
      ? {
          kept: ['what was done on the other hosts stays'],
          remedy: ['fix the errors above and run apply again; it resumes where it stopped'],
        }
      : { kept: ['nothing was changed'], remedy: ['fix the errors above and run apply again'] }),
  };
  return verdictOf(errors, words, notReady);
}

/** Where nothing is run, what the plan says keeps hosts from going on is all there is to say. */
function blockedHosts({ hosts }: Plan): Outcome['blocked'] {
  const blocked = hosts.filter(({ reachable, problems = [] }) => reachable && problems.length > 0);
  return new Map(
    blocked.map(({ name, problems = [] }) => [
      name,
      problems.map((message) => onHost(name, { message, code: 'blocked' })),
    ]),
  );
}
