import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import type { ParsedKey } from 'ssh2';

/** What a file is to a login: a key, one that needs its passphrase, or why it is of no use. Never what is in it. */
export type PrivateKey =
  | { readonly key: ParsedKey }
  | { readonly encrypted: true }
  | { readonly problem: string; readonly remedy: string };

/** Of stat(2). */
interface Owned {
  readonly mode: number;
  readonly uid: number;
}

const USABLE =
  'Private keys of the types ed25519, ecdsa and rsa are, in OpenSSH, PEM (PKCS#1, SEC1) or PKCS#8 format.';

/** What files begin with that OpenSSH does not read, and the command that makes one that it does. */
const CONVERSIONS: readonly (readonly [RegExp, string, (file: string) => string])[] = [
  [
    /^PuTTY-User-Key-File-\d/,
    "is a key in PuTTY's format",
    (file) => `Convert it: puttygen ${file} -O private-openssh -o ${file}.openssh (package putty-tools).`,
  ],
  [
    /^---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/,
    'is a key in the format of ssh.com',
    (file) => `Convert it: ssh-keygen -i -f ${file} > ${file}.openssh; chmod 600 ${file}.openssh`,
  ],
  [
    /-----BEGIN (DSA PRIVATE KEY|SSH2? )/,
    'is a key of type DSA, which OpenSSH no longer takes',
    () => 'Make another: ssh-keygen -t ed25519.',
  ],
  [
    /-----BEGIN CERTIFICATE( REQUEST)?-----/,
    'is an X.509 certificate',
    () => 'Name the private key that belongs to an SSH key pair.',
  ],
];

/** Who a file of ours may be open to: nobody but its owner (sshkey_perm_ok of OpenSSH; files of others are not looked at). */
function isTooOpen({ mode, uid }: Owned): boolean {
  return process.getuid?.() === uid && (mode & 0o077) !== 0;
}

/**
 * Reads a private key as OpenSSH does: PKCS#8, which openssl 3 and Terraform write, is among its formats, and a file
 * that others may read is refused. ssh2 knows no PKCS#8, so it is given the same key in a format of its own.
 */
export async function privateKey(file: string, text: Buffer, owned: Owned): Promise<PrivateKey> {
  const { utils } = (await import('ssh2')).default;
  const head = text.toString('latin1').trimStart();
  const parsed = utils.parseKey(text);
  if (parsed instanceof Error) {
    if (/^-----BEGIN ENCRYPTED PRIVATE KEY-----/m.test(head)) return open(file, owned) ?? { encrypted: true };
    if (/encrypted|passphrase/i.test(parsed.message)) return open(file, owned) ?? { encrypted: true };
    const token = /Unsupported OpenSSH private key type: (sk-\S+)/.exec(parsed.message);
    if (token !== null)
      return {
        problem: `${file} is a key of a security token (${token[1]})`,
        remedy: `Load it with ssh-add ${file}, and remove ssh.identityFile, so that the agent signs.`,
      };
    const converted = utils.parseKey(fromPkcs8(head) ?? '');
    if (!(converted instanceof Error)) return open(file, owned) ?? usable(file, converted);
    const other = CONVERSIONS.find(([pattern]) => pattern.test(head));
    return other === undefined
      ? { problem: `${file} is not a private key that can be used`, remedy: USABLE }
      : { problem: `${file} ${other[1]}`, remedy: other[2](file) };
  }
  const found = usable(file, parsed);
  return 'key' in found ? (open(file, owned) ?? found) : found;
}

/** Undefined: nobody else may read it. */
function open(file: string, owned: Owned): PrivateKey | undefined {
  if (!isTooOpen(owned)) return undefined;
  const mode = (owned.mode & 0o777).toString(8).padStart(4, '0');
  return {
    problem: `the SSH key ${file} is open to other users (mode ${mode}), and ssh refuses it as well`,
    remedy: `chmod 600 ${file}`,
  };
}

function usable(file: string, parsed: ParsedKey): PrivateKey {
  // the types say one key; a file may hold several, of which the first counts
  const key = Array.isArray(parsed) ? (parsed as ParsedKey[])[0] : parsed;
  return key === undefined || !key.isPrivateKey()
    ? { problem: `${file} is a public key`, remedy: 'Name the private key: the file without .pub.' }
    : { key };
}

/** The same key as ssh2 reads it; undefined: OpenSSL cannot read it either, or it is of a kind that SSH does not have. */
function fromPkcs8(text: string): string | undefined {
  // `openssl ecparam` writes the curve before the key
  const pem = /-----BEGIN (?:\w+ )?PRIVATE KEY-----[\s\S]+?-----END (?:\w+ )?PRIVATE KEY-----/.exec(
    text,
  )?.[0];
  if (pem === undefined) return undefined;
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs1', format: 'pem' }).toString();
    if (key.asymmetricKeyType === 'ec') return key.export({ type: 'sec1', format: 'pem' }).toString();
    return key.asymmetricKeyType === 'ed25519' ? ed25519(key) : undefined;
  } catch {
    return undefined;
  }
}

/** An Ed25519 key in OpenSSH's own format, without a passphrase (OpenSSH PROTOCOL.key). */
function ed25519(key: KeyObject): string {
  const { d = '', x = '' } = key.export({ format: 'jwk' });
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')];
  const type = 'ssh-ed25519';
  const check = randomBytes(4);
  const secret = Buffer.concat([
    check,
    check,
    ...[type, point, Buffer.concat([seed, point]), ''].map(string),
  ]);
  const padding = Buffer.from(Array.from({ length: -secret.length & 7 }, (_, index) => index + 1));
  const blob = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...['none', 'none', ''].map(string),
    uint32(1),
    string(Buffer.concat([string(type), string(point)])),
    string(Buffer.concat([secret, padding])),
  ]);
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join(
    '\n',
  );
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** RFC 4251, 5: `string`. */
function string(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}
