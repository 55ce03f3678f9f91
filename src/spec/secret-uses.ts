import type { Problem } from '../model/problem.ts';
import type { SecretReference } from '../secrets/reference.ts';
import type { Path } from '../values/path.ts';
import type { InputDocument } from './document.ts';
import type { Secret } from './documents.generated.ts';
import { type Base, secretReference } from './paths.ts';

/** Keys that hold a reference to a secret. */
const KEYS: ReadonlySet<string> = new Set(['sudoPassword', 'passphrase', 'snapshotKey']);

/** A reference to a secret, and where an input file has it. */
export interface SecretUse {
  /** As the cluster's model has it. */
  readonly reference: SecretReference;
  readonly problem: (message: string) => Problem;
}

/** The references of a valid document, from top to bottom. */
export function secretUses(document: InputDocument, base: Base): readonly SecretUse[] {
  const walk = (value: unknown, path: Path): SecretUse[] => {
    if (typeof value !== 'object' || value === null) return [];
    const entries: [string | number, unknown][] = Array.isArray(value)
      ? value.map((item, index) => [index, item])
      : Object.entries(value);
    return entries.flatMap(([key, inner]) => {
      const at: Path = [...path, key];
      const reference = KEYS.has(String(key)) ? secretReference(inner as Secret, base) : undefined;
      if (reference === undefined) return walk(inner, at);
      return [{ reference, problem: (message) => document.problem(at, message) }];
    });
  };
  return walk(document.data, []);
}
