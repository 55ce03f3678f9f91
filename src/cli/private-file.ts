import { lstat } from 'node:fs/promises';
import { stageFiles } from '../pki/landing.ts';
import { UsageError } from '../workflow/errors.ts';

/**
 * Throws UsageError where an option names what a private file must not replace or be written through: a symbolic link, a
 * device, a pipe, a directory.
 */
export async function checkPrivatePath(option: string, path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || found.isFile()) return;
  const what = found.isSymbolicLink()
    ? 'a symbolic link'
    : found.isDirectory()
      ? 'a directory'
      : 'not a regular file';
  throw new UsageError(`${option} ${path}: it is ${what}; name a file of its own`);
}

/** Writes a file that only the user may read (0600), whole or not at all: beside its place, synced, renamed over what is there. */
export async function writePrivateFile(option: string, path: string, content: string): Promise<void> {
  await checkPrivatePath(option, path);
  const staged = await stageFiles([{ path, content, mode: 0o600 }]);
  try {
    await staged.commit();
  } finally {
    await staged.discard();
  }
}
