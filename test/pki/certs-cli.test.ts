import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Captured, run } from '../cli/capture.ts';
import { inventory, spec } from '../spec/support.ts';
import { scratch, write } from './support.ts';

const certificates = (...lines: readonly string[]) =>
  spec(
    'ingress:',
    '  generatedCA: { keyAlgorithm: ECDSA-P256 }',
    '  certificates:',
    ...lines.map((line) => `    - { keyAlgorithm: ECDSA-P256, ${line} }`),
  );
const WEB = 'name: web, dnsNames: [web.example.org]';

async function inputs(cluster: string): Promise<string> {
  const directory = await scratch();
  await write(directory, { 'inventory.yaml': inventory, 'cluster.yaml': cluster });
  return directory;
}

function certs(directory: string, ...args: readonly string[]): Promise<Captured> {
  const files = ['-i', join(directory, 'inventory.yaml'), '-f', join(directory, 'cluster.yaml')];
  return run(...files, 'certs', 'ingress', ...args);
}

describe('kubestrap certs ingress', () => {
  it('issues once, says so, and keeps what it issued; without the network', async () => {
    const directory = await inputs(certificates(WEB));
    const first = await certs(directory);
    expect(first).toMatchObject({ code: 0, stderr: '', sockets: 0 });
    expect(first.stdout).toContain(`Made a CA in ${directory}/.kubestrap/prod/ingress-ca`);
    expect(first.stdout).toMatch(/^web: issued, valid until .*: it is not there yet$/m);
    expect(await readdir(join(directory, '.kubestrap', 'prod', 'ingress', 'web'))).toContain('web.key');
    const second = await certs(directory);
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(/^web: no change; valid until .*, due from .*\n$/);
  });

  it('shows the names that come and go, before it does anything with --dry-run', async () => {
    const directory = await inputs(certificates(WEB));
    await certs(directory, '-d', join(directory, 'out'));
    await write(directory, { 'cluster.yaml': certificates('name: web, dnsNames: [new.example.org]') });
    const path = join(directory, 'out', 'web', 'web.crt');
    const before = await readFile(path, 'utf8');
    const { code, stdout } = await certs(directory, '-d', join(directory, 'out'), '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toBe(
      'web: would be issued: its names change\n  + DNS:new.example.org\n  - DNS:web.example.org\n',
    );
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('gives one JSON document, and no key in it', async () => {
    const directory = await inputs(certificates(WEB, 'name: api, dnsNames: [api.example.org]'));
    const { stdout, code } = await certs(directory, '--only', 'web', '-o', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      changed: true,
      directory: join(directory, '.kubestrap', 'prod', 'ingress'),
      generatedCA: join(directory, '.kubestrap', 'prod', 'ingress-ca'),
      certificates: [
        {
          name: 'web',
          action: 'issue',
          reasons: ['it is not there yet'],
          names: { added: [], removed: [] },
          secret: { namespace: 'default', name: 'web-tls' },
          notAfter: expect.stringMatching(/^20\d\d-/),
        },
      ],
    });
  });

  it.each<[string, string, readonly string[], string]>([
    [
      'a CA that is not there',
      `${WEB}, ca: { mode: files, certFile: a, keyFile: b }`,
      [],
      'the file cannot be read',
    ],
    ['names of certificates that there are none of', WEB, ['--only', 'wbe'], 'the spec does not have: wbe'],
    ['a time without unit', WEB, ['--renew-before', '30'], 'give days or hours'],
    ['a time that is as long as the validity', WEB, ['--renew-before', '365d'], 'in every run'],
    ['a spec that is wrong', 'name: web', [], 'the certificate has no names'],
  ])('refuses %s with exit code 2, and writes nothing', async (_, line, args, message) => {
    const directory = await inputs(certificates(line));
    const { code, stdout } = await certs(directory, ...args, '-o', 'json');
    expect(code).toBe(2);
    expect(stdout).toContain(message);
    expect((await readdir(directory)).toSorted()).toEqual(['cluster.yaml', 'inventory.yaml']);
  });

  it('needs a control plane that answers for the CA of the cluster, and writes nothing without one', async () => {
    const directory = await inputs(certificates(`${WEB}, ca: { mode: cluster }`));
    const { code, stdout } = await certs(directory, '-o', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error.message).toContain('no control plane has a cluster that answers');
    expect((await readdir(directory)).toSorted()).toEqual(['cluster.yaml', 'inventory.yaml']);
  });

  it.each<[string, string, readonly string[], string]>([
    ['files beside Secrets', WEB, ['-d', 'out'], '--apply and -d exclude each other'],
    ['certificates that there are none of', WEB, ['--only', 'wbe'], 'the spec does not have: wbe'],
  ])('refuses --apply with %s before any host is asked', async (_, line, args, message) => {
    const directory = await inputs(certificates(line));
    const { code, stdout, sockets } = await certs(directory, '--apply', ...args, '-o', 'json');
    expect({ code, sockets }).toEqual({ code: 2, sockets: 0 });
    expect(stdout).toContain(message);
  });

  it('says where a spec has no certificates', async () => {
    const directory = await inputs(spec());
    expect(await certs(directory)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('has no certificates'),
    });
  });
});
