/** Secret references: a map with one key of several, which only makes sense as a whole. */
const WHOLE: ReadonlySet<string> = new Set(['sudoPassword']);

/**
 * Merges layers of settings, later ones winning: maps merge key by key, lists and all else replace.
 * The result has the type of the layers because every value in it comes from one of them.
 */
export function mergeLayers<T extends object>(layers: readonly (T | undefined)[]): T {
  return layers.reduce<unknown>((merged, layer) => (layer ? merge(merged, layer) : merged), {}) as T;
}

function merge(below: unknown, above: unknown): unknown {
  if (!isMap(below) || !isMap(above)) return above;
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    merged.set(key, WHOLE.has(key) ? value : merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
