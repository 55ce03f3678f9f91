import { RefusedError } from '../actions/errors.ts';
import { type DefragResult, etcdDefragAction } from '../actions/etcd-defrag.ts';
import { self } from '../actions/lock.ts';
import { bytesText } from '../etcd/bytes.ts';
import { hasWork } from '../plan/assemble.ts';
import { confirm } from '../ui/confirm.ts';
import { formatTable } from '../ui/table.ts';
import { detectTerminal } from '../ui/terminal.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { showPlan } from './plan.ts';
import { loadInputs, withHosts } from './run.ts';

export interface DefragFlags {
  readonly compact: boolean;
  readonly dryRun: boolean;
}

const NOTHING_TO_DO =
  'Nothing to do: no database has a tenth, and 8 MiB, of free space to give back, and no alarm sounds. Old revisions take space until they are compacted (--compact).\n';

/** `kubestrap etcd defrag`: plan, confirm, run, verify. */
export async function run(options: GlobalOptions, flags: DefragFlags): Promise<void> {
  const cluster = await loadInputs(options);
  const result = await withHosts(options, 'etcd defrag', [], cluster, ({ context, pause, signal }) =>
    etcdDefragAction(context, {
      holder: flags.dryRun ? undefined : self('etcd defrag', new Date()),
      compact: flags.compact,
      confirm: async ({ plan, unreachable }) => {
        await pause();
        const isIdle = !hasWork(plan) && plan.refusals.length === 0 && unreachable.length === 0;
        if (options.output === 'text') {
          if (isIdle) process.stdout.write(NOTHING_TO_DO);
          else showPlan(plan, options);
        }
        if (flags.dryRun || !hasWork(plan) || options.yes) return true;
        if (!process.stdin.isTTY) {
          throw new RefusedError(
            'nobody can confirm the plan here: stdin is no terminal',
            [],
            ['run with -y once you have read the plan'],
          );
        }
        return confirm('Defragment etcd?', { input: process.stdin, output: process.stderr, signal });
      },
    }),
  );
  show(result, options, 'external' in cluster.etcd ? 'MEMBER' : 'HOST');
  if (flags.dryRun && result.plan.refusals.length > 0) process.exitCode = EXIT.refused;
}

function show(
  { plan, changed, databases, disarmed }: DefragResult,
  { output, color }: GlobalOptions,
  heading: string,
): void {
  if (output === 'json') {
    process.stdout.write(`${JSON.stringify({ version: 1, changed, plan, databases, disarmed })}\n`);
    return;
  }
  if (!changed) return;
  const terminal = detectTerminal(process.stdout, { noColor: !color });
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
  process.stdout.write(`${formatTable(columns, rows, { color: terminal.color, width: terminal.width })}\n`);
  const ended = disarmed.map((alarm) => alarm.split(' ')[0] ?? alarm);
  if (ended.length > 0)
    process.stdout.write(
      `The alarm ${[...new Set(ended)].join(', ')} is off: the cluster takes writes again.\n`,
    );
}
