import { close, constants, fstat, open, read, type Stats } from 'node:fs';
import { Socket } from 'node:net';
import { promisify } from 'node:util';

/** A file that cannot be read within its bounds. The message starts after the file's name: `cannot be read: …`. */
export class FileReadError extends Error {
  override readonly name = 'FileReadError';
  /** `ENOENT` and the like, where the system said one. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

export interface ReadBounds {
  /** Bytes; a larger file is the wrong one. */
  readonly limit: number;
  /** Also a pipe (`--key-file <(pass show …)`), for at most this long, in ms. Absent: regular files only. */
  readonly pipeTimeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface BoundedFile {
  readonly bytes: Buffer;
  /** Of stat(2); of a pipe 0600, since nobody else reads what was in it. */
  readonly mode: number;
  readonly uid: number;
}

/**
 * Reads a small file that the user names. Never blocks a thread: a read of a pipe that nobody writes to would keep the
 * process from ending. Throws FileReadError, or the signal's reason.
 */
export async function readBounded(
  path: string,
  { limit, pipeTimeoutMs, signal }: ReadBounds,
): Promise<BoundedFile> {
  signal?.throwIfAborted();
  const fd = await promisify(open)(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(fail);
  let isOurs = true;
  try {
    const stats: Stats = await promisify(fstat)(fd);
    if (stats.isFIFO() && pipeTimeoutMs !== undefined) {
      isOurs = false;
      const bytes = await readPipe(fd, { limit, timeoutMs: pipeTimeoutMs, signal });
      return { bytes, mode: 0o600, uid: stats.uid };
    }
    if (!stats.isFile()) throw new FileReadError('is not a regular file');
    if (stats.size > limit) throw tooLarge(limit);
    return { bytes: await readRegular(fd, limit), mode: stats.mode, uid: stats.uid };
  } catch (error) {
    return fail(error);
  } finally {
    if (isOurs) await promisify(close)(fd);
  }
}

/** Not by its size: files of /proc say 0, and others grow. */
async function readRegular(fd: number, limit: number): Promise<Buffer> {
  const buffer = Buffer.alloc(limit + 1);
  let size = 0;
  while (size <= limit) {
    const { bytesRead } = await promisify(read)(fd, buffer, size, buffer.length - size, size);
    if (bytesRead === 0) return buffer.subarray(0, size);
    size += bytesRead;
  }
  throw tooLarge(limit);
}

/** As a socket: it is polled, not read by a thread. Closes the descriptor. */
function readPipe(
  fd: number,
  { limit, timeoutMs, signal }: { limit: number; timeoutMs: number; signal: AbortSignal | undefined },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = new Socket({ fd, readable: true, writable: false });
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (done: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      socket.destroy();
      done();
    };
    const aborted = () => settle(() => reject(signal?.reason));
    const timer = setTimeout(
      () =>
        settle(() => reject(new FileReadError(`is a pipe that did not end within ${timeoutMs / 1000} s`))),
      timeoutMs,
    );
    signal?.addEventListener('abort', aborted, { once: true });
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) settle(() => reject(tooLarge(limit)));
    });
    socket.on('end', () => settle(() => resolve(Buffer.concat(chunks))));
    socket.on('error', (error) => settle(() => reject(error)));
  });
}

function tooLarge(limit: number): FileReadError {
  return new FileReadError(`is larger than ${limit / 1024} KiB: the wrong file?`);
}

function fail(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (error instanceof FileReadError || code === undefined) throw error;
  throw new FileReadError(`cannot be read: ${error instanceof Error ? error.message : error}`, code);
}
