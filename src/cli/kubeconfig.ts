import { checkServer, kubeconfigAction } from '../actions/kubeconfig.ts';
import { safeJson } from '../ui/json.ts';
import type { GlobalOptions } from './options.ts';
import { writePrivateFile } from './private-file.ts';
import { loadInputs, withHosts } from './run.ts';

export interface KubeconfigFlags {
  readonly out?: string;
  readonly server?: string;
}

/** `kubestrap kubeconfig`: to a 0600 file, or to stdout where the person asked for just that. */
export async function run(options: GlobalOptions, { out, server: asked }: KubeconfigFlags): Promise<void> {
  checkServer(asked);
  const cluster = await loadInputs(options);
  const { kubeconfig, server } = await withHosts(options, 'kubeconfig', [], cluster, ({ context }) =>
    kubeconfigAction(context, asked),
  );
  const isJson = options.output === 'json';
  const named = server === undefined ? {} : { server: server.url };
  if (server !== undefined && !isJson) process.stderr.write(`Server: ${server.url} (${server.why})\n`);
  if (out === undefined) {
    const text = kubeconfig.reveal();
    process.stdout.write(isJson ? `${safeJson({ version: 1, kubeconfig: text, ...named })}\n` : text);
    return;
  }
  await writePrivateFile('--out', out, kubeconfig.reveal());
  if (isJson) process.stdout.write(`${safeJson({ version: 1, file: out, ...named })}\n`);
  else process.stdout.write(`Wrote ${out} (0600). It is the cluster's administrator: keep it safe.\n`);
}
