import { open } from 'node:fs/promises';
import type { Problem } from '../model/problem.ts';

/** The text of an input file, under the name that the user gave it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Enough for thousands of hosts; more is the wrong file, and would only be slow to refuse later. */
const LIMIT = 4 * 1024 * 1024;

type ReadResult = { readonly bytes: Buffer } | { readonly message: string; readonly hint?: string };

/** What stands for the standard input on a command line, and what it is called in messages. */
const STDIN = '-';

/** The name of an input file in messages. */
export function shownName(file: string): string {
  return file === STDIN ? 'stdin' : file;
}

/** Reads an input file as UTF-8, at most 4 MiB: some ten thousand hosts. What is wrong with it comes back as a problem, never thrown. */
export async function readSource(path: string, limit = LIMIT): Promise<Source | Problem> {
  const file = shownName(path);
  const result = path === STDIN ? await readStdin(limit) : await readBytes(path, limit);
  if ('message' in result) return { severity: 'error', file, path: '', ...result };
  try {
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(result.bytes) };
  } catch {
    return { severity: 'error', file, path: '', message: 'is not UTF-8 text', hint: 'save it as UTF-8' };
  }
}

let stdin: Promise<ReadResult> | undefined;

/** The standard input, to its end; once, however often it is asked for. */
function readStdin(limit: number): Promise<ReadResult> {
  if (process.stdin.isTTY)
    return Promise.resolve({ message: 'is a terminal', hint: 'pipe the file in, or name it' });
  stdin ??= (async () => {
    const pieces: Buffer[] = [];
    let length = 0;
    try {
      for await (const piece of process.stdin) {
        pieces.push(Buffer.from(piece));
        length += piece.length;
        if (length > limit) return tooLarge(limit);
      }
    } catch (error) {
      return readFailure(error);
    }
    return { bytes: Buffer.concat(pieces) };
  })();
  return stdin;
}

function tooLarge(limit: number): ReadResult {
  return { message: `is larger than ${limit / 1024 / 1024} MiB`, hint: 'is it the right file?' };
}

async function readBytes(file: string, limit: number): Promise<ReadResult> {
  try {
    const handle = await open(file, 'r');
    try {
      return await readAtMost(handle, limit);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return readFailure(error);
  }
}

/** Reads in pieces, for a pipe (`-f <(…)`) has no size to ask for. */
async function readAtMost(handle: Awaited<ReturnType<typeof open>>, limit: number): Promise<ReadResult> {
  if ((await handle.stat()).size > limit) return tooLarge(limit);
  const pieces: Buffer[] = [];
  for (let length = 0; length <= limit; ) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, null);
    if (bytesRead === 0) return { bytes: Buffer.concat(pieces) };
    pieces.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return tooLarge(limit);
}

/** What errno(3) means for a file that is read. */
const FAILURES: Readonly<Record<string, { readonly message: string; readonly hint?: string }>> = {
  ENOENT: { message: 'no such file', hint: '`kubestrap init` writes one to start from' },
  ENOTDIR: { message: 'no such file', hint: 'a part of its path is a file, not a directory' },
  EISDIR: { message: 'is a directory', hint: 'name the file in it' },
  EACCES: { message: 'cannot be read: permission denied' },
  EPERM: { message: 'cannot be read: permission denied' },
  ELOOP: { message: 'is a symbolic link that leads back to itself', hint: 'name the file itself' },
  ENAMETOOLONG: { message: 'no such file', hint: 'its name is too long: is it the content of one?' },
  ENXIO: { message: 'is a socket or a device, not a file' },
};

function readFailure(error: unknown): { readonly message: string; readonly hint?: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = Object.hasOwn(FAILURES, code) ? FAILURES[code] : undefined;
  return known ?? { message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
}
