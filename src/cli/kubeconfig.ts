import { open, rename } from 'node:fs/promises';
import { kubeconfigAction } from '../actions/kubeconfig.ts';
import type { GlobalOptions } from './options.ts';
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
      options.output === 'json' ? `${JSON.stringify({ version: 1, kubeconfig: text })}\n` : text,
    );
    return;
  }
  // a new file of ours, renamed over the old one: its permissions are right from the first byte
  const temporary = `${out}.${process.pid}.new`;
  const file = await open(temporary, 'wx', 0o600);
  await file.writeFile(secret.reveal());
  await file.close();
  await rename(temporary, out);
  if (options.output === 'json') process.stdout.write(`${JSON.stringify({ version: 1, file: out })}\n`);
  else process.stdout.write(`Wrote ${out} (0600). It is the cluster's administrator: keep it safe.\n`);
}
