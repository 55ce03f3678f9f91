import { type KeyObject, sign } from 'node:crypto';
import { type SignatureAlgorithm, signatureAlgorithmOf } from './algorithms.ts';
import type { ParsedCertificate } from './certificate.ts';

/**
 * Who signs: a CA's certificate, and a way to have bytes signed by its key, wherever that is. `sign` takes the
 * DER of a TBSCertificate, hashes it as `algorithm` says, and gives the signature as X.509 has it: PKCS#1 v1.5
 * for RSA, the DER of r and s for ECDSA. That is what `openssl dgst -DIGEST -sign KEY` writes.
 */
export interface Signer {
  /** Undefined where the certificate signs itself. */
  readonly certificate: ParsedCertificate | undefined;
  readonly algorithm: SignatureAlgorithm;
  readonly publicKey: KeyObject;
  sign(tbs: Uint8Array): Promise<Uint8Array>;
}

/** Signs here. Without a certificate the result is its own issuer. Throws TypeError for keys that are refused. */
export function localSigner(
  certificate: ParsedCertificate | undefined,
  publicKey: KeyObject,
  privateKey: KeyObject,
): Signer {
  const algorithm = knownAlgorithm(publicKey);
  return {
    certificate,
    algorithm,
    publicKey,
    sign: async (tbs) => sign(algorithm.digest, tbs, privateKey),
  };
}

/** Has somebody else sign: the key stays where it is. `signBytes` is given the digest's name as openssl has it. */
export function externalSigner(
  certificate: ParsedCertificate,
  signBytes: (tbs: Uint8Array, digest: 'sha256' | 'sha384') => Promise<Uint8Array>,
): Signer {
  const { publicKey } = certificate;
  const algorithm = knownAlgorithm(publicKey);
  const { digest } = algorithm;
  // `openssl dgst` cannot sign with Ed25519, and kubeadm makes no such CA
  if (digest === null) throw new TypeError('an Ed25519 CA cannot sign at a distance');
  return { certificate, algorithm, publicKey, sign: (tbs) => signBytes(tbs, digest) };
}

/** A signer whose key is fetched when it is to sign, and not before. */
export function deferredSigner(certificate: ParsedCertificate, fetch: () => Promise<Signer>): Signer {
  const { publicKey } = certificate;
  const algorithm = knownAlgorithm(publicKey);
  return { certificate, algorithm, publicKey, sign: async (tbs) => (await fetch()).sign(tbs) };
}

function knownAlgorithm(publicKey: KeyObject): SignatureAlgorithm {
  const algorithm = signatureAlgorithmOf(publicKey);
  if (algorithm === undefined) throw new TypeError('the CA was not checked: its key is of a kind we refuse');
  return algorithm;
}
