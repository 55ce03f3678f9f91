import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRecord, type HostRecord, parseRecord, unionRecords } from '../../src/model/record.ts';

const entry = fc.record({
  value: fc.string({ unit: 'binary' }),
  original: fc.option(fc.string({ unit: 'binary' })),
});
const record: fc.Arbitrary<HostRecord> = fc.record({
  version: fc.constant(1 as const),
  cluster: fc.option(fc.record({ name: fc.string(), uid: fc.string(), caPin: fc.string() })),
  resources: fc.dictionary(fc.string({ unit: 'binary' }), entry, { noNullPrototype: true }),
});

describe('a record', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(record, (one) => {
        expect(parseRecord(formatRecord(one))).toEqual(one);
      }),
    );
  });

  test('is the same bytes whatever order its resources were added in', () => {
    fc.assert(
      fc.property(record, (one) => {
        const reversed = { ...one, resources: Object.fromEntries(Object.entries(one.resources).reverse()) };
        expect(formatRecord(reversed)).toBe(formatRecord(one));
      }),
    );
  });

  test('has each sysctl once, also where an older one spells it with slashes or twice', () => {
    const [a, b] = [
      { value: '10', original: '0' },
      { value: '1', original: null },
    ];
    const text = JSON.stringify({
      version: 1,
      cluster: null,
      resources: {
        'file /etc/sysctl.d/a/b': b,
        'sysctl kernel/panic': b,
        'sysctl kernel.panic': a,
        'sysctl net/ipv6/conf/bond0.100/accept_ra': a,
      },
    });
    expect(parseRecord(text).resources).toEqual({
      'file /etc/sysctl.d/a/b': b,
      'sysctl kernel.panic': a,
      'sysctl net.ipv6.conf.bond0/100.accept_ra': a,
    });
  });

  test('has one resource a line, which facts read with sed', () => {
    const text = formatRecord({
      version: 1,
      cluster: null,
      resources: { 'sysctl a.b': { value: '1', original: null } },
    });
    expect(text.split('\n')).toContain('    "sysctl a.b": {');
  });

  test.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['{', 'is not JSON'],
    ['\0\0\0', 'is not JSON'],
    ['null', 'not a record of version 1'],
    ['[]', 'not a record of version 1'],
    ['"x"', 'not a record of version 1'],
    ['{"version":2,"cluster":null,"resources":{}}', 'it has version 2'],
    ['{"version":1,"cluster":null}', 'not a record of version 1'],
    ['{"version":1,"cluster":"prod","resources":{}}', 'not a record of version 1'],
    ['{"version":1,"cluster":null,"resources":[]}', 'not a record of version 1'],
    ['{"version":1,"cluster":null,"resources":{"file /x":{"original":null}}}', 'not a record of version 1'],
    ['{"version":1,"cluster":null,"resources":{"file /x":null}}', 'not a record of version 1'],
  ])('that makes no sense stops its host, instead of a guess at what is ours: %j', (text, message) => {
    expect(() => parseRecord(text)).toThrow(message);
  });
});

test('while a program runs, the record names what was ours and what will be, the newer values winning', () => {
  const before: HostRecord = {
    version: 1,
    cluster: null,
    resources: { 'a 1': { value: 'old', original: null }, 'b 1': { value: 'kept', original: 'was' } },
  };
  const after: HostRecord = {
    version: 1,
    cluster: { name: 'prod', uid: 'u', caPin: 'p' },
    resources: { 'a 1': { value: 'new', original: null }, 'c 1': { value: 'added', original: null } },
  };
  expect(unionRecords(before, after)).toEqual({
    version: 1,
    cluster: after.cluster,
    resources: { ...before.resources, ...after.resources },
  });
});
