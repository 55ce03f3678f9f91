import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import type { Secret } from '../../secrets/secret.ts';
import { GET_ANOTHER, SealError } from './snapshot-errors.ts';

/** The file starts with the kind and version of its format, 8 bytes. */
const KIND = Buffer.from('KSSNAP');
const START = 8;
/**
 * What makes a key of the secret, by the version of the format; the last is written. scrypt (RFC 7914) so that a key
 * that people chose is dear to guess. Version 2 has OWASP's minimum (Password Storage Cheat Sheet: N=2^17, r=8, p=1):
 * 128 MiB and about half a second. Version 1 had a quarter of it.
 */
const FORMATS = [
  { start: 'KSSNAP1\n', scrypt: { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } },
  { start: 'KSSNAP2\n', scrypt: { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } },
] as const;
const WRITTEN = FORMATS[1];
const SALT = 16;
const PREFIX = 7;
const HEADER = START + SALT + PREFIX;
/** Bytes of plain text in a frame; only the last has fewer. */
export const FRAME = 1024 * 1024;
const TAG = 16;

/**
 * Encrypts a stream that is pushed: AES-256-GCM in frames of 1 MiB, each with its number and whether it is the last in its
 * nonce (the STREAM construction, Hoang et al. 2015), so that frames can be neither changed, moved, nor cut off.
 * The key is made of the secret by scrypt with a salt of the file's own, which makes nonces unique.
 */
export class Sealer {
  readonly header: Buffer;
  readonly #key: Buffer;
  readonly #bound: Buffer;
  #held: Buffer[] = [];
  #length = 0;
  #count = 0;

  private constructor(header: Buffer, key: Buffer, context: string) {
    this.header = header;
    this.#key = key;
    this.#bound = bind(header, context);
  }

  /** `context` is needed to open it again, and is not in the file. */
  static async create(secret: Secret, context: string): Promise<Sealer> {
    const header = Buffer.concat([Buffer.from(WRITTEN.start), randomBytes(SALT + PREFIX)]);
    return new Sealer(header, await derive(secret, header), context);
  }

  /** What can be written by now. */
  update(bytes: Buffer): Buffer {
    this.#held.push(bytes);
    this.#length += bytes.length;
    if (this.#length <= FRAME) return Buffer.alloc(0);
    const all = Buffer.concat(this.#held);
    const frames: Buffer[] = [];
    let at = 0;
    for (; all.length - at > FRAME; at += FRAME) frames.push(this.#seal(all.subarray(at, at + FRAME), false));
    this.#held = [all.subarray(at)];
    this.#length = all.length - at;
    return Buffer.concat(frames);
  }

  final(): Buffer {
    return this.#seal(Buffer.concat(this.#held), true);
  }

  #seal(text: Buffer, isLast: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce(this.header, this.#count++, isLast));
    cipher.setAAD(this.#bound);
    return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Is this the start of a file that a Sealer made, of whatever version? */
export function isSealed(start: Buffer): boolean {
  return start.subarray(0, KIND.length).equals(KIND);
}

function formatOf(header: Buffer) {
  return FORMATS.find(({ start }) => start === header.subarray(0, START).toString('latin1'));
}

/** Decrypts frame by frame; nothing comes out that was not authenticated. Throws SealError that names the file. */
export async function* unseal(
  file: string,
  bytes: AsyncIterable<Buffer>,
  secret: Secret,
  context: string,
): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  let header: Buffer | undefined;
  let key = Buffer.alloc(0);
  let count = 0;
  const open = (frame: Buffer, isLast: boolean): Buffer => {
    if (header === undefined || frame.length < TAG) throw cutOff(file);
    const text = frame.subarray(0, frame.length - TAG);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(header, count, isLast));
    decipher.setAAD(bind(header, context));
    decipher.setAuthTag(frame.subarray(frame.length - TAG));
    try {
      const plain = Buffer.concat([decipher.update(text), decipher.final()]);
      count++;
      return plain;
    } catch {
      throw count === 0 ? wrongKey(file) : changed(file, count);
    }
  };
  for await (const piece of bytes) {
    held = Buffer.concat([held, piece]);
    if (header === undefined && held.length >= HEADER) {
      header = Buffer.from(held.subarray(0, HEADER));
      if (!isSealed(header)) throw cutOff(file);
      if (formatOf(header) === undefined) throw newer(file);
      key = await derive(secret, header);
      held = held.subarray(HEADER);
    }
    while (header !== undefined && held.length > FRAME + TAG) {
      yield open(held.subarray(0, FRAME + TAG), false);
      held = held.subarray(FRAME + TAG);
    }
  }
  yield open(held, true);
}

function newer(file: string): SealError {
  return new SealError(
    `${file} has a format of encrypted snapshots that this kubestrap does not know`,
    'use the kubestrap that wrote it, or a newer one',
  );
}

function cutOff(file: string): SealError {
  return new SealError(`${file} is no whole encrypted snapshot of kubestrap's`, GET_ANOTHER);
}

function wrongKey(file: string): SealError {
  return new SealError(
    `${file} does not open: the key is another one than it was encrypted with, or the file or its .json was changed`,
    'give the key that was in use when the snapshot was taken (--key-file), and the .json that belongs to the file',
  );
}

function changed(file: string, frame: number): SealError {
  return new SealError(
    `${file} was changed, or is cut off, after its first ${frame} MiB: what is encrypted there is not what was written`,
    GET_ANOTHER,
  );
}

function bind(header: Buffer, context: string): Buffer {
  return createHash('sha256').update(header).update(context).digest();
}

function nonce(header: Buffer, count: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  header.copy(bytes, 0, START + SALT, HEADER);
  bytes.writeUInt32BE(count, PREFIX);
  bytes.writeUInt8(isLast ? 1 : 0, PREFIX + 4);
  return bytes;
}

function derive(secret: Secret, header: Buffer): Promise<Buffer<ArrayBuffer>> {
  const salt = header.subarray(START, START + SALT);
  const parameters = (formatOf(header) ?? WRITTEN).scrypt;
  return new Promise((resolve, reject) => {
    scrypt(secret.reveal(), salt, 32, parameters, (error, key) =>
      error === null ? resolve(Buffer.from(key)) : reject(error),
    );
  });
}
