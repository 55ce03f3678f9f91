import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderedObject } from '../../src/secrets/rendered.ts';
import { toYamlParts } from '../../src/secrets/yaml.ts';

/** Where the lab's Kubernetes is: each program as it is, or packed as `NAME.xz`. */
const binaries = process.env.KUBESTRAP_LAB_KUBE ?? join(import.meta.dirname, '../../../shared/kube/bin');

/** Is every one of the programs there? Says so, once, where one is not. */
export function haveBinaries(...names: readonly string[]): boolean {
  const missing = names.filter(
    (name) => ![name, `${name}.xz`].some((file) => existsSync(join(binaries, file))),
  );
  if (missing.length === 0) return true;
  console.warn(
    `skipped: no ${missing.join(', ')} in ${binaries}; set KUBESTRAP_LAB_KUBE to a folder that has it`,
  );
  return false;
}

/** The path of a program, unpacked into a directory when it is packed. */
export function binary(name: string, directory: string): string {
  const plain = join(binaries, name);
  if (existsSync(plain)) return plain;
  const unpacked = join(directory, name);
  if (!existsSync(unpacked)) {
    const content = execFileSync('xz', ['-dc', join(binaries, `${name}.xz`)], { maxBuffer: 2 ** 28 });
    writeFileSync(unpacked, content, { mode: 0o755 });
  }
  return unpacked;
}

/** Writes documents with their secrets, as a host would get them. Returns the path. */
export function writeDocuments(path: string, documents: readonly RenderedObject[]): string {
  const text = toYamlParts(documents).map((part) => (typeof part === 'string' ? part : part.reveal()));
  writeFileSync(path, text.join(''), { mode: 0o600 });
  return path;
}

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a script in namespaces of its own: what it writes below /etc, /srv, /run and /var/lib goes with it, it has
 * no network, and what it leaves running ends with it. No service manager is in its PATH, so nothing of this
 * machine's is started or stopped. Needs root.
 */
export function inScratch(script: string, args: readonly string[]): Result {
  const prelude =
    'for path in /etc /srv /run /var/lib; do mount -t tmpfs tmpfs "$path"; done; mount -t proc proc /proc; PATH=/usr/share/kubestrap/none; ';
  const namespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child'];
  return spawnSync('unshare', [...namespaces, '/bin/sh', '-c', prelude + script, 'sh', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
}

/** What programs say of a field that they do not know. */
export const UNKNOWN_FIELD = /unknown field|error unmarshaling|strict decod|lenient/i;
