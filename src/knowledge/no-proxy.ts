import type { Cluster } from '../model/cluster.ts';
import { type Cidr, contains, hostOf, networkAround, parseCidr, parseIp } from '../values/ip.ts';

/**
 * Hosts' addresses that are listed one by one; more are listed as the networks around them. A variable of the
 * environment may have 128 KiB (Linux, MAX_ARG_STRLEN), which 5,000 hosts would fill.
 */
export const MOST_ADDRESSES = 64;

/** The networks that stand for many hosts, in bits: a neighbour of a node is reached directly, too. `10.0.0.7` → `10.0.0.0/24`. */
const AROUND = { 4: 24, 6: 64 } as const;

/**
 * What is reached without the proxy, as Go reads NO_PROXY (x/net http/httpproxy: names with their subdomains, a
 * leading dot for subdomains only, addresses and networks, IPv6 without brackets): loopback, the endpoint, every
 * host (kubeadm's control plane gets this list, and would ask kubelets for logs through the proxy otherwise), an
 * etcd elsewhere, Pods and Services, and what the spec adds. In a fixed order, nothing twice. An address inside a
 * network that the spec adds is not listed: with the nodes' network there, a new host changes nothing.
 */
export function noProxy(cluster: Cluster, added: readonly string[]): readonly string[] {
  const known = KNOWN.get(cluster) ?? new Map<string, readonly string[]>();
  KNOWN.set(cluster, known);
  const key = added.join();
  const list = known.get(key) ?? computed(cluster, added);
  known.set(key, list);
  return list;
}

/** One list for all hosts that add the same: made for each of them, it would be quadratic. */
const KNOWN = new WeakMap<Cluster, Map<string, readonly string[]>>();

function computed(cluster: Cluster, added: readonly string[]): readonly string[] {
  const { endpoint, networking, etcd, hosts } = cluster;
  const subnets = [...networking.podSubnets, ...networking.serviceSubnets];
  const known = [...subnets, ...added].flatMap((text) => parseCidr(text) ?? []);
  const present = hosts.filter(({ state }) => state === 'present');
  const nodes = present.flatMap(({ internalAddresses, address }) => [...internalAddresses, address]);
  const etcds = 'external' in etcd ? etcd.external.endpoints.map(hostOf) : [];
  return unique([
    'localhost',
    '127.0.0.0/8',
    '::1',
    endpoint.host,
    ...hostEntries(nodes, known),
    ...etcds,
    ...subnets,
    '.svc',
    `.${networking.dnsDomain}`,
    ...added,
  ]);
}

function hostEntries(nodes: readonly string[], known: readonly Cidr[]): readonly string[] {
  const open = unique(nodes).filter((text) => {
    const ip = parseIp(text);
    return ip === undefined || !known.some((network) => contains(network, ip));
  });
  if (open.length <= MOST_ADDRESSES) return open;
  return unique(
    open.map((text) => {
      const ip = parseIp(text);
      return (ip && networkAround(ip, AROUND[ip.family])?.text) ?? text;
    }),
  );
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
