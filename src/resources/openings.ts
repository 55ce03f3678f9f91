import { formatPorts, type PortList, parsePorts, subtractPorts, unionPorts } from '../knowledge/port-list.ts';
import type { Opening, Protocol } from '../knowledge/reachable-ports.ts';
import { isWithin, parseNetwork } from '../values/ip.ts';

/** Ports that anyone reaches, as far as a firewall's rules tell. */
export type Reachable = ReadonlyMap<Protocol, PortList>;

/** Ports of rules such as `6443/tcp`, `2379-2380/tcp`; what cannot be read opens nothing. */
export function reachable(rules: readonly string[]): Reachable {
  const of = (protocol: Protocol) =>
    unionPorts(
      ...rules.map((rule) => {
        const [ports = '', kind] = rule.split('/');
        return kind === protocol ? portsOf(ports) : [];
      }),
    );
  return new Map([
    ['tcp', of('tcp')],
    ['udp', of('udp')],
    ['sctp', of('sctp')],
  ]);
}

/** Port lists with `-` or `:` in ranges, as tools write them; empty for a name or anything else. */
export function portsOf(text: string): PortList {
  try {
    return parsePorts(text.replaceAll(':', '-'));
  } catch {
    return [];
  }
}

export function isReachable({ protocol, ports }: Opening, open: Reachable): boolean {
  return subtractPorts([ports], open.get(protocol) ?? []).length === 0;
}

/** `6443/tcp`, `2379-2380/tcp`. */
export function portText({ ports, protocol }: Pick<Opening, 'ports' | 'protocol'>, dash = '-'): string {
  return `${formatPorts([ports]).replace('-', dash)}/${protocol}`;
}

/** A list for a person: `6443/tcp (kube-apiserver), 2379/tcp from 10.0.0.11 (etcd client)`. */
export function openingsText(list: readonly Opening[]): string {
  return list
    .map((one) => {
      const from = one.from.length > 0 ? ` from ${one.from.join(', ')}` : '';
      return `${portText(one)}${from} (${one.component})`;
    })
    .join('; ');
}

/** Are two networks, or addresses, the same, however they are written? */
export function sameNetwork(a: string, b: string): boolean {
  const network = parseNetwork(a);
  return network !== undefined && network.text === parseNetwork(b)?.text;
}

/** Is a network, or an address, part of another? */
export function within(inner: string, outer: string): boolean {
  const [small, large] = [parseNetwork(inner), parseNetwork(outer)];
  return small !== undefined && large !== undefined && isWithin(small, large);
}
