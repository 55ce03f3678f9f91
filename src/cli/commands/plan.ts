import { namesOption } from '../options.ts';
import type { PlanFlags } from '../plan-options.ts';
import { type AddCommand, phaseHelp } from './setup.ts';

export const addPlan: AddCommand = (program, { globals, phases }) => {
  program
    .command('plan')
    .option('--detailed-exitcode', 'exit with 3 when there is something to change', false)
    .option('--out <file>', 'save the plan for apply --plan')
    .option('--skip-phases <names>', 'leave these phases out', namesOption)
    .option('--only <names>', 'only these phases', namesOption)
    .option(
      '--accept-no-fault-tolerance',
      'plan as apply with this option: proceed even if etcd can then no longer tolerate a member failure',
      false,
    )
    .option('--remove-stale-members', 'plan as apply with this option: remove stale members of etcd', false)
    .description('look at the hosts and show what apply would change; nothing is changed')
    .addHelpText('after', phaseHelp(phases))
    .action(async (options: PlanFlags) => (await import('../plan.ts')).run(globals(), options));
};
