import type { Problem } from '../model/problem.ts';
import type { Path } from '../values/path.ts';
import { pathText, pointerOf } from '../values/path.ts';
import type { Source } from './source.ts';

/** A stretch of the text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a value stands, and the key that names it (absent in lists and at the root). */
export interface Place {
  readonly path: Path;
  readonly value: Span;
  readonly key?: Span;
  /** True for text, numbers and the like: the value holds no other. */
  readonly scalar: boolean;
}

interface ProblemOptions {
  readonly severity?: Problem['severity'];
  readonly hint?: string | undefined;
  /** Point at the key instead of the value. */
  readonly key?: boolean;
}

/** An input file as data, with the place of every value. */
export class InputDocument {
  readonly source: Source;
  /** Null where nothing could be read. */
  readonly data: unknown;
  readonly #places: ReadonlyMap<string, Place>;
  readonly #lineStarts: readonly number[];

  constructor(source: Source, data: unknown, places: ReadonlyMap<string, Place>) {
    this.source = source;
    this.data = data;
    this.#places = places;
    this.#lineStarts = lineStarts(source.text);
  }

  /** A problem at a value; where there is none, at the nearest value around it. */
  problem(path: Path, message: string, { severity = 'error', hint, key }: ProblemOptions = {}): Problem {
    const place = this.#nearest(path);
    const missing = place && (place.path.length < path.length || place.value.start === place.value.end);
    const span = (key || missing ? place?.key : undefined) ?? place?.value;
    const at = span ? this.#position(span) : {};
    return {
      severity,
      message,
      file: this.source.file,
      ...at,
      path: pathText(path),
      ...(hint ? { hint } : {}),
    };
  }

  /** A problem at a stretch of text that is no value. */
  problemAt(span: Span, message: string, hint?: string): Problem {
    const at = this.#position(span);
    return { severity: 'error', message, file: this.source.file, ...at, path: '', ...(hint ? { hint } : {}) };
  }

  /** A path from ajv's JSON pointer: only the document knows which numbers are indices. */
  pathOf(pointer: string): Path {
    return this.#places.get(pointer)?.path ?? [];
  }

  /** True when the file has something there, valid or not. */
  has(path: Path): boolean {
    return this.#places.has(pointerOf(path));
  }

  /** The text of a value as it is written; empty where there is none. */
  textOf(path: Path): string {
    const span = this.#places.get(pointerOf(path))?.value;
    return span ? this.source.text.slice(span.start, span.end) : '';
  }

  /** Where the scalars are that a key of that name holds. */
  scalarsOf(keyName: RegExp): readonly Span[] {
    const places = [...this.#places.values()].filter(
      ({ path, scalar }) => scalar && keyName.test(String(path.at(-1))),
    );
    return places.map(({ value }) => value);
  }

  /** Where the values are that a key of that name holds, lists of them item by item. */
  pathsOf(keyName: RegExp): readonly Path[] {
    const keyOf = (path: Path) => path.findLast((part) => typeof part === 'string');
    return [...this.#places.values()].flatMap(({ path, scalar }) =>
      scalar && keyName.test(String(keyOf(path))) ? [path] : [],
    );
  }

  /** The line of a value, from 1. */
  lineOf(path: Path): number | undefined {
    const place = this.#nearest(path);
    return place && this.#position(place.key ?? place.value).line;
  }

  #nearest(path: Path): Place | undefined {
    for (let length = path.length; length >= 0; length--) {
      const place = this.#places.get(pointerOf(path.slice(0, length)));
      if (place) return place;
    }
    return undefined;
  }

  #position({ start, end }: Span): { line: number; column: number; length: number } {
    const line = lastAtMost(this.#lineStarts, start);
    const lineStart = this.#lineStarts[line] ?? 0;
    // What goes over several lines is underlined on its first.
    const first = this.source.text.slice(start, end).split(/\r?\n/, 1)[0]?.trimEnd() ?? '';
    return { line: line + 1, column: start - lineStart + 1, length: Math.max(first.length, 1) };
  }
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), (match) => match.index + 1)];
}

/** Index of the last number that is not above `limit`, in a sorted list (binary search: files have many lines). */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
