import { readFile } from 'node:fs/promises';
import { UsageError } from '../actions/errors.ts';
import { parseSavedPlan } from '../plan/parse-saved.ts';
import type { SavedPlan } from '../plan/saved-plan.ts';
import { escapedJson } from '../ui/json.ts';
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
