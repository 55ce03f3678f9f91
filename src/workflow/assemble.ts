import { endpointOf } from '../cluster/endpoint/index.ts';
import { foreignHosts } from '../cluster/identity.ts';
import { clockTable, memberSkew } from '../cluster/skew.ts';
import { present, type State } from '../cluster/state.ts';
import type { Action, HostPlan, Plan, PlannedChange } from '../model/plan.ts';
import type { Phase, PhasePlan } from '../phases/phase.ts';
import { preflight } from '../phases/preflight.ts';
import { type Item, isStep } from '../shell/emit.ts';

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
  const names = planned.map(({ phase }) => phase.name);
  const work = planned.flatMap(({ plan }) => plan.rounds.flat());
  const announced = work.flatMap(({ host, steps }) =>
    steps.filter(({ silent }) => !silent).map((item) => ({ host, item })),
  );
  const clusterChanges = announced.flatMap(({ item }) => (isOfCluster(item) ? [plannedChange(item)] : []));
  const changes = byHost(
    announced.flatMap(({ host, item }) => (isOfCluster(item) ? [] : [{ host, value: plannedChange(item) }])),
  );
  const missing = preflight(state, names);
  const skew = memberSkew(state);
  const clock = (name: string): string[] => {
    const off = skew.get(name);
    // a clock that this plan waits for is measured again when it has been run
    const isWaitedFor = changes.get(name)?.some(({ id }) => id.kind === 'time-sync') ?? false;
    return off === undefined || isWaitedFor ? [] : [off];
  };
  const blocked = byHost(
    planned.flatMap(({ plan }) => (plan.blocked ?? []).map(({ host, reason }) => ({ host, value: reason }))),
  );
  // hosts that --limit leaves out were not looked at, but for those that others need or that did not answer
  const leaving = [...(state.leaving?.values() ?? [])].map(({ host }) => host);
  const shown = [...present(state), ...leaving].filter(
    ({ name }) => state.targets.has(name) || state.unreachable.has(name) || changes.has(name),
  );
  const hosts = shown.map(({ name }): HostPlan => {
    const away = state.unreachable.get(name);
    const problems = [
      ...(away === undefined ? [] : [away]),
      ...(missing.get(name) ?? []),
      ...(blocked.get(name) ?? []),
      ...clock(name),
    ];
    const noted = problems.length > 0 ? { problems } : {};
    const reachable = away === undefined || state.unread?.has(name) === true;
    return { name, reachable, ...noted, changes: changes.get(name) ?? [] };
  });
  const cautions = planned.flatMap(({ plan }) => plan.cautions ?? []);
  const refusals = [
    ...foreignHosts(state),
    ...endpointOf(state.cluster).problems(state),
    ...planned.flatMap(({ plan }) => plan.refusals ?? []),
  ];
  return {
    version: 1,
    cluster: { changes: clusterChanges },
    hosts,
    refusals,
    ...(cautions.length > 0 ? { cautions } : {}),
    clocks: clockTable(state),
    summary: summary([...clusterChanges, ...hosts.flatMap((host) => host.changes)], hosts, refusals),
  };
}

function byHost<T>(
  items: readonly { readonly host: string; readonly value: T }[],
): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const { host, value } of items) map.set(host, (map.get(host) ?? []).concat(value));
  return map;
}

function isOfCluster({ scope }: Item): boolean {
  return scope === 'cluster';
}

function plannedChange(item: Item): PlannedChange {
  return isStep(item) ? item.change : { ...item.change, supported: false };
}

function summary(
  changes: readonly PlannedChange[],
  hosts: readonly HostPlan[],
  refusals: readonly string[],
): Plan['summary'] {
  const blocked = hosts.filter(isBlocked).length;
  const count = (action: Action) =>
    changes.filter((change) => change.action === action && isMade(change)).length;
  return {
    create: count('create'),
    update: count('update'),
    delete: count('delete'),
    run: count('run'),
    hosts: hosts.length,
    unreachable: hosts.filter(({ reachable }) => !reachable).length,
    ...(blocked > 0 ? { blocked } : {}),
    ...(refusals.length > 0 ? { refusals: refusals.length } : {}),
  };
}

/** Did it answer, and cannot go on? */
export function isBlocked({ reachable, problems = [] }: HostPlan): boolean {
  return reachable && problems.length > 0;
}

/** Would apply make it, or does the plan only name it? */
export function isMade({ supported }: PlannedChange): boolean {
  return supported !== false;
}

/** Every change of the plan, of the cluster and of all hosts. */
export function allChanges({ cluster, hosts }: Plan): PlannedChange[] {
  return [...cluster.changes, ...hosts.flatMap(({ changes }) => changes)];
}

/** Does the plan hold anything that apply would do? What it cannot do yet does not count. */
export function hasWork(plan: Plan): boolean {
  return allChanges(plan).some(isMade);
}
