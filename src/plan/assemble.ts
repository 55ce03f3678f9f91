import { foreignHosts } from '../phases/identity.ts';
import type { Phase, PhasePlan } from '../phases/phase.ts';
import { preflight } from '../phases/preflight.ts';
import { present, type State } from '../phases/state.ts';
import type { Step } from '../program/emit.ts';
import type { Action, Change, HostPlan, Plan } from './types.ts';

/** Each phase with what it would do, planned as if the phases before it had been done. */
export interface PlannedPhase {
  readonly phase: Phase;
  readonly plan: PhasePlan;
}

/** Plans all phases ahead. Pure. */
export function planPhases(phases: readonly Phase[], start: State): PlannedPhase[] {
  let state = start;
  return phases.map((phase) => {
    const plan = phase.plan(state);
    state = phase.expect?.(state) ?? state;
    return { phase, plan };
  });
}

/** The plan document: what people confirm, `-o json` prints and `apply --plan` compares. Pure. */
export function assemblePlan(planned: readonly PlannedPhase[], state: State): Plan {
  const steps = planned
    .flatMap(({ plan }) => plan.rounds.flat())
    .map((work) => ({ host: work.host, steps: work.steps.filter(({ silent }) => !silent) }));
  const clusterChanges = steps.flatMap(({ steps }) =>
    steps.filter(isClusterStep).map(({ change }) => change),
  );
  const blocked = planned.flatMap(({ plan }) => plan.blocked ?? []);
  const missing = preflight(
    state,
    planned.map(({ phase }) => phase.name),
  );
  // hosts that --limit leaves out were not looked at, but for control planes that did not answer
  const shown = present(state).filter(({ name }) => state.targets.has(name) || state.unreachable.has(name));
  const hosts = shown.map(({ name }): HostPlan => {
    const away = state.unreachable.get(name);
    const problems = [
      ...(away === undefined ? [] : [away]),
      ...(missing.get(name) ?? []),
      ...blocked.filter(({ host }) => host === name).map(({ reason }) => reason),
    ];
    const changes = steps
      .filter(({ host }) => host === name)
      .flatMap((work) => work.steps.filter((step) => !isClusterStep(step)).map(({ change }) => change));
    return { name, reachable: away === undefined, ...(problems.length > 0 ? { problems } : {}), changes };
  });
  return {
    version: 1,
    cluster: { changes: clusterChanges },
    hosts,
    refusals: [...foreignHosts(state), ...planned.flatMap(({ plan }) => plan.refusals ?? [])],
    summary: summary([...clusterChanges, ...hosts.flatMap(({ changes }) => changes)], hosts),
  };
}

function isClusterStep({ scope }: Step): boolean {
  return scope === 'cluster';
}

function summary(changes: readonly Change[], hosts: readonly HostPlan[]): Plan['summary'] {
  const count = (action: Action) =>
    changes.filter((change) => change.action === action && change.supported !== false).length;
  return {
    create: count('create'),
    update: count('update'),
    delete: count('delete'),
    run: count('run'),
    hosts: hosts.length,
    unreachable: hosts.filter(({ reachable }) => !reachable).length,
  };
}

/** Does the plan hold anything that apply would do? What it cannot do yet does not count. */
export function hasWork({ cluster, hosts }: Plan): boolean {
  return [...cluster.changes, ...hosts.flatMap(({ changes }) => changes)].some(
    ({ supported }) => supported !== false,
  );
}
