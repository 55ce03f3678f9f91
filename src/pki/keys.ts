import { createPrivateKey, type KeyObject } from 'node:crypto';
import { Secret } from '../secrets/secret.ts';

/** A key, or why there is none. */
export type KeyOutcome = { readonly key: KeyObject } | { readonly message: string; readonly hint: string };

const ENCRYPTED = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m;

/** Reads a private key in PEM: PKCS#8 or traditional, encrypted or not. Nothing of it is in the outcome's texts. */
export function readPrivateKey(pem: Secret, passphrase: Secret | undefined): KeyOutcome {
  const text = pem.reveal();
  const encrypted = ENCRYPTED.test(text);
  if (encrypted && passphrase === undefined) {
    return {
      message: 'the key is encrypted',
      hint: 'give its `passphrase`: { env }, { file } or { command }',
    };
  }
  try {
    const key = createPrivateKey({
      key: text,
      format: 'pem',
      ...(encrypted ? { passphrase: passphrase?.reveal() ?? '' } : {}),
    });
    return { key };
  } catch {
    // OpenSSL's reasons differ by cipher and version, and some say no more than that padding was wrong
    return encrypted
      ? { message: 'the passphrase does not open the key', hint: 'check the passphrase, or the file' }
      : {
          message: 'there is no private key that can be read',
          hint: 'it must be PEM, PKCS#8 or traditional',
        };
  }
}

/** A key as PKCS#8 in PEM; with a passphrase encrypted with AES-256-CBC. */
export function privateKeyPem(key: KeyObject, name: string, passphrase?: Secret): Secret {
  const base = { type: 'pkcs8', format: 'pem' } as const;
  const pem = key.export(
    passphrase === undefined ? base : { ...base, cipher: 'aes-256-cbc', passphrase: passphrase.reveal() },
  );
  return new Secret(name, pem.toString());
}
