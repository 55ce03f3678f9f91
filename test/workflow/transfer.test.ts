import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { download, from, upload } from '../../src/workflow/transfer.ts';
import { shells } from '../shell/shells.ts';
import { killChannel, shellHost } from './shell-host.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kubestrap-transfer-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const MIB = 1024 * 1024;
const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const source = (bytes: Buffer, between: (done: number) => Promise<void> = async () => {}) => ({
  size: bytes.length,
  sha256: sum(bytes),
  read: async function* () {
    for (let at = 0; at < bytes.length; at += 65_536) {
      await between(at);
      yield bytes.subarray(at, at + 65_536);
    }
  },
});
const parts = (path = dir) => readdirSync(path).filter((name) => /pipe|part/.test(name));
const isRoot = userInfo().uid === 0;
/** Processes that wait for a pipe of ours. */
const waiting = () =>
  execFileSync('ps', ['-eo', 'args'])
    .toString()
    .split('\n')
    .filter((row) => row.includes(dir));

describe.each(shells)('a file between here and a host with $name', (shell) => {
  it.each([0, 1, 65_536, 3 * MIB + 17])('comes down and goes up as it is: %i bytes', async (length) => {
    const bytes = randomBytes(length);
    const [path, to] = [join(dir, "a 'file'"), join(dir, 'deep', 'b')];
    writeFileSync(path, bytes);
    const pieces: Buffer[] = [];
    const told: number[] = [];
    const sink = async (piece: Buffer) => void pieces.push(piece);
    const host = shellHost(shell);
    const options = { pipes: dir, onProgress: (done: number) => void told.push(done) };
    expect(await download(host, 'cp-1', path, sink, options)).toEqual({ size: length, sha256: sum(bytes) });
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(Math.max(0, ...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(65_536);
    expect(told.at(-1) ?? 0).toBe(length);
    if (isRoot) {
      expect(await upload(host, 'cp-1', source(bytes), to, '0600', options)).toBe('sent');
      expect(readFileSync(to).equals(bytes)).toBe(true);
      expect(statSync(to).mode & 0o777).toBe(0o600);
      expect(parts(join(dir, 'deep'))).toEqual([]);
      expect(await upload(host, 'cp-1', source(bytes), to, '0600', options)).toBe('there');
    }
    expect(parts()).toEqual([]);
  });

  test('a download of a file that changes meanwhile fails', async () => {
    const path = join(dir, 'a');
    writeFileSync(path, randomBytes(3 * MIB));
    const host = shellHost(shell, (count) => {
      if (count === 2) writeFileSync(path, randomBytes(3 * MIB));
    });
    const done = download(host, 'cp-1', path, async () => {}, { pipes: dir });
    await expect(done).rejects.toThrow('the SHA-256 differs');
  });

  test('a file that is not there is an error that names it', async () => {
    const done = download(shellHost(shell), 'cp-1', join(dir, 'none'), async () => {}, { pipes: dir });
    await expect(done).rejects.toThrow(`cp-1: ${join(dir, 'none')} cannot be read`);
  });

  test('a second channel that ends early is opened again at the byte it had come to', async () => {
    const bytes = randomBytes(3 * MIB);
    const [path, to] = [join(dir, 'a'), join(dir, 'b')];
    writeFileSync(path, bytes);
    const host = shellHost(shell);
    const pieces: Buffer[] = [];
    let length = 0;
    await download(
      host,
      'cp-1',
      path,
      async (piece) => {
        pieces.push(piece);
        length += piece.length;
        if (length > MIB && host.channels.length === 1) killChannel(host.channels[0]);
      },
      { pipes: dir },
    );
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(host.channels.length).toBeGreaterThan(1);
    if (!isRoot) return;
    const sender = shellHost(shell);
    const cut = source(bytes, async (at) => {
      if (at < MIB || sender.channels.length > 1) return;
      killChannel(sender.channels[0]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(await upload(sender, 'cp-1', cut, to, '0600', { pipes: dir })).toBe('sent');
    expect(readFileSync(to).equals(bytes)).toBe(true);
    expect(sender.channels.length).toBeGreaterThan(1);
  });

  test.skipIf(!isRoot)('an upload goes on after what an earlier one of the same content left', async () => {
    const to = join(dir, 'b');
    const bytes = randomBytes(3 * MIB);
    const part = `${to}.${sum(bytes).slice(0, 16)}.kubestrap-part`;
    writeFileSync(part, bytes.subarray(0, MIB + 5));
    writeFileSync(`${to}.0123456789abcdef.kubestrap-part`, 'of another');
    const told: number[] = [];
    const onProgress = (done: number) => void told.push(done);
    const done = upload(shellHost(shell), 'cp-1', source(bytes), to, '0600', { pipes: dir, onProgress });
    expect(await done).toBe('sent');
    expect(told[0]).toBeGreaterThan(MIB + 5);
    expect(readFileSync(to).equals(bytes)).toBe(true);
    expect(parts()).toEqual([]);
  });

  test.skipIf(!isRoot)('an upload that arrives changed does not land, and leaves nothing', async () => {
    const to = join(dir, 'b');
    writeFileSync(to, 'old');
    const bytes = randomBytes(3 * MIB);
    const part = `${to}.${sum(bytes).slice(0, 16)}.kubestrap-part`;
    writeFileSync(part, randomBytes(MIB));
    const done = upload(shellHost(shell), 'cp-1', source(bytes), to, '0600', { pipes: dir });
    await expect(done).rejects.toThrow('SHA-256 differs');
    expect(readFileSync(to, 'utf8')).toBe('old');
    expect(parts()).toEqual([]);
  });

  test.skipIf(!isRoot)(
    'an upload that is aborted stops at once, and nothing waits for its pipe',
    async () => {
      const to = join(dir, 'b');
      const abort = new AbortController();
      const host = shellHost(shell);
      const endless = source(randomBytes(3 * MIB), async (at) => {
        if (at < MIB) return;
        abort.abort(new Error('stop'));
        await new Promise((resolve) => setTimeout(resolve, 5000).unref());
      });
      const done = upload(host, 'cp-1', endless, to, '0600', { pipes: dir, signal: abort.signal });
      await expect(done).rejects.toThrow('stop');
      expect(existsSync(to)).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect([parts().filter((name) => name.includes('pipe')), waiting()]).toEqual([[], []]);
    },
  );

  test('a transfer in which nothing moves ends, and says so', async () => {
    const path = join(dir, 'a');
    writeFileSync(path, randomBytes(3 * MIB));
    const sink = () => new Promise<void>((resolve) => setTimeout(resolve, 10_000).unref());
    const done = download(shellHost(shell), 'cp-1', path, sink, { pipes: dir, idleMs: 300 });
    await expect(done).rejects.toThrow('cp-1: no byte moved in 0.3 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([parts(), waiting()]).toEqual([[], []]);
  });

  test('a second channel that is refused ends the script that waits for it', async () => {
    const path = join(dir, 'a');
    writeFileSync(path, randomBytes(100));
    const host = { ...shellHost(shell), open: () => Promise.reject(new Error('no second session')) };
    const done = download(host, 'cp-1', path, async () => {}, { pipes: dir });
    await expect(done).rejects.toThrow('no second session');
    expect([parts(), waiting()]).toEqual([[], []]);
  });
});

test('bytes are read from an offset on, wherever pieces end', async () => {
  const bytes = randomBytes(1000);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
  }
  for (const offset of [0, 1, 100, 150, 999, 1000]) {
    const got: Buffer[] = [];
    for await (const piece of from(pieces(), offset)) got.push(piece);
    expect(Buffer.concat(got).equals(bytes.subarray(offset))).toBe(true);
  }
});
