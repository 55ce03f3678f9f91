import { existsSync } from 'node:fs';
import { type ClusterContents, contentsScript, parseContents } from '../cluster/cluster-contents.ts';
import { leader, present, type State } from '../cluster/state.ts';
import { hasNotes, leftoverProblems } from '../facts/leftovers.ts';
import type { Plan } from '../model/plan.ts';
import { resetPhase } from '../phases/reset.ts';
import { generatedCaFiles } from '../pki/generated.ts';
import { assemblePlan, planPhases } from '../workflow/assemble.ts';
import { type Confirm, type Confirmable, confirmed } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError } from '../workflow/errors.ts';
import type { Holder } from '../workflow/lock.ts';
import { demandMajority } from '../workflow/majority.ts';
import { observe } from '../workflow/observe.ts';
import { runPhases } from '../workflow/run-phases.ts';
import { surveyLeftovers } from '../workflow/survey-leftovers.ts';
import { observeLocked } from '../workflow/take-lock.ts';

/** What people are shown before they say yes. */
export interface ResetPlanning {
  readonly plan: Plan;
  /** All hosts of the inventory: the cluster goes. */
  readonly isWhole: boolean;
  /** Of a cluster that answers and goes; else null. */
  readonly contents: ClusterContents | null;
  /** Does a control plane answer? */
  readonly isAnswering: boolean;
  /** The objects are in an etcd that kubeadm does not run, and stay there. */
  readonly keepsObjects: boolean;
}

export interface ResetOptions {
  /** Undefined: only shows the plan. */
  readonly holder: Holder | undefined;
  readonly includeForeign: boolean;
  readonly confirm: Confirm<ResetPlanning>;
}

export interface ResetResult extends ResetPlanning {
  readonly changed: boolean;
  /** What stays on the machine that kubestrap runs on. */
  readonly kept: readonly string[];
}

/** Plan, confirm, clean, and look again. Throws RefusedError before the first change, RunFailedError after. */
export async function resetAction(given: Context, options: ResetOptions): Promise<ResetResult> {
  const { holder, includeForeign, confirm } = options;
  const base = withNamedHosts(given);
  const isDryRun = holder === undefined;
  const { planning, isGo } = await confirmed<Looked>({
    look: async (isFirst) => {
      const state = isFirst && !isDryRun ? await observeLocked(base, holder) : (await observe(base)).state;
      return planReset(given, base, { state, includeForeign });
    },
    isDryRun,
    check: (one) => demandMajority(one.context, one.state, one.plan),
    confirm,
    remedy: [],
  });
  const { plan, state, context } = planning;
  const { state: files } = generatedCaFiles(given.cluster);
  const kept = existsSync(files) ? [files] : [];
  if (!isGo) {
    if (!isDryRun) failWith(unreachable(context, state));
    return { ...planning, changed: false, kept };
  }
  const { failures } = await runPhases(context, state);
  const left = await leftOver(context, state, failures, plan);
  failWith([...unreachable(context, state), ...failures.values(), ...left]);
  return { ...planning, changed: true, kept };
}

interface Looked extends ResetPlanning, Confirmable {
  readonly state: State;
  readonly context: Context;
}

/** What is there, and what a reset would take away. */
async function planReset(
  given: Context,
  base: Context,
  { state, includeForeign }: { readonly state: State; readonly includeForeign: boolean },
): Promise<Looked> {
  const targets = present(state).filter(({ name }) => state.targets.has(name));
  const isWhole = given.cluster.hosts.every(
    (host) => host.state !== 'present' || state.targets.has(host.name),
  );
  const survey = await surveyLeftovers(base.fleet, state, targets);
  const context = { ...base, phases: [resetPhase({ survey, includeForeign, isWhole })] };
  return {
    ...planOf(context, state),
    isWhole,
    contents: isWhole ? await contentsOf(context, state) : null,
    isAnswering: leader(state) !== null,
    keepsObjects: 'external' in given.cluster.etcd,
    state,
    context,
  };
}

/** Hosts that are to be absent are asked as well where `--limit` names them. */
function withNamedHosts(given: Context): Context {
  const { cluster, limit } = given;
  const hosts = cluster.hosts.map((host) =>
    limit?.has(host.name) ? { ...host, state: 'present' as const } : host,
  );
  return { ...given, cluster: { ...cluster, hosts } };
}

/** The plan of hosts that are to be cleaned: what a member would have to be like does not matter for them. */
function planOf({ phases }: Pick<Context, 'phases'>, state: State): Confirmable {
  const clockless = new Map([...state.facts].map(([name, facts]) => [name, { ...facts, clock: null }]));
  const planned = planPhases(phases, state);
  const { clocks: _, ...plan } = assemblePlan(planned, { ...state, facts: clockless });
  const hosts = plan.hosts.filter(({ name }) => state.targets.has(name));
  const whole: Plan = {
    ...plan,
    hosts,
    refusals: planned.flatMap(({ plan: { refusals } }) => refusals ?? []),
    summary: {
      ...plan.summary,
      hosts: hosts.length,
      unreachable: hosts.filter(({ reachable }) => !reachable).length,
    },
  };
  return { plan: whole, planned };
}

async function contentsOf({ fleet, signal }: Context, state: State): Promise<ClusterContents | null> {
  const through = leader(state)?.host.name;
  if (through === undefined) return null;
  const { sections } = await fleet.run(through, contentsScript, { signal, timeoutMs: 120_000 });
  return parseContents(sections.get('contents') ?? '');
}

function unreachable({ fleet }: Context, state: State): unknown[] {
  return present(state).flatMap(({ name }) =>
    state.targets.has(name) && fleet.unreachable.has(name) ? [fleet.unreachable.get(name)] : [],
  );
}

/** Hosts that were cleaned are looked at once more. */
async function leftOver(
  { fleet }: Context,
  state: State,
  failures: ReadonlyMap<string, unknown>,
  { hosts }: Plan,
): Promise<unknown[]> {
  const cleaned = hosts.filter(({ name, changes }) => changes.length > 0 && !failures.has(name));
  const names = new Set(cleaned.map(({ name }) => name));
  const found = await surveyLeftovers(
    fleet,
    state,
    present(state).filter(({ name }) => names.has(name)),
  );
  return [...found].flatMap(([host, left]) => {
    const problems = [
      ...leftoverProblems(left),
      ...(hasNotes(left) ? ['/var/lib/kubestrap is still there'] : []),
    ];
    return problems.map((message) => ({ host, phase: 'verify', code: 'not-clean', message }));
  });
}

function failWith(errors: readonly unknown[]): void {
  if (errors.length === 0) return;
  throw new RunFailedError('some hosts are not clean', errors, {
    kept: ['what was cleaned on the other hosts stays so'],
    remedy: ['mend the causes above and run the same command again: cleaning twice does no harm'],
  });
}
