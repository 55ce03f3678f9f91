import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Thrown where a directory on this machine cannot be made. Exit code 2: the path comes from the command line. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
  readonly code = 'directory';
  readonly exitCodeOfRun = 2;
  readonly remedy: readonly string[];

  constructor(path: string, why: string, remedy: string, cause?: unknown) {
    super(`cannot make the directory ${path}: ${why}`, { cause });
    this.remedy = [remedy];
  }
}

/**
 * Makes a directory on this machine and those above it that are missing, each with one try. Node's own
 * `mkdir({ recursive: true })` never returns where the file system takes no directories: mkdir(2) below /proc says ENOENT
 * although the parent is there, and Node then makes the parent, again and again.
 *
 * @param mode of the directories that are made; what exists keeps its own
 * @throws DirectoryError
 */
export function makeDirectory(path: string, mode = 0o777): void {
  const missing: string[] = [];
  let at = resolve(path);
  while (!isThere(at, path)) {
    missing.unshift(at);
    at = dirname(at);
  }
  for (const directory of missing) {
    try {
      mkdirSync(directory, { mode });
    } catch (cause) {
      const code = codeOf(cause);
      if (code === 'EEXIST' && isThere(directory, path)) continue;
      throw new DirectoryError(
        path,
        reasonOf(code, directory),
        'name a directory that you can write to',
        cause,
      );
    }
  }
}

/** Whether there is a directory. Throws DirectoryError where something else has its name, or where nothing can be said. */
function isThere(directory: string, wanted: string): boolean {
  try {
    if (statSync(directory).isDirectory()) return true;
  } catch (cause) {
    const code = codeOf(cause);
    // the root is always there: the search for what exists ends
    if (code === 'ENOENT' && directory !== dirname(directory)) return false;
    throw new DirectoryError(
      wanted,
      reasonOf(code, directory),
      'name a directory that you can write to',
      cause,
    );
  }
  throw new DirectoryError(wanted, `${directory} is no directory`, 'name another directory');
}

const REASONS: Readonly<Record<string, (directory: string) => string>> = {
  ENOENT: (directory) => `the file system of ${dirname(directory)} takes no new directories`,
  EACCES: (directory) => `no permission for ${directory}`,
  EPERM: (directory) => `no permission for ${directory}`,
  EROFS: (directory) => `the file system of ${dirname(directory)} is read-only`,
  ENOSPC: (directory) => `no space left for ${directory}`,
  ENOTDIR: (directory) => `a part of ${directory} is no directory`,
  EEXIST: (directory) => `${directory} is a symbolic link to nothing`,
  ELOOP: (directory) => `symbolic links at ${directory} lead in a circle`,
};

function reasonOf(code: string, directory: string): string {
  return REASONS[code]?.(directory) ?? `${code} at ${directory}`;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
