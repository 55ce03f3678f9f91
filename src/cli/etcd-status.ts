import { etcdStatusAction } from '../actions/etcd-status.ts';
import { formatEtcd } from '../ui/etcd-view.ts';
import { safeJson } from '../ui/json.ts';
import { RunFailedError } from '../workflow/errors.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { pageOptions } from './page-options.ts';
import { loadInputs, withHosts } from './run.ts';

/** `kubestrap etcd status`: the members, how well they are, and how many may fail. */
export async function run(options: GlobalOptions): Promise<void> {
  const cluster = await loadInputs(options);
  const { report, unreachable } = await withHosts(options, 'etcd status', [], cluster, ({ context }) =>
    etcdStatusAction(context),
  );
  if (options.output === 'json') process.stdout.write(`${safeJson(report)}\n`);
  else process.stdout.write(formatEtcd(report, pageOptions(process.stdout, options)));
  const isWell = report.problems.every(({ severity }) => severity !== 'error');
  if (unreachable.length > 0) process.exitCode = new RunFailedError('', unreachable).exitCodeOfRun;
  else process.exitCode = isWell ? EXIT.done : EXIT.failed;
}
