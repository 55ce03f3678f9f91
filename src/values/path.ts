/** Where a value is in a document: keys and, in lists, indices. */
export type Path = readonly (string | number)[];

/** The JSON pointer (RFC 6901) of a path: what ajv calls it, and a key for maps. */
export function pointerOf(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A path as people read it: `hosts[2].labels["example.org/zone"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => text + segment(part, text === ''), '');
}

/** The last key of a path, with the indices that follow it: `names[0]`. */
export function labelOf(path: Path): string {
  const start = path.findLastIndex((part) => typeof part === 'string');
  return printable(pathText(path.slice(Math.max(start, 0)))) || 'the file';
}

function segment(part: string | number, first: boolean): string {
  if (typeof part === 'number') return `[${part}]`;
  if (!/^[\w-]+$/.test(part)) return first ? part : `[${JSON.stringify(part)}]`;
  return first ? part : `.${part}`;
}

/** Control characters, and those that reorder text on a terminal, become U+FFFD; long text is cut. */
export function printable(text: string, limit = 80): string {
  const clean = text.replaceAll(UNPRINTABLE, '\ufffd');
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

/** C0 and C1 controls, zero-width and bidirectional format characters (Unicode TR 36), and line separators. */
export const UNPRINTABLE = /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
