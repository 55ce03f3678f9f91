import { controlPlanes, type State } from '../cluster/state.ts';
import type { Host } from '../model/cluster.ts';
import type { Plan } from '../model/plan.ts';
import type { Work } from '../phases/phase.ts';
import { isMade } from './assemble.ts';
import type { Context } from './context.ts';
import { RefusedError } from './errors.ts';

/**
 * Refuses to change control planes, or the cluster through one, where the run lock of most of them is not ours: in a
 * partition the run at work on the other side would not be kept out. Workers need their own lock alone. Throws
 * RefusedError before anything is changed, unless `--without-majority` accepts it.
 */
export function demandMajority(context: Context, state: State, { cluster, hosts }: Plan): void {
  const planes = new Set(planesOf(state).map(({ name }) => name));
  const changesPlanes =
    cluster.changes.some(isMade) ||
    hosts.some(({ name, changes }) => planes.has(name) && changes.some(isMade));
  const lack = changesPlanes ? lacking(context, state) : undefined;
  if (lack === undefined) return;
  throw new RefusedError(
    `${lack}: nothing was changed. A run that reaches the others could be at work on them`,
    [],
    [
      'bring them back and run the same command again, or declare those that are lost for good: "kubestrap node remove NAME --unreachable"',
      'if no other kubestrap is at work on this cluster: --without-majority',
    ],
  );
}

/**
 * Why a program on this host must not be started now, because connections were lost since the run began; undefined: it may
 * be. Workers keep their own lock, and need no majority, unless the step is one of the cluster's.
 */
export function withoutMajority(context: Context, state: State, { host, steps }: Work): string | undefined {
  const isPlane = planesOf(state).some(({ name }) => name === host);
  if (!isPlane && !steps.some(({ scope }) => scope === 'cluster')) return undefined;
  return lacking(context, state);
}

/** Control planes of the cluster: those of the inventory, and those on their way out that are not declared lost. */
function planesOf(state: State): Host[] {
  const leaving = [...(state.leaving?.values() ?? [])].flatMap(({ host, isLost }) => (isLost ? [] : [host]));
  const all = [...controlPlanes(state), ...leaving.filter(({ role }) => role === 'control-plane')];
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

function lacking({ fleet, acceptsMinority, countedPlanes }: Context, state: State): string | undefined {
  if (acceptsMinority || !fleet.takesLocks) return undefined;
  const planes = planesOf(state).filter(({ name }) => countedPlanes?.has(name) !== false);
  const missing = planes.filter(({ name }) => !fleet.holds(name)).map(({ name }) => name);
  if ((planes.length - missing.length) * 2 > planes.length) return undefined;
  const names = missing.join(', ');
  return `the lock is held on ${planes.length - missing.length} of ${planes.length} control planes, and changing control planes needs most of them (not locked: ${names})`;
}
