import fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import { describe, expect, test } from 'vitest';
import * as yaml from 'yaml';
import { Secret } from '../../src/secrets/secret.ts';
import { dump, toYaml, toYamlParts } from '../../src/secrets/yaml.ts';
import type { Json } from '../../src/values/json.ts';

/** kubeadm's reader is a YAML 1.1 one; people's tools are 1.2. */
const READERS: readonly { name: string; read: (text: string) => unknown }[] = [
  { name: 'yaml 1.2', read: (text) => yaml.parse(text, { version: '1.2' }) },
  { name: 'yaml 1.1', read: (text) => yaml.parse(text, { version: '1.1' }) },
  { name: 'js-yaml 1.2', read: (text) => jsYaml.load(text) },
  { name: 'js-yaml 1.1', read: (text) => jsYaml.load(text, { schema: jsYaml.YAML11_SCHEMA }) },
];

/** Strings that some reader takes for something else, or that could end the scalar they stand in. */
const TRAPS = [
  ...[
    '',
    ' ',
    '~',
    'null',
    'Null',
    'NULL',
    'true',
    'True',
    'false',
    'y',
    'Y',
    'n',
    'N',
    'yes',
    'No',
    'on',
    'OFF',
  ],
  ...[
    '0',
    '-1',
    '+1',
    '007',
    '0o17',
    '0x1F',
    '0b101',
    '1_000',
    '1e3',
    '1.5',
    '.5',
    '5.',
    '1E+2',
    '-0',
    '1:30',
    'E0',
    'e-5',
    '190:20:30',
  ],
  ...[
    '.inf',
    '-.Inf',
    '.nan',
    'nan',
    'Infinity',
    '=',
    '<<',
    '2001-12-14',
    '2001-12-14t21:59:43.10-05:00',
    '1.2.3',
    '10.0.0.1',
  ],
  ...[
    '-',
    '- a',
    '?',
    '? a',
    ':',
    'a:',
    ': a',
    'a: b',
    'a #b',
    '#a',
    '&a',
    '*a',
    '!a',
    '!!str a',
    '|',
    '>',
    '%YAML 1.1',
    '@a',
    '`a',
  ],
  ...[
    '---',
    '...',
    '--- a',
    '{',
    '}',
    '{a: b}',
    '[',
    ']',
    '[a]',
    ',',
    'a, b',
    '"',
    "'",
    '"a"',
    "'a'",
    '\\',
    'a\\n',
    '\\x41',
  ],
  ...['\n', 'a\nb', 'a\n', '\na', 'a\r\nb', '\r', '\t', 'a\tb', '\ta', ' a', 'a ', 'a\n---\nb', 'a\n  b: c'],
  ...[
    '\0',
    '\u0007',
    '\u001b[0m',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufeffa',
    '\ufffe',
    'ü',
    '中文',
    '😀',
  ],
  ...['__proto__', 'constructor', 'toString'],
];

const text = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.stringMatching(/^[-+.:_0-9a-fxoTZ ]{1,12}$/),
);

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
);

/** Keys of what the readers build would otherwise set its prototype. */
const key = text.filter((name) => name !== '__proto__');

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

describe.each(READERS)('read by $name', ({ read }) => {
  test('strings that look like something else stay strings, alone, as a value and in a list', () => {
    for (const trap of TRAPS) {
      const nested = { a: trap, b: [trap, { c: trap }], d: 1 };
      expect(read(dump(trap)), JSON.stringify(trap)).toBe(trap);
      expect(read(dump(nested))).toEqual(nested);
    }
  });

  test('and so they do as keys', () => {
    for (const trap of TRAPS.filter((name) => name !== '__proto__')) {
      expect(read(dump({ [trap]: { [trap]: 1 } })), JSON.stringify(trap)).toEqual({ [trap]: { [trap]: 1 } });
    }
  });

  test('anything is read back as it was', () => {
    fc.assert(
      fc.property(value, (expected) => {
        expect(read(dump(expected))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('a key longer than a simple key may be is still a key', () => {
    const long = 'k'.repeat(3000);
    expect(read(dump({ a: { [long]: { b: 'c' } } }))).toEqual({ a: { [long]: { b: 'c' } } });
  });
});

test('output is printable ASCII, and has no tabs', () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(dump(any)).toMatch(/^[\n\x20-\x7e]*$/);
    }),
  );
});

test('the order of input keys does not change a byte', () => {
  const reversed = (any: Json): Json => {
    if (Array.isArray(any)) return any.map(reversed);
    if (any === null || typeof any !== 'object') return any;
    return Object.fromEntries(
      Object.entries(any)
        .reverse()
        .map(([name, item]) => [name, reversed(item)]),
    );
  };
  fc.assert(
    fc.property(value, (any) => {
      expect(dump(reversed(any))).toBe(dump(any));
    }),
  );
});

test('apiVersion, kind and metadata come first, the rest by name', () => {
  expect(dump({ a: 1, metadata: {}, kind: 'K', b: 2, apiVersion: 'v1' })).toBe(
    'apiVersion: v1\nkind: K\nmetadata: {}\na: 1\nb: 2\n',
  );
});

test('nested blocks look as people write them', () => {
  const document = { list: [{ name: 'a', items: ['x', ['z']] }, []], none: null };
  expect(dump(document)).toBe('list:\n  - items:\n      - x\n      - - z\n    name: a\n  - []\nnone: null\n');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 'a\ud800', '\udc00'])('%j is refused', (bad) => {
  expect(() => dump({ a: bad })).toThrow(TypeError);
});

test.each([undefined, () => 1, Symbol('a'), 1n, new Date(0), new Map()])('%s is refused', (bad) => {
  expect(() => dump({ a: bad as unknown as Json })).toThrow(TypeError);
});

describe('secrets', () => {
  const token = new Secret('bootstrap-token', 'abcdef.0123456789abcdef');
  const documents = [
    { kind: 'A', token },
    { kind: 'B', list: [token, { deep: token }] },
  ];

  test('are written by name', () => {
    expect(toYaml(documents)).toBe(
      'kind: A\ntoken: "(secret: bootstrap-token)"\n---\n' +
        'kind: B\nlist:\n  - "(secret: bootstrap-token)"\n  - deep: "(secret: bootstrap-token)"\n',
    );
    expect(dump(documents)).not.toContain(token.reveal());
    expect(JSON.stringify(toYamlParts(documents))).not.toContain(token.reveal());
  });

  test('stand alone between double quotes in the parts', () => {
    const parts = toYamlParts(documents);
    expect(parts.filter((part) => part instanceof Secret)).toEqual([token, token, token]);
    parts.forEach((part, index) => {
      if (typeof part === 'string') return;
      expect(parts[index - 1]).toMatch(/"$/);
      expect(parts[index + 1]).toMatch(/^"\n/);
    });
  });

  test('are read back where they were put', () => {
    const text = toYamlParts(documents).map((part) => (typeof part === 'string' ? part : part.reveal()));
    expect(jsYaml.loadAll(text.join(''))).toEqual([
      { kind: 'A', token: token.reveal() },
      { kind: 'B', list: [token.reveal(), { deep: token.reveal() }] },
    ]);
  });

  test('a name with quotes in it does not break out', () => {
    const odd = new Secret('a"\nb: c', 'x');
    expect(yaml.parse(toYaml([{ odd }]))).toEqual({ odd: '(secret: a"\nb: c)' });
  });
});
