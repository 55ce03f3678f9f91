import type { RemoveFlags } from '../node-remove.ts';
import { secondsOption, WITHOUT_MAJORITY } from '../options.ts';
import type { AddCommand } from './setup.ts';

export const addNode: AddCommand = (program, { globals }) => {
  program
    .command('node')
    .description('nodes of the cluster')
    .command('remove')
    .argument('<name>', 'of the host')
    .option(
      '--unreachable',
      'it is lost: take it out through the others, and leave the host itself alone',
      false,
    )
    .option(
      '--powered-off',
      'with --unreachable: host is shut down and stays off; taint its Node out-of-service (non-graceful node shutdown), so that its Pods are deleted and its volumes detached at once (Kubernetes 1.28 and later)',
      false,
    )
    .option('--accept-no-fault-tolerance', 'also where no member of etcd may fail afterwards', false)
    .option('--replace', 'the same host is to join again: the next apply may', false)
    .option('--drain-timeout <time>', 'how long Pods may take to go (default: 5m)', secondsOption)
    .option(
      '--detach-timeout <time>',
      'time to wait for volumes of evicted Pods to be detached (default: 5m)',
      secondsOption,
    )
    .option(
      '--ignore-attached-volumes',
      'proceed even if volumes of evicted Pods are still attached to the node',
      false,
    )
    .option('--delete-unmanaged-pods', 'also Pods that nothing makes again elsewhere', false)
    .option(...WITHOUT_MAJORITY)
    .option('--dry-run', 'show the plan and stop', false)
    .description('drain it, take it out of etcd, clean the host and forget the node')
    .action(async (name: string, options: RemoveFlags) =>
      (await import('../node-remove.ts')).run(globals(), name, options),
    );
};
