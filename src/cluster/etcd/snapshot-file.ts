import { open, rm, stat } from 'node:fs/promises';
import type { Secret } from '../../secrets/secret.ts';
import { isSealed, unseal } from './seal.ts';
import { type Sidecar, sealContext, sidecarPath } from './sidecar.ts';
import { GET_ANOTHER, SealError, SnapshotFileError } from './snapshot-errors.ts';
import { readPieces, readSidecar } from './store.ts';
import { SnapshotSum } from './trailer.ts';

/** A snapshot that was read once from its start to its end and found whole. */
export interface CheckedSnapshot {
  /** Null: it has none. */
  readonly sidecar: Sidecar | null;
  /** Of the plain snapshot. */
  readonly size: number;
  readonly sha256: string;
  /** Its plain bytes, any number of times; never more than 2 MiB of them in memory. */
  readonly read: () => AsyncIterable<Buffer>;
}

/**
 * Reads a snapshot and checks it: against its sidecar where there is one, against the checksum that etcd puts at its end,
 * and, where it is encrypted, frame by frame. Throws SnapshotFileError, SealError.
 */
export async function checkSnapshot(file: string, key: Secret | undefined): Promise<CheckedSnapshot> {
  const start = await beginning(file);
  const sidecar = await readSidecar(file);
  const read = () => pieces(file, start, sidecar, key);
  const sum = new SnapshotSum();
  for await (const piece of read()) sum.update(piece);
  const { size, sha256, trailer } = sum.result();
  if (sidecar !== null && sidecar.sha256 !== sha256) {
    throw new SnapshotFileError(
      `${file} is not the snapshot that ${sidecarPath(file)} describes: its SHA-256 is ${sha256}, not ${sidecar.sha256}`,
      GET_ANOTHER,
    );
  }
  if (trailer === 'wrong') {
    throw new SnapshotFileError(
      `${file} is damaged: it does not end with the checksum that etcd gave it`,
      GET_ANOTHER,
    );
  }
  if (size < 4096) throw new SnapshotFileError(`${file} is too small to be a snapshot of etcd`, GET_ANOTHER);
  return { sidecar, size, sha256, read };
}

/**
 * Writes a snapshot in plain text to another file (0600) that must not be there yet: all of it, or none. Resolves to what is
 * known of the plain one. Throws SnapshotFileError, SealError.
 */
export async function openSnapshot(
  file: string,
  out: string,
  key: Secret | undefined,
): Promise<Pick<CheckedSnapshot, 'size' | 'sha256'>> {
  const { read, size, sha256 } = await checkSnapshot(file, key);
  const handle = await open(out, 'wx', 0o600).catch((error: unknown) => {
    throw new SnapshotFileError(
      `${out} cannot be made: ${reasonOf(error)}`,
      'name a file that is not there yet',
    );
  });
  try {
    for await (const piece of read()) await handle.writeFile(piece);
    await handle.sync();
  } catch (error) {
    await rm(out, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return { size, sha256 };
}

function pieces(
  file: string,
  start: Buffer,
  sidecar: Sidecar | null,
  key: Secret | undefined,
): AsyncIterable<Buffer> {
  if (!isSealed(start)) {
    const why = encryptionExpected(file, sidecar, key);
    if (why === undefined) return readPieces(file);
    // anyone who can write here could have put it in the place of the encrypted one
    throw new SealError(
      `${file} is not encrypted, though ${why}`,
      'bring the file that kubestrap encrypted; to use a plain one on purpose, give no key (--key-file, snapshotKey in spec.etcd) and name it without .enc',
    );
  }
  if (key === undefined) {
    throw new SealError(
      `${file} is encrypted, and there is no key to open it with`,
      'name it with --key-file, or as snapshotKey in spec.etcd',
    );
  }
  if (sidecar === null) {
    throw new SealError(
      `${file} is encrypted, and ${sidecarPath(file)} is missing, without which it cannot be opened`,
      'bring the .json that was written with the snapshot',
    );
  }
  return unseal(file, readPieces(file), key, sealContext(sidecar));
}

function encryptionExpected(
  file: string,
  sidecar: Sidecar | null,
  key: Secret | undefined,
): string | undefined {
  if (file.endsWith('.enc')) return 'its name says so';
  if (sidecar?.encrypted) return `${sidecarPath(file)} says so`;
  return key === undefined ? undefined : 'there is a key to open it with';
}

async function beginning(file: string): Promise<Buffer> {
  try {
    if (!(await stat(file)).isFile()) throw new Error('it is no file');
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new SnapshotFileError(
      `${file} cannot be read: ${reasonOf(error)}`,
      'name a snapshot that "kubestrap etcd snapshot" wrote',
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
