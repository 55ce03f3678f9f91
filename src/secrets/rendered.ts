import type { Json, JsonObject } from '../values/json.ts';
import { Secret } from './secret.ts';

/** What a document is made of: JSON whose leaves may be secrets. */
export type Rendered =
  | string
  | number
  | boolean
  | null
  | Secret
  | readonly Rendered[]
  | { readonly [key: string]: Rendered };

export type RenderedObject = { readonly [key: string]: Rendered };

/** `T` with the fields that are `undefined` left out. */
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/**
 * Drops fields that are undefined: absent and empty are different things to kubeadm (taints), so a document
 * never says `null` where it means "not given".
 */
export function compact<T extends Record<string, Rendered | undefined>>(fields: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as Defined<T>;
}

/** The value, or undefined if it is an empty list or an object without fields. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  return size === 0 ? undefined : value;
}

/** Narrows what the spec passes through unread. Throws TypeError for anything that JSON cannot hold. */
function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && !(value instanceof Secret)) return toJsonObject(value);
  throw new TypeError(`not a JSON value: ${typeof value}`);
}

/** As `toJson`, for what must be an object. */
export function toJsonObject(value: object): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}
