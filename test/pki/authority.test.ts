import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAuthority } from '../../src/pki/authority.ts';
import { leafFindings } from '../../src/pki/ca.ts';
import { parseCertificates } from '../../src/pki/certificate.ts';
import { issueOne } from '../../src/pki/issue.ts';
import { privateKeyPem } from '../../src/pki/keys.ts';
import { fullChain } from '../../src/pki/output.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { sansOf } from '../../src/values/names.ts';
import { DAY_MS } from '../../src/values/validity.ts';
import { makeCa, openssl, scratch, wanted, write } from './support.ts';

/** A minute ahead: openssl begins a certificate at its own second, however long this file has been open by then. */
const NOW = new Date(Date.now() + 60_000);
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] as const;

/** A certificate that signs itself, made by openssl as people make them. */
async function make(directory: string, name: string, ...args: readonly string[]): Promise<void> {
  await openssl(
    directory,
    'req',
    '-x509',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.crt`,
    ...args,
  );
}

async function findingsOf(
  directory: string,
  certificate: string,
  key = certificate,
  options: { readonly now?: Date; readonly passphrase?: string } = {},
): Promise<string> {
  const outcome = await readAuthority(
    {
      certFile: join(directory, `${certificate}.crt`),
      keyFile: join(directory, `${key}.key`),
      ...(options.passphrase === undefined ? {} : { passphrase: { env: 'CA_PASSPHRASE' } }),
    },
    { directory, now: options.now ?? NOW, path: 'spec', env: { CA_PASSPHRASE: options.passphrase } },
  );
  return 'problems' in outcome ? outcome.problems.map(({ message }) => message).join('\n') : '';
}

describe('a CA in files', () => {
  it('is taken as openssl makes it', async () => {
    const directory = await scratch();
    await make(directory, 'ca', ...EC);
    expect(await findingsOf(directory, 'ca')).toBe('');
  });

  it.each<[string, readonly string[], string]>([
    ['that is none', ['-addext', 'basicConstraints=critical,CA:FALSE'], 'ca is not a CA'],
    [
      'that must not sign certificates',
      ['-addext', 'keyUsage=critical,digitalSignature'],
      'lacks keyCertSign',
    ],
    ['for clients only', ['-addext', 'extendedKeyUsage=clientAuth'], 'lacks serverAuth'],
  ])('%s is refused', async (_, args, message) => {
    const directory = await scratch();
    await make(directory, 'ca', ...EC, ...args);
    expect(await findingsOf(directory, 'ca')).toContain(message);
  });

  it('with a key that is too weak is refused', async () => {
    const directory = await scratch();
    await make(directory, 'ca', '-newkey', 'rsa:1024');
    expect(await findingsOf(directory, 'ca')).toContain('clients refuse (RSA-1024)');
  });

  it('that has expired, or is not valid yet, is refused', async () => {
    const directory = await scratch();
    await make(directory, 'ca', ...EC, '-days', '10');
    expect(await findingsOf(directory, 'ca', 'ca', { now: new Date(NOW.getTime() + 11 * DAY_MS) })).toContain(
      'ca expired at',
    );
    expect(await findingsOf(directory, 'ca', 'ca', { now: new Date(NOW.getTime() - DAY_MS) })).toContain(
      'ca is not valid before',
    );
  });

  it('with the key of another is refused, together with all else that is wrong', async () => {
    const directory = await scratch();
    await make(directory, 'ca', ...EC, '-addext', 'basicConstraints=critical,CA:FALSE');
    await make(directory, 'other', ...EC);
    const said = await findingsOf(directory, 'ca', 'other');
    expect(said).toContain('ca is not a CA');
    expect(said).toContain('the key is not that of ca');
  });

  it('that is not there, or is not PEM, is refused', async () => {
    const directory = await scratch();
    await write(directory, { 'text.crt': 'hello', 'text.key': 'hello' });
    await write(directory, { 'cut.crt': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' });
    expect(await findingsOf(directory, 'gone')).toBe('the file cannot be read\nthe file cannot be read');
    expect(await findingsOf(directory, 'text')).toBe(
      'there is no certificate in it\nthere is no private key that can be read',
    );
    expect(await findingsOf(directory, 'cut', 'text')).toContain('a certificate in it is damaged');
  });

  it.each<[string, readonly string[]]>([
    ['PKCS#8', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc']],
    ['traditional PEM', ['ec', '-aes128']],
  ])('opens with its passphrase, and with no other (%s)', async (_, args) => {
    const directory = await scratch();
    await make(directory, 'ca', ...EC);
    await openssl(directory, ...args, '-in', 'ca.key', '-out', 'locked.key', '-passout', 'pass:secret words');
    expect(await findingsOf(directory, 'ca', 'locked', { passphrase: 'secret words' })).toBe('');
    expect(await findingsOf(directory, 'ca', 'locked', { passphrase: 'other' })).toBe(
      'the passphrase does not open the key',
    );
    expect(await findingsOf(directory, 'ca', 'locked')).toBe('the key is encrypted');
  });

  it('below another gives servers the whole chain', async () => {
    const directory = await scratch();
    const usage = ['-addext', 'keyUsage=critical,keyCertSign'];
    await make(directory, 'root', ...EC, ...usage);
    await make(directory, 'middle', ...EC, ...usage, '-CA', 'root.crt', '-CAkey', 'root.key');
    const chain =
      (await openssl(directory, 'x509', '-in', 'middle.crt')) +
      (await openssl(directory, 'x509', '-in', 'root.crt'));
    await write(directory, { 'chain.crt': chain });
    const files = { certFile: join(directory, 'chain.crt'), keyFile: join(directory, 'middle.key') };
    const outcome = await readAuthority(files, { directory, now: NOW, path: 'spec' });
    if (!('authority' in outcome)) throw new Error(JSON.stringify(outcome.problems));
    const issued = await issueOne(wanted({ validityMs: DAY_MS }), outcome.authority, NOW);
    await write(directory, { 'fullchain.crt': fullChain(issued) });
    expect(parseCertificates(fullChain(issued)).map(({ title }) => title)).toEqual([
      'web.example.org',
      'middle',
    ]);
    const verify = [
      'verify',
      '-x509_strict',
      '-CAfile',
      'root.crt',
      '-untrusted',
      'fullchain.crt',
      'fullchain.crt',
    ];
    expect(await openssl(directory, ...verify)).toBe('fullchain.crt: OK\n');
  });

  it('has its chain in order', async () => {
    const directory = await scratch();
    await make(directory, 'ca', ...EC);
    await make(directory, 'stranger', ...EC);
    const texts = ['ca', 'stranger'].map((name) => openssl(directory, 'x509', '-in', `${name}.crt`));
    await write(directory, { 'chain.crt': (await Promise.all(texts)).join('') });
    expect(await findingsOf(directory, 'chain', 'ca')).toContain(
      'stranger did not issue ca, which comes before it',
    );
  });
});

describe('a CA for a certificate', () => {
  it('must outlive it, and may issue its names', async () => {
    const constraints = { permitted: [{ kind: 'dns', value: 'example.org' }], excluded: [] } as const;
    const { chain } = await makeCa({ now: NOW, days: 100, constraints });
    const names = sansOf({ dnsNames: ['a.example.org', 'a.example.com'] });
    const messages = leafFindings(chain, names, new Date(NOW.getTime() + 200 * DAY_MS)).map(
      ({ message }) => message,
    );
    expect(messages).toHaveLength(2);
    expect(messages[0]).toContain('DNS:a.example.com is not among');
    expect(messages[1]).toContain('before the certificate would');
    expect(leafFindings(chain, names.slice(0, 1), new Date(NOW.getTime() + 99 * DAY_MS))).toEqual([]);
  });
});

describe('a key of ours', () => {
  it('is encrypted on disk where there is a passphrase', async () => {
    const directory = await scratch();
    const { privateKey, chain } = await makeCa();
    const pem = privateKeyPem(privateKey, 'ca-key', new Secret('p', 'secret words')).reveal();
    expect(pem).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    await write(directory, { 'ca.key': pem, 'ca.crt': chain[0].pem });
    expect(await findingsOf(directory, 'ca', 'ca', { passphrase: 'secret words' })).toBe('');
    const publicOf = await openssl(
      directory,
      'pkey',
      '-in',
      'ca.key',
      '-passin',
      'pass:secret words',
      '-pubout',
    );
    expect(await openssl(directory, 'x509', '-in', 'ca.crt', '-noout', '-pubkey')).toBe(publicOf);
  });
});
