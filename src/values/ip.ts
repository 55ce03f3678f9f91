/**
 * IP addresses and networks. `node:net` says what is one (inet_pton: no leading zeros, four digits a group at most),
 * ipaddr.js calculates: it alone would also take `10.1`, `0x0a.0.0.1` and `00001::`, which Kubernetes does not.
 */

import { createRequire } from 'node:module';
import { isIPv4, isIPv6 } from 'node:net';
import type { IPv4, IPv6 } from 'ipaddr.js';

/** Required, not imported: Node looks through a CommonJS file for names to import, which takes 45 ms for this one. */
const ipaddr: typeof import('ipaddr.js') = createRequire(import.meta.url)('ipaddr.js');

export type Family = 4 | 6;

type Address = IPv4 | IPv6;

/** An IP address. */
export interface Ip {
  readonly family: Family;
  /** As RFC 5952 writes it: addresses are the same if these are. */
  readonly text: string;
  readonly address: Address;
}

/** A network. */
export interface Cidr {
  readonly family: Family;
  readonly prefix: number;
  /** Its first address in normal form, and the prefix: networks are the same if these are. */
  readonly text: string;
  /** Its first address. */
  readonly address: Address;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/**
 * Reads an IP address; undefined when it is none. Zones (`fe80::1%eth0`) are refused: they mean nothing elsewhere.
 * Leading zeros are, too: Kubernetes reads `010.0.0.1` as 10.0.0.1 where it must, libc as 8.0.0.1. An IPv4-mapped
 * address is the IPv4 address in it, as in Go's net.ParseIP and so in all of Kubernetes.
 */
export function parseIp(text: string): Ip | undefined {
  if (!(text.includes(':') ? isPlainIpv6(text) : isIPv4(text))) return undefined;
  return ipOf(ipaddr.process(withoutDots(text)));
}

/** IPv6 without IPv4 inside: of `::1.2.3.4`, ipaddr.js makes ::ffff:1.2.3.4. */
function withoutDots(text: string): string {
  return text.includes(':') && text.includes('.') ? hostOf(`http://[${text}]`) : text;
}

/** Asked only of what has a colon: Node 20 takes 50 ms for the regular expression behind isIPv6. */
function isPlainIpv6(text: string): boolean {
  return !text.includes('%') && isIPv6(text);
}

function ipOf(address: Address): Ip {
  return { family: familyOf(address), text: address.toString(), address };
}

function familyOf(address: Address): Family {
  return address.kind() === 'ipv4' ? 4 : 6;
}

/** Is it an IPv4 address written as an IPv6 one (`::ffff:10.0.0.1`)? Kubernetes refuses those in new objects. */
export function isMapped(text: string): boolean {
  return text.includes(':') && parseIp(text)?.family === 4;
}

/** Is it an address of a host for itself (127.0.0.0/8, ::1)? */
export function isLoopback(text: string): boolean {
  return parseIp(text)?.address.range() === 'loopback';
}

/** Do two host parts mean the same? Addresses by their value, names as they are written. */
export function isSameHost(one: string, other: string): boolean {
  const [a, b] = [parseIp(one), parseIp(other)];
  return a !== undefined && b !== undefined ? a.text === b.text : one === other;
}

/** The host part of a URL, an IPv6 address without its brackets; empty for what is no URL. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
}

/**
 * Reads a network; undefined when it is none. Host bits may be set: `networkText` says what was meant. IPv4-mapped
 * networks are refused: Go counts their prefix of 128 bits and then takes them for IPv4.
 */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = '', digits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const ip = isMapped(address) ? undefined : parseIp(address);
  return ip && networkAround(ip, Number(digits));
}

/** The network of a prefix that holds an address; undefined for a prefix that is too long. */
export function networkAround({ family, text }: Ip, prefix: number): Cidr | undefined {
  if (prefix > WIDTH[family]) return undefined;
  const kind = family === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
  const address = kind.networkAddressFromCIDR(`${text}/${prefix}`);
  return { family, prefix, text: `${address.toString()}/${prefix}`, address };
}

/** An address as the network of it alone, or a network; undefined for anything else. */
export function parseNetwork(text: string): Cidr | undefined {
  const ip = parseIp(text);
  return ip ? networkAround(ip, WIDTH[ip.family]) : parseCidr(text);
}

/** True when no host bits are set, as in `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && cidr.address.toString() === parseIp(text.split('/')[0] ?? '')?.text;
}

/** The network that contains a CIDR with host bits set: `10.1.2.3/8` → `10.0.0.0/8`. */
export function networkText(text: string): string | undefined {
  return parseCidr(text)?.text;
}

/** The address of a network at an index, 0 to 255; undefined where the network has not that many. */
export function addressAt(cidr: Cidr, index: number): Ip | undefined {
  const bytes = cidr.address.toByteArray();
  const last = (bytes.pop() ?? 0) + index;
  if (last > 255) return undefined;
  const ip = ipOf(ipaddr.fromByteArray([...bytes, last]));
  return contains(cidr, ip) ? ip : undefined;
}

export function contains(cidr: Cidr, ip: Ip): boolean {
  return cidr.family === ip.family && ip.address.match(cidr.address, cidr.prefix);
}

/** Is a network part of another, or the same? */
export function isWithin(inner: Cidr, outer: Cidr): boolean {
  return (
    inner.family === outer.family &&
    inner.prefix >= outer.prefix &&
    inner.address.match(outer.address, outer.prefix)
  );
}

export function overlap(a: Cidr, b: Cidr): boolean {
  return isWithin(a, b) || isWithin(b, a);
}
