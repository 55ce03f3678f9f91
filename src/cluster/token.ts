import { randomBytes, randomInt } from 'node:crypto';
import { Secret } from '../secrets/secret.ts';

/** The secrets of one run: made when the run starts, worth nothing soon after. */
export interface RunSecrets {
  /** `id.secret` as kubeadm wants it. */
  readonly token: Secret;
  /** Not secret by itself, and another one in every run: plans and rendered programs have its name. */
  readonly tokenId: Secret;
  /** The part after the dot. */
  readonly tokenSecret: Secret;
  /** 32 bytes as hex: encrypts the certificates that joining control planes fetch. */
  readonly certificateKey: Secret;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

function word(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** A bootstrap token `[a-z0-9]{6}\.[a-z0-9]{16}` and a certificate key (64 hex digits), from the system's CSPRNG. */
export function createRunSecrets(): RunSecrets {
  const [tokenId, tokenSecret] = [word(6), word(16)];
  return {
    tokenId: new Secret('bootstrap-token-id', tokenId),
    tokenSecret: new Secret('bootstrap-token-secret', tokenSecret),
    token: new Secret('bootstrap-token', `${tokenId}.${tokenSecret}`),
    certificateKey: new Secret('certificate-key', randomBytes(32).toString('hex')),
  };
}
