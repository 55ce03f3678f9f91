import { isIPv4, isIPv6 } from 'node:net';

export type Family = 4 | 6;

/** An IP address as a number, so that two ways to write it compare equal. */
export interface Ip {
  readonly family: Family;
  readonly value: bigint;
}

/** A network: its first and last address. */
export interface Cidr {
  readonly family: Family;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
}

const width = { 4: 32, 6: 128 } as const;

/** Reads an IP address; undefined when it is none. Zones (`fe80::1%eth0`) are refused: they mean nothing elsewhere. */
export function parseIp(text: string): Ip | undefined {
  if (isIPv4(text)) return { family: 4, value: fromDigits(text.split('.').map(Number), 8n) };
  if (isIPv6(text) && !text.includes('%')) return { family: 6, value: fromDigits(groupsOf(text), 16n) };
  return undefined;
}

/** Do two host parts mean the same? Addresses by their value, names as they are written. */
export function isSameHost(one: string, other: string): boolean {
  const [a, b] = [parseIp(one), parseIp(other)];
  return a !== undefined && b !== undefined ? a.family === b.family && a.value === b.value : one === other;
}

/** The host part of a URL, an IPv6 address without its brackets; empty for what is no URL. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
}

/** Reads a network; undefined when it is none. Host bits may be set: `networkText` says what was meant. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', prefixText = '', ...rest] = text.split('/');
  const ip = parseIp(address);
  if (!ip || rest.length > 0 || !/^\d{1,3}$/.test(prefixText)) return undefined;
  const prefix = Number(prefixText);
  if (prefix > width[ip.family]) return undefined;
  const host = (1n << BigInt(width[ip.family] - prefix)) - 1n;
  const first = ip.value & ~host;
  return { family: ip.family, prefix, first, last: first | host };
}

/** True when no host bits are set, as in `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && cidr.first === parseIp(text.split('/')[0] ?? '')?.value;
}

/** The network that contains an IPv4 CIDR with host bits set: `10.1.2.3/8` → `10.0.0.0/8`. */
export function networkText(text: string): string | undefined {
  const cidr = parseCidr(text);
  if (cidr?.family !== 4) return undefined;
  const bytes = [24n, 16n, 8n, 0n].map((shift) => (cidr.first >> shift) & 255n);
  return `${bytes.join('.')}/${cidr.prefix}`;
}

export function contains(cidr: Cidr, ip: Ip): boolean {
  return cidr.family === ip.family && cidr.first <= ip.value && ip.value <= cidr.last;
}

export function overlap(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

function fromDigits(digits: readonly number[], bits: bigint): bigint {
  return digits.reduce((value, digit) => (value << bits) | BigInt(digit), 0n);
}

/** The eight groups of an IPv6 address that node:net has accepted. */
function groupsOf(text: string): readonly number[] {
  const [head = '', tail] = text.split('::');
  const left = halfOf(head);
  if (tail === undefined) return left;
  const right = halfOf(tail);
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function halfOf(text: string): readonly number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}
