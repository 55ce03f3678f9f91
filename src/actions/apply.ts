import { present, type State } from '../cluster/state.ts';
import type { Plan } from '../model/plan.ts';
import { preflight } from '../phases/preflight.ts';
import { hasWork } from '../workflow/assemble.ts';
import { type Confirm, confirmed } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError } from '../workflow/errors.ts';
import type { Holder } from '../workflow/lock.ts';
import { demandMajority } from '../workflow/majority.ts';
import { observe, unreachableErrors } from '../workflow/observe.ts';
import { type Planning, planFrom } from '../workflow/plan.ts';
import { runPhases } from '../workflow/run-phases.ts';
import { checkPlan } from '../workflow/saved/check.ts';
import type { SavedPlan } from '../workflow/saved/document.ts';
import { observeLocked } from '../workflow/take-lock.ts';
import { verify, waitReady } from '../workflow/verify.ts';
import { waitCluster } from '../workflow/wait-cluster.ts';

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
  context: Context,
  { holder, saved, confirm }: ApplyOptions,
): Promise<ApplyResult> {
  const {
    planning: { plan, state },
    isGo,
  } = await confirmed<Planning>({
    look: async (isFirst) =>
      planFrom(context, isFirst ? await observeLocked(context, holder) : (await observe(context)).state),
    check: (planning) => {
      if (saved !== undefined) checkPlan(saved, context, planning);
      demandMajority(context, planning.state, planning.plan);
      if (hasWork(planning.plan)) stopOnMissing(context, planning.state);
    },
    confirm,
  });
  if (!isGo) {
    const failures = new Map<string, unknown>();
    await waitCluster(context, state, [], failures);
    const notReady = await waitReady(context, state, failures);
    failWith(context, state, { failures, blocked: blockedHosts(plan), changed: false });
    return { plan, changed: false, notReady };
  }
  const { state: last, failures } = await runPhases(context, state, saved);
  const notReady = await verify(context, last, failures, [...(state.leaving?.values() ?? [])]);
  failWith(context, last, { failures, blocked: [], changed: true });
  return { plan, changed: true, notReady };
}

/** Programs that are missing are named on all hosts at once, before anything is changed. */
function stopOnMissing({ phases }: Context, state: State): void {
  const missing = preflight(
    state,
    phases.map(({ name }) => name),
  );
  if (missing.size === 0) return;
  const errors = [...missing].flatMap(([host, problems]) =>
    problems.map((message) => ({ host, message, code: 'preflight' })),
  );
  throw new RunFailedError('hosts are not ready to become nodes: nothing was changed', errors, {
    remedy: [
      'fix what is named above (kubestrap brings up hosts that have containerd, kubelet and kubeadm) and run apply again',
      'or prepare the hosts alone: kubestrap apply --only prepare',
    ],
  });
}

interface Outcome {
  /** By host, or by what is not about one host. */
  readonly failures: ReadonlyMap<string, unknown>;
  readonly blocked: readonly Blocked[];
  readonly changed: boolean;
}

function failWith(context: Context, state: State, { failures, blocked, changed }: Outcome): void {
  const away = [...state.unreachable.keys()];
  const errors = [...unreachableErrors(context, state), ...failures.values(), ...blocked];
  if (errors.length === 0) return;
  const names = new Set(present(state).map(({ name }) => name));
  const failed = new Set(
    [...away, ...failures.keys(), ...blocked.map(({ host }) => host)].filter((name) => names.has(name)),
  );
  const asked = new Set([...away, ...state.facts.keys()]).size;
  throw new RunFailedError(
    failed.size === 0 ? 'apply failed' : `apply failed on ${failed.size} of ${asked} hosts`,
    errors,
    changed
      ? {
          kept: ['what was done on the other hosts stays'],
          remedy: ['fix the errors above and run apply again; it resumes where it stopped'],
        }
      : { kept: ['nothing was changed'], remedy: ['fix the errors above and run apply again'] },
  );
}

interface Blocked {
  readonly host: string;
  readonly message: string;
  readonly code: 'blocked';
}

/** Where nothing is run, what the plan says keeps hosts from going on is all there is to say. */
function blockedHosts({ hosts }: Plan): Blocked[] {
  return hosts.flatMap(({ name, reachable, problems = [] }) =>
    reachable ? problems.map((message) => ({ host: name, message, code: 'blocked' as const })) : [],
  );
}
