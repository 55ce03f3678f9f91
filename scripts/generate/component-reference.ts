import type { ComponentKind } from '../../src/knowledge/components/finding.ts';
import {
  type FieldSchema,
  resolveRef,
  SCHEMAS,
  type ValueSchema,
} from '../../src/knowledge/components/schema.ts';
import { table } from './reference.ts';

interface Page {
  readonly title: string;
  readonly example: string;
}

const PAGES: Readonly<Record<ComponentKind, Page>> = {
  kubelet: {
    title: 'KubeletConfiguration',
    example: `spec:
  kubelet:
    cgroupDriver: systemd
    maxPods: 200
    evictionHard: { memory.available: 500Mi, nodefs.available: 10% }
    systemReserved: { cpu: 500m, memory: 1Gi }`,
  },
  kubeProxy: {
    title: 'KubeProxyConfiguration',
    example: `spec:
  kubeProxy:
    mode: nftables
    conntrack: { maxPerCore: 65536 }
    nodePortAddresses: [primary]`,
  },
};

const NOTES = `\`kubestrap validate\` checks every field against \`spec.kubernetesVersion\`: one that this version does not have
would be ignored by the component without an error, and is one here. Fields that are empty (\`null\`; not durations) are left to their defaults.
Durations are Go's (\`1m30s\`), quantities are Kubernetes' (\`500Mi\`); numbers that are meant as text need quotes.

A field is there from the minor version \`since\` on (empty: 1.16 has it), and gone with \`until\`.`;

/** The reference page of a component's configuration: a section per object, a row per field with its versions. */
export function componentPage(kind: ComponentKind): string {
  const root = SCHEMAS[kind];
  const { title, example } = PAGES[kind];
  return [
    '<!-- Generated from schemas/ by scripts/generate.ts: change the schemas instead. -->',
    `# ${title}`,
    root.description ?? '',
    NOTES,
    `\`\`\`yaml\n${example}\n\`\`\``,
    ...sections({ schema: root, path: '' }, root, new Map()),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

interface Entry {
  readonly schema: FieldSchema;
  readonly path: string;
}

/** Where the fields of an object are described: what several places share gets one section, the first. */
type Described = Map<FieldSchema['properties'], string>;

function sections(entry: Entry, root: FieldSchema, described: Described): readonly string[] {
  if (described.has(entry.schema.properties)) return [];
  described.set(entry.schema.properties, entry.path);
  const children = Object.entries(entry.schema.properties ?? {}).map(([key, child]) => ({
    schema: resolveRef(child, root),
    path: entry.path === '' ? key : `${entry.path}.${key}`,
    key,
  }));
  // First, for the table links to where these are described.
  const after = children.flatMap((child) => {
    const inner = innerObject(child, root);
    return inner ? sections(inner, root, described) : [];
  });
  const rows = children.map(({ schema, path, key }) => [
    `\`${key}\``,
    typeOf(schema, root),
    schema.default === undefined ? '' : `\`${text(schema.default)}\``,
    schema['x-since'] ?? '',
    schema['x-until'] ?? '',
    descriptionOf(schema) + link(innerObject({ schema, path }, root), described),
  ]);
  const heading = entry.path === '' ? '## Fields' : `## \`${entry.path}\``;
  const about = entry.path === '' ? [] : [entry.schema.description ?? ''];
  return [
    [heading, ...about, table(['field', 'type', 'default', 'since', 'until', 'description'], rows)].join(
      '\n\n',
    ),
    ...after,
  ];
}

/** The object that a field holds, lists of them included; undefined when it holds none. */
function innerObject({ schema, path }: Entry, root: FieldSchema): Entry | undefined {
  if (schema.properties) return { schema, path };
  if (!schema.items) return undefined;
  const items = resolveRef(schema.items, root);
  const inner = { ...items, description: schema.description };
  return items.properties ? { schema: inner, path: `${path}[]` } : undefined;
}

function link(inner: Entry | undefined, described: Described): string {
  const path = inner && described.get(inner.schema.properties);
  if (!path) return '';
  return ` Fields: [\`${path}\`](#${path.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '')}).`;
}

/** Formats whose name says more than the type. */
const FORMAT_NAMES: Readonly<Record<string, string>> = {
  'go-duration': 'duration',
  quantity: 'quantity',
  'eviction-threshold': 'quantity or percentage',
  percentage: 'percentage',
  ip: 'IP address',
  cidr: 'CIDR',
  'cidr-pair': 'CIDR, or two for dual stack',
  'ip-port': 'IP address and port',
  'node-ports': 'CIDR or `primary`',
};

function typeOf(schema: FieldSchema, root: FieldSchema): string {
  const { type = 'object', format = '', items, additionalProperties: inner } = schema;
  if (format !== '' && type === 'string') return FORMAT_NAMES[format] ?? 'string';
  if (items) return `list: ${typeOf(resolveRef(items, root), root)}`;
  if (typeof inner === 'object') return `map: ${typeOf(inner, root)}`;
  if (type === 'integer') return rangeOf(schema);
  return [type].flat().join(' or ');
}

function rangeOf({ minimum, maximum }: FieldSchema): string {
  if (minimum !== undefined && maximum !== undefined) return `integer, ${minimum}–${maximum}`;
  return minimum === undefined ? 'integer' : `integer, from ${minimum}`;
}

function descriptionOf(schema: FieldSchema): string {
  const values = schema.oneOf ?? schema.items?.oneOf ?? [];
  const names = schema.propertyNames?.enum ?? [];
  const example = schema.examples?.[0];
  const parts = [
    schema.description ?? '',
    ...(values.length > 0 ? [`Values: ${values.map(valueText).join('; ')}.`] : []),
    ...(names.length > 0 ? [`Keys: ${names.map((name) => `\`${name}\``).join(', ')}.`] : []),
    ...(schema['x-feature-gate']
      ? [`Needs the feature gate \`${schema['x-feature-gate']}\` while that is off.`]
      : []),
    ...(schema['x-deprecated']
      ? [`From ${schema['x-deprecated'].since} on it ${schema['x-deprecated'].says}.`]
      : []),
    ...(schema['x-open'] ? [`Others: ${schema['x-open'].says}.`] : []),
    ...(schema['x-replacement'] ? [`${sentence(schema['x-replacement'])}.`] : []),
    ...(example === undefined ? [] : [`Example: \`${text(example)}\`.`]),
  ];
  return parts.join(' ').trim().replaceAll('|', '\\|');
}

function valueText(value: ValueSchema): string {
  const notes = [
    value.description,
    value['x-since'] && `from ${value['x-since']}`,
    value['x-until'] && `until ${value['x-until']}`,
  ].filter(Boolean);
  return notes.length === 0 ? `\`${value.const}\`` : `\`${value.const}\` (${notes.join(', ')})`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as one writes it in YAML. */
function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${key}: ${text(each)}`)
    .join(', ')} }`;
}
