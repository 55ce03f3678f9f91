import { HostKeyError } from './errors.ts';
import type { HostKeyCheck } from './host-key.ts';
import { fingerprint, type KnownHostEntry, keyType, knownHostsName } from './known-hosts.ts';

/** A host key as plans and messages write it: `ssh-ed25519 SHA256:…`. */
export function describeKey(key: Buffer): string {
  return `${keyType(key)} ${fingerprint(key)}`;
}

/** The known keys to ask a host for: of several, the type that is pinned, so that the host shows that one. */
export function preferred(
  known: readonly KnownHostEntry[],
  pinned: string | undefined,
): readonly KnownHostEntry[] {
  const same = known.filter(({ type }) => type === pinned?.split(' ')[0]);
  return same.length > 0 ? same : known;
}

/** Throws HostKeyError where a host shows another key than the pinned one, though known_hosts has it. */
export function checkPinned(key: Buffer, check: HostKeyCheck & { readonly pinned?: string }): void {
  const { host, address, port, file, pinned } = check;
  const shown = describeKey(key);
  if (pinned === undefined || pinned === shown) return;
  throw new HostKeyError({
    host,
    address: `${address}:${port}`,
    type: keyType(key),
    fingerprint: fingerprint(key),
    file: file.path,
    expected: [],
    reason: 'changed',
    message: `the host key of ${host} (${knownHostsName(address, port)}) is not that of the saved plan: it shows ${shown}, the plan has ${pinned}`,
    remedy:
      'Nothing was sent to the host. If its key was changed on purpose, make a new plan with "kubestrap plan --out FILE", review it, and apply that.',
  });
}
