import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../../lab/lab.ts';
import { startDelayProxy } from '../../ssh/delay-proxy.ts';

/** How SSH reaches the hosts of a lab: each at an address and a port, with their real keys. */
export interface Doors {
  readonly knownHostsFile: string;
  at(host: string): { readonly address: string; readonly port: number };
  close(): Promise<void>;
}

/** Without a delay the hosts themselves; else a proxy for each, in this process. */
export async function openDoors(lab: Lab, delayMs: number, directory: string): Promise<Doors> {
  if (delayMs === 0) {
    return {
      knownHostsFile: lab.knownHostsFile,
      at: (host) => ({ address: lab.host(host).address, port: 22 }),
      close: async () => {},
    };
  }
  const proxies = await Promise.all(
    lab.hosts.map(async ({ name, address }) => ({
      name,
      address,
      proxy: await startDelayProxy(22, delayMs, address),
    })),
  );
  const ports = new Map(proxies.map(({ name, proxy }) => [name, proxy.port]));
  const places = new Map(proxies.map(({ address, proxy }) => [address, `[127.0.0.1]:${proxy.port}`]));
  const known = (await readFile(lab.knownHostsFile, 'utf8'))
    .split('\n')
    .map((line) => line.replace(/^\S+/, (name) => places.get(name) ?? name));
  const knownHostsFile = join(directory, 'known_hosts');
  await writeFile(knownHostsFile, known.join('\n'));
  return {
    knownHostsFile,
    at: (host) => ({ address: '127.0.0.1', port: ports.get(host) ?? 0 }),
    close: async () => {
      await Promise.all(proxies.map(({ proxy }) => proxy.close()));
    },
  };
}
