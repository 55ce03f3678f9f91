import { type Path, pointerOf } from '../values/path.ts';

/**
 * A document of which anything may be missing: what the schema refused has been taken out, so that the
 * semantic rules can look at the rest and all problems are reported in one go.
 */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** Copies data without the values at `pointers`; in lists they become undefined, for indices to stay. */
export function withoutInvalid(data: unknown, pointers: ReadonlySet<string>, path: Path = []): unknown {
  if (pointers.has(pointerOf(path))) return undefined;
  if (Array.isArray(data)) return data.map((item, index) => withoutInvalid(item, pointers, [...path, index]));
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([key, value]) => [
    key,
    withoutInvalid(value, pointers, [...path, key]),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
