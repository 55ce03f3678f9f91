import { createReadStream } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDirectory } from '../../local/make-directory.ts';
import type { Cluster } from '../../model/cluster.ts';
import { stageFiles } from '../../pki/landing.ts';
import { ensureIgnored } from '../../pki/make-ca.ts';
import type { Secret } from '../../secrets/secret.ts';
import { Sealer } from './seal.ts';
import { isSnapshotName, parseSidecar, type Sidecar, sidecarPath } from './sidecar.ts';

/** Where snapshots of a cluster go by default: beside its spec, as the CA does. */
export function snapshotDirectory({ directory, name }: Pick<Cluster, 'directory' | 'name'>): string {
  return join(directory, '.kubestrap', name, 'snapshots');
}

/** Makes the directory (0700); in the default place with a .gitignore above it. */
export async function prepareDirectory(cluster: Cluster, directory: string): Promise<void> {
  if (directory === snapshotDirectory(cluster)) await ensureIgnored(dirname(directory));
  makeDirectory(directory, 0o700);
}

/** A snapshot on its way to disk (0600), encrypted where there is a key; nothing of it is to be seen until it lands. */
export interface Landing {
  readonly write: (bytes: Buffer) => Promise<void>;
  /** Synced, renamed, and its sidecar after it. Throws where the file system does; then neither is there. */
  readonly land: (path: string, sidecar: Sidecar) => Promise<void>;
  /** Takes away what has not landed. */
  readonly discard: () => Promise<void>;
}

/** `context` is what the sidecar will be bound to the file with. */
export async function newSnapshotFile(
  directory: string,
  seal: { readonly key: Secret; readonly context: string } | undefined,
): Promise<Landing> {
  const temporary = join(directory, `.snapshot.${process.pid}.${Date.now()}.new`);
  const file = await open(temporary, 'wx', 0o600);
  const sealer = seal === undefined ? undefined : await Sealer.create(seal.key, seal.context);
  if (sealer !== undefined) await file.writeFile(sealer.header);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    write: async (bytes) => file.writeFile(sealer === undefined ? bytes : sealer.update(bytes)),
    land: async (path, sidecar) => {
      if (sealer !== undefined) await file.writeFile(sealer.final());
      await file.sync();
      await close();
      const content = `${JSON.stringify(sidecar, null, 2)}\n`;
      const staged = await stageFiles([{ path: sidecarPath(path), content, mode: 0o600 }]);
      try {
        await rename(temporary, path);
        await staged.commit();
      } finally {
        await staged.discard();
      }
    },
    discard: async () => {
      await close();
      await rm(temporary, { force: true });
    },
  };
}

/**
 * Removes the oldest snapshots of a cluster until `keep` are left: only files with names that kubestrap gives, and with a
 * sidecar that says it is this cluster. Resolves to their paths.
 */
export async function prune(
  directory: string,
  { name, caPin }: Pick<Sidecar['cluster'], 'name' | 'caPin'>,
  keep: number,
): Promise<string[]> {
  const names = (await readdir(directory)).filter((file) => isSnapshotName(name, file));
  const found = await Promise.all(
    names.map(async (file) => ({ file, sidecar: await readSidecar(join(directory, file)) })),
  );
  const own = found.flatMap(({ file, sidecar }) =>
    sidecar?.cluster.caPin === caPin && sidecar.cluster.name === name
      ? [{ file, takenAt: sidecar.takenAt }]
      : [],
  );
  const old = own.toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1)).slice(keep);
  for (const { file } of old) {
    // the snapshot first: a sidecar alone is no snapshot to anyone
    await rm(join(directory, file));
    await rm(sidecarPath(join(directory, file)), { force: true });
  }
  return old.map(({ file }) => join(directory, file));
}

/** Null: there is none, or none that can be read. */
export async function readSidecar(file: string): Promise<Sidecar | null> {
  try {
    return parseSidecar(await readFile(sidecarPath(file), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The bytes of a file, in pieces of 1 MiB. */
export async function* readPieces(file: string): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    yield Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
  }
}
