import type { ServerHostKeyAlgorithm } from 'ssh2';
import { HostKeyError } from './errors.ts';
import {
  fingerprint,
  type KnownHostEntry,
  type KnownHostsFile,
  keyType,
  knownHostsName,
} from './known-hosts.ts';

/** What we offer, best first. `ssh-rsa` (SHA-1 signatures) is not among them, as in OpenSSH since 8.8. */
const ALGORITHMS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/** Algorithms to offer a host: those of the keys we know first, so that the host shows one we can check. */
export function hostKeyAlgorithms(known: readonly KnownHostEntry[]): ServerHostKeyAlgorithm[] {
  const types = new Set(known.filter((entry) => !entry.revoked).map((entry) => entry.type));
  const isKnown = (algorithm: ServerHostKeyAlgorithm) =>
    types.has(algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);
  return [...ALGORITHMS.filter(isKnown), ...ALGORITHMS.filter((algorithm) => !isKnown(algorithm))];
}

/** A host key that was unknown and is now in known_hosts. */
export interface AcceptedKey {
  readonly host: string;
  /** As known_hosts names it. */
  readonly name: string;
  readonly type: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
  readonly file: string;
}

export interface NewKeys {
  /** Write the key of a host that has none in its known_hosts file there, instead of refusing the host. */
  readonly acceptNew: boolean;
  /** Told of each key right after it was written. */
  readonly onAccepted?: (key: AcceptedKey) => void;
}

export interface HostKeyCheck extends NewKeys {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly file: KnownHostsFile;
}

/**
 * Decides about the key a host shows. Resolves when it is known, or new and now written down; rejects with a
 * HostKeyError. A host that has a key of another type in the file is not new: its key counts as changed, also
 * with acceptNew. Of several unknown keys that one address shows in a run, the first is accepted and the others
 * count as changed.
 */
export function checkHostKey(key: Buffer, check: HostKeyCheck): Promise<void> {
  return check.acceptNew ? check.file.exclusively(() => decide(key, check)) : decide(key, check);
}

async function decide(key: Buffer, check: HostKeyCheck): Promise<void> {
  const { host, address, port, file } = check;
  const known = await file.lookup(address, port);
  const expected = known
    .filter((entry) => !entry.revoked)
    .map((entry) => ({
      type: entry.type,
      fingerprint: fingerprint(entry.key),
      where: `${file.path}:${entry.line}`,
    }));
  const shown = `${keyType(key)} ${fingerprint(key)}`;
  const name = knownHostsName(address, port);
  const details = {
    host,
    address: `${address}:${port}`,
    type: keyType(key),
    fingerprint: fingerprint(key),
    file: file.path,
    expected,
  };

  const revoked = known.find((entry) => entry.revoked && entry.key.equals(key));
  if (revoked !== undefined) {
    throw new HostKeyError({
      ...details,
      reason: 'revoked',
      message: `${host} (${name}) shows the host key ${shown}, which ${file.path}:${revoked.line} revokes`,
      remedy: 'Give the host a new key; nothing was sent to it.',
    });
  }
  if (known.some((entry) => !entry.revoked && entry.key.equals(key))) return;
  if (expected.length > 0) {
    const list = expected.map((one) => `${one.type} ${one.fingerprint} (${one.where})`).join(', ');
    throw new HostKeyError({
      ...details,
      reason: 'changed',
      message: `the host key of ${host} (${name}) is not the known one: it shows ${shown}, expected ${list}`,
      remedy:
        'Someone may be in between, or the host was installed anew. Nothing was sent to it. If it was installed ' +
        `anew: compare with ssh-keygen -lf on its console, then ssh-keygen -R '${name}' -f ${file.path}`,
    });
  }
  if (!check.acceptNew) {
    throw new HostKeyError({
      ...details,
      reason: 'unknown',
      message: `the host key of ${host} (${name}) is unknown: ${shown} is not in ${file.path}`,
      remedy:
        'Compare it with the output of ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub on the host, then run again with ' +
        '--accept-new-host-keys, or add it with ssh-keyscan. Nothing was sent to the host.',
    });
  }
  await file.add(address, port, key);
  check.onAccepted?.({ host, name, type: keyType(key), fingerprint: fingerprint(key), file: file.path });
}
