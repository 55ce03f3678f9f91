import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyAlgorithm } from '../../src/model/cluster.ts';
import { generateKeys } from '../../src/pki/algorithms.ts';
import { issueCertificate, randomSerial } from '../../src/pki/build.ts';
import { parseCertificates } from '../../src/pki/certificate.ts';
import { issueOne } from '../../src/pki/issue.ts';
import { caBundle } from '../../src/pki/output.ts';
import { externalSigner } from '../../src/pki/signer.ts';
import { ipText, sansOf } from '../../src/values/names.ts';
import { DAY_MS, period } from '../../src/values/validity.ts';
import { makeCa, openssl, opensslSays, scratch, wanted, write } from './support.ts';

const NOW = new Date();

describe('certificates, as openssl sees them', () => {
  it.each<[KeyAlgorithm, KeyAlgorithm, string]>([
    ['RSA-2048', 'RSA-2048', 'Digital Signature, Key Encipherment'],
    ['ECDSA-P256', 'ECDSA-P384', 'Digital Signature'],
    ['Ed25519', 'Ed25519', 'Digital Signature'],
    ['RSA-2048', 'ECDSA-P384', 'Digital Signature'],
    ['ECDSA-P384', 'ECDSA-P256', 'Digital Signature'],
  ])('of a CA with %s and a key of %s are strictly valid servers', async (ca, keyAlgorithm, usage) => {
    const directory = await scratch();
    const authority = await makeCa({ algorithm: ca });
    const issued = await issueOne(wanted({ keyAlgorithm }), authority, NOW);
    await write(directory, {
      'ca.crt': caBundle(issued),
      'web.crt': issued.certificate.pem,
      'web.key': issued.key.reveal(),
    });
    const verify = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'ca.crt', 'web.crt'];
    expect(await openssl(directory, ...verify)).toBe('web.crt: OK\n');
    const text = await openssl(directory, 'x509', '-in', 'web.crt', '-noout', '-text');
    expect(text).toMatch(/Basic Constraints: critical\n\s+CA:FALSE\n/);
    expect(text).toMatch(new RegExp(`Key Usage: critical\\n\\s+${usage}\\n`));
    expect(text).toMatch(/Extended Key Usage: \n\s+TLS Web Server Authentication\n/);
    expect(text).toContain('Subject Key Identifier');
    const identifier = (pem: string, name: string) =>
      new RegExp(`${name}: \\n\\s+([0-9A-F:]+)\\n`).exec(pem)?.[1];
    const caText = await openssl(directory, 'x509', '-in', 'ca.crt', '-noout', '-text');
    expect(identifier(text, 'Authority Key Identifier')).toBe(identifier(caText, 'Subject Key Identifier'));
    expect(caText).toMatch(/Basic Constraints: critical\n\s+CA:TRUE, pathlen:0\n/);
    expect(caText).toMatch(/Key Usage: critical\n\s+Certificate Sign, CRL Sign\n/);
    const publicOf = await openssl(directory, 'pkey', '-in', 'web.key', '-pubout');
    expect(await openssl(directory, 'x509', '-in', 'web.crt', '-noout', '-pubkey')).toBe(publicOf);
  });

  it('sign themselves where that is asked for, and stay no CA', async () => {
    const directory = await scratch();
    const issued = await issueOne(wanted({ ca: { mode: 'selfSigned' } }), 'self', NOW);
    await write(directory, { 'web.crt': issued.certificate.pem });
    const verify = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'web.crt', 'web.crt'];
    expect(await openssl(directory, ...verify)).toBe('web.crt: OK\n');
    expect(await openssl(directory, 'x509', '-in', 'web.crt', '-noout', '-text')).toContain('CA:FALSE');
  });

  it('match the hosts and addresses that are asked for, and no others', async () => {
    const directory = await scratch();
    const names = sansOf({
      dnsNames: ['web.example.org', '*.bücher.example'],
      ipAddresses: ['10.0.0.80', '2001:db8::80'],
    });
    const issued = await issueOne(wanted({ names }), await makeCa(), NOW);
    await write(directory, { 'web.crt': issued.certificate.pem });
    const check = (option: string, value: string) =>
      openssl(directory, 'x509', '-in', 'web.crt', '-noout', option, value);
    expect(await check('-checkhost', 'web.example.org')).toContain('does match');
    expect(await check('-checkhost', 'shop.xn--bcher-kva.example')).toContain('does match');
    expect(await check('-checkip', '10.0.0.80')).toContain('does match');
    expect(await check('-checkip', '2001:DB8:0::80')).toContain('does match');
    expect(await check('-checkhost', 'example.org')).toContain('does NOT match');
    expect(await check('-checkhost', 'a.b.xn--bcher-kva.example')).toContain('does NOT match');
    expect(await check('-checkip', '10.0.0.81')).toContain('does NOT match');
  });

  it('are refused outside of the name constraints of their CA', async () => {
    const directory = await scratch();
    const constraints = {
      permitted: [
        { kind: 'dns', value: 'example.org' },
        { kind: 'ip', value: '10.0.0.0/8' },
      ],
      excluded: [],
    } as const;
    const authority = await makeCa({ constraints });
    const inside = wanted({ names: sansOf({ dnsNames: ['a.example.org'], ipAddresses: ['10.1.1.1'] }) });
    // past our own checks, which would refuse it
    const outside = wanted({ dnsNames: ['a.example.com'] });
    const onlyAddress = wanted({ names: sansOf({ ipAddresses: ['10.2.2.2'] }) });
    for (const [name, desired] of Object.entries({ inside, outside, onlyAddress })) {
      const issued = await issueOne(desired, authority, NOW);
      await write(directory, { 'ca.crt': caBundle(issued), [`${name}.crt`]: issued.certificate.pem });
    }
    const verify = (name: string) =>
      opensslSays(directory, 'verify', '-x509_strict', '-CAfile', 'ca.crt', `${name}.crt`);
    expect(await verify('inside')).toBe('inside.crt: OK\n');
    expect(await verify('onlyAddress')).toBe('onlyAddress.crt: OK\n');
    expect(await verify('outside')).toContain('permitted subtree violation');
  });

  it('carry the names that went in, and nothing more, whatever they are', { timeout: 15_000 }, async () => {
    const directory = await scratch();
    const authority = await makeCa();
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
    const dns = fc
      .tuple(fc.boolean(), fc.array(label, { minLength: 2, maxLength: 4 }))
      .map(([wild, labels]) => `${wild ? '*.' : ''}${labels.join('.')}`);
    const uri = fc.tuple(label, label).map(([host, path]) => `spiffe://${host}/${path}`);
    const lists = fc.record({
      dnsNames: fc.uniqueArray(dns, { maxLength: 20 }),
      ipAddresses: fc.uniqueArray(fc.oneof(fc.ipV4(), fc.ipV6()), {
        maxLength: 6,
        selector: (ip) => ipText(ip) ?? ip,
      }),
      uris: fc.uniqueArray(uri, { maxLength: 3 }),
    });
    const some = lists.filter((each) => sansOf(each).length > 0);
    await fc.assert(
      fc.asyncProperty(some, async (each) => {
        const issued = await issueOne(wanted({ names: sansOf(each) }), authority, NOW);
        await write(directory, { 'web.crt': issued.certificate.pem });
        const extension = await openssl(
          directory,
          'x509',
          '-in',
          'web.crt',
          '-noout',
          '-ext',
          'subjectAltName',
        );
        const line = extension.split('\n')[1]?.trim() ?? '';
        const seen = line.split(', ').map((name) => {
          const [, address] = /^IP Address:(.+)$/.exec(name) ?? [];
          return address === undefined ? name : `IP:${ipText(address)}`;
        });
        const into = [
          ...each.dnsNames.map((name) => `DNS:${name}`),
          ...each.ipAddresses.map((ip) => `IP:${ipText(ip)}`),
          ...each.uris.map((name) => `URI:${name}`),
        ];
        expect(seen).toEqual(into);
        expect(parseCertificates(issued.certificate.pem)[0]?.names).toEqual(sansOf(each));
      }),
      { numRuns: 20 },
    );
  });

  it('have serial numbers that are positive, long and never the same', () => {
    const serials = Array.from({ length: 1000 }, randomSerial);
    for (const serial of serials) {
      expect(serial.length).toBe(16);
      expect(serial[0]).toBeGreaterThan(0);
      expect(serial[0]).toBeLessThan(128);
    }
    expect(new Set(serials.map((serial) => Buffer.from(serial).toString('hex'))).size).toBe(1000);
  });

  it('are dated past 2049 as X.509 wants it', async () => {
    const directory = await scratch();
    const authority = await makeCa({ days: 40 * 365 });
    await write(directory, { 'ca.crt': authority.chain[0].pem });
    expect(await openssl(directory, 'asn1parse', '-in', 'ca.crt')).toContain('GENERALIZEDTIME');
    expect(await openssl(directory, 'verify', '-x509_strict', '-CAfile', 'ca.crt', 'ca.crt')).toContain('OK');
  });
});

describe('a key that stays where it is', () => {
  /** As on a control plane: openssl is given the bytes, and nobody reads the key. */
  const remote = (directory: string, key: string) => async (tbs: Uint8Array, digest: string) => {
    await write(directory, { 'tbs.b64': Buffer.from(tbs).toString('base64') });
    await openssl(directory, 'base64', '-d', '-A', '-in', 'tbs.b64', '-out', 'tbs');
    await openssl(directory, 'dgst', `-${digest}`, '-sign', key, '-out', 'signature', 'tbs');
    return Buffer.from(await openssl(directory, 'base64', '-A', '-in', 'signature'), 'base64');
  };

  const request = () => ({
    commonName: 'web.example.org',
    publicKey: generateKeys('ECDSA-P256').publicKey,
    ...period(NOW, 30 * DAY_MS),
    serial: randomSerial(),
    profile: { kind: 'server', names: sansOf({ dnsNames: ['web.example.org'] }) } as const,
  });

  /** A CA as kubeadm makes them: no subject key identifier of ours. */
  async function kubeadmCa(directory: string, name: string, newkey: readonly string[]): Promise<void> {
    await openssl(
      directory,
      'req',
      '-x509',
      '-nodes',
      '-days',
      '100',
      '-subj',
      '/CN=kubernetes',
      ...newkey,
      '-addext',
      'keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
    );
  }

  it.each([
    ['RSA', ['-newkey', 'rsa:2048'], 'sha256WithRSAEncryption'],
    ['ECDSA P-256', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'ecdsa-with-SHA256'],
    ['ECDSA P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], 'ecdsa-with-SHA384'],
  ])('signs with %s over openssl', async (_, newkey, algorithm) => {
    const directory = await scratch();
    await kubeadmCa(directory, 'ca', newkey);
    const [ca] = parseCertificates(await openssl(directory, 'x509', '-in', 'ca.crt'));
    if (ca === undefined) throw new Error('no CA');
    const certificate = await issueCertificate(request(), externalSigner(ca, remote(directory, 'ca.key')));
    await write(directory, { 'web.crt': certificate.pem });
    const verify = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'ca.crt', 'web.crt'];
    expect(await openssl(directory, ...verify)).toBe('web.crt: OK\n');
    const text = await openssl(directory, 'x509', '-in', 'web.crt', '-noout', '-text');
    expect(text).toContain(`Signature Algorithm: ${algorithm}`);
    expect(text).toContain('Issuer: CN = kubernetes');
  });

  it('signs in the name of its CA, byte for byte, whatever types of text that has', async () => {
    const directory = await scratch();
    const subject = '/C=DE/O=Müller & Co/OU=a+CN=Platform CA/emailAddress=ca@example.org';
    const newkey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-utf8', '-multivalue-rdn'];
    await kubeadmCa(directory, 'ca', [...newkey, '-subj', subject]);
    const [ca] = parseCertificates(await openssl(directory, 'x509', '-in', 'ca.crt'));
    if (ca === undefined) throw new Error('no CA');
    expect(Buffer.from(ca.der).includes(Buffer.from(ca.subject))).toBe(true);
    const certificate = await issueCertificate(request(), externalSigner(ca, remote(directory, 'ca.key')));
    expect(certificate.issuer).toEqual(ca.subject);
    await write(directory, { 'web.crt': certificate.pem });
    expect(await openssl(directory, 'verify', '-x509_strict', '-CAfile', 'ca.crt', 'web.crt')).toBe(
      'web.crt: OK\n',
    );
  });

  it('is noticed when it is not that of the CA', async () => {
    const directory = await scratch();
    const newkey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    await kubeadmCa(directory, 'ca', newkey);
    await kubeadmCa(directory, 'other', newkey);
    const [ca] = parseCertificates(await openssl(directory, 'x509', '-in', 'ca.crt'));
    if (ca === undefined) throw new Error('no CA');
    const signer = externalSigner(ca, remote(directory, 'other.key'));
    await expect(issueCertificate(request(), signer)).rejects.toThrow('does not fit the CA kubernetes');
  });
});
