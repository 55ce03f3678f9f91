import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { cacheDirectory, labsDirectory } from './paths.ts';

/** A short hash of everything an artefact is made from. */
export function keyOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex').slice(0, 12);
}

/** The contents of all files below the given directories or files, names included, as parts of a key. */
export async function contentsOf(paths: readonly string[]): Promise<string[]> {
  const parts: string[] = [];
  for (const path of [...paths].sort()) {
    if ((await stat(path)).isDirectory()) {
      const names = await readdir(path, { recursive: true });
      const files: string[] = [];
      for (const name of names) if ((await stat(join(path, name))).isFile()) files.push(name);
      for (const name of files.sort()) parts.push(name, await readFile(join(path, name), 'utf8'));
    } else parts.push(await readFile(path, 'utf8'));
  }
  return parts;
}

/** What a big file is, without reading it. */
export async function identityOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${path} ${size} ${mtimeMs}`;
}

/**
 * The directory `KIND-KEY` of the cache; built into a temporary directory and renamed if it is not there. Older ones
 * of the kind are removed while no lab is up (hosts stand on them).
 */
export async function built(
  kind: string,
  key: string,
  build: (directory: string) => Promise<void>,
): Promise<string> {
  const cache = cacheDirectory();
  const target = join(cache, `${kind}-${key}`);
  if (existsSync(target)) return target;
  return withLock(`build-${kind}`, async () => {
    if (existsSync(target)) return target;
    const noLab = !existsSync(labsDirectory()) || (await readdir(labsDirectory())).length === 0;
    for (const name of await readdir(cache)) {
      if (!name.startsWith(`${kind}-`)) continue;
      if (noLab || name.endsWith('.partial')) await rm(join(cache, name), { recursive: true, force: true });
    }
    const partial = `${target}.partial`;
    await mkdir(partial, { recursive: true });
    await build(partial);
    await rename(partial, target);
    return target;
  });
}
