import { kubeconfigAction } from '../actions/kubeconfig.ts';
import { safeJson } from '../ui/json.ts';
import type { GlobalOptions } from './options.ts';
import { writePrivateFile } from './private-file.ts';
import { loadInputs, withHosts } from './run.ts';

/** `kubestrap kubeconfig`: to a 0600 file, or to stdout where the person asked for just that. */
export async function run(options: GlobalOptions, { out }: { out?: string }): Promise<void> {
  const cluster = await loadInputs(options);
  const secret = await withHosts(options, 'kubeconfig', [], cluster, ({ context }) =>
    kubeconfigAction(context),
  );
  if (out === undefined) {
    const text = secret.reveal();
    process.stdout.write(
      options.output === 'json' ? `${safeJson({ version: 1, kubeconfig: text })}\n` : text,
    );
    return;
  }
  await writePrivateFile('--out', out, secret.reveal());
  if (options.output === 'json') process.stdout.write(`${safeJson({ version: 1, file: out })}\n`);
  else process.stdout.write(`Wrote ${out} (0600). It is the cluster's administrator: keep it safe.\n`);
}
