import type { Secret } from './secret.ts';

/** Characters below which a text is too common to be told from others. */
const SHORTEST = 4;

/** What a text of a secret is replaced with, longest first. */
const known = new Map<string, string>();
let pattern: RegExp | undefined;

/**
 * From now on `redact` takes this secret out of texts: as it is, as JSON and the shell write it, and in base64. Of a
 * secret with several lines each long one is known by itself, since output comes line by line.
 */
export function remember(secret: Secret): void {
  const value = secret.reveal();
  const lines = value.split('\n').filter((line) => line.length >= 16);
  for (const text of [value, ...(lines.length > 1 ? lines : [])]) {
    for (const form of formsOf(text)) if (form.length >= SHORTEST) known.set(form, String(secret));
  }
  pattern = undefined;
}

/** The text without any secret that this process has fetched or made. */
export function redact(text: string): string {
  if (known.size === 0) return text;
  pattern ??= new RegExp(
    [...known.keys()]
      .toSorted((a, b) => b.length - a.length)
      .map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
      .join('|'),
    'g',
  );
  return text.replaceAll(pattern, (found) => known.get(found) ?? '(secret)');
}

/** A value of any shape with `redact` applied to every text in it, keys left as they are. */
export function redactDeep<T>(value: T): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map(redactDeep) as T;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, redactDeep(one)])) as T;
}

function formsOf(text: string): string[] {
  const base64 = Buffer.from(text).toString('base64');
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    // as src/shell/sh.ts quotes it
    text.replaceAll("'", `'\\''`),
    ...(text.length >= 8 ? [base64, base64.replace(/=+$/, '')] : []),
  ];
}
