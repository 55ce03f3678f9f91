import type { KeyObject } from 'node:crypto';

/** Object identifiers of extended key usages (RFC 5280, 4.2.1.12). */
export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
export const ANY_USAGE = '2.5.29.37.0';

/** Bits of the key usage extension, as the first octet's bits are numbered from its high end. */
const DIGITAL_SIGNATURE = 1;
const KEY_ENCIPHERMENT = 4;
export const KEY_CERT_SIGN = 32;
const CRL_SIGN = 64;

/** Of our own CAs. */
export const caUsage = KEY_CERT_SIGN | CRL_SIGN;

/** Of a server: RSA keys also encipher, for clients without ephemeral keys (RFC 5246, 7.4.2). */
export function leafUsage(publicKey: KeyObject): number {
  return publicKey.asymmetricKeyType === 'rsa' ? DIGITAL_SIGNATURE | KEY_ENCIPHERMENT : DIGITAL_SIGNATURE;
}
