import { leader } from '../../cluster/state.ts';
import { packageVersion } from '../../local/package-root.ts';
import type { Cluster } from '../../model/cluster.ts';
import { type Failure, ofCluster, onHost } from '../../model/failure.ts';
import type { VerifiedKeys } from '../../model/transport.ts';
import { library } from '../../shell/library.ts';
import { nameSecrets } from '../../shell/sh.ts';
import type { Context } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { fingerprint, sha256, untimely } from '../fingerprint.ts';
import type { Planning } from '../plan.ts';
import { type Difference, inputDifferences, planDifferences } from './differences.ts';
import { type PlanOptions, type SavedPlan, targetsOf } from './document.ts';

type About = Pick<Context, 'cluster' | 'phases'> & { readonly options: PlanOptions };

function inputs({ cluster, phases, options }: About, verified: ReadonlyMap<string, VerifiedKeys>) {
  return {
    kubestrap: packageVersion(),
    library: sha256(library().write(nameSecrets)),
    options,
    phases: phases.map(({ name }) => name),
    targets: targetsOf(cluster, verified),
  };
}

/** The saved form of a plan that was just made. */
export function savedPlan(
  context: Context,
  { plan, planned, state }: Planning,
  options: PlanOptions,
): SavedPlan {
  const found = leader(state);
  const cluster = found === null ? null : { uid: found.live.uid, caPin: found.caPin };
  return {
    version: 2,
    ...inputs({ ...context, options }, context.fleet.verified),
    cluster,
    ...fingerprint(planned, cluster === null ? untimely() : undefined),
    plan,
  };
}

/** Throws RefusedError where it cannot be the reviewed plan, whatever the hosts say. No host is touched. */
export function checkInputs(saved: SavedPlan, about: { readonly cluster: Cluster } & About): void {
  refuse(inputDifferences(saved, inputs(about, new Map())));
}

/** Throws RefusedError, with every difference by name, where a plan made now is not the reviewed one. */
export function checkPlan(saved: SavedPlan, context: Context, planning: Planning): void {
  refuse(planDifferences(saved, savedPlan(context, planning, saved.options)));
}

function refuse(found: readonly Difference[]): void {
  if (found.length === 0) return;
  throw new RefusedError('the saved plan no longer fits: nothing was changed', found.map(differenceError), [
    'make a new plan with "kubestrap plan --out FILE", review it, and apply that',
  ]);
}

/** Hosts named in full up to this many. */
const NAMES_SHOWN = 10;

/** A difference as a failure that the views and the JSON document show. */
export function differenceError({ hosts, change, message }: Difference): Failure {
  const [host] = hosts;
  const rest = hosts.length - NAMES_SHOWN;
  const names = `${hosts.slice(0, NAMES_SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const details = {
    code: 'not-reviewed',
    message: [names, change, message].filter((part) => part !== '' && part !== undefined).join(': '),
  } as const;
  return hosts.length === 1 && host !== undefined ? onHost(host, details) : ofCluster(details);
}
