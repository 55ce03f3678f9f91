import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Constraints, constraintProblem } from '../../src/values/name-constraints.ts';
import { certificateDnsName, ipText, sansOf, uriText } from '../../src/values/names.ts';

describe('DNS names of certificates', () => {
  it.each([
    ['web.example.org', 'web.example.org'],
    ['Web.EXAMPLE.org', 'web.example.org'],
    ['*.example.org', '*.example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['*.bücher.example', '*.xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['localhost', 'localhost'],
    [`${'a'.repeat(63)}.example.org`, `${'a'.repeat(63)}.example.org`],
  ])('%s is %s', (text, normal) => {
    expect(certificateDnsName(text)).toBe(normal);
  });

  it.each([
    '',
    '*',
    '*.org',
    'a.*.example.org',
    'w*.example.org',
    '*.*.example.org',
    'example.org.',
    '.example.org',
    'a..example.org',
    'a b.example.org',
    'under_score.example.org',
    '-a.example.org',
    '10.0.0.1',
    '1.2.3',
    '１.２.３.４',
    'xn--a.example',
    'https://example.org',
    'web.example.org:443',
    'a,DNS:evil.example.org',
    'a\nb.example.org',
    `${'a'.repeat(64)}.example.org`,
    Array(60).fill('abcd').join('.'),
  ])('%j is none', (text) => {
    expect(certificateDnsName(text)).toBeUndefined();
  });

  it('has a normal form that stays, in Unicode and in punycode', () => {
    const label = fc.string({ unit: fc.constantFrom(...'abzäöüßéñčжд日本'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(label, { minLength: 2, maxLength: 4 }), (labels) => {
        const normal = certificateDnsName(`${labels.join('.')}.example`);
        if (normal === undefined) throw new Error('refused');
        expect(normal).toMatch(/^[a-z0-9.-]+$/);
        expect(certificateDnsName(normal)).toBe(normal);
        expect(certificateDnsName(domainToUnicode(normal))).toBe(normal);
      }),
    );
  });
});

describe('addresses and URIs', () => {
  it.each([
    ['10.0.0.80', '10.0.0.80'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
  ])('%s is %s', (text, normal) => {
    expect(ipText(text)).toBe(normal);
  });

  it.each(['10.0.0', '10.0.0.0/8', 'fe80::1%eth0', '010.0.0.1', 'example.org'])(
    '%s is no address',
    (text) => {
      expect(ipText(text)).toBeUndefined();
    },
  );

  it.each(['spiffe://example.org/ns/web', 'https://example.org/a?b=c', 'urn:uuid:1234'])(
    '%s is a URI',
    (text) => {
      expect(uriText(text)).toBe(text);
    },
  );

  it.each([
    'example.org',
    '/path',
    'https://',
    'https:///x',
    'http://a b',
    'spiffe://exämple/x',
    'x:',
    'a:"b"',
  ])('%s is no URI', (text) => {
    expect(uriText(text)).toBeUndefined();
  });
});

describe('name constraints', () => {
  const constraints: Constraints = {
    permitted: [
      { kind: 'dns', value: 'example.org' },
      { kind: 'ip', value: '10.0.0.0/8' },
      { kind: 'uri', value: '.example.org' },
    ],
    excluded: [
      { kind: 'dns', value: 'secret.example.org' },
      { kind: 'ip', value: '10.9.0.0/16' },
    ],
  };
  const check = (lists: Parameters<typeof sansOf>[0]) =>
    sansOf(lists).map((san) => constraintProblem(san, constraints));

  it('let through what they permit', () => {
    const dnsNames = ['example.org', 'a.b.example.org', '*.web.example.org'];
    const uris = ['https://a.example.org/x'];
    expect(check({ dnsNames, ipAddresses: ['10.1.2.3'], uris })).toEqual(Array(5).fill(undefined));
  });

  it.each([
    ['another domain', { dnsNames: ['example.com'] }, 'not among'],
    ['a domain that only ends alike', { dnsNames: ['notexample.org'] }, 'not among'],
    ['an excluded domain', { dnsNames: ['secret.example.org'] }, 'must not issue'],
    ['what is below an excluded domain', { dnsNames: ['a.secret.example.org'] }, 'must not issue'],
    ['a wildcard that stands for an excluded domain', { dnsNames: ['*.example.org'] }, 'must not issue'],
    ['an address of another network', { ipAddresses: ['11.0.0.1'] }, 'not among'],
    ['an address of the other family', { ipAddresses: ['2001:db8::1'] }, 'not among'],
    ['an excluded address', { ipAddresses: ['10.9.1.1'] }, 'must not issue'],
    [
      'a URI whose host is the domain itself, where subdomains are permitted',
      { uris: ['https://example.org/'] },
      'not among',
    ],
    ['a URI without a host', { uris: ['urn:a:b'] }, 'not among'],
  ])('refuse %s', (_, lists, message) => {
    expect(check(lists).join()).toContain(message);
  });

  it('do not limit a kind of name that they do not speak of', () => {
    const domainsOnly: Constraints = { permitted: [{ kind: 'dns', value: 'example.org' }], excluded: [] };
    const [san] = sansOf({ ipAddresses: ['192.0.2.1'] });
    expect(san && constraintProblem(san, domainsOnly)).toBeUndefined();
  });
});
