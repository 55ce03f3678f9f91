import { RefusedError, UsageError } from '../actions/errors.ts';
import { self } from '../actions/lock.ts';
import { type ResetPlanning, type ResetResult, resetAction } from '../actions/reset.ts';
import { hasWork } from '../plan/assemble.ts';
import type { Cluster } from '../spec/model.ts';
import { confirm } from '../ui/confirm.ts';
import { safeJson } from '../ui/json.ts';
import { formatLoss } from '../ui/reset-view.ts';
import { notChecked } from '../ui/scope.ts';
import { count } from '../ui/style.ts';
import type { GlobalOptions } from './options.ts';
import { mustBeShown } from './output.ts';
import { exitCodeOfPlan, showPlan } from './plan.ts';
import { type Live, loadInputs, minority, withHosts } from './run.ts';

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
  const result = await withHosts(options, 'reset', [], cluster, ({ context, pause, signal }) =>
    resetAction(
      { ...context, ...minority(flags) },
      {
        holder: flags.dryRun ? undefined : self('reset', new Date()),
        includeForeign: flags.includeForeign,
        confirm: confirmReset(cluster, options, flags, { pause, signal }),
      },
    ),
  );
  show(result, options, flags);
  if (flags.dryRun) process.exitCode = exitCodeOfPlan(result.plan, []);
}

function checkName({ name }: Cluster, { destroyCluster }: ResetFlags): void {
  if (destroyCluster === undefined || destroyCluster === name) return;
  throw new UsageError(`--destroy-cluster says "${destroyCluster}", and the spec describes "${name}"`);
}

/** A cluster that answers is destroyed only by its name, typed or given; anything less by `yes` or `-y`. */
function confirmReset(
  { name }: Cluster,
  options: GlobalOptions,
  { destroyCluster, dryRun }: ResetFlags,
  { pause, signal }: Pick<Live, 'pause' | 'signal'>,
) {
  return async (planning: ResetPlanning): Promise<boolean> => {
    const { plan, isWhole, isAnswering } = planning;
    await pause();
    if (options.output === 'text' && showsPlan(planning)) {
      showPlan(plan, options, { nothing: 'Nothing to clean' });
      process.stdout.write(formatLoss(name, planning));
    }
    const needsName = isWhole && isAnswering;
    if (dryRun || !hasWork(plan) || destroyCluster !== undefined) return true;
    if (!needsName && options.yes) return true;
    if (!process.stdin.isTTY) {
      throw new RefusedError(
        needsName && options.yes
          ? `-y is not enough to destroy a cluster that answers`
          : 'cannot ask for confirmation: stdin is not a terminal',
        [],
        [
          needsName
            ? `run with "--destroy-cluster ${name}" once you have read the plan; to clean single hosts, name them with --limit`
            : 'run with -y once you have read the plan',
        ],
      );
    }
    await mustBeShown();
    const asked = { input: process.stdin, output: process.stderr, signal };
    return needsName
      ? confirm(`Destroy the cluster ${name}, and all it holds?`, { ...asked, word: name })
      : confirm('Clean these hosts?', asked);
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
