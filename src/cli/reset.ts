import { type ResetPlanning, type ResetResult, resetAction } from '../actions/reset.ts';
import type { Cluster } from '../model/cluster.ts';
import { safeJson } from '../ui/json.ts';
import { formatLoss } from '../ui/reset-view.ts';
import { notChecked } from '../ui/scope.ts';
import { count } from '../ui/style.ts';
import { hasWork } from '../workflow/assemble.ts';
import { UsageError } from '../workflow/errors.ts';
import { runChange } from './change.ts';
import type { Asking } from './confirm-plan.ts';
import type { GlobalOptions } from './options.ts';
import { exitCodeOfPlan } from './plan.ts';
import { loadInputs } from './run.ts';

export interface ResetFlags {
  /** The cluster's name: yes, without a question, also to a cluster that answers. */
  readonly destroyCluster?: string;
  readonly includeForeign: boolean;
  readonly withoutMajority: boolean;
  readonly dryRun: boolean;
}

/** `kubestrap reset`: plan, confirm, clean, verify. */
export async function run(options: GlobalOptions, flags: ResetFlags): Promise<void> {
  const cluster = await loadInputs(options);
  checkName(cluster, flags);
  const result = await runChange<ResetPlanning, ResetResult>(options, {
    command: 'reset',
    cluster,
    flags,
    asking: (planning) => asking(cluster, planning, flags),
    action: (context, gate) => resetAction(context, { ...gate, includeForeign: flags.includeForeign }),
  });
  show(result, options, flags);
  if (flags.dryRun) process.exitCode = exitCodeOfPlan(result.plan, []);
}

function checkName({ name }: Cluster, { destroyCluster }: ResetFlags): void {
  if (destroyCluster === undefined || destroyCluster === name) return;
  throw new UsageError(`--destroy-cluster says "${destroyCluster}", and the spec describes "${name}"`);
}

/** A cluster that answers is destroyed only by its name, typed or given; anything less by `yes` or `-y`. */
function asking({ name }: Cluster, planning: ResetPlanning, { destroyCluster }: ResetFlags): Asking {
  const about = {
    nothing: 'Nothing to clean',
    isGiven: destroyCluster !== undefined,
    // said at the end, once it is known that all hosts answered
    ...(showsPlan(planning) ? {} : { nothingToDo: '' }),
    after: formatLoss(name, planning),
  };
  if (!planning.isWhole || !planning.isAnswering) return { ...about, question: 'Clean these hosts?' };
  return {
    ...about,
    question: `Destroy the cluster ${name}, and all it holds?`,
    word: name,
    beyondYes: '-y is not enough to destroy a cluster that answers',
    remedy: `run with "--destroy-cluster ${name}" once you have read the plan; to clean single hosts, name them with --limit`,
  };
}

/** A plan in which nothing is to be done would say that hosts match a spec, which a reset does not ask. */
function showsPlan({ plan }: ResetPlanning): boolean {
  return hasWork(plan) || plan.refusals.length > 0 || plan.summary.unreachable > 0;
}

function show(result: ResetResult, { output, limit }: GlobalOptions, { dryRun }: ResetFlags): void {
  const { plan, changed, contents, kept } = result;
  if (output === 'json') {
    process.stdout.write(`${safeJson({ version: 1, changed, plan, lost: contents, kept })}\n`);
    return;
  }
  const hosts = plan.hosts.filter(({ changes }) => changes.length > 0).length;
  if (changed)
    process.stdout.write(
      `Done. Nothing of Kubernetes or kubestrap is left on ${count(hosts, 'host')}; packages stay installed.${notChecked({ limit })}\n`,
    );
  else if (!showsPlan(result))
    process.stdout.write(
      `Nothing to do: nothing of Kubernetes or kubestrap was found on ${count(plan.hosts.length, 'host')}.${notChecked({ limit })}\n`,
    );
  if (dryRun) return;
  for (const path of kept) process.stdout.write(`Kept on this machine: ${path}\n`);
}
