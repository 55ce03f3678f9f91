import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { built, contentsOf, keyOf } from './cache.ts';
import { cpio } from './cpio.ts';
import type { KubeLayer } from './kube-layer.ts';
import { labSources } from './paths.ts';
import { buildRoot, type RootRecipe, rootKey } from './root.ts';
import { run } from './shell.ts';

const recipe: RootRecipe = {
  packages: ['linux-image-cloud-amd64', 'udev', 'firewalld', 'ufw', 'nftables', 'zram-tools'],
  // Debian installs chrony or systemd-timesyncd, not both: the README says how to change over.
  downloads: ['systemd-timesyncd'],
  files: ['files/vm'],
  maskedUnits: ['serial-getty@.service', 'systemd-pstore.service'],
  disabledUnits: ['firewalld', 'ufw', 'nftables', 'zramswap', 'ipvsadm'],
  enabledUnits: ['lab-exec'],
};

/** What a disk, a network link and `lab exec` need before the root file system is there; ext4 is in the kernel. */
const earlyModules = ['virtio_pci', 'virtio_blk', 'virtio_net', 'virtio_console'];

// A file system of this size is a sparse file; it is what the machine sees as its disk.
const diskSize = '16G';

/** What virtual machines start from. */
export interface VmBase {
  kernel: string;
  /** The first programs and modules; the host's identity is appended to it. */
  initrd: string;
  /** A raw image with the root file system; never written to. */
  image: string;
}

/** Builds what virtual machines start from if it is not in the cache: bare, or with the Kubernetes layer. */
export async function vmBase(
  kube: KubeLayer | undefined,
  onProgress: (line: string) => void,
): Promise<VmBase> {
  const { rootfs, kernel, initrd } = await vmRoot(onProgress);
  const recipe = await contentsOf([join(labSources, 'vm-base.ts')]);
  const key = keyOf([rootfs, kube?.layer ?? '', ...recipe]);
  const directory = await built(kube ? 'vmkube' : 'vmbare', key, async (partial) => {
    onProgress(`building the disk of virtual machines (once, ${kube ? 'about 10' : 'a few'} seconds)`);
    await makeImage(partial, rootfs, kube);
  });
  return { kernel, initrd, image: join(directory, 'image') };
}

/** The kernel and the early programs alone: enough to see whether a machine boots. */
export async function vmRoot(
  onProgress: (line: string) => void,
): Promise<{ rootfs: string; kernel: string; initrd: string }> {
  if (process.arch !== 'x64')
    throw new Error(`the lab has virtual machines on x86-64 only, and this is ${process.arch}`);
  const own = await contentsOf(
    ['files/initrd', 'vm-base.ts', 'cpio.ts'].map((name) => join(labSources, name)),
  );
  const directory = await built('vmroot', keyOf([await rootKey(recipe), ...own]), async (partial) => {
    onProgress('building the root file system of virtual machines (once, about a minute)');
    const root = join(partial, 'rootfs');
    await buildRoot(root, recipe);
    const [release = ''] = await readdir(join(root, 'lib/modules'));
    await run`cp ${root}/boot/vmlinuz-${release} ${partial}/kernel`;
    // The lab has its own, and the kernel comes from outside.
    await run`rm -f ${root}/boot/initrd.img-${release} ${root}/boot/vmlinuz-${release}`;
    await makeInitrd(partial, root, release);
  });
  return {
    rootfs: join(directory, 'rootfs'),
    kernel: join(directory, 'kernel'),
    initrd: join(directory, 'initrd'),
  };
}

async function makeInitrd(partial: string, root: string, release: string): Promise<void> {
  const tree = join(partial, 'tree');
  for (const name of ['bin', 'dev', 'proc', 'root', 'modules'])
    await mkdir(join(tree, name), { recursive: true });
  await run`cp ${join(labSources, 'files/initrd/init')} ${tree}/init`;
  await run`cp -L ${(await run`command -v busybox`).stdout.trim()} ${tree}/bin/busybox`;
  const shown = await run`chroot ${root} modprobe -S ${release} --show-depends -a ${earlyModules}`;
  const paths = shown.lines().flatMap((line) => /^insmod (\S+)/.exec(line)?.[1] ?? []);
  const modules = [...new Set(paths)];
  for (const path of modules) await run`cp ${join(root, path)} ${tree}/modules/`;
  const names = modules.map((path) => `${path.slice(path.lastIndexOf('/') + 1)}\n`);
  await writeFile(join(tree, 'modules/order'), names.join(''));
  await cpio(tree, '.', join(partial, 'initrd'));
  await run`rm -rf ${tree}`;
}

// The tables that are not written now are never: the machine mounts it with noinit_itable.
const formatOptions = ['-E', 'lazy_itable_init=1', '-J', 'size=16', '-L', 'lab-root'];

async function makeImage(partial: string, rootfs: string, kube: KubeLayer | undefined): Promise<void> {
  const image = join(partial, 'image');
  if (!kube) {
    await run`mke2fs -q -t ext4 ${formatOptions} -d ${rootfs} ${image} ${diskSize}`;
    return;
  }
  const top = join(partial, 'top');
  await mkdir(join(top, 'etc/containerd'), { recursive: true });
  await mkdir(join(top, 'var/lib/containerd'), { recursive: true });
  const config = await readFile(join(kube.layer, 'etc/containerd/config.toml'), 'utf8');
  await writeFile(join(top, 'etc/containerd/config.toml'), forVm(config));
  // Until kubeadm has configured it, the kubelet starts over and over, which takes most of an emulated processor.
  const wants = join(top, 'etc/systemd/system/multi-user.target.wants');
  await mkdir(wants, { recursive: true });
  await run`mknod ${join(wants, 'kubelet.service')} c 0 0`; // overlayfs: what is below is not there
  // All in a mount namespace of its own: nothing to unmount when it fails.
  const script = `
    set -eu
    top=$1 lower=$2 containerd=$3 root=$4 image=$5 size=$6
    shift 6
    mkdir -p "$root"
    mount -t overlay overlay -o "lowerdir=$top:$lower" "$root"
    mount --bind "$containerd" "$root/var/lib/containerd"
    mke2fs -q -t ext4 "$@" -d "$root" "$image" "$size"`;
  const places = [top, `${kube.layer}:${rootfs}`, kube.containerd, join(partial, 'root'), image, diskSize];
  await run`unshare --mount sh -c ${script} image ${places} ${formatOptions}`;
  await run`rm -rf ${top} ${join(partial, 'root')}`;
}

/** The containers' configuration of containerd, as a machine with its own systemd and all capabilities wants it. */
function forVm(config: string): string {
  const changed = config
    .replace('SystemdCgroup = false', 'SystemdCgroup = true')
    .replace(/restrict_oom_score_adj = \w+/, 'restrict_oom_score_adj = false');
  if (!changed.includes('SystemdCgroup = true'))
    throw new Error("files/kube: containerd's configuration has no SystemdCgroup = false to turn over");
  return changed;
}
