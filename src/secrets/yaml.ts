import type { Rendered, RenderedObject } from './rendered.ts';
import { Secret } from './secret.ts';

/**
 * A YAML writer for a small, safe subset: block collections, plain scalars where no reader can see anything but
 * a string, double-quoted ASCII otherwise. js-yaml's own `dump` cannot keep secrets apart from the text around
 * them, and quotes for the one schema it is given, while kubeadm reads YAML 1.1 and people's tools 1.2.
 *
 * Keys are in a fixed order, so the order of the input does not matter: apiVersion, kind and metadata first,
 * then by UTF-16 code unit.
 */

/** Text, and the secrets that stand between quotes in it. */
export type YamlParts = readonly (string | Secret)[];

const FIRST_KEYS = ['apiVersion', 'kind', 'metadata'];

/** Read as something other than a string by YAML 1.1 or 1.2 readers, whatever their case; `e5` is a float to one. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity|e-?[\d_]+)$/i;

/** Starts with a letter or `/`, or is a CIDR, and has no character that means anything to YAML. */
const PLAIN = /^(?:[A-Za-z/][\w./@:-]*[\w./@-]|[A-Za-z/]|\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2})$/;

/** Longest key that every reader takes without a `?` in front (YAML 1.2.2, 8.2.2: 1024), quotes included. */
const LONGEST_SIMPLE_KEY = 1000;

/** One document, with a newline at its end. Throws TypeError for what YAML or JSON cannot hold. */
export function dump(value: Rendered): string {
  return join([...node(value, 0), '\n']).trimStart();
}

/** Documents separated by `---`, each secret as `(secret: name)`. */
export function toYaml(documents: readonly RenderedObject[]): string {
  return join(toYamlParts(documents));
}

/**
 * As `toYaml`, with the secrets kept as they are. Each stands between double quotes that are part of the text
 * around it, so whoever writes it must know that it needs no escapes: letters, digits and dots (tokens, keys).
 */
export function toYamlParts(documents: readonly RenderedObject[]): YamlParts {
  const parts = documents.flatMap((document, index) => [
    index === 0 ? '' : '---',
    ...node(document, 0),
    '\n',
  ]);
  return merge(parts);
}

function join(parts: YamlParts): string {
  const text = (part: string | Secret) => (typeof part === 'string' ? part : escaped(part.toString()));
  return parts.map(text).join('');
}

/** Neighbouring texts become one; the line break that every block begins with is dropped at the very start. */
function merge(parts: YamlParts): YamlParts {
  const merged: (string | Secret)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged.map((part, index) => (index === 0 && typeof part === 'string' ? part.trimStart() : part));
}

/** What follows a key, a dash or nothing: ` scalar`, or a line break and an indented block. */
function node(value: Rendered, indent: number): (string | Secret)[] {
  if (value instanceof Secret) return [' "', value, '"'];
  if (value === null || typeof value !== 'object') return [` ${scalar(value)}`];
  if (Array.isArray(value)) return sequence(value, indent);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('not a plain object');
  return mapping(value as RenderedObject, indent);
}

function sequence(items: readonly Rendered[], indent: number): (string | Secret)[] {
  if (items.length === 0) return [' []'];
  return items.flatMap((item) => [`\n${' '.repeat(indent)}-`, ...inline(node(item, indent + 2))]);
}

function mapping(value: RenderedObject, indent: number): (string | Secret)[] {
  const keys = Object.keys(value).sort(byOrder);
  if (keys.length === 0) return [' {}'];
  const pad = `\n${' '.repeat(indent)}`;
  return keys.flatMap((key) => {
    const name = text(key);
    const start = name.length > LONGEST_SIMPLE_KEY ? `${pad}? ${name}${pad}:` : `${pad}${name}:`;
    return [start, ...node(value[key] as Rendered, indent + 2)];
  });
}

/** A block in a sequence begins on the dash's own line: `- name: a`. */
function inline(parts: (string | Secret)[]): (string | Secret)[] {
  const [first, ...rest] = parts;
  return typeof first === 'string' ? [first.replace(/^\n +/, ' '), ...rest] : parts;
}

function byOrder(a: string, b: string): number {
  const rank = (key: string) => (FIRST_KEYS.includes(key) ? FIRST_KEYS.indexOf(key) : FIRST_KEYS.length);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function scalar(value: string | number | boolean | null): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (value === null || typeof value === 'boolean') return String(value);
  throw new TypeError(`YAML cannot hold a value of type ${typeof value}`);
}

/** A YAML 1.1 float has a point and a signed exponent: `1e+21` is a string to many readers, `1.0e+21` is not. */
function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`YAML cannot hold the number ${value}`);
  return String(value === 0 ? 0 : value).replace(/^(-?\d+)e/, '$1.0e');
}

function text(value: string): string {
  return PLAIN.test(value) && !RESERVED.test(value) ? value : `"${escaped(value)}"`;
}

/** The inside of a double-quoted scalar, in printable ASCII. Throws TypeError for text that is not Unicode. */
function escaped(value: string): string {
  if (/\p{Surrogate}/u.test(value))
    throw new TypeError('text with a lone surrogate cannot be written as YAML');
  return value.replace(/["\\]|[^\x20-\x7e]/gu, escapeOne);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
};

function escapeOne(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
