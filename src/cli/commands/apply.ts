import type { ApplyFlags } from '../apply.ts';
import { namesOption, WITHOUT_MAJORITY } from '../options.ts';
import { type AddCommand, phaseHelp } from './setup.ts';

export const addApply: AddCommand = (program, { globals, phases }) => {
  program
    .command('apply')
    .option('--plan <file>', 'apply the plan saved in this file, with its options, and only if it still fits')
    .option('--dry-run', 'show the plan and stop', false)
    .option('--skip-phases <names>', 'leave these phases out', namesOption)
    .option('--only <names>', 'only these phases', namesOption)
    .option(
      '--accept-no-fault-tolerance',
      'also take a member out of etcd where no more may fail afterwards',
      false,
    )
    .option(
      '--remove-stale-members',
      'remove members of etcd that nobody runs, as the plan lists them',
      false,
    )
    .option(...WITHOUT_MAJORITY)
    .description('plan, confirm, run, verify')
    .addHelpText('after', phaseHelp(phases))
    .action(async (options: ApplyFlags) => (await import('../apply.ts')).run(globals(), options));
};
