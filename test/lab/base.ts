import { join } from 'node:path';
import { built } from './cache.ts';
import { buildRoot, type RootRecipe, rootKey } from './root.ts';
import { run } from './shell.ts';

const recipe: RootRecipe = {
  packages: [],
  // For the images: a server that must not be installed on the hosts, and a small shell.
  downloads: ['etcd-server', 'busybox-static'],
  files: ['files/container'],
  // What would touch the machine's console, or has nothing to do in a container.
  maskedUnits: ['container-getty@.service', 'systemd-logind.service'],
  disabledUnits: [],
  enabledUnits: [],
};

/** The root file system that all container hosts stand on. */
export async function baseRoot(onProgress: (line: string) => void): Promise<string> {
  const directory = await built('base', await rootKey(recipe), async (partial) => {
    onProgress('building the base root file system (once, about a minute)');
    const root = join(partial, 'rootfs');
    await buildRoot(root, recipe);
    // Where modprobe and lsmod look; the kernel is the machine's.
    await run`mkdir -p ${root}/lib/modules`;
  });
  return join(directory, 'rootfs');
}
