/** Any JSON value, as the component configurations hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** An object of JSON values. */
export type JsonObject = { readonly [key: string]: Json };

/** Tells an object from lists, scalars and null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
