import { run } from './shell.ts';

/** Writes `path` and all below it, as seen from `directory`, into an archive that the kernel unpacks at boot. */
export async function cpio(directory: string, path: string, archive: string): Promise<void> {
  await run`cd ${directory} && find ${path} | busybox cpio -o -H newc > ${archive}`;
}
