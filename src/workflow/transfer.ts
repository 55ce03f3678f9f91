import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RunResult } from '../model/transport.ts';
import { landFile } from '../shell/functions/files.ts';
import { section } from '../shell/functions/frames.ts';
import { type Script, sh } from '../shell/sh.ts';
import { TransferError } from './transfer-error.ts';
import { type Pipe, type Runner, throughPipe } from './transfer-pipe.ts';

/** Milliseconds for the checksum of a whole file. */
const SUM_TIMEOUT = 900_000;
/** Milliseconds for anything else that is asked of a host. */
const ASK_TIMEOUT = 60_000;

export interface TransferOptions {
  readonly signal?: AbortSignal;
  /** Bytes so far, and of all. */
  readonly onProgress?: (done: number, size: number) => void;
  /** Milliseconds in which at least one byte must move; default 120 s. */
  readonly idleMs?: number;
  /** Directory on the host for the pipe; default /run. */
  readonly pipes?: string;
}

/** A file of known content that can be read from its start any number of times, in pieces of any size. */
export interface Source {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly read: () => AsyncIterable<Buffer>;
}

/**
 * Reads a file of a host; each piece, of at most 2 MiB (the window of an SSH channel), goes to `sink`, which is waited for. Where the second channel breaks
 * and the connection does not, it goes on at the byte it had come to. Throws TransferError when the bytes are not those that
 * the host has a checksum of: what the sink was given is then worth nothing.
 */
export async function download(
  runner: Runner,
  host: string,
  path: string,
  sink: (piece: Buffer) => Promise<void>,
  { signal, onProgress, ...rest }: TransferOptions = {},
): Promise<{ readonly size: number; readonly sha256: string }> {
  const { size, sha256 } = await remoteSum(runner, host, path, signal);
  const hash = createHash('sha256');
  let done = 0;
  const receive = async ({ bytes, moved }: Pipe) => {
    for await (const piece of bytes) {
      moved();
      done += piece.length;
      if (done > size) throw changed(host, path);
      if (piece.length === 0) continue;
      hash.update(piece);
      await sink(piece);
      onProgress?.(done, size);
    }
  };
  while (done < size) {
    const before = done;
    const script = (pipe: string) =>
      sh`tail -c ${`+${before + 1}`} ${path} | dd of=${pipe} bs=65536 2>/dev/null`;
    const result = await throughPipe(runner, host, { to: 'here', script, ...rest, ...only(signal) }, receive);
    if (done === before)
      throw result.exitCode === 0 ? changed(host, path) : failed(host, `read ${path}`, result);
  }
  if (hash.digest('hex') !== sha256) {
    throw new TransferError(host, `${host}: what came of ${path} is not what is there: the SHA-256 differs`);
  }
  return { size, sha256 };
}

/**
 * Puts a file on a host, as root's, whole or not at all: beside its place first, checked, synced, renamed. One that is
 * there already with the same content is left. What arrived before a lost connection stays beside its place, named by its
 * checksum: the next upload of the same content goes on after it. Throws TransferError.
 */
export async function upload(
  runner: Runner,
  host: string,
  source: Source,
  path: string,
  mode: string,
  { signal, onProgress, ...rest }: TransferOptions = {},
): Promise<'sent' | 'there'> {
  const { size, sha256 } = source;
  const part = `${path}.${sha256.slice(0, 16)}.kubestrap-part`;
  const begin = sh`if [ -f ${path} ] && [ "$(sha256sum <${path} | cut -d ' ' -f 1)" = ${sha256} ]; then ${section('there', sh`echo yes`)}; exit 0; fi
set -e; umask 077; mkdir -p ${parent(path)}
for old in ${path}.kubestrap-part ${path}.*.kubestrap-part; do [ "$old" = ${part} ] || rm -f "$old"; done
: >>${part}
[ "$(wc -c <${part})" -le ${size} ] || : >${part}
free=$(df -Pk ${parent(path)} | awk 'NR == 2 { print $4 }')
[ "$free" -ge "$(( (${size} - $(wc -c <${part})) / 1024 + 1024 ))" ] || { printf 'only %s KiB are free there\n' "$free" >&2; exit 1; }
${sizeSection(part)}`;
  const begun = await run(runner, host, begin, `make ${path}`, signal, SUM_TIMEOUT);
  if (begun.sections.has('there')) return 'there';
  let done = arrived(begun);
  while (done < size) {
    const before = done;
    const script = (pipe: string) =>
      sh`set -e; [ "$(wc -c <${part})" -eq ${before} ]; dd if=${pipe} bs=65536 2>/dev/null >>${part}`;
    const send = async ({ channel, bytes, moved }: Pipe) => {
      const sign = bytes[Symbol.asyncIterator]();
      await sign.next();
      let sent = before;
      const count = async function* () {
        for await (const piece of from(source.read(), before)) {
          yield piece;
          moved();
          sent += piece.length;
          onProgress?.(sent, size);
        }
      };
      const pieces = Readable.from(count(), { objectMode: false });
      // the other side may close first: that is no error yet, what has arrived is counted there
      await Promise.race([pipeline(pieces, channel.stdin).catch(() => channel.closed), channel.closed]);
      if (pieces.errored !== null && !isClosure(pieces.errored)) throw pieces.errored;
    };
    const sent = await throughPipe(runner, host, { to: 'host', script, ...rest, ...only(signal) }, send);
    if (sent.exitCode !== 0) throw failed(host, `write ${path}`, sent);
    done = arrived(await run(runner, host, sizeSection(part), `read ${part}`, signal));
    if (done <= before) throw failed(host, `write ${path}`, sent);
  }
  const land = sh`[ "$(sha256sum <${part} | cut -d ' ' -f 1)" = ${sha256} ] || { rm -f ${part}; echo 'what arrived is not what was sent: the SHA-256 differs' >&2; exit 1; }
set -e
${landFile(part, path, { mode })}`;
  await run(runner, host, land, `finish ${path}`, signal, SUM_TIMEOUT);
  return 'sent';
}

/** Is it how a stream says that the one behind it has closed? */
function isClosure(error: Error): boolean {
  return 'code' in error && ['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'EPIPE'].includes(String(error.code));
}

function only(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal ? { signal } : {};
}

function sizeSection(path: string): Script {
  return sh`size_of() { wc -c <${path}; }
${section('size', sh`size_of`)}`;
}

function arrived({ sections }: RunResult): number {
  return Number(sections.get('size')?.trim() || Number.NaN);
}

function changed(host: string, path: string): TransferError {
  return new TransferError(host, `${host}: ${path} changed, or cannot be read, while it is fetched`);
}

function failed(host: string, what: string, { output }: RunResult): TransferError {
  return new TransferError(host, `${host}: cannot ${what}: ${output.trim()}`, { stderr: output });
}

/** The bytes from an offset on. */
export async function* from(pieces: AsyncIterable<Buffer>, offset: number): AsyncGenerator<Buffer> {
  let skip = offset;
  for await (const piece of pieces) {
    if (piece.length > skip) yield skip === 0 ? piece : piece.subarray(skip);
    skip = Math.max(0, skip - piece.length);
  }
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
  timeoutMs = ASK_TIMEOUT,
): Promise<RunResult> {
  const result = await runner.run(host, script, { timeoutMs, ...only(signal) });
  if (result.exitCode !== 0) throw failed(host, what, result);
  return result;
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
