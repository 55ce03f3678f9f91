import { readFile, stat } from 'node:fs/promises';
import { kubeDirectory } from './paths.ts';
import { attempt } from './shell.ts';

const tools: Record<string, string> = {
  mmdebstrap: 'mmdebstrap',
  'systemd-nspawn': 'systemd-container',
  ip: 'iproute2',
  nsenter: 'util-linux',
  flock: 'util-linux',
  xz: 'xz-utils',
  gcc: 'gcc',
  ssh: 'openssh-client',
  'ssh-keyscan': 'openssh-client',
  busybox: 'busybox-static',
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-img': 'qemu-utils',
  mke2fs: 'e2fsprogs',
};

/** What this machine lacks for the lab, one line each with what to do; [] where the lab can run. */
export async function missing(): Promise<string[]> {
  if (process.platform !== 'linux')
    return [`Linux: the lab's hosts are containers and virtual machines, and this is ${process.platform}`];
  const lacks: string[] = [];
  if (process.getuid?.() !== 0) lacks.push('root: run it with sudo');
  for (const [tool, from] of Object.entries(tools)) {
    if ((await attempt`command -v ${tool}`).exitCode !== 0)
      lacks.push(`${tool} (Debian package ${from}): run test/lab/install.sh`);
  }
  if (
    !(await readFile('/proc/filesystems', 'utf8')).includes('overlay') &&
    (await attempt`modprobe overlay`).exitCode !== 0
  ) {
    lacks.push('the overlay file system: this kernel has none');
  }
  const tun = await stat('/dev/net/tun').catch(() => undefined);
  if (!tun?.isCharacterDevice() && (await attempt`modprobe tun`).exitCode !== 0)
    lacks.push('/dev/net/tun, for the network of virtual machines: load the module tun');
  if (kubeDirectory() === undefined) {
    lacks.push(
      'Kubernetes binaries: set KUBESTRAP_LAB_KUBE to a directory with kubeadm, kubelet, kubectl and kube-*',
    );
  }
  return lacks;
}
