import type { FirewalldFacts, Zone } from '../facts/firewall.ts';
import type { Opening } from '../knowledge/reachable-ports.ts';
import { firewalldSet } from '../shell/functions/firewall.ts';
import type { Script } from '../shell/sh.ts';
import { parseIp } from '../values/ip.ts';
import { isReachable, portText, type Reachable, reachable, sameNetwork, within } from './openings.ts';
import type { Planned, Remover, Resource } from './resource.ts';

/** What firewall-cmd adds to a zone and takes out of it. */
type What = 'port' | 'rich-rule' | 'source';

/** The zones that the host's own addresses are in; the default zone where that cannot be told. */
export function nodeZones(firewalld: FirewalldFacts, addresses: readonly string[]): readonly string[] {
  const zones = addresses.flatMap((address) => {
    const device = firewalld.interfaces.get(address);
    if (device === undefined) return [];
    const bound = [...firewalld.runtime].find(([, { interfaces }]) => interfaces.includes(device));
    return [bound?.[0] ?? firewalld.defaultZone];
  });
  return zones.length > 0 ? [...new Set(zones)] : [firewalld.defaultZone];
}

/** The ports that a zone lets through to anyone, its services' among them. */
function zoneReachable(zone: Zone | undefined, services: FirewalldFacts['services']): Reachable {
  if (zone?.target === 'ACCEPT') return reachable(['0-65535/tcp', '0-65535/udp', '0-65535/sctp']);
  const named = (zone?.services ?? []).flatMap((name) => {
    const service = services.get(name);
    return [name, ...(service?.includes ?? [])].flatMap((one) => services.get(one)?.ports ?? []);
  });
  return reachable([...(zone?.ports ?? []), ...named]);
}

/** A port that a zone lets through: one rule for anyone, or one for each address that may connect. */
export function firewalldPort(zone: string, opening: Opening): readonly Resource[] {
  const why = opening.component;
  if (opening.from.length === 0) return [item(zone, 'port', portText(opening), why, opening)];
  return opening.from.map((address) => {
    const { protocol } = opening;
    const [ports] = portText(opening).split('/');
    const family = parseIp(address)?.family === 6 ? 'ipv6' : 'ipv4';
    // as firewall-cmd itself prints it, so that it is found again
    const rule = `rule family="${family}" source address="${address}" port port="${ports}" protocol="${protocol}" accept`;
    return item(zone, 'rich-rule', rule, `${why} from ${address}`, opening);
  });
}

/** A network whose traffic is let through and forwarded, whatever its port. */
export function firewalldSource(network: string, reason: string): Resource {
  return item('trusted', 'source', network, reason);
}

function item(zone: string, what: What, value: string, reason: string, opening?: Opening): Resource {
  return {
    id: `firewalld ${zone} ${what} ${value}`,
    value: 'added',
    // a remover leaves alone what was let through without us
    original: ({ firewall }) => (isThere(firewall.firewalld, zone, what, value, opening) ? 'added' : null),
    plan: ({ firewall: { firewalld } }): Planned | null => {
      if (firewalld === null || isThere(firewalld, zone, what, value, opening)) return null;
      const other =
        what === 'source'
          ? [...firewalld.permanent].find(
              ([name, { sources }]) => name !== zone && sources.some((one) => sameNetwork(one, value)),
            )
          : undefined;
      if (other !== undefined) {
        return planned(
          `a source of zone ${other[0]}`,
          `a source of zone ${zone}`,
          `${reason}; a network is in one zone only: take it out of ${other[0]}, or see that ${other[0]} lets it through`,
        );
      }
      return planned(null, 'let through, now and at boot', reason, set('add', zone, what, value));
    },
  };
}

function planned(before: string | null, after: string, reason: string, script?: Script): Planned {
  const action = before === null ? 'create' : 'update';
  const change = { action, before, after, reason, disruption: 'none' } as const;
  return script === undefined ? { change } : { change, script };
}

function isThere(
  firewalld: FirewalldFacts | null,
  zone: string,
  what: What,
  value: string,
  opening: Opening | undefined,
): boolean {
  if (firewalld === null) return false;
  return [firewalld.runtime, firewalld.permanent].every((zones) => {
    const is = zones.get(zone);
    if (opening !== undefined && what === 'rich-rule' && isTrusted(zones, source(value))) return true;
    if (opening !== undefined && isReachable(opening, zoneReachable(is, firewalld.services))) return true;
    return has(is, what, value);
  });
}

/** Is an address let through whatever the port, by the zone that its network is in? */
function isTrusted(zones: ReadonlyMap<string, Zone>, address: string): boolean {
  return [...zones.values()].some(
    ({ target, sources }) => target === 'ACCEPT' && sources.some((one) => within(address, one)),
  );
}

function source(rule: string): string {
  return / source address="([^"]*)"/.exec(rule)?.[1] ?? '';
}

function has(zone: Zone | undefined, what: What, value: string): boolean {
  if (what === 'source') return zone?.sources.some((one) => sameNetwork(one, value)) === true;
  return (what === 'port' ? zone?.ports : zone?.richRules)?.includes(value) === true;
}

/** Ours goes, of the running firewall and of its files; what others had let through before stays. */
export const removeFirewalld: Remover = (name, { original }, facts): Planned | null => {
  const [zone = '', what = '', ...rest] = name.split(' ');
  if (original !== null || (what !== 'port' && what !== 'rich-rule' && what !== 'source')) return null;
  const value = rest.join(' ');
  const is = facts.firewall.firewalld;
  // one that does not run cannot be asked: its files may have the rule
  const found = is === null || [is.runtime, is.permanent].some((zones) => has(zones.get(zone), what, value));
  if (!found) return null;
  return {
    change: {
      action: 'delete',
      before: 'let through',
      after: null,
      reason: 'no longer in the spec',
      disruption: 'none',
    },
    script: set('remove', zone, what, value),
  };
};

function set(action: 'add' | 'remove', zone: string, what: What, value: string): Script {
  return firewalldSet(action, zone, what, value);
}
