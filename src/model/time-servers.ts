import { parseIp } from '../values/ip.ts';
import type { Cluster, Host } from './cluster.ts';

/** Where a host gets its time from, and whom it gives it to. */
export interface TimeRole {
  /** Servers as the host's configuration names them: addresses of hosts of the inventory, and what is outside of it. */
  readonly servers: readonly string[];
  /** Those of them that are hosts of the inventory. */
  readonly hosts: readonly Host[];
  /** Addresses of the hosts that ask this one; empty: it serves nobody. */
  readonly clients: readonly string[];
  /** Serves its own clock where nothing better answers. */
  readonly ownClock: boolean;
}

/** What of the inventory's settings matters here. */
export interface TimeSettings {
  readonly name: string;
  readonly servers: readonly string[];
}

/** Who follows whom, by name of host: its servers outside of the inventory, and those in it. */
export interface TimeGraph {
  readonly outside: (name: string) => readonly string[];
  readonly inside: (name: string) => readonly string[];
  readonly serves: (name: string) => boolean;
  /** It has no source but hosts that (through others) follow it, or none at all, and others rely on it. */
  readonly ownClock: (name: string) => boolean;
}

/**
 * A host that others ask takes its time from its servers outside of the inventory; only without them from those in it,
 * and only without any of those, or where they follow it in turn, from its own clock. Hosts that follow each other ask
 * all of their circle, without which chrony's `orphan` would not make them agree (chrony.conf(5), local). A host's own
 * name among its servers means: itself.
 */
export function timeGraph(settings: readonly TimeSettings[]): TimeGraph {
  const byName = new Map(settings.map(({ name, servers }) => [name, servers]));
  const serving = new Set(settings.flatMap(({ servers }) => servers.filter((server) => byName.has(server))));
  const serves = (name: string) => serving.has(name);
  const outside = (name: string) => (byName.get(name) ?? []).filter((server) => !byName.has(server));
  const named = (name: string) =>
    serves(name) && outside(name).length > 0
      ? []
      : (byName.get(name) ?? []).filter((server) => server !== name && byName.has(server));
  /** Everyone whose time reaches a host, in however many steps. */
  const upstream = memo((name: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const left = [...named(name)];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      left.push(...named(next));
    }
    return seen;
  });
  const circle = (name: string) =>
    serves(name) ? [...upstream(name)].filter((other) => other !== name && upstream(other).has(name)) : [];
  return {
    outside,
    inside: (name) => [...new Set([...named(name), ...circle(name)])],
    serves,
    ownClock: (name) =>
      serves(name) && outside(name).length === 0 && (named(name).length === 0 || circle(name).length > 0),
  };
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

/** The primary address in the cluster: what other hosts reach it by. */
const addressOf = ({ internalAddresses: [first], address }: Host): string => first ?? address;

const known = new WeakMap<Cluster, (host: Host) => TimeRole>();

/** The part of a host in keeping time, from the whole inventory. Pure; remembered by cluster. */
export function timeRole(cluster: Cluster, host: Host): TimeRole {
  const role = known.get(cluster) ?? roles(cluster);
  known.set(cluster, role);
  return role(host);
}

function roles({ hosts }: Cluster): (host: Host) => TimeRole {
  const managed = hosts.filter(({ state, node }) => state === 'present' && node.timeSync.provider !== 'none');
  const byName = new Map(managed.map((host) => [host.name, host]));
  const graph = timeGraph(managed.map(({ name, node }) => ({ name, servers: node.timeSync.servers })));
  const asking = new Map<string, Host[]>();
  for (const host of managed)
    for (const name of graph.inside(host.name)) {
      const list = asking.get(name) ?? [];
      list.push(host);
      asking.set(name, list);
    }
  return ({ name }) => {
    const sources = graph.inside(name).flatMap((server) => byName.get(server) ?? []);
    return {
      servers: [...graph.outside(name), ...sources.map(addressOf)],
      hosts: sources,
      clients: addresses(asking.get(name) ?? []),
      ownClock: graph.ownClock(name),
    };
  };
}

/** Every address that a packet of these hosts may come from, each once. */
function addresses(hosts: readonly Host[]): string[] {
  const all = hosts.flatMap(({ address, internalAddresses }) => [...internalAddresses, address]);
  return [...new Set(all.filter((text) => parseIp(text) !== undefined))];
}
