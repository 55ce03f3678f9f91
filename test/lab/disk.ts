import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubeLayer } from './kube-layer.ts';
import { opsUser } from './root.ts';
import { run } from './shell.ts';
import type { HostState, LabState } from './state.ts';

/** Directories that must not be on the host's overlay: containerd's overlays would stack on it, etcd syncs. */
const onDisk = ['containerd', 'kubelet', 'etcd'];

export function hostDirectory(host: HostState): string {
  return join(host.root, '..');
}

/** nspawn's options that put the host's own directories over its /var/lib. */
export function diskBinds(host: HostState): string[] {
  return onDisk.map((name) => `--bind=${join(hostDirectory(host), name)}:/var/lib/${name}`);
}

/** Makes a host's disk: an overlay over the base, its identity, and its own copies of what cannot be overlaid. */
export async function createDisk(
  lab: LabState,
  host: HostState,
  base: string,
  kube: KubeLayer | undefined,
  authorizedKey: string,
): Promise<void> {
  const directory = hostDirectory(host);
  await run`mkdir -p ${['upper', 'work', 'root', ...onDisk].map((name) => join(directory, name))}`;
  if (kube) await copyContainerd(kube.containerd, join(directory, 'containerd'));
  const lower = kube ? `${kube.layer}:${base}` : base;
  const options = `lowerdir=${lower},upperdir=${directory}/upper,workdir=${directory}/work`;
  await run`mount -t overlay overlay -o ${options} ${host.root}`;
  await writeIdentity(lab, host, authorizedKey);
}

// Image blobs and unpacked layers are never written to, so they are hard links; the databases are copies.
async function copyContainerd(from: string, to: string): Promise<void> {
  await run`cp -al ${from}/. ${to}/`;
  const databases = (await run`cd ${from} && find . -name ${'*.db'}`).lines();
  for (const name of databases) {
    await rm(join(to, name));
    await run`cp -p ${join(from, name)} ${join(to, name)}`;
  }
}

/** Writes what makes a host this host below its root. */
export async function writeIdentity(lab: LabState, host: HostState, authorizedKey: string): Promise<void> {
  const write = async (path: string, text: string): Promise<void> => {
    await rm(join(host.root, path), { force: true }); // it may be a link
    await writeFile(join(host.root, path), text);
  };
  for (const directory of ['etc/lab', 'etc/ssh'])
    await mkdir(join(host.root, directory), { recursive: true });
  // A virtual machine's takes the mode from here.
  await mkdir(join(host.root, 'root'), { mode: 0o700, recursive: true });
  const { subnet } = lab.network;
  await write('etc/lab/network', `ADDRESS=${host.address}/24\nGATEWAY=${subnet}.1\n`);
  await write('etc/hostname', `${host.name}\n`);
  await write(
    'etc/hosts',
    `127.0.0.1 localhost\n::1 localhost ip6-localhost\n${host.address} ${host.name}\n`,
  );
  // Nothing answers there: a look-up fails at once instead of after 10 s.
  await write('etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
  await write('etc/machine-id', `${randomBytes(16).toString('hex')}\n`);
  await run`ssh-keygen -q -t ed25519 -N ${''} -C ${host.name} -f ${host.root}/etc/ssh/ssh_host_ed25519_key`;
  for (const home of ['root', 'home/ops']) {
    const directory = join(host.root, home, '.ssh');
    await mkdir(directory, { mode: 0o700, recursive: true });
    await writeFile(join(directory, 'authorized_keys'), authorizedKey, { mode: 0o600 });
  }
  await run`chown -R ${opsUser}:${opsUser} ${host.root}/home/ops`;
}

/** The host's line for a known_hosts file. */
export async function knownHostsLine(host: HostState): Promise<string> {
  const key = await readFile(join(host.root, 'etc/ssh/ssh_host_ed25519_key.pub'), 'utf8');
  return `${host.address} ${key.split(' ').slice(0, 2).join(' ')}\n`;
}
