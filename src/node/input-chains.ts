import type { FirewallFacts } from '../facts/firewall.ts';
import { type Reachable, reachable } from '../resources/openings.ts';

type Chain = FirewallFacts['chains'][number];

/** Does a base chain let in only what its rules name: a policy of drop, or a last rule that turns away the rest? */
export function isClosed({ lines }: Chain): boolean {
  const rules = lines.map((line) => line.trim()).filter((line) => !/^[{}]?$|^(table|chain) /.test(line));
  if (rules.some((line) => /^-P INPUT (DROP|REJECT)$|hook input\b.*\bpolicy drop\b/.test(line))) return true;
  return /^(-A INPUT -j (DROP|REJECT)\b.*|(counter .*)?(drop|reject\b.*))$/.test(rules.at(-1) ?? '');
}

/**
 * The ports that a chain's own rules accept, from anyone or (`narrow`) from some, as far as they can be read: jumps,
 * sets and marks are not followed. `-A INPUT -p tcp -m tcp --dport 6443 -j ACCEPT`, `-m multiport --dports
 * 22,2379:2380`, `tcp dport { 22, 2379-2380 } accept`.
 */
export function chainReachable({ lines }: Chain, narrow: boolean): Reachable {
  return reachable(lines.flatMap((line) => acceptedPorts(narrow ? withoutSource(line) : line)));
}

function withoutSource(line: string): string {
  return line.replace(/ -s \S+/, '').replace(/\bip6? saddr (\{[^}]*\}|\S+) /, '');
}

function acceptedPorts(line: string): string[] {
  // a rule that asks for more than the port, such as an interface, is not for anyone
  const iptables =
    /^-A INPUT -p (tcp|udp|sctp)(?: -m (?:tcp|udp|sctp|multiport|(?:state|conntrack) --(?:ct)?state \S+))* --dports? (\S+)(?: -m (?:comment --comment (?:"[^"]*"|\S+)|(?:state|conntrack) --(?:ct)?state \S+))* -j ACCEPT$/.exec(
      line.trim(),
    );
  const nft =
    /^(?:ct state \S+ )?(?:meta l4proto \S+ )?(tcp|udp|sctp) dport (?:\{ ([^}]*) \}|([\d-]+)) (?:ct state \S+ )?(?:counter (?:packets \d+ bytes \d+ )?)?accept(?: comment .*)?$/.exec(
      line.trim(),
    );
  const protocol = iptables?.[1] ?? nft?.[1];
  const ports = iptables?.[2] ?? nft?.[2] ?? nft?.[3];
  if (protocol === undefined || ports === undefined) return [];
  return ports.split(',').map((one) => `${one.trim().replace(':', '-')}/${protocol}`);
}
