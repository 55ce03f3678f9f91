import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sidecar, sealContext } from '../../src/cluster/etcd/sidecar.ts';
import { newSnapshotFile } from '../../src/cluster/etcd/store.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { run } from './capture.ts';

const inventories = new URL('../../inventories/', import.meta.url).pathname;
const external = [
  '-i',
  `${inventories}ha-external-etcd/inventory.yaml`,
  '-f',
  `${inventories}ha-external-etcd/cluster.yaml`,
];
const KEY = 'correct horse battery staple';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-cli-etcd-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** An encrypted snapshot: pages, and the checksum that etcd puts after them. */
async function sealed(): Promise<{ file: string; bytes: Buffer }> {
  const content = randomBytes(16 * 512);
  const bytes = Buffer.concat([content, createHash('sha256').update(content).digest()]);
  const sidecar: Sidecar = {
    version: 1,
    cluster: { name: 'prod', uid: null, caPin: 'sha256:00' },
    kubernetesVersion: 'v1.36.2',
    etcdVersion: '3.6.4',
    takenAt: '2026-11-22T01:02:03.000Z',
    host: 'm-2 (https://10.0.0.32:2379)',
    members: [],
    ...{ revision: 7, hash: 1, totalKeys: 1, objects: null, encrypted: true },
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const file = join(directory, 'saved.db.enc');
  const key = new Secret('snapshot-key', KEY);
  const landing = await newSnapshotFile(directory, { key, context: sealContext(sidecar) });
  await landing.write(bytes);
  await landing.land(file, sidecar);
  return { file, bytes };
}

describe('an external etcd', () => {
  test.each([[['snapshot.db']], [['--from-member', 'cp-1']]])(
    'is not restored, and it is said what to do instead: %j',
    async (words) => {
      const { code, stderr, sockets } = await run(...external, 'etcd', 'restore', ...words);
      expect([code, sockets]).toEqual([2, 0]);
      const said = stderr.replaceAll(/\s+/g, ' ');
      for (const part of ['etcdutl snapshot restore', 'stop the API servers', 'etcd snapshot --decrypt'])
        expect(said).toContain(part);
    },
  );
});

describe('etcd snapshot --decrypt', () => {
  test('writes what etcd gave, and asks no host', async () => {
    const { file, bytes } = await sealed();
    const [keyFile, out] = [join(directory, 'key'), join(directory, 'plain.db')];
    writeFileSync(keyFile, `${KEY}\n`, { mode: 0o600 });
    const argv = ['etcd', 'snapshot', '--decrypt', file, '--out', out, '--key-file', keyFile];
    const { code, stdout, sockets } = await run(...external, '-o', 'json', ...argv);
    expect([code, sockets]).toEqual([0, 0]);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, file: out, size: bytes.length });
    expect(readFileSync(out).equals(bytes)).toBe(true);
  });

  test.each<[string, readonly string[], string]>([
    ['without --out', [], 'give it --out'],
    ['with --keep', ['--out', 'plain.db', '--keep', '3'], 'takes no new snapshot'],
    ['with a directory', ['-d', '.'], 'give it --out'],
    ['without the key', ['--out', 'plain.db'], 'snapshotKey in spec.etcd'],
  ])('%s is refused', async (_what, flags, words) => {
    const { file } = await sealed();
    const argv = flags.map((flag) => (flag === 'plain.db' ? join(directory, flag) : flag));
    const { code, stderr, sockets } = await run(...external, 'etcd', 'snapshot', '--decrypt', file, ...argv);
    expect([code, sockets]).toEqual([2, 0]);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(words);
    expect(existsSync(join(directory, 'plain.db'))).toBe(false);
  });
});
