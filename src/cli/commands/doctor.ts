import type { DoctorFlags } from '../doctor.ts';
import { namesOption } from '../options.ts';
import type { AddCommand } from './setup.ts';

export const addDoctor: AddCommand = (program, { globals }) => {
  program
    .command('doctor')
    .option('--only <names>', 'only these checks', namesOption)
    .option('--skip <names>', 'leave these checks out', namesOption)
    .option('--list', 'name the checks and stop; no host is asked', false)
    .description('examine the hosts with named checks, each with its remedy; nothing is changed')
    .action(async (options: DoctorFlags) => (await import('../doctor.ts')).run(globals(), options));
};
