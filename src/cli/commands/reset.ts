import { WITHOUT_MAJORITY } from '../options.ts';
import type { ResetFlags } from '../reset.ts';
import type { AddCommand } from './setup.ts';

export const addReset: AddCommand = (program, { globals }) => {
  program
    .command('reset')
    .option('--destroy-cluster <name>', 'do not ask, also where the cluster of this name answers')
    .option('--include-foreign', 'clean hosts of a cluster that kubestrap did not make, too', false)
    .option(...WITHOUT_MAJORITY)
    .option('--dry-run', 'show the plan and stop', false)
    .description('take the cluster, its add-ons and kubestrap off all hosts, or off those of --limit')
    .action(async (options: ResetFlags) => (await import('../reset.ts')).run(globals(), options));
};
