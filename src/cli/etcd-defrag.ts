import { type DefragResult, etcdDefragAction } from '../actions/etcd-defrag.ts';
import { safeJson } from '../ui/json.ts';
import { formatTable } from '../ui/table.ts';
import { bytesText } from '../values/bytes.ts';
import { runChange } from './change.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { pageOptions } from './page-options.ts';
import { loadInputs } from './run.ts';

export interface DefragFlags {
  readonly compact: boolean;
  readonly withoutMajority: boolean;
  readonly dryRun: boolean;
}

const NOTHING_TO_DO =
  'Nothing to do: no database has a tenth, and 8 MiB, of free space to give back, and no alarm sounds. Old revisions take space until they are compacted (--compact).';

/** `kubestrap etcd defrag`: plan, confirm, run, verify. */
export async function run(options: GlobalOptions, flags: DefragFlags): Promise<void> {
  const cluster = await loadInputs(options);
  const result = await runChange(options, {
    command: 'etcd defrag',
    cluster,
    flags,
    asking: () => ({ question: 'Defragment etcd?', nothingToDo: NOTHING_TO_DO }),
    action: (context, gate) => etcdDefragAction(context, { ...gate, compact: flags.compact }),
  });
  show(result, options, 'external' in cluster.etcd ? 'MEMBER' : 'HOST');
  if (flags.dryRun && result.plan.refusals.length > 0) process.exitCode = EXIT.refused;
}

function show(
  { plan, changed, databases, disarmed }: DefragResult,
  options: GlobalOptions,
  heading: string,
): void {
  if (options.output === 'json') {
    process.stdout.write(`${safeJson({ version: 1, changed, plan, databases, disarmed })}\n`);
    return;
  }
  if (!changed) return;
  const columns = [
    { heading },
    { heading: 'BEFORE', align: 'right' },
    { heading: 'AFTER', align: 'right' },
    { heading: 'IN USE', align: 'right' },
  ] as const;
  const rows = Object.entries(databases).map(([host, { before, after }]) => [
    host,
    bytesText(before.dbSize),
    bytesText(after.dbSize),
    bytesText(after.dbSizeInUse),
  ]);
  process.stdout.write(`${formatTable(columns, rows, pageOptions(process.stdout, options))}\n`);
  const ended = disarmed.map((alarm) => alarm.split(' ')[0] ?? alarm);
  if (ended.length > 0)
    process.stdout.write(
      `The alarm ${[...new Set(ended)].join(', ')} is off: the cluster takes writes again.\n`,
    );
}
