import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything of the lab that the machine can see (cgroups, network namespaces) is named with this prefix. */
export const prefix = 'kslab-';

export const labSources = dirname(fileURLToPath(import.meta.url));

const repository = resolve(labSources, '../..');

/** Where the built bases and the labs themselves live; hard links tie the two together, so it is one file system. */
export function cacheDirectory(): string {
  return process.env.KUBESTRAP_LAB_CACHE || '/var/tmp/kubestrap-lab';
}

export function labsDirectory(): string {
  return join(cacheDirectory(), 'labs');
}

/** The directory of one lab. Refuses names that could not be a directory, a cgroup and a network namespace at once. */
export function labDirectory(name: string): string {
  checkName('lab', name);
  return join(labsDirectory(), name);
}

export function checkName(what: string, name: string): void {
  if (!/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) {
    throw new Error(
      `"${name}" cannot name a ${what}: use 1 to 32 lower-case letters, digits and inner hyphens`,
    );
  }
}

/** The Kubernetes binaries' directory, or undefined where there is none. */
export function kubeDirectory(): string | undefined {
  const candidates = [process.env.KUBESTRAP_LAB_KUBE, resolve(repository, '../shared/kube/bin')];
  return candidates.find(
    (candidate) =>
      candidate && (existsSync(join(candidate, 'kubeadm')) || existsSync(join(candidate, 'kubeadm.xz'))),
  );
}

/** The namespace that `lab session` put this process into, if it did. */
export function sessionNamespace(): string | undefined {
  return process.env.KUBESTRAP_LAB_NETNS || undefined;
}
