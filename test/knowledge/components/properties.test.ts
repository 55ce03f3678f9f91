import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkComponentConfig, checkFields } from '../../../src/knowledge/components/check.ts';
import type { ComponentKind } from '../../../src/knowledge/components/finding.ts';
import { ageIn, type FieldSchema, resolveRef, SCHEMAS } from '../../../src/knowledge/components/schema.ts';

const FORMATS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'go-duration': fc.nat(10_000).map((seconds) => `${seconds}s`),
  quantity: fc.constantFrom('1', '500m', '1Gi'),
  'eviction-threshold': fc.constantFrom('5%', '100Mi'),
  percentage: fc.constantFrom('0%', '50%'),
  ip: fc.oneof(fc.ipV4(), fc.ipV6()),
  cidr: fc.constantFrom('10.0.0.0/8', 'fd00::/8'),
  'cidr-pair': fc.constantFrom('10.0.0.0/8', '10.0.0.0/8,fd00::/8'),
  'ip-port': fc.constantFrom('0.0.0.0:1', '[::]:65535'),
  'node-ports': fc.constantFrom('10.0.0.0/8', '::/0'),
};

const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/** Any value that the schema of a component has for a minor. */
function anyValue(given: FieldSchema, root: FieldSchema, minor: number): fc.Arbitrary<unknown> {
  const schema = resolveRef(given, root);
  const { items, properties, additionalProperties: inner, required = [], propertyNames } = schema;
  if (schema.oneOf) {
    return fc.constantFrom(
      ...schema.oneOf.filter((each) => ageIn(each, minor) === 'present').map((each) => each.const),
    );
  }
  if (items) return fc.array(anyValue(items, root, minor), { maxLength: 3 });
  if (properties) {
    const entries = Object.entries(properties).filter(
      ([name, each]) => ageIn(each, minor) === 'present' && !['apiVersion', 'kind'].includes(name),
    );
    const fields = Object.fromEntries(entries.map(([name, each]) => [name, anyValue(each, root, minor)]));
    return fc.record(fields, { requiredKeys: [...required] });
  }
  if (typeof inner === 'object') {
    const names = propertyNames ? fc.constantFrom(...propertyNames.enum) : fc.stringMatching(/^[a-z]{1,8}$/);
    return fc.dictionary(names, anyValue(inner, root, minor), { maxKeys: 3 });
  }
  const type = [schema.type].flat()[0];
  const format = FORMATS[schema.format ?? ''];
  if (type === 'string') return format ?? fc.string();
  if (type === 'boolean') return fc.boolean();
  if (type === 'number') return fc.double({ min: 0.1, max: 1, noNaN: true });
  const [least, most] = BOUNDS[schema.format ?? ''] ?? [0, 1];
  return fc.integer({ min: schema.minimum ?? least, max: schema.maximum ?? most });
}

interface Document {
  readonly kind: ComponentKind;
  readonly minor: number;
  readonly value: unknown;
}

const KINDS: readonly ComponentKind[] = ['kubelet', 'kubeProxy'];
const MINORS = [16, 17, 18, 19, 20, 21, 22, 23, 24, 26, 27, 29, 30, 31, 32, 33, 35, 36, 37];

const documents: fc.Arbitrary<Document> = fc.oneof(
  ...KINDS.flatMap((kind) =>
    MINORS.map((minor) => {
      const value = anyValue(SCHEMAS[kind], SCHEMAS[kind], minor);
      return fc.record({ kind: fc.constant(kind), minor: fc.constant(minor), value });
    }),
  ),
);

/** Every map whose keys are fields, as the path to it. */
function objects(
  given: FieldSchema,
  root: FieldSchema,
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  const schema = resolveRef(given, root);
  const { items, properties } = schema;
  if (Array.isArray(value)) {
    return items ? value.flatMap((each, index) => objects(items, root, each, [...path, index])) : [];
  }
  if (!properties || typeof value !== 'object' || value === null) return [];
  return [
    path,
    ...Object.entries(value).flatMap(([key, each]) =>
      objects(properties[key] ?? {}, root, each, [...path, key]),
    ),
  ];
}

/** A copy with a key added to the map at a path. */
function withKey(value: unknown, [first, ...rest]: readonly (string | number)[], key: string): unknown {
  if (first === undefined) return { ...Object(value), [key]: 'x' };
  if (Array.isArray(value))
    return value.map((item, index) => (index === first ? withKey(item, rest, key) : item));
  return { ...Object(value), [first]: withKey(Object(value)[first], rest, key) };
}

describe('for any minor', () => {
  it('what its schema has is accepted', () => {
    fc.assert(
      fc.property(documents, ({ kind, minor, value }) => {
        expect(checkFields(kind, value, minor).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('an unknown key is reported, wherever it is', () => {
    fc.assert(
      fc.property(
        documents,
        fc.nat(),
        fc.stringMatching(/^q[a-z]{3,12}$/),
        ({ kind, minor, value }, at, key) => {
          const places = objects(SCHEMAS[kind], SCHEMAS[kind], value);
          const place = places[at % places.length] ?? [];
          const findings = checkComponentConfig(kind, withKey(value, place, key), { minor });
          const path = [...place, key];
          expect(findings).toContainEqual(
            expect.objectContaining({
              severity: 'error',
              at: 'key',
              path,
              message: expect.stringContaining(`unknown key \`${key}\``),
            }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a field called like a method of every object is a field', () => {
    expect(checkComponentConfig('kubelet', { maxPods: { toString: [] } }, { minor: 30 })).not.toEqual([]);
  });

  it('no value makes it fail', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ComponentKind>('kubelet', 'kubeProxy'),
        fc.integer({ min: 16, max: 40 }),
        fc.nat(),
        fc.jsonValue(),
        (kind, minor, at, value) => {
          const keys = Object.keys(SCHEMAS[kind].properties ?? {});
          for (const config of [value, { [keys[at % keys.length] ?? '']: value }]) {
            for (const { message, hint = '' } of checkComponentConfig(kind, config, { minor })) {
              expect(`${message} ${hint}`).not.toMatch(/undefined|\[object|NaN/);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('speed', () => {
  it('checks 1,000 configurations well within a second', () => {
    const value = {
      address: '0.0.0.0',
      authentication: {
        anonymous: { enabled: false },
        webhook: { enabled: true, cacheTTL: '2m' },
        x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' },
      },
      authorization: { mode: 'Webhook', webhook: { cacheAuthorizedTTL: '5m', cacheUnauthorizedTTL: '30s' } },
      cgroupDriver: 'systemd',
      clusterDNS: ['10.96.0.10'],
      clusterDomain: 'cluster.local',
      evictionHard: { 'memory.available': '500Mi', 'nodefs.available': '10%', 'imagefs.available': '15%' },
      failSwapOn: true,
      featureGates: { NodeSwap: true },
      kubeReserved: { cpu: '200m', memory: '512Mi' },
      logging: { verbosity: 2, flushFrequency: '5s' },
      maxPods: 200,
      nodeStatusUpdateFrequency: '10s',
      rotateCertificates: true,
      systemReserved: { cpu: '500m', memory: '1Gi' },
    };
    const start = performance.now();
    for (let run = 0; run < 1000; run++) checkComponentConfig('kubelet', value, { minor: 36 });
    const ms = performance.now() - start;
    expect(checkComponentConfig('kubelet', value, { minor: 36 })).toEqual([]);
    expect(ms).toBeLessThan(1000);
  });
});
