import { isIP } from 'node:net';
import { contains, parseCidr, parseIp } from './ip.ts';
import { type San, sanText } from './names.ts';

/** A subtree of a CA's name constraints: a domain, a network in CIDR notation, a host of URIs, or another kind. */
export interface Subtree {
  readonly kind: San['kind'] | 'directory' | 'other';
  readonly value: string;
}

/** What a CA may issue names in (RFC 5280, 4.2.1.10). A kind that `permitted` does not have is not limited by it. */
export interface Constraints {
  readonly permitted: readonly Subtree[];
  readonly excluded: readonly Subtree[];
}

/** Why a CA with these constraints may not issue a name; undefined when it may. */
export function constraintProblem(san: San, { permitted, excluded }: Constraints): string | undefined {
  const own = permitted.filter(({ kind }) => kind === san.kind);
  if (own.length > 0 && !own.some((subtree) => isWithin(san, subtree))) {
    const list = own.map(({ value }) => value).join(', ');
    return `${sanText(san)} is not among the names that the CA may issue (${list})`;
  }
  const hit = excluded.find((subtree) => subtree.kind === san.kind && touches(san, subtree));
  return hit && `${sanText(san)} is among the names that the CA must not issue (${hit.value})`;
}

function isWithin(san: San, { value }: Subtree): boolean {
  if (san.kind === 'ip') {
    const network = parseCidr(value);
    const ip = parseIp(san.value);
    return network !== undefined && ip !== undefined && contains(network, ip);
  }
  const host = san.kind === 'uri' ? hostOf(san.value) : san.value;
  if (host === undefined) return false;
  const base = value.toLowerCase();
  if (base === '') return true;
  // with a dot in front it is subdomains only; without one, a URI's host is that host alone
  if (base.startsWith('.')) return host.endsWith(base);
  return host === base || (san.kind === 'dns' && host.endsWith(`.${base}`));
}

/** A wildcard reaches names of its whole domain, those that are excluded too; a URI without host cannot be told. */
function touches(san: San, subtree: Subtree): boolean {
  if (san.kind === 'uri' && hostOf(san.value) === undefined) return true;
  if (isWithin(san, subtree)) return true;
  if (!san.value.startsWith('*.')) return false;
  const base = subtree.value.toLowerCase().replace(/^\./, '');
  return base.slice(base.indexOf('.') + 1) === san.value.slice(2);
}

/** The host of a URI; RFC 5280 has constraints refuse URIs without one, and those with an address for one. */
function hostOf(uri: string): string | undefined {
  const host = new URL(uri).hostname.toLowerCase();
  return host === '' || host.startsWith('[') || isIP(host) !== 0 ? undefined : host;
}
