import fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import { describe, expect, test } from 'vitest';
import * as yaml from 'yaml';
import { initDocuments } from '../../src/documents/documents.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { toYaml } from '../../src/secrets/yaml.ts';
import type { JsonObject } from '../../src/values/json.ts';
import { makeCluster, makeVersion } from '../fixtures/cluster.ts';

/** Strings that readers of YAML trip over, and any others. */
const nasty = fc.oneof(
  fc.constantFrom(
    'on',
    'no',
    'y',
    '~',
    '0644',
    '1:30',
    '1e3',
    'E0',
    ': ',
    ' #',
    '&a',
    '*a',
    '---',
    '...',
    '"',
    "'",
    '\\',
    '\n',
    '\u2028',
    '\u0085',
    '\ufeff',
    '{{x}}',
    '%TAG',
    '!!str',
    '| ',
    '>',
    '2001-01-01',
    '0x1F',
    '1_000',
    '=',
    '<<',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const json: fc.Arbitrary<JsonObject> = fc.dictionary(
  nasty,
  fc.oneof(nasty, fc.integer(), fc.boolean(), fc.array(nasty, { maxLength: 3 })),
  { maxKeys: 5 },
);
const version = fc.integer({ min: 16, max: 37 }).map((minor) => makeVersion(`v1.${minor}.0`));

const cluster: fc.Arbitrary<Cluster> = fc
  .record({
    version,
    name: nasty,
    args: fc.dictionary(nasty, nasty, { maxKeys: 5 }),
    kubelet: json,
    sans: fc.array(nasty, { maxLength: 4 }),
    repository: nasty,
  })
  .map(({ version: kubernetesVersion, name, args, kubelet, sans, repository }) => {
    const base = makeCluster({ kubernetesVersion });
    return {
      ...base,
      name,
      imageRepository: repository,
      kubelet,
      apiServer: { ...base.apiServer, extraArgs: args, certSANs: sans },
    };
  });

const READERS: readonly { name: string; read: (text: string) => unknown[] }[] = [
  {
    name: 'yaml 1.2',
    read: (text) => yaml.parseAllDocuments(text, { version: '1.2' }).map((document) => document.toJS()),
  },
  {
    name: 'yaml 1.1',
    read: (text) => yaml.parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS()),
  },
  { name: 'js-yaml', read: (text) => jsYaml.loadAll(text) },
];

/** As `value`, its keys in another order at every level. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  ) as T;
}

function documentsOf(value: Cluster) {
  const [host] = value.hosts;
  if (host === undefined) throw new Error('the fixture has no host');
  return initDocuments(value, host);
}

describe('the documents of any spec', () => {
  test.each(READERS)('are read back as the same objects by $name', ({ read }) => {
    fc.assert(
      fc.property(cluster, (value) => {
        const documents = documentsOf(value);
        expect(read(toYaml(documents))).toEqual(JSON.parse(JSON.stringify(documents)));
      }),
      { numRuns: 150 },
    );
  });

  test('are the same bytes whatever the order of the keys', () => {
    fc.assert(
      fc.property(cluster, (value) => {
        expect(toYaml(documentsOf(reversed(value)))).toBe(toYaml(documentsOf(value)));
      }),
      { numRuns: 150 },
    );
  });
});
