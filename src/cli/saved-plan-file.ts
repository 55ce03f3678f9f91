import { lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { UsageError } from '../actions/errors.ts';
import { parseSavedPlan } from '../plan/parse-saved.ts';
import type { SavedPlan } from '../plan/saved-plan.ts';

/** Reads the plan of `apply --plan`. Throws UsageError that says what is wrong with it. */
export async function readSavedPlan(path: string): Promise<SavedPlan> {
  try {
    return parseSavedPlan(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`--plan ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Throws UsageError where `--out` names what is no file of its own: a link, a device, a directory. */
export async function checkOut(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || found.isFile()) return;
  const what = found.isSymbolicLink()
    ? 'a symbolic link'
    : found.isDirectory()
      ? 'a directory'
      : 'no regular file';
  throw new UsageError(`--out ${path}: it is ${what}, and a plan is written to a file of its own`);
}

/** Writes a plan whole or not at all, readable by its owner alone: a new file takes the place of the old one. */
export async function writeSavedPlan(path: string, saved: SavedPlan): Promise<void> {
  await checkOut(path);
  const temporary = `${path}.${process.pid}.new`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(saved, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
