import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../actions/errors.ts';
import { stageFiles } from '../pki/landing.ts';

/**
 * Writes a file that only the user may read (0600): beside its place, synced, renamed. What is there is replaced,
 * whatever its mode, and a symbolic link is not followed but replaced. Throws UsageError where a device or a pipe is
 * named, which must not be replaced.
 */
export async function writePrivateFile(path: string, content: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if ((there !== undefined && !there.isFile()) || /^\/(dev|proc)(\/|$)/.test(dirname(resolve(path))))
    throw new UsageError(`cannot write ${path}: it is not a regular file`);
  const staged = await stageFiles([{ path, content, mode: 0o600 }]);
  try {
    await staged.commit();
  } finally {
    await staged.discard();
  }
}
