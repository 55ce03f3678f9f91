import type { Secret } from '../../secrets/secret.ts';
import { call, type Script } from '../sh.ts';

/** Mode as chmod takes it (`0644`), owner as chown does. */
export interface Permissions {
  readonly mode: string;
  /** Absent: `root:root`. */
  readonly owner?: string;
}

/** Writes a file, whole or not at all. */
export const putFile = (
  path: string,
  { mode, owner = 'root:root' }: Permissions,
  content: string | Secret | Script,
): Script => call('put_file', path, mode, owner, content);

/** Moves a file that was written beside its place there. */
export const landFile = (from: string, path: string, { mode, owner = 'root:root' }: Permissions): Script =>
  call('land_file', from, path, mode, owner);

/** Removes a file for good: also after a power cut. */
export const removeFile = (path: string): Script => call('remove_file', path);

/** Fails if the file is not the one that was read. `sha256` is empty where there was none. */
export const expectFile = (path: string, sha256: string): Script => call('expect_file', path, sha256);

/** Puts lines between two marks, in place or at the end; without lines the marks go as well. */
export const putBlock = (path: string, begin: string, end: string, lines: string): Script =>
  call('put_block', path, begin, end, lines);
