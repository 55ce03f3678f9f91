import { wholeLines } from '../shell/functions/text.ts';
import { sh } from '../shell/sh.ts';
import type { Fact } from './fact.ts';

/** A zone of firewalld. */
export interface Zone {
  readonly target: string;
  readonly interfaces: readonly string[];
  readonly sources: readonly string[];
  readonly services: readonly string[];
  /** `6443/tcp`, `2379-2380/tcp`. */
  readonly ports: readonly string[];
  readonly richRules: readonly string[];
}

export interface FirewalldFacts {
  readonly defaultZone: string;
  /** Address of the host to its interface. */
  readonly interfaces: ReadonlyMap<string, string>;
  readonly runtime: ReadonlyMap<string, Zone>;
  readonly permanent: ReadonlyMap<string, Zone>;
  /** What the zones' services stand for. */
  readonly services: ReadonlyMap<
    string,
    { readonly ports: readonly string[]; readonly includes: readonly string[] }
  >;
}

export interface UfwFacts {
  readonly enabled: boolean;
  /** What no rule speaks of is not let in. */
  readonly drops: boolean;
  /** Rules as ufw keeps them: `allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in`. */
  readonly tuples: readonly string[];
}

export interface FirewallFacts {
  /** Null: it does not run. */
  readonly firewalld: FirewalldFacts | null;
  /** Null: it is not installed. */
  readonly ufw: UfwFacts | null;
  /** Chains of other rulesets that look at what comes in, with their lines; asked for where neither is active. */
  readonly chains: readonly { readonly name: string; readonly lines: readonly string[] }[];
}

export const NO_FIREWALL: FirewallFacts = { firewalld: null, ufw: null, chains: [] };

/**
 * The firewall of the host: firewalld, ufw, or, where neither is active, base chains that look at what comes in.
 * Hosts without any answer with a few forks. Reads files where it can: firewall-cmd and ufw are slow to start.
 */
export const firewall: Fact<FirewallFacts> = {
  name: 'firewall',
  snippet: () => sh`active=
if command -v firewall-cmd >/dev/null && systemctl is-active --quiet firewalld.service; then
  active=yes
  echo '== default'; firewall-cmd --get-default-zone
  echo '== addresses'; ip -o addr show scope global
  echo '== runtime'; zones=$(firewall-cmd --list-all-zones); printf '%s\n' "$zones"
  echo '== permanent'; firewall-cmd --permanent --list-all-zones
  echo '== services'
  services=$(printf '%s\n' "$zones" | sed -n 's/^ *services: *//p' | tr ' ' '\n' | sort -u)
  included=$(for service in $services; do
    for file in "/usr/lib/firewalld/services/$service.xml" "/etc/firewalld/services/$service.xml"; do [ ! -f "$file" ] || ${wholeLines(sh`"$file"`)}; done
  done | sed -n 's/.*<include service="\([^"]*\)".*/\1/p')
  for service in $services $included; do
    for file in "/etc/firewalld/services/$service.xml" "/usr/lib/firewalld/services/$service.xml"; do
      [ ! -f "$file" ] || { printf '%s %s\n' "$service" "$(tr '\n' ' ' <"$file")"; break; }
    done
  done
fi
if command -v ufw >/dev/null; then
  echo '== ufw'
  grep -hs -E '^(ENABLED|DEFAULT_INPUT_POLICY)=|^### tuple' /etc/ufw/ufw.conf /etc/default/ufw /etc/ufw/user.rules /etc/ufw/user6.rules
  if grep -qs '^ENABLED=yes' /etc/ufw/ufw.conf; then active=yes; fi
fi
[ -z "$active" ] || return 0
if command -v nft >/dev/null; then
  nft list chains | awk '$1=="table" {t=$2 " " $3} $1=="chain" {c=$2} /hook input/ {print t, c}' | while read -r family table chain; do
    printf '== chain %s %s %s\n' "$family" "$table" "$chain"; nft list chain "$family" "$table" "$chain" | head -n 500
  done
fi
if command -v iptables >/dev/null; then
  if grep -qsx filter /proc/net/ip_tables_names; then
    echo '== iptables'; { iptables-legacy -S INPUT || iptables -S INPUT; } | head -n 500
  elif ! command -v nft >/dev/null; then echo '== iptables'; iptables -S INPUT | head -n 500; fi
fi`,
  parse: (output) => {
    const blocks = output.split(/^== /m).slice(1).map(block);
    const of = (name: string) => blocks.find(([title]) => title === name)?.[1];
    const [zone, ufw] = [of('default')?.[0], of('ufw')];
    return {
      firewalld:
        zone === undefined
          ? null
          : {
              defaultZone: zone.trim(),
              interfaces: new Map((of('addresses') ?? []).flatMap(addressRow)),
              runtime: zones(of('runtime') ?? []),
              permanent: zones(of('permanent') ?? []),
              services: new Map((of('services') ?? []).map(serviceRow)),
            },
      ufw:
        ufw === undefined
          ? null
          : {
              enabled: ufw.includes('ENABLED=yes'),
              drops: !ufw.some((row) => /^DEFAULT_INPUT_POLICY="?ACCEPT"?$/.test(row)),
              tuples: ufw.flatMap((row) => /^### tuple ### (.*)$/.exec(row)?.[1] ?? []),
            },
      chains: blocks
        .filter(([title]) => title.startsWith('chain ') || title === 'iptables')
        .map(([title, lines]) => ({ name: title === 'iptables' ? 'iptables INPUT' : `nft ${title}`, lines })),
    };
  },
  bare: NO_FIREWALL,
};

function block(text: string): readonly [string, readonly string[]] {
  const [title = '', ...lines] = text.split('\n');
  return [title, lines.filter((line) => line !== '')];
}

/** A row of `ip -o addr`: `2: eth0    inet 10.0.0.11/24 …`. */
function addressRow(row: string): [string, string][] {
  const [, name, , cidr] = row.split(/\s+/);
  const address = cidr?.split('/')[0];
  return name === undefined || address === undefined ? [] : [[address, name]];
}

/** `firewall-cmd --list-all-zones`: a zone's name, then indented `key: values`, rich rules a line each. */
function zones(lines: readonly string[]): ReadonlyMap<string, Zone> {
  const all = new Map<string, Zone>();
  let name = '';
  for (const line of lines) {
    if (/^\S/.test(line)) {
      name = line.split(' ')[0] ?? '';
      all.set(name, {
        target: 'default',
        interfaces: [],
        sources: [],
        services: [],
        ports: [],
        richRules: [],
      });
      continue;
    }
    const zone = all.get(name);
    const match = /^\s+(target|interfaces|sources|services|ports): ?(.*)$/.exec(line);
    const [, key, text = ''] = match ?? [];
    const words = text.split(' ').filter((word) => word !== '');
    if (zone === undefined) continue;
    if (/^\s+rule /.test(line)) all.set(name, { ...zone, richRules: [...zone.richRules, line.trim()] });
    else if (key === 'target') all.set(name, { ...zone, target: text });
    else if (key !== undefined) all.set(name, { ...zone, [key]: words });
  }
  return all;
}

/** A service's name and its definition on one line: what it includes and opens. */
function serviceRow(row: string): [string, { readonly ports: string[]; readonly includes: string[] }] {
  const [name = ''] = row.split(' ');
  const tags = [...row.matchAll(/<(port|include)\b([^>]*)>/g)];
  const attribute = (tag: string, key: string) => new RegExp(`\\b${key}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return [
    name,
    {
      ports: tags.flatMap(([, kind, tag = '']) =>
        kind === 'port' ? [`${attribute(tag, 'port')}/${attribute(tag, 'protocol')}`] : [],
      ),
      includes: tags.flatMap(([, kind, tag = '']) => (kind === 'include' ? [attribute(tag, 'service')] : [])),
    },
  ];
}
