import type { Cluster, Host } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import type { SecretReference } from '../secrets/reference.ts';
import { resolveSecret, SecretError } from '../secrets/resolve.ts';
import type { Secret } from '../secrets/secret.ts';
import { InputError } from '../spec/input-error.ts';
import type { Loaded } from '../spec/load.ts';

/** Where the files of a loaded cluster name secrets. */
const inputs = new WeakMap<Cluster, Pick<Loaded, 'secretUses' | 'sources'>>();

/** Keeps the places of secrets in the input, for `resolveInputSecrets`. */
export function keepInput({ cluster, secretUses, sources }: Loaded): void {
  inputs.set(cluster, { secretUses, sources });
}

interface Wanted {
  readonly name: string;
  readonly reference: SecretReference;
}

/** The sudo passwords that a run may need: of the hosts it may ask, where the user is not root. */
export function sudoPasswords({ hosts }: Cluster, limit: ReadonlySet<string> | null): readonly Wanted[] {
  const mayBeAsked = ({ name, role }: Host) => role === 'control-plane' || limit === null || limit.has(name);
  return hosts
    .filter(mayBeAsked)
    .flatMap(({ ssh: { user, sudoPassword } }) =>
      sudoPassword === undefined || user === 'root'
        ? []
        : [{ name: 'sudo-password', reference: sudoPassword }],
    );
}

/** Passphrases of CAs that sign ingress certificates. */
export function caPassphrases({ ingress }: Cluster): readonly Wanted[] {
  const own = ingress.certificates.flatMap(({ ca }) =>
    'passphrase' in ca && ca.passphrase ? [ca.passphrase] : [],
  );
  const generated = ingress.certificates.some(({ ca }) => ca.mode === 'generated')
    ? [ingress.generatedCa.passphrase]
    : [];
  return [...own, ...generated].flatMap((reference) =>
    reference === undefined ? [] : [{ name: 'ca-passphrase', reference }],
  );
}

/**
 * Fetches secrets before any host is asked. Throws InputError with every one that cannot be had, at the places where
 * the files name it, or the signal's reason.
 */
export async function resolveInputSecrets(
  cluster: Cluster,
  wanted: readonly Wanted[],
  signal?: AbortSignal,
): Promise<readonly Secret[]> {
  const { directory } = cluster;
  const distinct = new Map(wanted.map((one) => [JSON.stringify(one), one]));
  const outcomes = await Promise.all(
    [...distinct.values()].map(async ({ name, reference }) => {
      try {
        const secret = await resolveSecret(reference, name, { directory, ...(signal ? { signal } : {}) });
        // sudo would take each line for a try of its own
        if (name === 'sudo-password' && /[\r\n\0]/.test(secret.reveal()))
          throw new SecretError(`${name}: a password cannot hold a line break`);
        return secret;
      } catch (error) {
        if (!(error instanceof SecretError)) throw error;
        return places(cluster, reference, error.message);
      }
    }),
  );
  signal?.throwIfAborted();
  const problems = outcomes.flatMap((outcome) => (Array.isArray(outcome) ? outcome : []));
  const { sources } = inputs.get(cluster) ?? { sources: [] };
  if (problems.length > 0) throw new InputError(problems.toSorted(byPlace), sources);
  return outcomes.flatMap((outcome) => (Array.isArray(outcome) ? [] : [outcome]));
}

function places(cluster: Cluster, reference: SecretReference, message: string): Problem[] {
  const text = JSON.stringify(reference);
  const uses = (inputs.get(cluster)?.secretUses ?? []).filter(
    (use) => JSON.stringify(use.reference) === text,
  );
  if (uses.length === 0) return [{ severity: 'error', message, file: '', path: '' }];
  return uses.map(({ problem }) => problem(message));
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? 1 : -1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
