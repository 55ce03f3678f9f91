import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  parseSidecar,
  type Sidecar,
  sealContext,
  sidecarPath,
  snapshotName,
} from '../../../src/cluster/etcd/sidecar.ts';
import { checkSnapshot, openSnapshot } from '../../../src/cluster/etcd/snapshot-file.ts';
import { newSnapshotFile, prune } from '../../../src/cluster/etcd/store.ts';
import { Secret } from '../../../src/secrets/secret.ts';

const KEY = new Secret('snapshot-key', 'correct horse battery staple');
const PIN = `sha256:${'a'.repeat(64)}`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kubestrap-snapshots-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Pages, and the checksum that etcd puts after them. */
function etcdBytes(pages = 16): Buffer {
  const content = randomBytes(pages * 512);
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

function sidecarOf(bytes: Buffer, overrides: Partial<Sidecar> = {}): Sidecar {
  return {
    version: 1,
    cluster: { name: 'prod', uid: 'uid-1', caPin: PIN },
    kubernetesVersion: 'v1.36.2',
    etcdVersion: '3.6.4',
    takenAt: '2026-11-22T01:02:03.000Z',
    host: 'cp-2',
    members: [{ name: 'cp-1', peerUrls: ['https://10.0.0.11:2380'] }],
    revision: 1234,
    hash: 99,
    totalKeys: 50,
    objects: 40,
    size: bytes.length,
    sha256: sha256(bytes),
    encrypted: false,
    ...overrides,
  };
}

async function land(bytes: Buffer, overrides: Partial<Sidecar> = {}, key?: Secret): Promise<string> {
  const sidecar = sidecarOf(bytes, { ...overrides, encrypted: key !== undefined });
  const at = new Date(sidecar.takenAt);
  const file = join(dir, snapshotName(sidecar.cluster.name, at, sidecar.revision, sidecar.encrypted));
  const landing = await newSnapshotFile(dir, key && { key, context: sealContext(sidecar) });
  await landing.write(bytes.subarray(0, 1000));
  await landing.write(bytes.subarray(1000));
  await landing.land(file, sidecar);
  await landing.discard();
  return file;
}

const read = async (pieces: AsyncIterable<Buffer>) => {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
};

describe('a snapshot', () => {
  test.each([
    ['plain', undefined],
    ['encrypted', KEY],
  ])('that is %s lands with its sidecar, both 0600, and reads back whole', async (_how, key) => {
    const bytes = etcdBytes();
    const file = await land(bytes, {}, key);
    expect(readdirSync(dir)).toHaveLength(2);
    for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).includes(bytes.subarray(0, 100))).toBe(key === undefined);
    const found = await checkSnapshot(file, key);
    expect(found).toMatchObject({ size: bytes.length, sha256: sha256(bytes) });
    expect(found.sidecar?.cluster).toEqual({ name: 'prod', uid: 'uid-1', caPin: PIN });
    expect((await read(found.read())).equals(bytes)).toBe(true);
    // any number of times: once for each host
    expect((await read(found.read())).equals(bytes)).toBe(true);
  });

  test('is opened into a file of its own, which must not be there yet', async () => {
    const bytes = etcdBytes(5000);
    const file = await land(bytes, {}, KEY);
    const plain = join(dir, 'plain.db');
    const said = await openSnapshot(file, plain, KEY);
    expect(said).toEqual({ size: bytes.length, sha256: sha256(bytes) });
    expect(readFileSync(plain).equals(bytes)).toBe(true);
    expect(statSync(plain).mode & 0o777).toBe(0o600);
    await expect(openSnapshot(file, plain, KEY)).rejects.toThrow('cannot be made');
    const wrong = openSnapshot(
      file,
      join(dir, 'other.db'),
      new Secret('snapshot-key', 'another key altogether'),
    );
    await expect(wrong).rejects.toThrow('does not open');
    expect(readdirSync(dir)).not.toContain('other.db');
  });

  test('that is given up leaves nothing behind', async () => {
    const landing = await newSnapshotFile(dir, undefined);
    await landing.write(etcdBytes());
    await landing.discard();
    expect(readdirSync(dir)).toEqual([]);
  });

  test('that was changed since is refused, by what its sidecar says', async () => {
    const bytes = etcdBytes();
    const file = await land(bytes);
    const changed = Buffer.from(bytes);
    changed.writeUInt8((changed[700] ?? 0) ^ 1, 700);
    writeFileSync(file, changed);
    await expect(checkSnapshot(file, undefined)).rejects.toThrow(
      `is not the snapshot that ${sidecarPath(file)} describes`,
    );
  });

  test('without a sidecar is refused where the checksum at its end is wrong, and taken where it is right', async () => {
    const bytes = etcdBytes();
    const file = join(dir, 'foreign.db');
    writeFileSync(file, bytes);
    expect((await checkSnapshot(file, undefined)).sidecar).toBeNull();
    bytes.writeUInt8((bytes[3] ?? 0) ^ 1, 3);
    writeFileSync(file, bytes);
    await expect(checkSnapshot(file, undefined)).rejects.toThrow('does not end with the checksum');
  });

  test('that is plain where an encrypted one is expected is refused', async () => {
    const plain = await land(etcdBytes(), {});
    await expect(checkSnapshot(plain, KEY)).rejects.toThrow(
      'is not encrypted, though there is a key to open it with',
    );
    const named = `${plain}.enc`;
    copyFileSync(plain, named);
    await expect(checkSnapshot(named, undefined)).rejects.toThrow(
      'is not encrypted, though its name says so',
    );
    const sidecar = JSON.parse(readFileSync(sidecarPath(plain), 'utf8'));
    writeFileSync(sidecarPath(plain), JSON.stringify({ ...sidecar, encrypted: true }));
    await expect(checkSnapshot(plain, undefined)).rejects.toThrow('.json says so');
    writeFileSync(sidecarPath(plain), JSON.stringify(sidecar));
    expect((await checkSnapshot(plain, undefined)).sidecar).not.toBeNull();
  });

  test('that is encrypted names what is missing: the key, or the sidecar', async () => {
    const file = await land(etcdBytes(), {}, KEY);
    await expect(checkSnapshot(file, undefined)).rejects.toThrow('there is no key to open it with');
    const other = new Secret('snapshot-key', 'not the key that it was made with');
    await expect(checkSnapshot(file, other)).rejects.toThrow('the key is another one');
    rmSync(sidecarPath(file));
    await expect(checkSnapshot(file, KEY)).rejects.toThrow('.json is missing');
  });

  test('whose sidecar was made to name another cluster does not open', async () => {
    const bytes = etcdBytes();
    const file = await land(bytes, {}, KEY);
    const forged = sidecarOf(bytes, { encrypted: true, cluster: { name: 'prod', uid: 'uid-2', caPin: PIN } });
    writeFileSync(sidecarPath(file), JSON.stringify(forged));
    await expect(checkSnapshot(file, KEY)).rejects.toThrow('its .json was changed');
  });
});

test('of the snapshots in a directory, the oldest of this very cluster go, and nothing else', async () => {
  const at = (day: number) => `2026-11-0${day}T00:00:00.000Z`;
  const files: string[] = [];
  for (const day of [2, 1, 3]) files.push(await land(etcdBytes(), { takenAt: at(day), revision: day }));
  const other = await land(etcdBytes(), {
    takenAt: at(1),
    cluster: { name: 'prod', uid: null, caPin: 'sha256:b' },
    revision: 9,
  });
  const foreign = join(dir, 'prod-20200101T000000Z-rev1.db');
  writeFileSync(foreign, 'no sidecar');
  const own = join(dir, 'prod-notes.db');
  writeFileSync(own, 'mine');
  expect(await prune(dir, { name: 'prod', caPin: PIN }, 1)).toEqual([files[0], files[1]]);
  expect(
    readdirSync(dir)
      .map((name) => join(dir, name))
      .toSorted(),
  ).toEqual(
    [files[2] ?? '', other, foreign, own]
      .flatMap((file) => (file === foreign || file === own ? [file] : [file, sidecarPath(file)]))
      .toSorted(),
  );
  expect(await prune(dir, { name: 'prod', caPin: PIN }, 1)).toEqual([]);
});

test.each([
  ['no JSON', 'x'],
  ['another version', JSON.stringify({ ...sidecarOf(etcdBytes()), version: 2 })],
  ['no cluster', JSON.stringify({ ...sidecarOf(etcdBytes()), cluster: null })],
  ['a hash that is none', JSON.stringify({ ...sidecarOf(etcdBytes()), sha256: 'abc' })],
  ['a negative revision', JSON.stringify({ ...sidecarOf(etcdBytes()), revision: -1 })],
])('a sidecar with %s is none', (_what, text) => {
  expect(parseSidecar(text)).toBeNull();
});
