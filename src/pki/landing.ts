import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeDirectory } from '../local/make-directory.ts';
import { Secret } from '../secrets/secret.ts';

export interface OutputFile {
  readonly path: string;
  readonly content: string | Secret;
  readonly mode: 0o600 | 0o644;
}

/** Files that are written and synced beside their places; nothing is to be seen of them yet. */
export interface Staged {
  /** Puts all of them in their places; when one cannot, those before it go back to what they were. */
  commit(): Promise<void>;
  /** Takes the temporary files away; after a commit there are none. */
  discard(): Promise<void>;
}

/**
 * Writes files beside their places, with their final mode, a key never wider than 0600. Directories are made
 * (0700). Throws what the file system says; then nothing is left behind.
 */
export async function stageFiles(files: readonly OutputFile[]): Promise<Staged> {
  const moves = files.map((file) => ({
    ...file,
    temporary: beside(file.path, 'new'),
    old: beside(file.path, 'old'),
  }));
  const discard = async () => {
    await removeAll(moves.map(({ temporary }) => temporary));
  };
  try {
    for (const { path, temporary, content, mode } of moves) {
      makeDirectory(dirname(path), 0o700);
      await writeNew(temporary, content, mode);
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return { discard, commit: () => commitAll(moves) };
}

interface Move extends OutputFile {
  readonly temporary: string;
  readonly old: string;
}

async function commitAll(moves: readonly Move[]): Promise<void> {
  const done: Move[] = [];
  const backed = new Set<Move>();
  try {
    for (const move of moves) if (await linked(move.path, move.old)) backed.add(move);
    for (const move of moves) {
      await rename(move.temporary, move.path);
      done.push(move);
    }
    for (const directory of new Set(moves.map(({ path }) => dirname(path)))) await syncDirectory(directory);
  } catch (error) {
    // a backup that cannot go back is left where it is: it may be the only copy
    for (const move of done.reverse()) {
      await (backed.delete(move) ? rename(move.old, move.path) : rm(move.path, { force: true }));
    }
    await removeAll([...backed].map(({ old }) => old));
    throw error;
  } finally {
    await removeAll(moves.map(({ temporary }) => temporary));
  }
  await removeAll(moves.map(({ old }) => old));
}

async function removeAll(paths: readonly string[]): Promise<void> {
  // what cannot go must not hide the error that led here, nor keep the others
  await Promise.allSettled(paths.map((path) => rm(path, { force: true })));
}

/** A second name for what is there, to go back to; false where there is nothing. */
async function linked(path: string, second: string): Promise<boolean> {
  try {
    await link(path, second);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Makes a directory (0700) with all of its files in one step, or not at all. Throws where there already is one:
 * somebody else was faster.
 */
export async function landDirectory(directory: string, files: readonly OutputFile[]): Promise<void> {
  const temporary = beside(directory, 'new');
  makeDirectory(dirname(directory), 0o700);
  await mkdir(temporary, { mode: 0o700 });
  try {
    for (const { path, content, mode } of files)
      await writeNew(join(temporary, basename(path)), content, mode);
    await syncDirectory(temporary);
    await rename(temporary, directory);
    await syncDirectory(dirname(directory));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function writeNew(path: string, content: string | Secret, mode: number): Promise<void> {
  // exclusive: it is ours, whoever else can write here
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content instanceof Secret ? content.reveal() : content);
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is safe from a crash once its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function beside(path: string, suffix: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.${suffix}`);
}
