import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { DirectoryError, makeDirectory } from './make-directory.ts';

/** A file of a tree. */
export interface TreeFile {
  /** Relative to the tree's root. */
  readonly path: string;
  readonly content: string;
}

/** What below the root is not ours to write through, a sentence each. Exit code 2: nothing was written. */
export class TreeError extends Error {
  override readonly name = 'TreeError';
  readonly code = 'directory';
  readonly exitCodeOfRun = 2;
  readonly remedy = ['name an empty directory, or remove what is in the way; nothing was written'];

  constructor(root: string, reasons: readonly string[]) {
    super(`cannot write below ${root}:\n${reasons.join('\n')}`);
  }
}

/**
 * Writes files below a directory, over files of earlier runs. What is below the directory may have been put there by
 * someone else, so nothing leads out of it: a symbolic link, a file with a second name or anything that is neither a
 * file nor a directory is refused, all at once, before the first write. The directory itself may be a symbolic link.
 *
 * @throws TreeError, DirectoryError
 */
export function writeTree(root: string, files: readonly TreeFile[]): void {
  makeDirectory(root);
  // parents come first: a path sorts before those that it begins
  const directories = [...new Set(files.flatMap(({ path }) => parents(path)))].toSorted();
  const reasons = files.flatMap(({ path }) => (leavesRoot(path) ? [`${path} is not below it`] : []));
  const closed = new Set<string>();
  for (const path of directories) {
    // what is behind an obstacle is not looked at
    const found = closed.has(dirname(path)) ? [] : inTheWay(join(root, path), 'directory');
    if (found.length > 0 || closed.has(dirname(path))) closed.add(path);
    reasons.push(...found);
  }
  for (const { path } of files)
    if (!closed.has(dirname(normalize(path)))) reasons.push(...inTheWay(join(root, path), 'file'));
  if (reasons.length > 0) throw new TreeError(root, reasons);
  for (const path of directories) make(join(root, path));
  // one after the other: for tens of thousands of small files this is faster than waiting for each
  for (const { path, content } of files) write(join(root, path), content);
}

/** `a`, `a/b` of `a/b/c`. */
function parents(path: string): string[] {
  const parts = normalize(path).split(sep).slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join(sep));
}

function leavesRoot(path: string): boolean {
  return normalize(path).split(sep)[0] === '..';
}

function inTheWay(path: string, wanted: 'directory' | 'file'): string[] {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return [];
  if (there.isSymbolicLink()) return [`${path} is a symbolic link: it may lead anywhere`];
  if (wanted === 'directory') return there.isDirectory() ? [] : [`${path} is no directory`];
  if (!there.isFile()) return [`${path} is no file`];
  return there.nlink === 1 ? [] : [`${path} has a second name (a hard link), which would be written, too`];
}

function make(path: string): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) {
    try {
      mkdirSync(path);
    } catch (cause) {
      throw new DirectoryError(
        path,
        cause instanceof Error ? cause.message : String(cause),
        'name a directory that you can write to',
        cause,
      );
    }
  } else if (!there.isDirectory()) throw new TreeError(dirname(path), inTheWay(path, 'directory'));
}

const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Looks again through the opened file, so that nothing put there since the check is written. */
function write(path: string, content: string): void {
  const file = openSync(path, FLAGS, 0o666);
  try {
    const opened = fstatSync(file);
    if (!opened.isFile() || opened.nlink !== 1) throw new TreeError(dirname(path), inTheWay(path, 'file'));
    ftruncateSync(file);
    writeFileSync(file, content);
  } finally {
    closeSync(file);
  }
}
