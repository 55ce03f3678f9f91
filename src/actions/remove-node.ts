import { type DrainOptions, type Leaving, leader } from '../cluster/state.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Plan } from '../model/plan.ts';
import { DETACH_SECONDS, DRAIN_SECONDS } from '../phases/removal/absent.ts';
import { REMOVAL_PHASES } from '../phases/removal/index.ts';
import { noteOf, REPLACED } from '../phases/removal/notes.ts';
import { settle } from '../phases/settle.ts';
import type { Confirm } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError, UsageError } from '../workflow/errors.ts';
import type { Holder } from '../workflow/lock.ts';
import { unreachableErrors } from '../workflow/observe.ts';
import type { Planning } from '../workflow/plan.ts';
import { verify } from '../workflow/verify.ts';
import {
  type Ended,
  type FailedWords,
  type Looked,
  runWorkflow,
  type Surveyed,
  type Verdict,
  verdictOf,
} from '../workflow/workflow.ts';

export interface RemoveOptions {
  readonly name: string;
  /** The host is lost: the cluster goes on without it, and nothing is asked of it. */
  readonly unreachable: boolean;
  /** It is shut down, and stays so: its Node is tainted out-of-service. */
  readonly poweredOff: boolean;
  readonly acceptNoFaultTolerance: boolean;
  /** The same host is to join again: nothing is noted that would keep it out. */
  readonly replace: boolean;
  readonly drain?: Partial<DrainOptions>;
  /** Undefined: only shows the plan. */
  readonly holder: Holder | undefined;
  readonly confirm: Confirm<Planning>;
}

export interface RemoveResult {
  readonly plan: Plan;
  readonly changed: boolean;
  /** Does the inventory still have the host as one of the cluster's? */
  readonly isListed: boolean;
}

/**
 * Takes one host out of the cluster: plan, confirm, run, verify. Run again after it was cut off, it goes on. Throws
 * UsageError for a name that is none, RefusedError before the first change, RunFailedError after.
 */
export async function removeNodeAction(given: Context, options: RemoveOptions): Promise<RemoveResult> {
  const { name, holder, confirm } = options;
  const { cluster, leaving, isListed } = withoutHost(given.cluster, options);
  const { looked, changed } = await runWorkflow<Surveyed, undefined>({
    context: { ...given, cluster, limit: null, leaving: new Map([[name, leaving]]) },
    holder,
    survey: (state) => ({ state }),
    phases: () => [settle, ...REMOVAL_PHASES],
    refuse: [noLeader],
    confirm,
    verify: (ended) => verifyRemoval(name, leaving, ended),
    nothing: undefined,
    words: {},
  });
  return { plan: looked.plan, changed, isListed };
}

/** What was found at the end may be about others alone: the host is out then. */
async function verifyRemoval(
  name: string,
  leaving: Leaving,
  { context, state, failures }: Ended<Surveyed>,
): Promise<Verdict<undefined>> {
  const isThrough = failures.isEmpty;
  if (isThrough) await verify(context, state, failures, [leaving]);
  const isOut = isThrough && !failures.hosts.has(name) && failures.cluster.length === 0;
  const errors = [...failures.all, ...unreachableErrors(context, state)];
  if (!isOut) return { is: 'failed', errors, words: notOut(name) };
  return verdictOf(errors, othersFailed(name), undefined);
}

function notOut(name: string): FailedWords {
  return {
    message: `${name} is not wholly out of the cluster`,
    kept: ['what is done stays done, and nothing after the step that failed was begun'],
    remedy: ['mend the cause above and run the same command again: it goes on where this run stopped'],
  };
}

function othersFailed(name: string): FailedWords {
  return {
    message: `${name} is out of the cluster, and not all is well with the others`,
    kept: [`${name} has left, and need not be removed again`],
    remedy: [
      'mend the hosts above and run "kubestrap apply": it also points them at the control planes that are left',
    ],
  };
}

function noLeader({ context, state }: Looked<Surveyed>): void {
  if (leader(state) !== null) return;
  throw new RunFailedError(
    'no control plane answers: nothing was changed',
    unreachableErrors(context, state),
    {
      remedy: [
        'a node is taken out through a control plane that stays: mend one, and run the same command again',
      ],
    },
  );
}

/** The cluster as it is to be, and the host that leaves. */
function withoutHost(
  cluster: Cluster,
  { name, unreachable, poweredOff, acceptNoFaultTolerance, replace, drain }: RemoveOptions,
): { readonly cluster: Cluster; readonly leaving: Leaving; readonly isListed: boolean } {
  const listed = cluster.hosts.find((host) => host.name === name);
  const host = listed ?? stranger(cluster, name, unreachable);
  const isListed = listed?.state === 'present';
  return {
    cluster: {
      ...cluster,
      hosts: cluster.hosts.map((one) => (one.name === name ? { ...one, state: 'absent' } : one)),
    },
    leaving: {
      host,
      isLost: unreachable,
      ...(poweredOff ? { isPoweredOff: true } : {}),
      acceptsNoFaultTolerance: acceptNoFaultTolerance,
      drain: { seconds: DRAIN_SECONDS, force: false, detachSeconds: DETACH_SECONDS, ...drain },
      // a host that is down keeps what it has, and is told from one whose Node vanished by the note
      note: !isListed ? null : !replace ? noteOf(host) : unreachable ? REPLACED : null,
    },
    isListed,
  };
}

/** A host that the inventory has no more: known by its name alone, so nothing can be run on it. */
function stranger(cluster: Cluster, name: string, unreachable: boolean): Host {
  const [like] = cluster.hosts;
  if (!unreachable || like === undefined) {
    throw new UsageError(
      `the inventory has no host ${name}. It has ${cluster.hosts.map((one) => one.name).join(', ')}. A host that was deleted from it: put it back with \`state: absent\`, so that it can be reached and cleaned; or, if it is lost, add --unreachable`,
    );
  }
  return { ...like, name, role: 'control-plane', address: '', internalAddresses: [], state: 'absent' };
}
