import { describe, expect, it } from 'vitest';
import { clusterOf, type Files, marked, problemsOf, screen, spec } from '../spec/support.ts';

const certificates = (...lines: readonly string[]): Files => ({
  cluster: spec('ingress:', '  certificates:', ...lines.map((line) => `    - { ${line} }`)),
});
const WEB = 'name: web, dnsNames: [web.example.org]';

describe('spec.ingress', () => {
  it('resolves to certificates with defaults, names in one form, and absolute paths', async () => {
    const { ingress, directory } = await clusterOf(
      certificates(
        'name: web, dnsNames: [Web.example.org, "*.bücher.example"], ipAddresses: ["2001:DB8::1"], uris: ["spiffe://a/b"]',
        'name: api, namespace: x, secretName: s, dnsNames: [b.c], validity: 12h, ca: { mode: files, certFile: ./ca.crt, keyFile: ~/ca.key, passphrase: { env: P } }',
      ),
    );
    expect(ingress.certificates).toEqual([
      {
        name: 'web',
        namespace: 'default',
        secretName: 'web-tls',
        names: [
          { kind: 'dns', value: 'web.example.org' },
          { kind: 'dns', value: '*.xn--bcher-kva.example' },
          { kind: 'ip', value: '2001:db8::1' },
          { kind: 'uri', value: 'spiffe://a/b' },
        ],
        keyAlgorithm: 'RSA-2048',
        validityMs: 365 * 86_400_000,
        ca: { mode: 'generated' },
      },
      expect.objectContaining({
        validityMs: 12 * 3_600_000,
        ca: {
          mode: 'files',
          certFile: `${directory}/ca.crt`,
          keyFile: '/home/ops/ca.key',
          passphrase: { env: 'P' },
        },
      }),
    ]);
    expect(ingress.generatedCa.commonName).toBe('kubestrap ingress CA of prod');
  });

  it('is nothing where there is none', async () => {
    expect((await clusterOf()).ingress.certificates).toEqual([]);
  });

  it.each<[string, Files, string]>([
    ['no names', certificates('name: web'), 'error the certificate has no names'],
    ['empty lists', certificates('name: web, dnsNames: [], uris: []'), 'error the certificate has no names'],
    [
      'an address for a name',
      certificates('name: web, dnsNames: [▸10.0.0.1]'),
      'addresses have a list of their own',
    ],
    [
      'a wildcard in the middle',
      certificates('name: web, dnsNames: [▸a.*.example.org]'),
      '"*" stands for one whole label',
    ],
    [
      'a wildcard over everything',
      certificates('name: web, dnsNames: [▸"*.org"]'),
      '"*" stands for one whole label',
    ],
    ['a dot at the end', certificates('name: web, dnsNames: [▸example.org.]'), 'did you mean "example.org"?'],
    ['a name for an address', certificates('name: web, ipAddresses: [▸example.org]'), 'is not an IP address'],
    ['no URI', certificates('name: web, uris: [▸example.org]'), 'is not an absolute URI'],
    [
      'a name twice',
      certificates('name: web, dnsNames: [bücher.example, ▸xn--bcher-kva.example]'),
      'has DNS:xn--bcher-kva.example already',
    ],
    [
      'an address twice',
      certificates('name: web, ipAddresses: ["2001:db8::1", ▸"2001:DB8:0::1"]'),
      'has IP:2001:db8::1 already',
    ],
    [
      'two of one name',
      certificates(WEB, 'name: ▸web, secretName: other, dnsNames: [b.c]'),
      'another certificate has the name "web"',
    ],
    [
      'two of one Secret',
      certificates(WEB, 'name: api, secretName: ▸web-tls, dnsNames: [b.c]'),
      'has the Secret default/web-tls',
    ],
    ['the name of another file', certificates('name: ▸ca, dnsNames: [b.c]'), 'is the name of another file'],
    [
      'a CA in files without its key',
      certificates(`${WEB}, ca: ▸{ mode: files, certFile: x }`),
      'needs `keyFile`',
    ],
    [
      'a key for a CA that has none',
      certificates(`${WEB}, ca: { keyFile: ▸x }`),
      'means nothing with mode `generated`',
    ],
    ['an unknown mode', certificates(`${WEB}, ca: { mode: ▸acme }`), 'must be one of generated, files'],
    ['a validity without unit', certificates(`${WEB}, validity: ▸"365"`), 'did you mean "365d"?'],
    ['a key of an unknown kind', certificates(`${WEB}, keyAlgorithm: ▸RSA-1024`), 'must be one of RSA-2048'],
    [
      'a certificate that outlives its CA',
      certificates(`${WEB}, validity: ▸36500d`),
      'longer than the CA (3650d)',
    ],
  ])('refuses %s', async (_, input, message) => {
    const { files, place } = marked(input);
    const problems = (await problemsOf(files)).filter((line) => line.includes(' error '));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
    expect(problems[0]).toContain(place);
  });

  it('refuses names outside of what the generated CA may issue, where they are written', async () => {
    const input = {
      cluster: spec(
        'ingress:',
        '  generatedCA: { permittedDomains: [example.org], permittedNetworks: [10.0.0.0/8] }',
        '  certificates:',
        '    - { name: web, dnsNames: [a.example.org, ▸example.com] }',
        '    - { name: own, dnsNames: [example.com], ca: { mode: selfSigned } }',
      ),
    };
    const { files, place } = marked(input);
    expect(await problemsOf(files)).toEqual([
      `${place} error DNS:example.com is not among the names that the CA may issue (example.org) (spec.ingress.generatedCA permits other names only)`,
    ]);
  });

  it.each([
    ['Ed25519 keys', `${WEB}, keyAlgorithm: ▸Ed25519`, 'browsers do not accept Ed25519 keys'],
    ['more than 398 days', `${WEB}, validity: ▸399d`, 'valid for more than 398 days'],
  ])('warns of %s', async (_, line, message) => {
    const { files, place } = marked(certificates(line));
    const problems = await problemsOf(files);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${place} warning`);
    expect(problems[0]).toContain(message);
  });

  it('says nothing of 398 days', async () => {
    expect(await problemsOf(certificates(`${WEB}, validity: 398d`))).toEqual([]);
  });

  it('refuses a passphrase that is written down, and does not show it', async () => {
    const input = certificates(`${WEB}, ca: { mode: files, certFile: a, keyFile: b, passphrase: hunter2 }`);
    const text = await screen(input);
    expect(text).toMatch(/must be a reference, never the\s+passphrase/);
    expect(text).not.toContain('hunter2');
  });
});
