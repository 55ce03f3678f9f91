import type { KubeconfigFlags } from '../kubeconfig.ts';
import type { AddCommand } from './setup.ts';

export const addKubeconfig: AddCommand = (program, { globals }) => {
  program
    .command('kubeconfig')
    .option('--out <file>', 'write it here (0600) instead of to stdout')
    .option('--server <url>', 'server it names instead of one that kubestrap chooses, https://…')
    .description("fetch the cluster's admin kubeconfig from a control plane")
    .action(async (options: KubeconfigFlags) => (await import('../kubeconfig.ts')).run(globals(), options));
};
