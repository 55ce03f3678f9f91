import kubeProxySchema from '../../../schemas/kube-proxy.schema.json' with { type: 'json' };
import kubeletSchema from '../../../schemas/kubelet.schema.json' with { type: 'json' };
import type { ComponentKind } from './finding.ts';

/** When something is there: from one minor on (`1.22`), until the first that has it no more. */
export interface Window {
  readonly 'x-since'?: string | undefined;
  readonly 'x-until'?: string | undefined;
}

/** A value that a field takes. */
export interface ValueSchema extends Window {
  readonly const: string;
  readonly description?: string | undefined;
}

interface Note {
  readonly since: string;
  readonly says: string;
}

/** The keywords of schemas/kubelet.schema.json and schemas/kube-proxy.schema.json. */
export interface FieldSchema extends Window {
  readonly $ref?: string | undefined;
  readonly $defs?: Readonly<Record<string, FieldSchema>> | undefined;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly examples?: readonly unknown[] | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly minimum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly oneOf?: readonly ValueSchema[] | undefined;
  readonly properties?: Readonly<Record<string, FieldSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly propertyNames?: { readonly enum: readonly string[] } | undefined;
  readonly additionalProperties?: boolean | FieldSchema | undefined;
  readonly items?: FieldSchema | undefined;
  /** A duration that may be null: the others do not start the component then. */
  readonly 'x-nullable'?: boolean | undefined;
  /** From when on it is deprecated or without effect, as the end of a sentence. */
  readonly 'x-deprecated'?: Note | undefined;
  /** From when on other values than those of `oneOf` are not refused, and what then happens. */
  readonly 'x-open'?: Note | undefined;
  /** What to do instead of a field that is gone. */
  readonly 'x-replacement'?: string | undefined;
  /** The feature gate that the field needs while that is not on by itself. */
  readonly 'x-feature-gate'?: string | undefined;
}

/** The schemas of all minors; the windows in them say what each has. */
export const SCHEMAS: Readonly<Record<ComponentKind, FieldSchema>> = {
  kubelet: kubeletSchema,
  kubeProxy: kubeProxySchema,
};

/** The minor of `1.22`. */
export function minorOf(version: string): number {
  return Number(version.slice('1.'.length));
}

/** Where a minor is in a window. */
export function ageIn(window: Window, minor: number): 'newer' | 'present' | 'gone' {
  const { 'x-since': since, 'x-until': until } = window;
  if (since !== undefined && minor < minorOf(since)) return 'newer';
  return until !== undefined && minor >= minorOf(until) ? 'gone' : 'present';
}

const resolved = new WeakMap<FieldSchema, FieldSchema>();

/** Follows a reference within the schema of a component; what stands beside `$ref` wins. */
export function resolveRef(schema: FieldSchema, root: FieldSchema): FieldSchema {
  if (schema.$ref === undefined) return schema;
  const known = resolved.get(schema);
  if (known !== undefined) return known;
  const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
  if (target === undefined) throw new Error(`schemas: ${schema.$ref} leads nowhere`);
  const { $ref: _, ...beside } = schema;
  const found = { ...resolveRef(target, root), ...beside };
  resolved.set(schema, found);
  return found;
}
