import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

export interface HostAt {
  readonly name: string;
  readonly port: number;
  /** Overrides of the inventory's `ssh`. */
  readonly ssh?: Readonly<Record<string, unknown>>;
}

/** Both input files, about hosts on loopback, in a directory of their own; the options that name them. */
export function inputsFor(hosts: readonly HostAt[]): {
  readonly directory: string;
  readonly options: string[];
} {
  const directory = mkdtempSync(join(tmpdir(), 'kubestrap-inputs-'));
  const [inventory, spec] = [join(directory, 'inventory.yaml'), join(directory, 'cluster.yaml')];
  writeFileSync(
    inventory,
    stringify({
      apiVersion: 'kubestrap.dev/v1alpha1',
      kind: 'Inventory',
      ssh: { user: 'root', identityFile: './id', knownHostsFile: './known_hosts' },
      hosts: hosts.map(({ name, port, ssh = {} }, index) => ({
        name,
        role: index === 0 ? 'control-plane' : 'worker',
        address: `127.0.0.${index + 1}`,
        internalAddress: `10.0.0.${index + 1}`,
        ssh: { port, ...ssh },
      })),
    }),
  );
  writeFileSync(
    spec,
    stringify({
      apiVersion: 'kubestrap.dev/v1alpha1',
      kind: 'Cluster',
      metadata: { name: 'test' },
      spec: {
        kubernetesVersion: 'v1.31.0',
        controlPlaneEndpoint: { host: 'api.test.local', port: 6443, provider: 'hosts' },
        networking: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/12' },
        runtime: { install: 'none' },
      },
    }),
  );
  return { directory, options: ['-i', inventory, '-f', spec] };
}
