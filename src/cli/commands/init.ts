import type { AddCommand } from './setup.ts';

export const addInit: AddCommand = (program, { globals }) => {
  program
    .command('init')
    .argument('[dir]', 'where to write', '.')
    .description('write a commented inventory and spec to start from')
    .action(async (dir: string) => (await import('../init.ts')).run(globals(), dir));
};
