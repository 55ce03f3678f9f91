import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDirectory } from '../local/make-directory.ts';
import { initFiles } from '../spec/scaffold.ts';
import { safeJson } from '../ui/json.ts';
import { UsageError } from '../workflow/errors.ts';
import type { GlobalOptions } from './options.ts';

/** `kubestrap init`: an inventory and a spec to edit. Never over a file that is there. */
export async function run({ output }: GlobalOptions, directory: string): Promise<void> {
  const written: string[] = [];
  for (const { name, content } of initFiles()) {
    const path = join(directory, name);
    makeDirectory(dirname(path));
    try {
      await writeFile(path, content, { flag: 'wx' });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
        throw new UsageError(
          `${path} is there already and was left as it is${written.length > 0 ? ` (written: ${written.join(', ')})` : ''}`,
        );
      }
      throw error;
    }
    written.push(path);
  }
  if (output === 'json') process.stdout.write(`${safeJson({ version: 1, files: written })}\n`);
  else
    process.stdout.write(
      `Wrote ${written.filter((path) => !path.includes('.schemas')).join(' and ')}. Edit them, then run: kubestrap validate\n`,
    );
}
