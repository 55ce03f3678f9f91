import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/spec/formats.ts';
import {
  addressAt,
  contains,
  isLoopback,
  isMapped,
  isNetwork,
  isSameHost,
  isWithin,
  networkAround,
  networkText,
  overlap,
  parseCidr,
  parseIp,
} from '../../src/values/ip.ts';

const v4 = fc.ipV4();
const v6 = fc.ipV6();
const cidrOf = (address: fc.Arbitrary<string>, bits: number) =>
  fc
    .tuple(address, fc.integer({ min: 0, max: bits }))
    .map(([ip, prefix]) => ({ ip, prefix, text: `${ip}/${prefix}` }));
const anyCidr = fc.oneof(cidrOf(v4, 32), cidrOf(v6, 128)).filter(({ ip }) => !isMapped(ip));
const cidr = (text: string) => parseCidr(text) ?? expect.fail(`${text} is refused`);
const ip = (text: string) => parseIp(text) ?? expect.fail(`${text} is refused`);

describe('an address', () => {
  it.each([
    ['10.0.0.1', 4, '10.0.0.1'],
    ['0.0.0.0', 4, '0.0.0.0'],
    ['2001:DB8:0:0:0:0:0:1', 6, '2001:db8::1'],
    ['::', 6, '::'],
    ['1:0:0:2:0:0:0:3', 6, '1:0:0:2::3'],
    ['::1.2.3.4', 6, '::102:304'],
    ['64:ff9b::1.2.3.4', 6, '64:ff9b::102:304'],
    // net.ParseIP keeps the IPv4 address of these, and with it all of Kubernetes
    ['::ffff:10.0.0.1', 4, '10.0.0.1'],
    ['::ffff:a00:1', 4, '10.0.0.1'],
  ])('%s is of family %i, in normal form %s', (text, family, normal) => {
    expect(parseIp(text)).toMatchObject({ family, text: normal });
  });

  it.each([
    '',
    ' 10.0.0.1',
    '10.0.0.1 ',
    '10.0.0',
    '10.1',
    '167772161',
    '0x0a.0.0.1',
    '010.0.0.1',
    '10.0.0.01',
    '10.0.0.256',
    '10.0.0.1/32',
    '１０.0.0.1',
    ':::',
    '1::2::3',
    '00001::',
    '12345::',
    'fe80::1%eth0',
    'fe80::1%',
    '::ffff:010.0.0.1',
    '::ffff:1.2.3',
    '[::1]',
    'example.org',
  ])('is not %j', (text) => {
    expect([parseIp(text), parseCidr(`${text}/8`)]).toEqual([undefined, undefined]);
  });

  it('is the same however it is written', () => {
    expect(isSameHost('2001:db8::1', '2001:DB8:0::0:1')).toBe(true);
    expect(isSameHost('0.0.0.1', '::1')).toBe(false);
    expect(isSameHost('a.example', 'a.example')).toBe(true);
    fc.assert(
      fc.property(v6, (text) => {
        const normal = ip(text).text;
        expect(ip(normal).text).toBe(normal);
        expect(isSameHost(text, text.toUpperCase())).toBe(true);
      }),
    );
  });

  it('keeps its text where it is IPv4', () => {
    fc.assert(fc.property(v4, (text) => void expect(ip(text)).toMatchObject({ family: 4, text })));
  });
});

describe('loopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.0.0.53', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['0:0:0:0:0:0:0:1', true],
    ['128.0.0.1', false],
    ['::', false],
    ['localhost', false],
  ])('of %s: %s', (text, expected) => {
    expect(isLoopback(text)).toBe(expected);
  });
});

describe('a network', () => {
  it.each([
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '::/129',
    '/8',
  ])('is not %j', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it('is no IPv4-mapped one, which Go takes for IPv4 with a prefix of 128 bits', () => {
    expect([parseCidr('::ffff:10.0.0.0/104'), parseCidr('::ffff:10.0.0.0/8')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.1.2.3/0', '0.0.0.0/0'],
    ['10.1.2.3/32', '10.1.2.3/32'],
    ['FD00:0:0:1::5/64', 'fd00:0:0:1::/64'],
    ['fd00::ffff/113', 'fd00::8000/113'],
  ])('of %s is %s', (text, normal) => {
    expect(networkText(text)).toBe(normal);
    expect([isNetwork(text), isNetwork(normal)]).toEqual([text === normal, true]);
  });

  it('holds the addresses that the kernel says it holds', () => {
    fc.assert(
      fc.property(anyCidr, fc.oneof(v4, v6), fc.boolean(), ({ ip: base, prefix, text }, other, near) => {
        const family = ip(base).family;
        const asked = near ? cidr(text).address.toString() : other;
        const list = new BlockList();
        list.addSubnet(base, prefix, `ipv${family}`);
        const inside = ip(asked).family === family && list.check(asked, `ipv${family}`);
        expect(contains(cidr(text), ip(asked))).toBe(inside);
      }),
    );
  });

  it('is within another exactly where both ends are', () => {
    fc.assert(
      fc.property(anyCidr, fc.integer({ min: 0, max: 128 }), (one, shorter) => {
        const inner = cidr(one.text);
        const outer = networkAround(ip(one.ip), Math.min(shorter, one.prefix)) ?? expect.fail('no network');
        expect(isWithin(inner, outer)).toBe(true);
        expect(isWithin(outer, inner)).toBe(outer.text === inner.text);
        expect([overlap(inner, outer), overlap(outer, inner)]).toEqual([true, true]);
      }),
    );
  });

  it('overlaps no network of the other family and no neighbour', () => {
    expect(overlap(cidr('0.0.0.0/0'), cidr('::/0'))).toBe(false);
    expect(overlap(cidr('10.0.0.0/9'), cidr('10.128.0.0/9'))).toBe(false);
  });

  it.each([
    ['10.96.0.0/12', 1, '10.96.0.1'],
    ['10.96.0.0/12', 10, '10.96.0.10'],
    ['fd00:1::/108', 10, 'fd00:1::a'],
    ['10.0.0.248/29', 7, '10.0.0.255'],
    ['10.0.0.248/29', 8, undefined],
    ['10.0.0.4/30', 10, undefined],
    ['fd00::1/128', 1, undefined],
  ])('%s has at %i the address %s', (text, index, expected) => {
    expect(addressAt(cidr(text), index)?.text).toBe(expected);
  });
});

describe('an IPv4 address written as an IPv6 one', () => {
  it.each([
    ['ip', '::ffff:10.0.0.1', '10.0.0.1'],
    ['host', '::ffff:a00:1', '10.0.0.1'],
    ['ip-list', '::ffff:10.0.0.1,fd00::1', '10.0.0.1,fd00::1'],
  ])('is refused as %s, with what was meant', (format, text, meant) => {
    expect(formats[format]?.validate(text)).toBe(false);
    expect(formats[format]?.validate(meant)).toBe(true);
    expect(formats[format]?.hint?.(text, ['address'])).toBe(`did you mean "${meant}"?`);
  });
});
