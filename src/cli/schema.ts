import { schemaOf } from '../spec/schema.ts';
import { safeJson } from '../ui/json.ts';
import { UsageError } from '../workflow/errors.ts';

/** `kubestrap schema`: the JSON Schema of a file, in one piece. */
export async function run(kind: string): Promise<void> {
  if (kind !== 'cluster' && kind !== 'inventory') {
    throw new UsageError(`no schema "${kind}": there are cluster and inventory`);
  }
  process.stdout.write(`${safeJson(schemaOf(kind), 2)}\n`);
}
