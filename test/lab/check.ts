import { readFile } from 'node:fs/promises';
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
};

/** What this machine lacks for the lab, one line each with what to do; [] where the lab can run. */
export async function missing(): Promise<string[]> {
  if (process.platform !== 'linux')
    return [`Linux: the lab's hosts are containers, and this is ${process.platform}`];
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
  if (kubeDirectory() === undefined) {
    lacks.push(
      'Kubernetes binaries: set KUBESTRAP_LAB_KUBE to a directory with kubeadm, kubelet, kubectl and kube-*',
    );
  }
  return lacks;
}
