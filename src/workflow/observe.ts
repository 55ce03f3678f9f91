import { setTimeout as sleep } from 'node:timers/promises';
import { hasJoined, membership } from '../cluster/membership.ts';
import { controlPlanes, present, reached, type State, targeted } from '../cluster/state.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Host } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { RunResult } from '../model/transport.ts';
import { leavesTraces } from '../phases/clean-up.ts';
import { init } from '../phases/init.ts';
import { absentMembers } from '../phases/removal/absent.ts';
import type { Context } from './context.ts';
import type { Fleet } from './fleet.ts';
import { ingressView } from './ingress.ts';
import { surveyLeftovers } from './survey-leftovers.ts';

/** Seconds for a cluster whose members were changed to find itself together: some elections (1 s each by default). */
const PATIENCE_SECONDS = 30;
const PAUSE_MS = 3_000;

/**
 * Facts of all hosts as a state to plan with, and what the hosts answered. Control planes are asked whatever the limit says;
 * hosts of which facts are `known` are not asked.
 */
export async function observe(
  context: Context,
  known: ReadonlyMap<string, HostFacts> = new Map(),
): Promise<{ state: State; results: ReadonlyMap<string, RunResult> }> {
  const { cluster, fleet, limit, secrets, progress } = context;
  const all = cluster.hosts.filter(({ state }) => state === 'present');
  const asked = all.filter(
    ({ name, role }) => !known.has(name) && (role === 'control-plane' || limit === null || limit.has(name)),
  );
  progress({
    type: 'phase-start',
    phase: 'facts',
    title: 'Look at the hosts',
    hosts: asked.map(({ name }) => name),
  });
  const leavers = [...(context.leaving?.values() ?? [])].flatMap(({ host, isLost }) =>
    isLost ? [] : [host],
  );
  const answers = await fleet.gather(cluster, [...asked, ...leavers]);
  const away = [...asked, ...leavers].filter(({ name }) => !answers.has(name));
  progress({
    type: 'phase-end',
    phase: 'facts',
    outcome: away.length > 0 ? 'failed' : 'done',
    ...(away.length > 0 ? { reason: `no facts from ${away.map(({ name }) => name).join(', ')}` } : {}),
  });
  const state: State = {
    cluster,
    facts: new Map([...known, ...[...answers].map(([name, { facts }]) => [name, facts] as const)]),
    unreachable: new Map(away.map(({ name }) => [name, reason(fleet, name)])),
    ...unread(fleet, away),
    targets: new Set(all.map(({ name }) => name).filter((name) => limit === null || limit.has(name))),
    expected: new Set(),
    prepared: new Set(),
    secrets,
    ...(context.removesStaleMembers ? { removesStaleMembers: true } : {}),
  };
  const left = await withAbsent(context, await withLeaving(context, state));
  const ingress = await ingressView(context, left);
  return {
    state: ingress === undefined ? left : { ...left, ingress },
    results: new Map([...answers].map(([name, { result }]) => [name, result])),
  };
}

/** The same with the hosts on their way out, and what is left on hosts to be cleaned; the inventory's absent ones only while the cluster still knows them. */
async function withLeaving(context: Context, state: State): Promise<State> {
  const { cluster, fleet, limit, leaving: given } = context;
  if (given !== undefined) {
    const targets = new Set([...state.targets, ...given.keys()]);
    return withLeftovers(context, { ...state, leaving: given, targets });
  }
  const leaving = absentMembers(state, limit, context.acceptsNoFaultTolerance === true);
  if (leaving.size === 0) return withLeftovers(context, state);
  const hosts = [...leaving.values()].map(({ host }) => host);
  const answers = await fleet.gather(cluster, hosts);
  const away = hosts.filter(({ name }) => !answers.has(name));
  return withLeftovers(context, {
    ...state,
    leaving,
    facts: new Map([...state.facts, ...[...answers].map(([name, { facts }]) => [name, facts] as const)]),
    unreachable: new Map([
      ...state.unreachable,
      ...away.map(({ name }) => [name, reason(fleet, name)] as const),
    ]),
    ...unread(fleet, [...present(state), ...hosts]),
    targets: new Set([...state.targets, ...leaving.keys()]),
  });
}

/** Where no present control plane is part of a cluster, absent ones may be: kubeadm init must never make a second one. */
async function withAbsent({ cluster, fleet, phases }: Context, state: State): Promise<State> {
  const hasCluster = reached(state, controlPlanes(state)).some(({ membership: is }) => hasJoined(is));
  const absent = cluster.hosts.filter(({ role, state: is }) => role === 'control-plane' && is === 'absent');
  if (hasCluster || absent.length === 0 || !phases.includes(init)) return state;
  const answers = await fleet.gather(cluster, absent);
  const members = absent.filter(({ name, role }) => {
    const facts = answers.get(name)?.facts;
    return facts !== undefined && hasJoined(membership(facts, role));
  });
  return members.length === 0 ? state : { ...state, absentMembers: members.map(({ name }) => name) };
}

async function withLeftovers({ fleet }: Context, state: State): Promise<State> {
  const leaving = [...(state.leaving?.values() ?? [])].flatMap(({ host, isLost }) => (isLost ? [] : [host]));
  const unclean = targeted(state, present(state)).filter(({ membership }) => leavesTraces(membership));
  const hosts = [...leaving, ...unclean.map(({ host }) => host)];
  if (hosts.length === 0) return state;
  return { ...state, leftovers: await surveyLeftovers(fleet, state, hosts) };
}

export interface Again {
  /** Hosts that take no part in what follows. */
  readonly failed?: ReadonlySet<string>;
  /** Facts that are as new as they need to be. */
  readonly known?: ReadonlyMap<string, HostFacts>;
}

/** The newest facts of every host that still answers, but for those of which they are `known`. */
export async function observeAgain(context: Context, { failed, known }: Again = {}): Promise<State> {
  // part of the phase that made it necessary, so not drawn as one of its own
  const { state } = await observe({ ...context, progress: () => {} }, known);
  return { ...state, targets: new Set([...state.targets].filter((name) => failed?.has(name) !== true)) };
}

/**
 * Facts that hold although something was changed: those of workers that were not `touched`. Control planes are looked at
 * again each time: they are few, and the next phase may take one of them, or a member of etcd, out of service.
 */
export function unchanged(
  { fleet }: Context,
  state: State,
  touched: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, HostFacts> {
  const workers = present(state).filter(({ role }) => role === 'worker');
  return new Map(
    workers.flatMap(({ name }): [string, HostFacts][] => {
      const facts = state.facts.get(name);
      return facts === undefined || touched.has(name) || fleet.unreachable.has(name) ? [] : [[name, facts]];
    }),
  );
}

/** The first state that is as wanted, or the last one when time is over. Tells that it waits, and why. */
export async function observedUntil(
  context: Context,
  start: State,
  isWanted: (state: State) => boolean,
  { why, ...again }: Again & { readonly why: string },
): Promise<State> {
  if (isWanted(start)) return start;
  context.progress({
    type: 'note',
    level: 'info',
    message: `${why}: looks again for up to ${PATIENCE_SECONDS} s`,
  });
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  let state = start;
  while (!isWanted(state) && Date.now() < deadline) {
    await sleep(PAUSE_MS, undefined, { signal: context.signal });
    state = await observeAgain(context, again);
  }
  return state;
}

/** Why hosts could not be reached. */
export function unreachableErrors({ fleet }: Context, state: State): Failure[] {
  return present(state).flatMap(({ name }) => fleet.unreachable.get(name) ?? []);
}

/** Hosts that answered with facts that cannot be used. */
function unread({ unreachable }: Fleet, hosts: readonly Host[]): Pick<State, 'unread'> {
  const names = hosts.map(({ name }) => name).filter((name) => unreachable.get(name)?.code === 'facts');
  return names.length > 0 ? { unread: new Set(names) } : {};
}

function reason({ unreachable }: Fleet, host: string): string {
  return unreachable.get(host)?.message ?? 'it did not answer';
}
