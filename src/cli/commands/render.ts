import type { AddCommand } from './setup.ts';

export const addRender: AddCommand = (program, { globals }) => {
  program
    .command('render')
    .option('-d, --directory <dir>', 'write files here instead of to stdout')
    .description('every file of every host and the program that makes it a node, offline')
    .action(async (options: { directory?: string }) =>
      (await import('../render.ts')).run(globals(), options),
    );
};
