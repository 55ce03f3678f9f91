import type { FileLock } from '../facts/files.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Kind } from '../model/change-id.ts';
import { HOSTNAME_FILE } from '../resources/hostname.ts';
import { type Item, isStep } from '../shell/emit.ts';

/** The file that a resource is made of, by its kind. */
const FILE_OF: Readonly<Partial<Record<Kind, (name: string) => string>>> = {
  file: (name) => name,
  'hosts-entry': (name) => name,
  hostname: () => HOSTNAME_FILE,
  swap: () => '/etc/fstab',
};

const WORDS: Readonly<Record<FileLock, (path: string) => readonly [what: string, remedy: string]>> = {
  mount: (path) => [
    `${path} is a mount of its own (a bind mount, as containers have it): a file is replaced by a rename, which a mount does not allow, and writing in place could leave half a file`,
    `unmount it on the host ("umount ${path}"), or write what the plan shows to where the mount comes from`,
  ],
  immutable: (path) => [
    `${path} or its directory is immutable (chattr +i)`,
    `"lsattr -d ${path}" shows it, "chattr -i ${path}" ends it`,
  ],
  'read-only': (path) => [
    `${path} is on a file system that is mounted read-only`,
    `mount it writable ("findmnt -T ${path}" names it), or let the system's own configuration make the file`,
  ],
};

/** Why a file cannot be replaced, and what to do about it. */
export function lockedFile(path: string, lock: FileLock) {
  const [what, remedy] = WORDS[lock](path);
  return { what, remedy };
}

/** Files that steps would replace and cannot, each in a sentence. Pure. */
export function lockProblems(items: readonly Item[], { files }: HostFacts): string[] {
  const paths = items.filter(isStep).flatMap(({ change: { id } }) => FILE_OF[id.kind]?.(id.name) ?? []);
  return [...new Set(paths)].flatMap((path) => {
    const lock = files.get(path)?.lock;
    if (lock === undefined) return [];
    const { what, remedy } = lockedFile(path, lock);
    return [`${what}: ${remedy}. Nothing was changed on this host`];
  });
}
