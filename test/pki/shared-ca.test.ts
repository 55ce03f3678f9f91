import { cp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { Cluster, GeneratedCa } from '../../src/model/cluster.ts';
import { issueOne } from '../../src/pki/issue.ts';
import { findSharedCa, type SharedCa } from '../../src/pki/shared-ca.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { DAY_MS } from '../../src/values/validity.ts';
import { makeCluster } from '../fixtures/cluster.ts';
import { openssl, scratch, wanted, write } from './support.ts';

const NOW = new Date();
const ca: GeneratedCa = {
  commonName: 'our CA',
  keyAlgorithm: 'ECDSA-P256',
  validityMs: 3650 * DAY_MS,
  permittedDomains: [],
  permittedNetworks: [],
};

/** An operator's directory. */
async function operator(overrides: Partial<GeneratedCa> = {}): Promise<Cluster> {
  const directory = await scratch();
  const ingress = { certificates: [wanted()], generatedCa: { ...ca, ...overrides } };
  return makeCluster({ name: 'prod', directory, ingress });
}

const home = ({ directory }: Cluster) => join(directory, '.kubestrap', 'prod', 'ingress-ca');
const file = (cluster: Cluster, name: string) => readFile(join(home(cluster), name), 'utf8');

/** What the cluster holds once an operator has put the CA there. */
async function stored(shared: SharedCa) {
  const manifest = await shared.manifest?.();
  if (manifest === undefined) throw new Error('the CA is not to be put anywhere');
  const { data } = load(manifest.reveal()) as { data: Record<string, string> };
  const text = (key: string) => Buffer.from(data[key] ?? '', 'base64').toString('utf8');
  return { certificate: text('ca.crt'), key: text('ca.key') };
}

async function find(
  cluster: Cluster,
  there: { certificate: string; key: string } | null,
  fetched: string[] = [],
) {
  return findSharedCa(cluster, {
    now: NOW,
    env: { PASS: 'open sesame' },
    inCluster: there?.certificate ?? null,
    fetchKey: async () => {
      fetched.push('key');
      return new Secret('ca-key', there?.key ?? '');
    },
  });
}

const problems = ({ found }: SharedCa) =>
  typeof found === 'object' && 'problems' in found
    ? found.problems.map(({ message, hint }) => `${message}; ${hint}`).join()
    : 'none';

describe('the generated CA of several operators', () => {
  it('is made once, beside the spec, and goes to the cluster as it lies there', async () => {
    const cluster = await operator();
    const shared = await find(cluster, null);
    expect(shared.found).toBe('new');
    await expect(stat(home(cluster))).rejects.toThrow('ENOENT');
    const [first, second] = await Promise.all([shared.ready(), shared.ready()]);
    expect(first).toBe(second);
    const there = await stored(shared);
    expect(there).toEqual({ certificate: await file(cluster, 'ca.crt'), key: await file(cluster, 'ca.key') });
    expect((await find(cluster, there)).manifest).toBeNull();
    // somebody deleted the Secret
    expect(await stored(await find(cluster, null))).toEqual(there);
  });

  it.each<[string, Partial<GeneratedCa>]>([
    ['plain', {}],
    ['encrypted, and stays so on its way', { passphrase: { env: 'PASS' } }],
  ])('is fetched where it is to sign, not before: its key is %s', async (_, overrides) => {
    const [ada, bob] = [await operator(overrides), await operator(overrides)];
    const there = await stored(await find(ada, null));
    expect(there.key.includes('ENCRYPTED')).toBe('passphrase' in overrides);
    const fetched: string[] = [];
    const shared = await find(bob, there, fetched);
    expect(shared.manifest).toBeNull();
    if (typeof shared.found !== 'object' || !('authority' in shared.found)) throw new Error(problems(shared));
    expect(fetched).toEqual([]);
    await expect(stat(home(bob))).rejects.toThrow('ENOENT');
    const { certificate } = await issueOne(wanted(), shared.found.authority, NOW);
    await issueOne(wanted(), shared.found.authority, NOW);
    expect(fetched).toEqual(['key']);
    for (const name of ['ca.crt', 'ca.key']) expect(await file(bob, name)).toBe(await file(ada, name));
    expect((await stat(join(home(bob), 'ca.key'))).mode & 0o777).toBe(0o600);
    await write(bob.directory, { 'leaf.crt': certificate.pem });
    const verified = await openssl(bob.directory, 'verify', '-CAfile', join(home(ada), 'ca.crt'), 'leaf.crt');
    expect(verified).toContain('OK');
  });

  it('is never replaced: two different ones are told apart', async () => {
    const [ada, bob] = [await operator(), await operator()];
    const there = await stored(await find(ada, null));
    await (await find(bob, null)).ready();
    const shared = await find(bob, there);
    expect(problems(shared)).toMatch(
      /two generated CAs: "our CA" .* beside the spec .*, and "our CA" .* in the cluster/,
    );
    expect(shared.manifest).toBeNull();
    await expect(shared.ready()).rejects.toThrow('cannot be issued');
  });

  it('is refused where the Secret holds none, another kind than the spec asks for, or a key of another', async () => {
    const [ada, bob] = [await operator(), await operator()];
    const there = await stored(await find(ada, null));
    expect(problems(await find(bob, { ...there, certificate: '' }))).toContain(
      'holds no CA that can be read',
    );
    const other = await operator({ commonName: 'another CA' });
    expect(problems(await find(other, there))).toContain('has the name our CA, the spec another CA');
    const stranger = await stored(await find(await operator(), null));
    const shared = await find(bob, { ...there, key: stranger.key });
    await expect(shared.bring?.()).rejects.toMatchObject({
      problems: [{ message: expect.stringContaining('the key is not that of our CA') }],
    });
    await expect(stat(home(bob))).rejects.toThrow('ENOENT');
  });

  it('is not made where only its passphrase is missing', async () => {
    const [ada, bob] = [
      await operator({ passphrase: { env: 'PASS' } }),
      await operator({ passphrase: { env: 'NONE' } }),
    ];
    const there = await stored(await find(ada, null));
    expect(problems(await find(bob, there))).toContain('NONE is not set');
    await cp(home(ada), home(bob), { recursive: true });
    await rm(join(home(bob), 'ca.key'));
    expect(problems(await find(bob, there))).toContain('the CA is not whole');
  });
});
