import { open } from 'node:fs/promises';
import type { Problem } from './problem.ts';

/** The text of an input file, under the name that the user gave it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Enough for thousands of hosts; more is the wrong file, and would only be slow to refuse later. */
const LIMIT = 4 * 1024 * 1024;

type ReadResult = { readonly bytes: Buffer } | { readonly message: string; readonly hint?: string };

/** Reads an input file as UTF-8, at most 4 MiB: some ten thousand hosts. What is wrong with it comes back as a problem, never thrown. */
export async function readSource(file: string, limit = LIMIT): Promise<Source | Problem> {
  const result = await readBytes(file, limit);
  if ('message' in result) return { severity: 'error', file, path: '', ...result };
  try {
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(result.bytes) };
  } catch {
    return { severity: 'error', file, path: '', message: 'is not UTF-8 text', hint: 'save it as UTF-8' };
  }
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
  const tooLarge = { message: `is larger than ${limit / 1024 / 1024} MiB`, hint: 'is it the right file?' };
  if ((await handle.stat()).size > limit) return tooLarge;
  const pieces: Buffer[] = [];
  for (let length = 0; length <= limit; ) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, null);
    if (bytesRead === 0) return { bytes: Buffer.concat(pieces) };
    pieces.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return tooLarge;
}

function readFailure(error: unknown): { readonly message: string; readonly hint?: string } {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT')
    return { message: 'no such file', hint: '`kubestrap init` writes one to start from' };
  if (code === 'EISDIR') return { message: 'is a directory', hint: 'name the file in it' };
  if (code === 'EACCES') return { message: 'cannot be read: permission denied' };
  return { message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
}
