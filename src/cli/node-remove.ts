import { type RemoveResult, removeNodeAction } from '../actions/remove-node.ts';
import { versionFacts } from '../knowledge/versions.ts';
import type { Cluster } from '../model/cluster.ts';
import { safeJson } from '../ui/json.ts';
import { UsageError } from '../workflow/errors.ts';
import { runChange } from './change.ts';
import type { GlobalOptions } from './options.ts';
import { exitCodeOfPlan } from './plan.ts';
import { loadInputs } from './run.ts';

export interface RemoveFlags {
  readonly unreachable: boolean;
  readonly acceptNoFaultTolerance: boolean;
  readonly replace: boolean;
  /** Seconds. */
  readonly drainTimeout?: number;
  readonly deleteUnmanagedPods: boolean;
  readonly poweredOff: boolean;
  /** Seconds. */
  readonly detachTimeout?: number;
  readonly ignoreAttachedVolumes: boolean;
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
  checkFlags(flags);
  const cluster = await loadInputs(options);
  checkVersion(cluster, flags);
  const result = await runChange(options, {
    command: 'node remove',
    cluster,
    flags,
    asking: () => ({
      question: `Take ${name} out of the cluster?`,
      nothing: `Nothing to do: the cluster has nothing of ${name}${flags.unreachable ? '' : ', and its host is clean'}`,
    }),
    action: (context, gate) =>
      removeNodeAction(context, {
        ...gate,
        name,
        unreachable: flags.unreachable,
        poweredOff: flags.poweredOff,
        acceptNoFaultTolerance: flags.acceptNoFaultTolerance,
        replace: flags.replace,
        drain: {
          force: flags.deleteUnmanagedPods,
          ...(flags.drainTimeout === undefined ? {} : { seconds: flags.drainTimeout }),
          ...(flags.detachTimeout === undefined ? {} : { detachSeconds: flags.detachTimeout }),
          ...(flags.ignoreAttachedVolumes ? { detachSeconds: null } : {}),
        },
      }),
  });
  show(name, result, { flags, options, etcdIsElsewhere: 'external' in cluster.etcd });
  if (flags.dryRun) process.exitCode = exitCodeOfPlan(result.plan, []);
}

/** Options that contradict each other. */
function checkFlags({ poweredOff, unreachable, detachTimeout, ignoreAttachedVolumes }: RemoveFlags): void {
  if (poweredOff && !unreachable) {
    throw new UsageError(
      '--powered-off is about a host that does not answer: add --unreachable. A host that answers is drained and its volumes are unmounted: leave --powered-off out',
    );
  }
  if (ignoreAttachedVolumes && detachTimeout !== undefined) {
    throw new UsageError(
      '--ignore-attached-volumes does not wait, and --detach-timeout says how long to wait: give one of them',
    );
  }
}

/** Older clusters have the taint behind a feature gate that may be off: it would do nothing, or only evict. */
function checkVersion({ kubernetesVersion }: Cluster, { poweredOff }: RemoveFlags): void {
  if (!poweredOff || versionFacts(kubernetesVersion).outOfService) return;
  throw new UsageError(
    `--powered-off taints the Node out-of-service, which Kubernetes acts on from 1.28 on, and spec.kubernetesVersion is ${kubernetesVersion.text}: leave it out. Volumes are then detached 6 minutes after the Node is gone`,
  );
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
