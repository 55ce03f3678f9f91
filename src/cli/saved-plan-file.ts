import { readFile } from 'node:fs/promises';
import { escapedJson } from '../ui/json.ts';
import { UsageError } from '../workflow/errors.ts';
import type { SavedPlan } from '../workflow/saved/document.ts';
import { parseSavedPlan } from '../workflow/saved/parse.ts';
import { writePrivateFile } from './private-file.ts';

/** Reads the plan of `apply --plan`. Throws UsageError that says what is wrong with it. */
export async function readSavedPlan(path: string): Promise<SavedPlan> {
  try {
    return parseSavedPlan(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`--plan ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Writes the plan of `plan --out`, readable by its owner alone. Throws UsageError as `writePrivateFile` does. */
export async function writeSavedPlan(path: string, saved: SavedPlan): Promise<void> {
  await writePrivateFile('--out', path, `${escapedJson(saved, 2)}\n`);
}
