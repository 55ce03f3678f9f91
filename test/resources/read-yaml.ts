/** YAML files of tests, read strictly: what nobody asked for is an error, with its place. */

import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';

type Path = readonly (string | number)[];

/** Makes something of a value of a file; throws a ReadError where it cannot. */
export type Read<T> = (value: unknown, path: Path) => T;

/** What is wrong with the value at a path. */
export class ReadError extends Error {
  readonly path: Path;

  constructor(path: Path, message: string) {
    super(message);
    this.path = path;
  }
}

/** The items of a file that is a list, each with its line. Throws an Error that begins with `FILE:LINE`. */
export function readList<T>(file: string, read: Read<T>): { readonly line: number; readonly item: T }[] {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) throw new Error(`${file}: ${broken.message}`);
  /** Of the value, or of the nearest above it that is there. */
  const lineOf = (path: Path): number => {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
  };
  try {
    const at: Read<{ line: number; item: T }> = (value, path) => {
      return { line: lineOf(path), item: read(value, path) };
    };
    return [...list(at)(document.toJS(), [])];
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    throw new Error(`${file}:${lineOf(error.path)}: ${error.path.slice(1).join('.')}: ${error.message}`);
  }
}

export const text: Read<string> = (value, path) => {
  if (typeof value !== 'string') throw new ReadError(path, 'must be text (is it to be in quotes?)');
  return value;
};

export const number: Read<number> = (value, path) => {
  if (typeof value !== 'number') throw new ReadError(path, 'must be a number');
  return value;
};

/** One of these words or booleans. */
export function oneOf<const T extends string | boolean>(...all: readonly T[]): Read<T> {
  return (value, path) => {
    const found = all.find((one) => one === value);
    if (found === undefined) throw new ReadError(path, `must be one of: ${all.join(', ')}`);
    return found;
  };
}

export const flag = oneOf(true, false);

export function nullable<T>(read: Read<T>): Read<T | null> {
  return (value, path) => (value === null ? null : read(value, path));
}

/** A word that stands for something, or the mapping that `read` takes. */
export function orWord<T, U>(word: string, meaning: U, read: Read<T>): Read<T | U> {
  return (value, path) => {
    if (typeof value !== 'string') return read(value, path);
    if (value !== word) throw new ReadError(path, `must be ${word} or a mapping`);
    return meaning;
  };
}

export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new ReadError(path, 'must be a list');
    return value.map((one, index) => read(one, [...path, index]));
  };
}

export function map<T>(read: Read<T>): Read<ReadonlyMap<string, T>> {
  return (value, path) =>
    new Map(Object.entries(mapping(value, path)).map(([key, one]) => [key, read(one, [...path, key])]));
}

/** A mapping with these keys, any of which may be left out, and no others. */
export function some<T>(fields: Fields<T>): Read<Partial<T>> {
  return (value, path) => pick(fields, known(value, path, Object.keys(fields)), path);
}

/** A mapping with all of `needed`, any of `optional`, and no other key. */
export function object<T, O>(needed: Fields<T>, optional: Fields<O>): Read<T & Partial<O>> {
  const keys = Object.keys({ ...needed, ...optional });
  return (value, path) => {
    const given = known(value, path, keys);
    const result = pick(needed, given, path);
    if (!isWhole(needed, result)) {
      const missing = Object.keys(needed).filter((key) => !Object.hasOwn(given, key));
      throw new ReadError(path, `has no ${missing.join(', ')}`);
    }
    return { ...result, ...pick(optional, given, path) };
  };
}

/** A mapping with all of these keys and no others. */
export function all<T>(fields: Fields<T>): Read<T> {
  return object(fields, {});
}

/** One of several mappings, told apart by a key that only one of them has. */
export function byKey<T>(forms: Readonly<Record<string, Read<T>>>): Read<T> {
  return (value, path) => {
    const given = mapping(value, path);
    const found = Object.entries(forms).find(([key]) => Object.hasOwn(given, key));
    if (found === undefined) throw new ReadError(path, `has none of: ${Object.keys(forms).join(', ')}`);
    return found[1](value, path);
  };
}

function known(value: unknown, path: Path, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const given = mapping(value, path);
  const stranger = Object.keys(given).find((key) => !keys.includes(key));
  if (stranger !== undefined)
    throw new ReadError([...path, stranger], `no such key (there are: ${keys.join(', ')})`);
  return given;
}

function pick<T>(fields: Fields<T>, given: Readonly<Record<string, unknown>>, path: Path): Partial<T> {
  const result: Partial<T> = {};
  for (const key in fields) {
    if (Object.hasOwn(given, key)) result[key] = fields[key](given[key], [...path, key]);
  }
  return result;
}

function isWhole<T>(fields: Fields<T>, value: Partial<T>): value is T & Partial<T> {
  return Object.keys(fields).every((key) => Object.hasOwn(value, key));
}

/** What `read` takes, made into something else. */
export function made<T, U>(read: Read<T>, make: (value: T) => U): Read<U> {
  return (value, path) => make(read(value, path));
}

type Fields<T> = { readonly [K in keyof T]: Read<T[K]> };

function mapping(value: unknown, path: Path): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ReadError(path, 'must be a mapping');
  return { ...value };
}
