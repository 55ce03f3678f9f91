import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { KeyAlgorithm } from '../model/cluster.ts';

/** How a CA signs: object identifiers of RFC 4055, 5758 and 8410. */
export interface SignatureAlgorithm {
  readonly name: string;
  readonly oid: string;
  /** RSA's identifier carries a NULL, the others nothing. */
  readonly nullParameters: boolean;
  /** As `openssl dgst` and node:crypto name it; null where the algorithm hashes by itself. */
  readonly digest: 'sha256' | 'sha384' | null;
}

/** A key pair; both are OpenSSL's, and the private one is printed by nothing. */
export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const GENERATE: Readonly<Record<KeyAlgorithm, () => KeyPair>> = {
  'RSA-2048': () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'RSA-3072': () => generateKeyPairSync('rsa', { modulusLength: 3072 }),
  'RSA-4096': () => generateKeyPairSync('rsa', { modulusLength: 4096 }),
  'ECDSA-P256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'ECDSA-P384': () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  Ed25519: () => generateKeyPairSync('ed25519'),
};

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P256',
  secp384r1: 'P384',
  secp521r1: 'P521',
};

export function generateKeys(algorithm: KeyAlgorithm): KeyPair {
  return GENERATE[algorithm]();
}

/** The kind of a key, in the words of the spec where it has them: `RSA-2048`, `ECDSA-P256`, `dsa`. */
export function algorithmOf(key: KeyObject): string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return `RSA-${details?.modulusLength}`;
  if (type === 'ec') return `ECDSA-${CURVES[details?.namedCurve ?? ''] ?? details?.namedCurve}`;
  return type === 'ed25519' ? 'Ed25519' : String(type);
}

const RSA = { name: 'RSA with SHA-256', oid: '1.2.840.113549.1.1.11', nullParameters: true } as const;
const ECDSA_256 = { name: 'ECDSA with SHA-256', oid: '1.2.840.10045.4.3.2', nullParameters: false } as const;
const ECDSA_384 = { name: 'ECDSA with SHA-384', oid: '1.2.840.10045.4.3.3', nullParameters: false } as const;
const ED25519 = { name: 'Ed25519', oid: '1.3.101.112', nullParameters: false, digest: null } as const;

const SIGNATURES: Readonly<Record<string, SignatureAlgorithm>> = {
  'ECDSA-P256': { ...ECDSA_256, digest: 'sha256' },
  'ECDSA-P384': { ...ECDSA_384, digest: 'sha384' },
  Ed25519: ED25519,
};

/** How a CA with this key signs; undefined for keys that are too weak or that clients do not know. */
export function signatureAlgorithmOf(publicKey: KeyObject): SignatureAlgorithm | undefined {
  const algorithm = algorithmOf(publicKey);
  const bits = Number(/^RSA-(\d+)$/.exec(algorithm)?.[1] ?? 0);
  return bits >= 2048 ? { ...RSA, digest: 'sha256' } : SIGNATURES[algorithm];
}
