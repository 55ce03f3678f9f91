import type { GlobalOptions } from './options.ts';
import { loadInputs } from './run.ts';

/** `kubestrap validate`: both files, offline. Problems are thrown, all at once. */
export async function run(options: GlobalOptions): Promise<void> {
  const { name, hosts, kubernetesVersion } = await loadInputs(options);
  if (options.output === 'json') {
    process.stdout.write(
      `${JSON.stringify({ version: 1, valid: true, cluster: name, hosts: hosts.length })}\n`,
    );
    return;
  }
  const count = `${hosts.length} host${hosts.length === 1 ? '' : 's'}`;
  process.stdout.write(`Valid: cluster ${name}, Kubernetes ${kubernetesVersion.text}, ${count}.\n`);
}
