import { readFileSync } from 'node:fs';
import { ALIAS, type GoTypes } from '../../../scripts/component-types/go-types.ts';
import type { ComponentKind } from '../../../src/knowledge/components/finding.ts';
import { ageIn, type FieldSchema, resolveRef, SCHEMAS } from '../../../src/knowledge/components/schema.ts';

export const ROOTS: Readonly<Record<ComponentKind, string>> = {
  kubelet: 'KubeletConfiguration',
  kubeProxy: 'KubeProxyConfiguration',
};

const FIXTURES: Readonly<Record<ComponentKind, string>> = { kubelet: 'kubelet', kubeProxy: 'kube-proxy' };

/** The Go types of a minor: the fixture has 1.16, and a JSON merge patch for each minor after it. */
export function goTypes(kind: ComponentKind, minor: number): GoTypes {
  const url = new URL(`../../fixtures/component-types/${FIXTURES[kind]}.json`, import.meta.url);
  const patches: Record<string, Record<string, Record<string, string | null> | null>> = JSON.parse(
    readFileSync(url, 'utf8'),
  );
  const types: Record<string, Record<string, string>> = {};
  for (let each = 16; each <= minor; each++) {
    for (const [type, fields] of Object.entries(patches[`1.${each}`] ?? {})) {
      const merged = { ...types[type], ...fields };
      const left = Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null);
      if (fields === null) delete types[type];
      else types[type] = Object.fromEntries(left);
    }
  }
  return types;
}

/** Every field below a type by its path (`conntrack.min`, `reservedMemory[].numaNode`), and what it holds. */
export type Fields = ReadonlyMap<string, string>;

/** Of a type of another package only the name is known. */
const ELSEWHERE = 'elsewhere';

export function fieldsOfGo(types: GoTypes, root: string): Fields {
  const found = new Map<string, string>();
  const visit = (type: string, path: string): string => {
    const bare = type.replace(/^\*/, '');
    const [, item] = /^\[\](.*)$/.exec(bare) ?? [];
    if (item !== undefined) return `list of ${visit(item, `${path}[]`)}`;
    const [, value] = /^map\[string\](.*)$/.exec(bare) ?? [];
    if (value !== undefined) return `map of ${visit(value, `${path}{}`)}`;
    if (bare === 'metav1.Duration') return type === bare ? 'duration' : 'nullable duration';
    if (bare.includes('.')) return ELSEWHERE;
    const fields = types[bare];
    if (fields === undefined) return bare;
    if (fields[ALIAS] !== undefined) return fields[ALIAS];
    for (const [name, goType] of Object.entries(fields)) {
      const place = path === '' ? name : `${path}.${name}`;
      found.set(place, visit(goType, place));
    }
    return 'object';
  };
  visit(root, '');
  return found;
}

export function fieldsOfSchema(kind: ComponentKind, minor: number): Fields {
  const root = SCHEMAS[kind];
  const found = new Map<string, string>();
  const visit = (given: FieldSchema, path: string): string => {
    const schema = resolveRef(given, root);
    if (schema.items) return `list of ${visit(schema.items, `${path}[]`)}`;
    if (typeof schema.additionalProperties === 'object') {
      return `map of ${visit(schema.additionalProperties, `${path}{}`)}`;
    }
    if (!schema.properties) return scalar(schema);
    for (const [name, inner] of Object.entries(schema.properties)) {
      if (ageIn(inner, minor) !== 'present' || (path === '' && ['apiVersion', 'kind'].includes(name)))
        continue;
      const place = path === '' ? name : `${path}.${name}`;
      found.set(place, visit(inner, place));
    }
    return 'object';
  };
  visit(root, '');
  return found;
}

/** What the formats of values are in Go: durations are a type of their own, where no map holds them. */
function scalar({ type, format, 'x-nullable': nullable }: FieldSchema): string {
  if (type === 'string' && format === 'go-duration') return nullable ? 'nullable duration' : 'duration';
  if (type === 'string') return 'string';
  if (type === 'integer') return format ?? 'integer';
  if (type === 'boolean') return 'bool';
  return type === 'number' ? 'float64' : [type].flat().join(' or ');
}

/** Both sides without what Go has elsewhere: there the schema says more than the types do. */
export function comparable(go: Fields, schema: Fields): { go: readonly string[]; schema: readonly string[] } {
  const elsewhere = [...go].filter(([, kind]) => kind.endsWith(ELSEWHERE)).map(([path]) => path);
  const lines = (fields: Fields): readonly string[] =>
    [...fields]
      .filter(
        ([path]) => !elsewhere.some((each) => path.startsWith(`${each}.`) || path.startsWith(`${each}[]`)),
      )
      .map(([path, kind]) =>
        elsewhere.includes(path) ? path : `${path}: ${kind.replace('map of duration', 'map of string')}`,
      )
      .sort();
  return { go: lines(go), schema: lines(schema) };
}
