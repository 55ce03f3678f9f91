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
    lab.hosts.map(async ({ name, address }, index) => {
      // no two hosts of an inventory have the same address
      const listen = `127.0.1.${index + 1}`;
      return { name, address, listen, proxy: await startDelayProxy(22, delayMs, address, listen) };
    }),
  );
  const doors = new Map(
    proxies.map(({ name, listen, proxy }) => [name, { address: listen, port: proxy.port }]),
  );
  const places = new Map(proxies.map(({ address, listen, proxy }) => [address, `[${listen}]:${proxy.port}`]));
  const known = (await readFile(lab.knownHostsFile, 'utf8'))
    .split('\n')
    .map((line) => line.replace(/^\S+/, (name) => places.get(name) ?? name));
  const knownHostsFile = join(directory, 'known_hosts');
  await writeFile(knownHostsFile, known.join('\n'));
  return {
    knownHostsFile,
    at: (host) => {
      const door = doors.get(host);
      if (door === undefined) throw new Error(`no door to ${host}`);
      return door;
    },
    close: async () => {
      await Promise.all(proxies.map(({ proxy }) => proxy.close()));
    },
  };
}
