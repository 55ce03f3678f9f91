import type { HostFacts } from '../facts/types.ts';
import { type Opening, openings } from '../knowledge/reachable-ports.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { keyParts } from '../model/record.ts';
import { closedPorts } from '../resources/closed-ports.ts';
import { firewalldPort, firewalldSource, nodeZones } from '../resources/firewalld.ts';
import { isReachable } from '../resources/openings.ts';
import type { Resource } from '../resources/resource.ts';
import { ufwNetwork, ufwPort } from '../resources/ufw.ts';
import type { Area } from './area.ts';
import { chainReachable, isClosed } from './input-chains.ts';

/**
 * The ports that others must reach, where a firewall is active: opened in firewalld or ufw if the spec says so, else
 * named. A firewall is never started, and nothing in it is closed. Rules that somebody wrote are theirs.
 */
export const firewall: Area = {
  resources: ({ cluster, host, facts }) => {
    const { firewalld: on, ufw: installed, chains } = facts.firewall;
    if (on === null && installed === null && chains.length === 0 && !host.node.firewall.manage) return [];
    const list = openings(cluster, host);
    if (!host.node.firewall.manage) return closed(facts, host, list);
    const { firewalld, ufw } = facts.firewall;
    return [
      ...(firewalld === null ? recorded(facts, 'firewalld') : inFirewalld(cluster, host, facts, list)),
      ...(ufw?.enabled === true ? inUfw(cluster, list) : recorded(facts, 'ufw')),
      ...closedByChains(facts, list),
    ];
  },
  asks: () => ({}),
};

const TRUSTED = 'traffic of Pods and Services, to this host and through it';

function inFirewalld(cluster: Cluster, host: Host, facts: HostFacts, list: readonly Opening[]): Resource[] {
  const { firewalld } = facts.firewall;
  if (firewalld === null) return [];
  const zones = nodeZones(firewalld, [...host.internalAddresses, host.address]);
  return [
    ...zones.flatMap((zone) => list.flatMap((opening) => firewalldPort(zone, opening))),
    ...networks(cluster).map((network) => firewalldSource(network, TRUSTED)),
  ];
}

function inUfw(cluster: Cluster, list: readonly Opening[]): Resource[] {
  return [
    ...list.flatMap((opening) => ufwPort(opening)),
    ...networks(cluster).flatMap((network) => ufwNetwork(network, TRUSTED)),
  ];
}

/** Both are let through, as kube-proxy and network add-ons do the masquerading and leave filtering to the host. */
function networks({ networking }: Cluster): readonly string[] {
  return [...new Set([...networking.podSubnets, ...networking.serviceSubnets])];
}

/** Rules in a firewall that is off for now: they are as they were when it comes back. */
function recorded({ record }: HostFacts, kind: 'firewalld' | 'ufw'): Resource[] {
  return Object.entries(record?.resources ?? {})
    .map(([key, entry]) => ({ ...keyParts(key), ...entry }))
    .filter((one) => one.kind === kind)
    .map(({ name, value, original }) => ({
      id: `${kind} ${name}`,
      value,
      original: () => original,
      plan: () => null,
    }));
}

function closed(facts: HostFacts, host: Host, list: readonly Opening[]): Resource[] {
  const { firewalld, ufw } = facts.firewall;
  const remedy = 'open them there, or let kubestrap do it (node.firewall.manage: true)';
  const zones = firewalld === null ? [] : nodeZones(firewalld, [...host.internalAddresses, host.address]);
  const missing = (rules: (opening: Opening) => readonly Resource[]) =>
    list.filter((opening) => rules(opening).some(({ plan }) => plan(facts) !== null));
  return [
    ...zones.map((zone) =>
      closedPorts(
        `firewalld (zone ${zone})`,
        missing((opening) => firewalldPort(zone, opening)),
        remedy,
      ),
    ),
    ...(ufw?.enabled === true && ufw.drops ? [closedPorts('ufw', missing(ufwPort), remedy)] : []),
    ...closedByChains(facts, list),
  ];
}

function closedByChains({ firewall: { chains } }: HostFacts, list: readonly Opening[]): Resource[] {
  return chains.filter(isClosed).map((chain) => {
    const [anyone, some] = [chainReachable(chain, false), chainReachable(chain, true)];
    const missing = list.filter((opening) => !isReachable(opening, opening.from.length > 0 ? some : anyone));
    return closedPorts(chain.name, missing, 'these rules are yours, and never edited: open the ports there');
  });
}
