import { UsageError } from '../actions/errors.ts';
import { self } from '../actions/lock.ts';
import { type RemoveResult, removeNodeAction } from '../actions/remove-node.ts';
import { safeJson } from '../ui/json.ts';
import { confirmPlan } from './confirm-plan.ts';
import type { GlobalOptions } from './options.ts';
import { exitCodeOfPlan } from './plan.ts';
import { loadInputs, minority, withHosts } from './run.ts';

export interface RemoveFlags {
  readonly unreachable: boolean;
  readonly acceptNoFaultTolerance: boolean;
  readonly replace: boolean;
  /** Seconds. */
  readonly drainTimeout?: number;
  readonly deleteUnmanagedPods: boolean;
  readonly withoutMajority: boolean;
  readonly dryRun: boolean;
}

/** `kubestrap node remove`: plan, confirm, take one host out of the cluster, verify. */
export async function run(options: GlobalOptions, name: string, flags: RemoveFlags): Promise<void> {
  if (options.limit !== undefined) {
    throw new UsageError(
      'node remove is about the host that it names, and looks at all others: leave --limit out',
    );
  }
  const cluster = await loadInputs(options);
  const result = await withHosts(options, 'node remove', [], cluster, (live) =>
    removeNodeAction(
      { ...live.context, ...minority(flags) },
      {
        name,
        unreachable: flags.unreachable,
        acceptNoFaultTolerance: flags.acceptNoFaultTolerance,
        replace: flags.replace,
        drain: {
          force: flags.deleteUnmanagedPods,
          ...(flags.drainTimeout === undefined ? {} : { seconds: flags.drainTimeout }),
        },
        holder: flags.dryRun ? undefined : self('node remove', new Date()),
        confirm: confirmPlan(options, live, {
          question: `Take ${name} out of the cluster?`,
          dryRun: flags.dryRun,
          nothing: `Nothing to do: the cluster has nothing of ${name}${flags.unreachable ? '' : ', and its host is clean'}`,
        }),
      },
    ),
  );
  show(name, result, { flags, options, etcdIsElsewhere: 'external' in cluster.etcd });
  if (flags.dryRun) process.exitCode = exitCodeOfPlan(result.plan, []);
}

interface Shown {
  readonly flags: RemoveFlags;
  readonly options: GlobalOptions;
  readonly etcdIsElsewhere: boolean;
}

function show(
  name: string,
  { plan, changed, isListed }: RemoveResult,
  { flags, options, etcdIsElsewhere }: Shown,
): void {
  const { replace, unreachable } = flags;
  const { output, inventory } = options;
  if (output === 'json') {
    process.stdout.write(`${safeJson({ version: 1, changed, plan })}\n`);
    return;
  }
  if (!changed) return;
  const host = unreachable
    ? `The host itself was not touched: it must not run as it is again.${etcdIsElsewhere ? ' If it does, it becomes a node again by itself, since it still reaches etcd: then remove it once more, without --unreachable.' : ''}`
    : 'The host is clean.';
  const next = !isListed
    ? ''
    : replace
      ? ' The next apply joins it again.'
      : `\n${inventory} still has ${name}: set \`state: absent\` there, or delete it. apply leaves it out until that says \`state: present\`.`;
  process.stdout.write(`${name} is out of the cluster. ${host}${next}\n`);
}
