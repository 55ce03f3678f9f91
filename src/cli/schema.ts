import { readFile } from 'node:fs/promises';
import { UsageError } from '../actions/errors.ts';
import { packageFile } from '../package-root.ts';

const KINDS = ['cluster', 'inventory'];

/** `kubestrap schema`: the JSON Schema of a file, as it is. */
export async function run(kind: string): Promise<void> {
  if (!KINDS.includes(kind)) throw new UsageError(`no schema "${kind}": there are ${KINDS.join(' and ')}`);
  process.stdout.write(await readFile(packageFile('schemas', `${kind}.schema.json`), 'utf8'));
}
