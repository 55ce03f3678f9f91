import type { AddCommand } from './setup.ts';

export const addKubeconfig: AddCommand = (program, { globals }) => {
  program
    .command('kubeconfig')
    .option('--out <file>', 'write it here (0600) instead of to stdout')
    .description("fetch the cluster's admin kubeconfig from a control plane")
    .action(async (options: { out?: string }) => (await import('../kubeconfig.ts')).run(globals(), options));
};
