import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PatchFile } from '../model/cluster.ts';
import { printable } from '../values/path.ts';
import { absolute, type Base, needsHome } from './paths.ts';
import { readSource } from './source.ts';

/** What spec.patches names: its files, and what is wrong with the directory or with any of them. */
export interface Patches {
  /** In order of their names; without those that could not be read. */
  readonly files: readonly PatchFile[];
  /** Each the rest of a sentence about the name before it; the name is absent when it is the directory's. */
  readonly errors: readonly { readonly name?: string; readonly message: string; readonly hint?: string }[];
}

/** Reads every file of the directory (undefined: there is none). Names that begin with a dot are not looked at. */
export async function readPatches(directory: string | undefined, base: Base): Promise<Patches> {
  if (directory === undefined) return { files: [], errors: [] };
  if (needsHome(directory) && base.home === undefined) {
    const message = 'needs a home directory for `~`';
    return { files: [], errors: [{ message, hint: 'set HOME, or write the whole path' }] };
  }
  const path = absolute(directory, base);
  const names = await namesIn(path);
  if (!Array.isArray(names)) return { files: [], errors: [names] };
  const read = await Promise.all(names.map((name) => readPatch(path, name)));
  return {
    files: read.flatMap((result) => ('content' in result ? [result] : [])),
    errors: read.flatMap((result) => ('message' in result ? [result] : [])),
  };
}

async function namesIn(directory: string): Promise<string[] | { message: string; hint?: string }> {
  try {
    const names = await readdir(directory);
    return names.filter((name) => !name.startsWith('.')).sort();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { message: 'no such directory' };
    if (code === 'ENOTDIR')
      return { message: 'is not a directory', hint: 'name the one that holds the patches' };
    return { message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function readPatch(
  directory: string,
  name: string,
): Promise<PatchFile | { name: string; message: string; hint?: string }> {
  const source = await readSource(join(directory, name));
  if ('message' in source) return { name, message: source.message };
  const { loadAll } = await import('js-yaml');
  try {
    const documents = loadAll(source.text).filter((document) => document !== null && document !== undefined);
    if (documents.length === 0) return { name, message: 'holds no patch, so kubeadm would ignore it' };
    return { name, content: source.text, documents };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { name, message: `is not YAML: ${printable(reason, 120)}` };
  }
}
