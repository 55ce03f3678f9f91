import type { Path } from '../values/path.ts';

/**
 * Keys and values of the contract that this version refuses, so that nothing is read and then ignored.
 * A row goes when the feature comes. The key is the end of a path.
 */
const LATER_KEYS: Readonly<Record<string, string>> = {
  'spec.hooks': '',
  'runtime.config': 'configure the runtime on the hosts',
  'runtime.registries': 'configure the runtime on the hosts',
  'install.repository': 'install kubeadm, kubelet and kubectl on the hosts',
  'install.url': 'install kubeadm, kubelet and kubectl on the hosts',
  'install.dir': 'install kubeadm, kubelet and kubectl on the hosts',
};

const LATER_VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'controlPlaneEndpoint.provider': {
    'kube-vip': 'use `hosts`, or `external` with a load balancer of your own',
    haproxy: 'use `hosts`, or `external` with a load balancer of your own',
  },
  'runtime.install': { packages: 'install the runtime on the hosts and write `none`' },
  'install.source': {
    packages: 'install kubeadm, kubelet and kubectl on the hosts and write `none`',
    binaries: 'install kubeadm, kubelet and kubectl on the hosts and write `none`',
  },
};

/** What to do instead of a key that is for later; undefined when the key is simply unknown. */
export function laterKey(path: Path): string | undefined {
  return lookup(LATER_KEYS, endOf(path));
}

/** What to do instead of a value that is for later; undefined when the value is simply wrong. */
export function laterValue(path: Path, value: unknown): string | undefined {
  const values = lookup(LATER_VALUES, endOf(path));
  return values && typeof value === 'string' ? lookup(values, value) : undefined;
}

function endOf(path: Path): string {
  return path.slice(-2).join('.');
}

function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
