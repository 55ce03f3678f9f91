import { existsSync } from 'node:fs';
import { type ClusterContents, contentsScript, parseContents } from '../cluster/cluster-contents.ts';
import { leader, present, type State } from '../cluster/state.ts';
import { hasNotes, leftoverProblems } from '../facts/leftovers.ts';
import { type Failure, onHost } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import { resetPhase } from '../phases/reset.ts';
import { generatedCaFiles } from '../pki/generated.ts';
import { assemblePlan, planPhases } from '../workflow/assemble.ts';
import type { Confirm } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import type { Holder } from '../workflow/lock.ts';
import type { Planning } from '../workflow/plan.ts';
import { surveyLeftovers } from '../workflow/survey-leftovers.ts';
import { type Ended, type FailedWords, runWorkflow, type Surveyed, verdictOf } from '../workflow/workflow.ts';

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
  const context = withNamedHosts(given);
  const { looked, changed } = await runWorkflow<ResetSurvey, undefined>({
    context,
    holder,
    survey: (state) => surveyReset(given, context, state),
    phases: ({ survey, isWhole }) => [resetPhase({ survey, includeForeign, isWhole })],
    plan: (one, { state }) => planOf(one, state),
    confirm,
    verify: async (ended) => {
      const { state } = ended.looked;
      const left = await leftOver(ended);
      return verdictOf(
        [...unreachable(context, state), ...ended.failures.all, ...left],
        NOT_CLEAN,
        undefined,
      );
    },
    verifyIdle: async ({ state }) => verdictOf(unreachable(context, state), NOT_CLEAN, undefined),
    nothing: undefined,
    words: { unconfirmed: [] },
  });
  const { state: files } = generatedCaFiles(given.cluster);
  return { ...looked, changed, kept: existsSync(files) ? [files] : [] };
}

interface ResetSurvey extends Surveyed, Omit<ResetPlanning, 'plan'> {
  /** What the cluster left on the hosts that are to be cleaned, by name. */
  readonly survey: Awaited<ReturnType<typeof surveyLeftovers>>;
}

const NOT_CLEAN: FailedWords = {
  message: 'some hosts are not clean',
  kept: ['what was cleaned on the other hosts stays so'],
  remedy: ['mend the causes above and run the same command again: cleaning twice does no harm'],
};

/** What is there, and what a reset would take away. */
async function surveyReset(given: Context, context: Context, state: State): Promise<ResetSurvey> {
  const targets = present(state).filter(({ name }) => state.targets.has(name));
  const isWhole = given.cluster.hosts.every(
    (host) => host.state !== 'present' || state.targets.has(host.name),
  );
  const survey = await surveyLeftovers(context.fleet, state, targets);
  return {
    state,
    survey,
    isWhole,
    contents: isWhole ? await contentsOf(context, state) : null,
    isAnswering: leader(state) !== null,
    keepsObjects: 'external' in given.cluster.etcd,
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
function planOf(context: Context, state: State): Planning {
  const clockless = new Map([...state.facts].map(([name, facts]) => [name, { ...facts, clock: null }]));
  const planned = planPhases(context.phases, state);
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
  return { plan: whole, planned, state, unreachable: unreachable(context, state) };
}

async function contentsOf({ fleet, signal }: Context, state: State): Promise<ClusterContents | null> {
  const through = leader(state)?.host.name;
  if (through === undefined) return null;
  const { sections } = await fleet.run(through, contentsScript, { signal, timeoutMs: 120_000 });
  return parseContents(sections.get('contents') ?? '');
}

function unreachable({ fleet }: Context, state: State): Failure[] {
  return present(state).flatMap(({ name }) =>
    state.targets.has(name) ? (fleet.unreachable.get(name) ?? []) : [],
  );
}

/** Hosts that were cleaned are looked at once more. */
async function leftOver({ looked, context: { fleet }, failures }: Ended<ResetSurvey>): Promise<Failure[]> {
  const {
    state,
    plan: { hosts },
  } = looked;
  const cleaned = hosts.filter(({ name, changes }) => changes.length > 0 && !failures.hosts.has(name));
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
    return problems.map((message) => onHost(host, { phase: 'verify', code: 'not-clean', message }));
  });
}
