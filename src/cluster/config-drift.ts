import { isDeepStrictEqual } from 'node:util';
import { load, YAMLException } from 'js-yaml';
import { dump } from '../secrets/yaml.ts';
import type { Json, JsonObject } from '../values/json.ts';
import { isObject } from '../values/json.ts';

/** A field that differs between two configurations. */
export interface FieldDrift {
  /** Dotted: `apiServer.extraArgs.audit-log-path`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The object that a ConfigMap holds as YAML; empty when there is none, or when it is no YAML that anyone could read. */
export function parseObject(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    const value = load(text);
    return isObject(value) ? value : {};
  } catch (error) {
    if (error instanceof YAMLException) return {};
    throw error;
  }
}

/**
 * Fields of `wanted` that `live` has otherwise. What only `live` has is a default that kubeadm wrote, not drift;
 * `last` (what we wrote) tells it from a field that has left the spec.
 */
export function fieldDrift(wanted: JsonObject, live: JsonObject, last: JsonObject, path = ''): FieldDrift[] {
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(last)])].toSorted();
  return keys.flatMap((key) => {
    const [want, is, was] = [wanted[key], live[key], last[key]];
    const at = path === '' ? key : `${path}.${key}`;
    if (isObject(want) || (want === undefined && isObject(was))) {
      return fieldDrift(object(want), object(is), object(was), at);
    }
    if (same(want, is) || (want === undefined && (is === undefined || !same(was, is)))) return [];
    return [{ path: at, before: show(is), after: show(want) }];
  });
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function same(left: Json | undefined, right: Json | undefined): boolean {
  return isDeepStrictEqual(left, right);
}

function show(value: Json | undefined): string | null {
  return value === undefined ? null : dump(value).trim();
}
