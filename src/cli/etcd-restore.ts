import { etcdRestoreAction, type RestoreResult } from '../actions/etcd-restore.ts';
import type { RestoreOptions, RestorePlanning } from '../actions/restore-options.ts';
import type { Cluster } from '../model/cluster.ts';
import { safeJson } from '../ui/json.ts';
import { UsageError } from '../workflow/errors.ts';
import { runChange } from './change.ts';
import { snapshotKey } from './etcd-snapshot.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { loadInputs } from './run.ts';

export interface RestoreFlags {
  readonly fromMember?: string;
  readonly without?: readonly string[];
  readonly keyFile?: string;
  readonly acceptUnknownOrigin: boolean;
  readonly yesLoseData: boolean;
  readonly dryRun: boolean;
}

/** `kubestrap etcd restore`: plan, confirm with the cluster's name, upload, replace, verify. */
export async function run(
  options: GlobalOptions,
  file: string | undefined,
  flags: RestoreFlags,
): Promise<void> {
  if ((file === undefined) === (flags.fromMember === undefined))
    throw new UsageError('give the file of a snapshot, or --from-member with the name of a control plane');
  if (flags.fromMember !== undefined && (flags.without ?? []).length > 0)
    throw new UsageError('--from-member leaves out all others already: --without is for files');
  if (options.limit !== undefined)
    throw new UsageError(
      'etcd is restored on all control planes at once: leave some out with --without, not with --limit',
    );
  const cluster = await loadInputs(options);
  refuseExternal(cluster);
  const source = await sourceOf(cluster, file, flags);
  const result = await runChange<RestorePlanning, RestoreResult>(options, {
    command: 'etcd restore',
    cluster,
    flags,
    asking: ({ warnings }) => ({
      question: 'Replace what etcd holds?',
      word: cluster.name,
      warnings,
      isGiven: flags.yesLoseData,
      beyondYes: '-y does not confirm a restore: what was written since the snapshot is lost',
      remedy: 'run with --yes-lose-data once you have read the plan',
    }),
    action: (context, gate) =>
      etcdRestoreAction(context, {
        ...gate,
        source,
        without: new Set(flags.without ?? []),
        acceptUnknownOrigin: flags.acceptUnknownOrigin,
      }),
  });
  show(result, options);
  if (flags.dryRun && result.plan.refusals.length > 0) process.exitCode = EXIT.refused;
}

/** Throws UsageError: kubestrap can stop an API server, and not the members of an etcd that it does not run. */
function refuseExternal({ etcd }: Cluster): void {
  if (!('external' in etcd)) return;
  throw new UsageError(
    'spec.etcd.external: kubestrap does not run this etcd, and so restores none. Do it where etcd runs: stop the API servers and all members, make each a new data directory from the same snapshot ("etcdutl snapshot restore FILE --name … --initial-cluster … --initial-cluster-token NEW --initial-advertise-peer-urls …"), start the members, then the API servers. "kubestrap etcd snapshot --decrypt FILE --out PLAIN" opens an encrypted one',
  );
}

async function sourceOf(
  cluster: Cluster,
  file: string | undefined,
  { fromMember, keyFile }: RestoreFlags,
): Promise<RestoreOptions['source']> {
  if (file === undefined) return { member: fromMember ?? '' };
  const key = await snapshotKey(cluster, keyFile);
  return { file, ...(key === undefined ? {} : { key }) };
}

function show(result: RestoreResult, { output }: GlobalOptions): void {
  const { changed, members, leaving, revision, plan, warnings } = result;
  if (output === 'json') {
    const document = { version: 1, changed, plan, members, leaving, revision, warnings };
    process.stdout.write(`${safeJson(document)}\n`);
    return;
  }
  if (!changed) return;
  process.stdout.write(
    `Restored etcd on ${members.join(', ')}${revision === null ? '' : `, now at revision ${revision}`}. The data of before is kept there, beside the data directory: remove it once all is well.\n`,
  );
  if (leaving.length > 0) {
    process.stdout.write(
      `${leaving.join(', ')}: no member any more. Run "kubestrap reset --limit ${leaving.join(',')}", then "kubestrap apply" joins them again.\n`,
    );
  }
  process.stdout.write(
    'Pods that keep what the API said before (network and storage add-ons, operators) should be restarted: kubectl rollout restart.\n',
  );
}
