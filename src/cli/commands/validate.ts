import type { AddCommand } from './setup.ts';

export const addValidate: AddCommand = (program, { globals }) => {
  program
    .command('validate')
    .option('--kubernetes-version <version>', 'what would be wrong if the spec moved to this release')
    .description('check inventory and spec, offline')
    .action(async (options: { kubernetesVersion?: string }) =>
      (await import('../validate.ts')).run(globals(), options),
    );
};
