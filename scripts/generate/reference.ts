import { type Located, resolve, type Schema, type Schemas } from './schemas.ts';

type Kind = 'inventory' | 'cluster';

/** A key of the file: its path (`hosts[].name`), what it is, whether it must be there. */
interface Entry extends Located {
  readonly path: string;
  readonly required: boolean;
}

const examples: Readonly<Record<Kind, string>> = {
  inventory: `apiVersion: kubestrap.dev/v1alpha1
kind: Inventory
ssh: { user: ops, sudoPassword: { env: SUDO_PASSWORD } }
hosts:
  - { name: cp-1, role: control-plane, address: 192.0.2.11, internalAddress: 10.0.0.11 }
  - { name: worker-1, role: worker, address: 192.0.2.21, internalAddress: 10.0.0.21 }`,
  cluster: `apiVersion: kubestrap.dev/v1alpha1
kind: Cluster
metadata: { name: prod }
spec:
  kubernetesVersion: v1.36.2
  controlPlaneEndpoint: { host: apiserver.cluster.local, port: 6443, provider: hosts }
  networking: { podSubnet: 10.244.0.0/16, serviceSubnet: 10.96.0.0/12 }
  kubelet: { cgroupDriver: systemd }
  addons: [{ name: cni, manifests: [./cni.yaml] }]`,
};

const titles: Readonly<Record<Kind, string>> = { inventory: 'Inventory', cluster: 'Cluster spec' };

/** The reference page of one file: a section per object, a row per key. */
export function referencePage(kind: Kind, schemas: Schemas): string {
  const document = schemas[kind];
  const root: Entry = { path: '', required: true, schema: document, document };
  return [
    `<!-- Generated from schemas/ by scripts/generate.ts: change the schemas instead. -->`,
    `# ${titles[kind]}`,
    document.description ?? '',
    'Unknown keys are errors. Paths are relative to the file that names them. The file is YAML 1.2 without anchors, aliases and tags.',
    `\`\`\`yaml\n${examples[kind]}\n\`\`\``,
    ...sections(root, schemas),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** Where a set of keys is described: what several places share gets one section, the first. */
type Described = Map<Schema['properties'], string>;

function sections(entry: Entry, schemas: Schemas, described: Described = new Map()): readonly string[] {
  if (described.has(entry.schema.properties)) return [];
  described.set(entry.schema.properties, entry.path);
  const children = childrenOf(entry, schemas);
  const inner = children.map((child) => innerObject(child, schemas)).filter((child) => child !== undefined);
  // First, for the table links to where these are described.
  const after = inner.flatMap((child) => sections(child, schemas, described));
  return [section(entry, children, schemas, described), ...after];
}

function section(entry: Entry, children: readonly Entry[], schemas: Schemas, described: Described): string {
  const heading = entry.path === '' ? '## The file' : `## \`${entry.path}\``;
  const text = entry.path === '' ? [] : [entry.schema.description ?? ''];
  const rows = children.map((child) => {
    const name = child.path.slice(entry.path === '' ? 0 : entry.path.length + 1);
    const where = link(innerObject(child, schemas), described);
    const cells = [`\`${name}\``, typeOf(child, schemas), defaultOf(child), descriptionOf(child) + where];
    return cells;
  });
  return [heading, ...text, table(['key', 'type', 'default', 'description'], rows)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A table as the formatter writes it: columns of one width. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...rows]
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}

function link(inner: Entry | undefined, described: Described): string {
  const path = inner && described.get(inner.schema.properties);
  if (!path) return '';
  const anchor = path.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '');
  return ` Keys: [\`${path}\`](#${anchor}).`;
}

function childrenOf({ schema, document, path }: Entry, schemas: Schemas): readonly Entry[] {
  return Object.entries(schema.properties ?? {}).map(([key, child]) => ({
    ...resolve(child, document, schemas),
    path: path === '' ? key : `${path}.${key}`,
    required: schema.required?.includes(key) ?? false,
  }));
}

/** The object that a key holds, lists and maps of them included; undefined when it holds none with keys of its own. */
function innerObject(entry: Entry, schemas: Schemas): Entry | undefined {
  if (entry.schema.properties) return entry;
  const { items, additionalProperties } = entry.schema;
  const inner = items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  if (!inner) return undefined;
  const located = resolve(inner, entry.document, schemas);
  const path = `${entry.path}${items ? '[]' : '.<name>'}`;
  return located.schema.properties ? { ...entry, ...located, path } : undefined;
}

function typeOf({ schema, document }: Entry, schemas: Schemas): string {
  if (schema.const) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(' \\| ');
  const types = [schema.type ?? 'object'].flat();
  return types
    .map((type) => {
      if (type !== 'array' || !schema.items) return nameOf(type, schema);
      const { schema: items } = resolve(schema.items, document, schemas);
      const names = [items.type ?? 'object']
        .flat()
        .map((item) => plural(item === 'integer' ? item : nameOf(item, items)));
      return `list of ${names.join(' or ')}`;
    })
    .join(' or ');
}

/** What a value is called: its format says more than its type. */
function nameOf(type: string, schema: Schema): string {
  if (type === 'array') return 'list';
  if (type === 'object') return 'map';
  if (type === 'string')
    return FORMAT_NAMES[schema.format ?? ''] ?? (schema.format ?? 'string').replaceAll('-', ' ');
  return type === 'integer' && schema.minimum !== undefined
    ? `integer, ${schema.minimum}–${schema.maximum}`
    : type;
}

function plural(name: string): string {
  return name
    .split(' or ')
    .map((word) => (word.endsWith('s') ? `${word}es` : `${word}s`))
    .join(' or ');
}

/** Formats whose name is not the words for it. */
const FORMAT_NAMES: Readonly<Record<string, string>> = {
  auto: '`auto`',
  'cri-socket': 'CRI socket',
  'cidr-list': 'CIDR, or two for dual stack',
  'dns-label': 'DNS label',
  'dns-name': 'DNS name',
  host: 'DNS name or IP address',
  'https-url': 'URL',
  ip: 'IP address',
  'kubernetes-version': 'version',
  'ip-list': 'IP address, or two for dual stack',
};

function defaultOf({ schema, required }: Entry): string {
  if (required) return '**required**';
  return schema.default === undefined ? '' : `\`${JSON.stringify(schema.default).replaceAll('"', '')}\``;
}

function descriptionOf({ schema }: Entry): string {
  const example = schema.examples?.[0];
  const shown = typeof example === 'string' ? example : JSON.stringify(example);
  const text = schema.description ?? '';
  return (example === undefined ? text : `${text} Example: \`${shown}\`.`).replaceAll('|', '\\|');
}
