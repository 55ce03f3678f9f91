import { domainToASCII } from 'node:url';
import { parseIp } from './ip.ts';

/** A subject alternative name in its one normal form, so that two ways to write it compare equal. */
export interface San {
  readonly kind: 'dns' | 'ip' | 'uri';
  readonly value: string;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A DNS name in lower-case ASCII; the Unicode form of an internationalised one becomes punycode (RFC 5891).
 * Undefined when it is none. No wildcard, no dot at the end.
 */
export function dnsName(text: string): string | undefined {
  const ascii = /[^\0-\x7f]/.test(text) ? domainToASCII(text) : text.toLowerCase();
  const labels = ascii.split('.');
  if (ascii.length > 253 || !labels.every((label) => LABEL.test(label))) return undefined;
  // a top-level label of digits makes it a mistyped address, never a name (RFC 3696 section 2)
  if (/^\d+$/.test(labels.at(-1) ?? '')) return undefined;
  const punycode = labels.some((label) => label.startsWith('xn--'));
  return punycode && domainToASCII(ascii) !== ascii ? undefined : ascii;
}

/**
 * A DNS name of a certificate: as `dnsName`, or with `*` as the whole first label and two labels or more after
 * it, which is all that clients accept (RFC 6125 section 6.4.3; OpenSSL wants the two labels).
 */
export function certificateDnsName(text: string): string | undefined {
  if (!text.startsWith('*.')) return dnsName(text);
  const rest = dnsName(text.slice(2));
  return rest?.includes('.') && rest.length <= 251 ? `*.${rest}` : undefined;
}

/** An IP address as RFC 5952 writes it; undefined when it is none. */
export function ipText(text: string): string | undefined {
  return parseIp(text)?.text;
}

/**
 * An absolute URI in ASCII, as it is written (RFC 5280, 4.2.1.6): with a scheme and something after it; where it
 * has an authority, that names a host. Undefined when it is none.
 */
export function uriText(text: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$/.test(text) || /["<>\\^`{|}]/.test(text)) return undefined;
  if (!URL.canParse(text) || /^[^:]+:\/\/(\/|$)/.test(text)) return undefined;
  return text.includes('://') && new URL(text).hostname === '' ? undefined : text;
}

/** What keeps a text from being a DNS name of a certificate, in words; undefined when nothing is known of it. */
export function dnsNameHint(text: string): string | undefined {
  if (parseIp(text)) return 'addresses have a list of their own: `ipAddresses`';
  if (text.includes('://')) return 'URIs have a list of their own: `uris`';
  const bare = text.replace(/\.$/, '');
  if (bare !== text && certificateDnsName(bare)) return `did you mean "${bare}"?`;
  if (!text.includes('*')) return undefined;
  return '"*" stands for one whole label, the first, with at least two after it: "*.example.org"';
}

/** The names as one list: DNS names, addresses, URIs, each in the order given. They must have been checked. */
export function sansOf(lists: {
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly uris?: readonly string[];
}): readonly San[] {
  const named = (
    kind: San['kind'],
    list: readonly string[] | undefined,
    normal: (text: string) => string | undefined,
  ): San[] => (list ?? []).map((text) => ({ kind, value: normal(text) ?? notAName(kind, text) }));
  return [
    ...named('dns', lists.dnsNames, certificateDnsName),
    ...named('ip', lists.ipAddresses, ipText),
    ...named('uri', lists.uris, uriText),
  ];
}

function notAName(kind: San['kind'], text: string): never {
  throw new TypeError(`not a ${kind} name, though it was accepted: ${text}`);
}

/** As openssl and people write it: `DNS:web.example.org`. */
export function sanText({ kind, value }: San): string {
  return `${{ dns: 'DNS', ip: 'IP', uri: 'URI' }[kind]}:${value}`;
}
