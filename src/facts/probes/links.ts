import { sh } from '../../shell/sh.ts';
import { type Probe, tagged, whole } from './probe.ts';

export interface Link {
  readonly name: string;
  readonly mtu: number;
  readonly mac: string;
  readonly addresses: readonly string[];
}

/** Network interfaces with their addresses. */
export const links: Probe<readonly Link[]> = {
  name: 'links',
  seconds: 5,
  snippet: () => sh`ip -o link show | head -n 500 | sed 's/^/link /'
ip -o addr show | head -n 1000 | sed 's/^/addr /'`,
  parse: (output) => {
    const rows = tagged(output);
    const addresses = rows('addr').flatMap((row) => {
      const [, name = '', , cidr = ''] = row.trim().split(/\s+/);
      return cidr.includes('/') ? [{ name, address: cidr.slice(0, cidr.indexOf('/')) }] : [];
    });
    const found = rows('link').flatMap((row): Link[] => {
      const name = /^\d+: ([^:@\s]+)/.exec(row)?.[1];
      const mtu = whole(/\bmtu (\d+)/.exec(row)?.[1]);
      if (name === undefined || mtu === undefined) return [];
      const mac = /\blink\/ether ([0-9a-f:]{17})/.exec(row)?.[1] ?? '';
      return [
        {
          name,
          mtu,
          mac,
          addresses: addresses.filter((one) => one.name === name).map(({ address }) => address),
        },
      ];
    });
    if (found.length === 0) throw new Error('ip(8) says nothing that can be read');
    return found;
  },
};
