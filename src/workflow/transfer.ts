import { createHash } from 'node:crypto';
import type { RunOptions, RunResult } from '../model/transport.ts';
import { landFile } from '../shell/functions/files.ts';
import { section } from '../shell/functions/frames.ts';
import { type Script, sh } from '../shell/sh.ts';

/**
 * Bytes of a file that one script carries. Measured with 32 MiB over sshd on loopback, two busy cores: chunks of 0.5, 1, 2
 * and 4 MiB came down at 14, 7, 28 and 24 MiB/s and went up at 3, 3, 7 and 8; 4 MiB took 90 MiB of memory more than 2.
 */
export const CHUNK = 2 * 1024 * 1024;
/** Milliseconds that one chunk may take: a line of 0.1 Mbit/s gets through. */
const CHUNK_TIMEOUT = 180_000;
/** Milliseconds for the checksum of a whole file. */
const SUM_TIMEOUT = 900_000;

/** What runs scripts on hosts: a Fleet. */
export interface Runner {
  run(host: string, script: Script, options: RunOptions): Promise<RunResult>;
}

/** A file did not get from or to a host whole; nothing is left of it at its destination. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
  readonly code = 'transfer';
  readonly host: string;
  readonly stderr: string;
  readonly remedy: string;

  constructor(
    host: string,
    message: string,
    { stderr = '', remedy = 'run the same command again' }: { stderr?: string; remedy?: string } = {},
  ) {
    super(message);
    this.host = host;
    this.stderr = stderr;
    this.remedy = remedy;
  }
}

export interface TransferOptions {
  readonly signal?: AbortSignal;
  /** Bytes so far, and of all. */
  readonly onProgress?: (done: number, size: number) => void;
  readonly chunk?: number;
}

/** A file of known content that can be read from its start any number of times, in pieces of any size. */
export interface Source {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly read: () => AsyncIterable<Buffer>;
}

/**
 * Reads a file of a host piece by piece; each goes to `sink`, which is waited for. At no time is more than a chunk of it in
 * memory. Throws TransferError when the bytes are not those that the host has a checksum of: what the sink was given is
 * then worth nothing.
 */
export async function download(
  runner: Runner,
  host: string,
  path: string,
  sink: (chunk: Buffer) => Promise<void>,
  { signal, onProgress, chunk = CHUNK }: TransferOptions = {},
): Promise<{ readonly size: number; readonly sha256: string }> {
  const { size, sha256 } = await remoteSum(runner, host, path, signal);
  const hash = createHash('sha256');
  for (let index = 0; index * chunk < size; index++) {
    signal?.throwIfAborted();
    const read = sh`read_chunk() { dd if=${path} bs=${chunk} skip=${index} count=1 iflag=fullblock | base64 | tr -d '\n'; }
${section('chunk', sh`read_chunk`)}`;
    const { sections } = await run(runner, host, read, `read ${path}`, signal);
    const bytes = Buffer.from(sections.get('chunk') ?? '', 'base64');
    if (bytes.length !== Math.min(chunk, size - index * chunk)) {
      throw new TransferError(host, `${host}: ${path} changed, or cannot be read, while it is fetched`);
    }
    hash.update(bytes);
    await sink(bytes);
    onProgress?.(index * chunk + bytes.length, size);
  }
  if (hash.digest('hex') !== sha256) {
    throw new TransferError(host, `${host}: what came of ${path} is not what is there: the SHA-256 differs`);
  }
  return { size, sha256 };
}

/**
 * Puts a file on a host, as root's, whole or not at all: beside its place first, checked, synced, renamed. One that is
 * there already with the same content is left. Throws TransferError; then the temporary file is gone, unless the
 * connection is, too: the next upload to the same path takes it away.
 */
export async function upload(
  runner: Runner,
  host: string,
  source: Source,
  path: string,
  mode: string,
  { signal, onProgress, chunk = CHUNK }: TransferOptions = {},
): Promise<'sent' | 'there'> {
  const temporary = `${path}.kubestrap-part`;
  const begin = sh`if [ -f ${path} ] && [ "$(sha256sum <${path} | cut -d ' ' -f 1)" = ${source.sha256} ]; then ${section('there', sh`echo yes`)}; exit 0; fi
set -e; umask 077; mkdir -p ${parent(path)}; rm -f ${temporary}
free=$(df -Pk ${parent(path)} | awk 'NR == 2 { print $4 }')
[ "$free" -ge ${Math.ceil(source.size / 1024) + 1024} ] || { printf 'only %s KiB are free there\n' "$free" >&2; exit 1; }
: >${temporary}`;
  const { sections } = await run(runner, host, begin, `make ${path}`, signal, SUM_TIMEOUT);
  if (sections.has('there')) return 'there';
  try {
    let done = 0;
    for await (const bytes of inChunks(source.read(), chunk)) {
      signal?.throwIfAborted();
      const append = sh`set -e
[ "$(wc -c <${temporary})" -eq ${done} ] || { echo 'another run writes it, too' >&2; exit 1; }
printf '%s' ${bytes.toString('base64')} | base64 -d >>${temporary}`;
      await run(runner, host, append, `write ${path}`, signal);
      done += bytes.length;
      onProgress?.(done, source.size);
    }
    const land = sh`set -e
[ "$(sha256sum <${temporary} | cut -d ' ' -f 1)" = ${source.sha256} ] || { echo 'what arrived is not what was sent: the SHA-256 differs' >&2; exit 1; }
${landFile(temporary, path, { mode })}`;
    await run(runner, host, land, `finish ${path}`, signal, SUM_TIMEOUT);
    return 'sent';
  } catch (error) {
    await discard(runner, host, temporary);
    throw error;
  }
}

/** Best effort: the run may have been aborted, or the connection lost. */
async function discard(runner: Runner, host: string, path: string): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  await runner.run(host, sh`rm -f ${path}`, { signal, timeoutMs: 10_000 }).catch(() => undefined);
}

async function remoteSum(runner: Runner, host: string, path: string, signal: AbortSignal | undefined) {
  const ask = sh`sum_of() { wc -c <${path} && sha256sum <${path}; }
${section('sum', sh`sum_of`)}`;
  const { sections } = await run(runner, host, ask, `read ${path}`, signal, SUM_TIMEOUT);
  const [size, sha256] = (sections.get('sum') ?? '').trim().split(/\s+/);
  if (!/^\d{1,15}$/.test(size ?? '') || !/^[0-9a-f]{64}$/.test(sha256 ?? '')) {
    throw new TransferError(host, `${host}: ${path} cannot be read`);
  }
  return { size: Number(size), sha256: sha256 ?? '' };
}

async function run(
  runner: Runner,
  host: string,
  script: Script,
  what: string,
  signal: AbortSignal | undefined,
  timeoutMs = CHUNK_TIMEOUT,
): Promise<RunResult> {
  const result = await runner.run(host, script, { timeoutMs, ...(signal ? { signal } : {}) });
  if (result.exitCode === 0) return result;
  throw new TransferError(host, `${host}: cannot ${what}: ${result.output.trim()}`, {
    stderr: result.output,
  });
}

/** The same bytes in pieces of one size; the last may be shorter. */
export async function* inChunks(pieces: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    if (length < size) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; all.length - at >= size; at += size) yield all.subarray(at, at + size);
    held = [all.subarray(at)];
    length = all.length - at;
  }
  if (length > 0) yield Buffer.concat(held);
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
