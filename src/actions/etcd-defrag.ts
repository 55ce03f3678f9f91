import { defragment } from '../phases/defragment.ts';
import { controlPlanes, reached, type State } from '../phases/state.ts';
import { hasWork } from '../plan/assemble.ts';
import type { Plan } from '../plan/types.ts';
import type { Context } from './context.ts';
import { RefusedError, RunFailedError, UsageError } from './errors.ts';
import type { Holder } from './lock.ts';
import { observe, unreachableErrors } from './observe.ts';
import { type Planning, planFrom } from './plan.ts';
import { runPhases } from './run-phases.ts';
import { observeLocked } from './take-lock.ts';

export interface DefragOptions {
  /** Undefined: only shows the plan. */
  readonly holder: Holder | undefined;
  readonly compact: boolean;
  /** Shows the plan and asks; false: nothing is done. */
  readonly confirm: (planning: Planning) => Promise<boolean>;
}

/** Bytes of a database, and of those that hold data. */
export interface DatabaseSize {
  readonly dbSize: number;
  readonly dbSizeInUse: number;
}

export interface DefragResult {
  readonly plan: Plan;
  readonly changed: boolean;
  /** By host; empty where nothing was done. */
  readonly databases: Readonly<
    Record<string, { readonly before: DatabaseSize; readonly after: DatabaseSize }>
  >;
  /** Alarms that sounded before and do not any more. */
  readonly disarmed: readonly string[];
}

/**
 * Plan, confirm, (compact,) defragment, disarm, and look whether members are well. Throws UsageError and RefusedError before the
 * first change, RunFailedError after.
 */
export async function etcdDefragAction(
  given: Context,
  { holder, compact, confirm }: DefragOptions,
): Promise<DefragResult> {
  if ('external' in given.cluster.etcd) {
    throw new UsageError(
      'spec.etcd is external, so kubestrap does not run it: defragment it where it runs ("etcdctl defrag", a member at a time)',
    );
  }
  const planes = given.cluster.hosts.filter(({ role }) => role === 'control-plane').map(({ name }) => name);
  const limit = new Set(planes.filter((name) => given.limit?.has(name) ?? true));
  if (limit.size === 0) throw new UsageError('--limit names no control plane, and only those run etcd');
  const context = { ...given, limit, phases: [defragment({ compact })] };
  const state = holder === undefined ? (await observe(context)).state : await observeLocked(context, holder);
  const planning = planFrom(context, state);
  const { plan } = planning;
  const nothing = { plan, changed: false, databases: {}, disarmed: [] };
  if (holder === undefined) {
    await confirm(planning);
    return nothing;
  }
  failWith(unreachableErrors(context, state));
  if (plan.refusals.length > 0) {
    throw new RefusedError(
      'refused: nothing was changed',
      plan.refusals.map((message) => ({ message, code: 'refused' })),
    );
  }
  const confirmed = await confirm(planning);
  if (!hasWork(plan)) return nothing;
  if (!confirmed) {
    throw new RefusedError('not confirmed: nothing was changed', [], ['answer "yes", or run with -y']);
  }
  const { state: after, failures } = await runPhases(context, state);
  const done = { ...nothing, changed: true, databases: compare(plan, state, after) };
  failWith([...failures.values(), ...unwell(after, failures)]);
  const now = alarms(after);
  return { ...done, disarmed: [...alarms(state)].filter((alarm) => !now.has(alarm)) };
}

function alarms(state: State): Set<string> {
  return new Set(reached(state, controlPlanes(state)).flatMap(({ facts }) => facts.etcd.alarms));
}

/** Every member that took part before must do so now, and the alarm must be off. */
function unwell(after: State, failures: ReadonlyMap<string, unknown>): unknown[] {
  return reached(after, controlPlanes(after))
    .filter(
      ({ host, facts: { etcd } }) => !failures.has(host.name) && etcd.manifest !== null && !etcd.isHealthy,
    )
    .map(({ host }) => ({
      host: host.name,
      code: 'not-healthy',
      phase: 'verify',
      message: 'etcd does not answer on this host afterwards',
      remedy: 'see "kubestrap etcd status", and its log in /var/log/pods/kube-system_etcd-*',
    }));
}

function compare({ hosts }: Plan, before: State, after: State): DefragResult['databases'] {
  return Object.fromEntries(
    hosts.flatMap(({ name, changes }) => {
      const [old, now] = [before, after].map((state) => state.facts.get(name)?.etcd.status);
      if (changes.length === 0 || !old || !now) return [];
      return [[name, { before: sizeOf(old), after: sizeOf(now) }]];
    }),
  );
}

function sizeOf({ dbSize, dbSizeInUse }: DatabaseSize): DatabaseSize {
  return { dbSize, dbSizeInUse };
}

function failWith(errors: readonly unknown[]): void {
  if (errors.length === 0) return;
  throw new RunFailedError('etcd is not defragmented on all control planes', errors, {
    kept: ['members that are done stay as they are now'],
    remedy: ['mend the causes above and run the same command again: doing it twice does no harm'],
  });
}
