import { X509Certificate } from 'node:crypto';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/model/transport.ts';
import { type CaHost, clusterAuthority, type RunOn } from '../../src/pki/cluster-authority.ts';
import { issueOne } from '../../src/pki/issue.ts';
import { complete } from '../../src/shell/library.ts';
import { revealSecrets } from '../../src/shell/sh.ts';
import { runShell, type Shell, sh, shells } from '../shell/shells.ts';
import { makeCa, openssl, scratch, wanted, write } from './support.ts';

const NOW = new Date();

/** A control plane that is a directory of this machine; scripts run in a real shell, with the real openssl. */
function host(
  directory: string,
  sent: string[],
  { shell = sh, path }: { shell?: Shell; path?: string } = {},
): RunOn {
  return async (name, script) => {
    const text = complete(script).write(revealSecrets);
    sent.push(`${name}: ${script.write(revealSecrets)}`);
    const env = path === undefined ? {} : { PATH: path };
    const { stdout } = runShell(text.replaceAll('/etc/kubernetes/pki', directory), { shell, env });
    return { sections: new Map([['signature', stdout]]) } as unknown as RunResult;
  };
}

/** A CA as kubeadm makes it, and its files. */
async function pki(algorithm: 'RSA-2048' | 'ECDSA-P256' | 'ECDSA-P384' = 'ECDSA-P256') {
  const directory = await scratch();
  const ca = await makeCa({ algorithm, commonName: 'kubernetes' });
  const pem = ca.privateKey.export({ type: algorithm === 'RSA-2048' ? 'pkcs1' : 'sec1', format: 'pem' });
  await write(directory, { 'ca.crt': ca.chain[0].pem, 'ca.key': String(pem) });
  return { directory, ca, certificate: ca.chain[0].pem };
}

const plane = (name: string, certificate: string | null, overrides: Partial<CaHost> = {}): CaHost => ({
  name,
  certificate,
  hasKey: true,
  hasOpenssl: true,
  ...overrides,
});
const options = (run: RunOn) => ({ certificatesDir: '/etc/kubernetes/pki', run, now: NOW });

async function issued(hosts: readonly CaHost[], run: RunOn) {
  const outcome = clusterAuthority(hosts, options(run));
  if ('problems' in outcome) throw new Error(outcome.problems.map(({ message }) => message).join());
  return issueOne(wanted(), outcome.authority, NOW);
}

const never: RunOn = async () => {
  throw new Error('nothing is to run');
};
const problems = (hosts: readonly CaHost[]): string => {
  const outcome = clusterAuthority(hosts, options(never));
  return 'problems' in outcome ? outcome.problems.map(({ message }) => message).join() : 'none';
};

describe('the CA of the cluster', () => {
  describe.each(shells)('in $name', (shell) => {
    it.each(['RSA-2048', 'ECDSA-P256', 'ECDSA-P384'] as const)(
      'signs with a key of kind %s where it lies',
      async (algorithm) => {
        const { directory, certificate } = await pki(algorithm);
        const sent: string[] = [];
        const { certificate: leaf } = await issued(
          [plane('cp-1', certificate)],
          host(directory, sent, { shell }),
        );
        await write(directory, { 'leaf.crt': leaf.pem });
        expect(await openssl(directory, 'verify', '-x509_strict', '-CAfile', 'ca.crt', 'leaf.crt')).toContain(
          'OK',
        );
        expect(new X509Certificate(leaf.pem).keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
        expect(sent).toHaveLength(1);
        expect(sent.join()).not.toContain('PRIVATE KEY');
      },
    );
  });

  it('is asked of the next control plane where the first has no openssl, and where all fail, each says why', async () => {
    const { directory, certificate } = await pki();
    const bare = join(directory, 'bin');
    await mkdir(bare);
    for (const name of ['cat', 'base64', 'tr', 'head']) await symlink(`/usr/bin/${name}`, join(bare, name));
    const [good, without] = [host(directory, []), host(directory, [], { path: bare })];
    const asked: string[] = [];
    const run: RunOn = (name, ...rest) => {
      asked.push(name);
      if (name === 'cp-1') return without(name, ...rest);
      if (name === 'cp-2') return Promise.reject(new Error('the connection was lost'));
      return good(name, ...rest);
    };
    const planes = ['cp-1', 'cp-2', 'cp-3'].map((name) => plane(name, certificate));
    expect((await issued(planes, run)).certificate.title).toBe('web.example.org');
    expect(asked).toEqual(['cp-1', 'cp-2', 'cp-3']);
    await expect(issued(planes.slice(0, 2), run)).rejects.toThrow(
      'cp-1: openssl is not installed; cp-2: the connection was lost',
    );
  });

  it('takes no signature of a key that is not the CA’s, and says what openssl says of one it cannot read', async () => {
    const [first, other] = [await pki(), await pki()];
    await expect(issued([plane('cp-1', first.certificate)], host(other.directory, []))).rejects.toThrow(
      'cp-1: the key there is not that of kubernetes',
    );
    await write(first.directory, { 'ca.key': 'no key' });
    await expect(issued([plane('cp-1', first.certificate)], host(first.directory, []))).rejects.toThrow(
      /cp-1: openssl cannot sign with \S+ca\.key: ./,
    );
  });

  it.each<[string, (pem: string) => readonly CaHost[], string]>([
    ['there is no control plane', () => [], 'no control plane has /etc/kubernetes/pki/ca.crt'],
    ['nobody has its certificate', () => [plane('cp-1', null)], 'none of cp-1 has'],
    ['it is no certificate', () => [plane('cp-1', 'x')], 'none of cp-1 has'],
    [
      'it is external',
      (pem) => [plane('cp-1', pem, { hasKey: false }), plane('cp-2', pem, { hasKey: false })],
      'an external one: /etc/kubernetes/pki/ca.key is on none of cp-1, cp-2',
    ],
    [
      'no openssl is there',
      (pem) => [plane('cp-1', pem, { hasOpenssl: false }), plane('cp-2', pem, { hasOpenssl: false })],
      'is not installed on cp-1, cp-2',
    ],
  ])('is refused before anything runs where %s', async (_, hosts, message) => {
    expect(problems(hosts((await pki()).certificate))).toContain(message);
  });

  it('is refused where it has expired, or signs no servers', async () => {
    const old = await makeCa({ now: new Date('2020-01-01'), days: 10 });
    expect(problems([plane('cp-1', old.chain[0].pem)])).toContain('expired at');
    const ed25519 = await makeCa({ algorithm: 'Ed25519' });
    expect(problems([plane('cp-1', ed25519.chain[0].pem)])).toContain('cannot sign');
  });
});
