import type { AddCommand } from './setup.ts';

export const addSchema: AddCommand = (program) => {
  program
    .command('schema')
    .argument('<kind>', 'cluster or inventory')
    .description('print the JSON Schema, for editors')
    .action(async (kind: string) => (await import('../schema.ts')).run(kind));
};
