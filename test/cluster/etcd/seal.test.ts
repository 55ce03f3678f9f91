import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FRAME, isSealed, Sealer, unseal } from '../../../src/cluster/etcd/seal.ts';
import { SealError } from '../../../src/cluster/etcd/snapshot-errors.ts';
import { Secret } from '../../../src/secrets/secret.ts';

const KEY = new Secret('snapshot-key', 'correct horse battery staple');

async function seal(pieces: readonly Buffer[], context = 'c', key = KEY): Promise<Buffer> {
  const sealer = await Sealer.create(key, context);
  return Buffer.concat([sealer.header, ...pieces.map((piece) => sealer.update(piece)), sealer.final()]);
}

async function* split(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function open(bytes: Buffer, { context = 'c', key = KEY, size = 65_536 } = {}): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of unseal('a.db.enc', split(bytes, size), key, context)) pieces.push(piece);
  return Buffer.concat(pieces);
}

test.each([0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME])(
  '%i bytes come back as they were',
  async (length) => {
    const plain = randomBytes(length);
    const sealed = await seal([...(await collect(plain, 100_000))]);
    expect(isSealed(sealed)).toBe(true);
    expect(sealed.includes(plain.subarray(0, 64)) && length > 63).toBe(false);
    expect((await open(sealed)).equals(plain)).toBe(true);
  },
);

async function collect(bytes: Buffer, size: number): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of split(bytes, size)) pieces.push(piece);
  return pieces;
}

test('however the bytes are cut into pieces, the same comes back', async () => {
  const plain = randomBytes(2 * FRAME + 12_345);
  const sealed = await seal([plain]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1000, max: 3 * FRAME }), async (size) => {
      expect((await open(sealed, { size })).equals(plain)).toBe(true);
    }),
    { numRuns: 4 },
  );
});

test('a changed bit anywhere is noticed', async () => {
  const sealed = await seal([randomBytes(FRAME + 5000)]);
  for (const at of [0, 9, 25, 31, 40, FRAME, FRAME + 100, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
    await expect(open(changed), String(at)).rejects.toThrow(SealError);
  }
});

test('what is cut off, also right between two frames, is noticed', async () => {
  const sealed = await seal([randomBytes(2 * FRAME + 10)]);
  const header = 31;
  for (const length of [0, 10, header, header + FRAME, header + FRAME + 16, sealed.length - 1]) {
    await expect(open(sealed.subarray(0, length)), String(length)).rejects.toThrow(SealError);
  }
});

test('frames that changed places are noticed', async () => {
  const sealed = await seal([randomBytes(3 * FRAME)]);
  const frame = (n: number) => sealed.subarray(31 + n * (FRAME + 16), 31 + (n + 1) * (FRAME + 16));
  const swapped = Buffer.concat([sealed.subarray(0, 31), frame(1), frame(0), frame(2)]);
  await expect(open(swapped)).rejects.toThrow('does not open');
});

test('another key, or another sidecar, does not open it, and the message holds neither', async () => {
  const sealed = await seal([Buffer.from('text')]);
  const key = new Secret('snapshot-key', 'another key of some length');
  await expect(open(sealed, { key })).rejects.toThrow(/^a\.db\.enc does not open: the key is another one/);
  await expect(open(sealed, { context: 'd' })).rejects.toThrow('or the file or its .json was changed');
});

test('what version 1 wrote is opened, and a version that is not known is named', async () => {
  const old = Buffer.from(
    'S1NTTkFQMQppPgyR85rlrHJaNZHrmQXV8ELGRF/IfkcHy7q0etZcZ9tyUNngSOXydIipgg==',
    'base64',
  );
  expect((await open(old)).toString()).toBe('plain');
  const sealed = await seal([Buffer.from('plain')]);
  expect(sealed.subarray(0, 8).toString()).toBe('KSSNAP2\n');
  sealed.write('KSSNAP3\n');
  await expect(open(sealed)).rejects.toThrow(
    'has a format of encrypted snapshots that this kubestrap does not know',
  );
});
