import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { complete } from '../../src/shell/library.ts';
import { lines, revealSecrets, sh } from '../../src/shell/sh.ts';
import { download, inChunks, type Runner, upload } from '../../src/workflow/transfer.ts';
import { runShell, type Shell, shells } from '../shell/shells.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kubestrap-transfer-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const NONCE = 'nonce';
const CHUNK = 4096;

/** A runner whose host is a shell here; `before` may do something before the n-th script. */
function runnerIn(shell: Shell, before: (count: number) => void = () => {}): Runner {
  let count = 0;
  return {
    run: async (_host, script, { signal }) => {
      signal?.throwIfAborted();
      before(++count);
      const text = complete(lines([sh`KS=${NONCE}`, script])).write(revealSecrets);
      const { code, stdout, stderr } = runShell(text, { shell });
      const sections = new Map(
        [...stdout.matchAll(/^nonce begin (\S+)\n([\s\S]*?)\nnonce end \1 \d+$/gm)].map(
          ([, name = '', body = '']) => [name, body],
        ),
      );
      return {
        ...{ exitCode: code ?? -1, sections, sectionCodes: new Map(), steps: [], output: stderr },
        ...{ sentAt: 0, firstByteAt: 0 },
      };
    },
  };
}

const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const source = (bytes: Buffer) => ({
  size: bytes.length,
  sha256: sum(bytes),
  read: async function* () {
    yield bytes;
  },
});

describe.each(shells)('a file between here and a host with $name', (shell) => {
  test.each([0, 1, CHUNK - 1, CHUNK, 3 * CHUNK + 17])(
    '%i bytes come down and go up as they are',
    async (length) => {
      const bytes = randomBytes(length);
      const [from, to] = [join(dir, "a 'file'"), join(dir, 'deep', 'b')];
      writeFileSync(from, bytes);
      const pieces: Buffer[] = [];
      const told: number[] = [];
      const sink = async (piece: Buffer) => {
        pieces.push(piece);
      };
      const runner = runnerIn(shell);
      const options = { chunk: CHUNK, onProgress: (done: number) => told.push(done) };
      expect(await download(runner, 'cp-1', from, sink, options)).toEqual({
        size: length,
        sha256: sum(bytes),
      });
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
      expect(Math.max(0, ...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(CHUNK);
      expect(told.at(-1) ?? 0).toBe(length);
      if (userInfo().uid !== 0) return; // it is made root's
      expect(await upload(runner, 'cp-1', source(bytes), to, '0600', { chunk: CHUNK })).toBe('sent');
      expect(readFileSync(to).equals(bytes)).toBe(true);
      expect(statSync(to).mode & 0o777).toBe(0o600);
      expect(existsSync(`${to}.kubestrap-part`)).toBe(false);
      expect(await upload(runner, 'cp-1', source(bytes), to, '0600', { chunk: CHUNK })).toBe('there');
    },
  );

  test('a download of a file that changes meanwhile fails', async () => {
    const from = join(dir, 'a');
    writeFileSync(from, randomBytes(3 * CHUNK));
    const runner = runnerIn(shell, (count) => {
      if (count === 3) writeFileSync(from, randomBytes(3 * CHUNK));
    });
    const done = download(runner, 'cp-1', from, async () => {}, { chunk: CHUNK });
    await expect(done).rejects.toThrow('the SHA-256 differs');
  });

  test('a file that is not there is an error that names it', async () => {
    const done = download(runnerIn(shell), 'cp-1', join(dir, 'none'), async () => {});
    await expect(done).rejects.toThrow(`cp-1: ${join(dir, 'none')} cannot be read`);
  });

  test('an upload that arrives changed, or beside another, does not land, and leaves nothing', async () => {
    const to = join(dir, 'b');
    writeFileSync(to, 'old');
    for (const change of [
      (part: string) => writeFileSync(part, randomBytes(2 * CHUNK)),
      (part: string) => writeFileSync(part, 'x'),
    ]) {
      const runner = runnerIn(shell, (count) => {
        if (count === 4) change(`${to}.kubestrap-part`);
      });
      const done = upload(runner, 'cp-1', source(randomBytes(3 * CHUNK)), to, '0600', { chunk: CHUNK });
      await expect(done).rejects.toThrow(/another run writes it|SHA-256 differs/);
      expect(readFileSync(to, 'utf8')).toBe('old');
      expect(existsSync(`${to}.kubestrap-part`)).toBe(false);
    }
  });

  test('an upload that is aborted stops at once and takes its part away', async () => {
    const to = join(dir, 'b');
    const abort = new AbortController();
    const runner = runnerIn(shell, (count) => {
      if (count === 3) abort.abort(new Error('stop'));
    });
    const done = upload(runner, 'cp-1', source(randomBytes(9 * CHUNK)), to, '0600', {
      ...{ chunk: CHUNK, signal: abort.signal },
    });
    await expect(done).rejects.toThrow('stop');
    expect(existsSync(to)).toBe(false);
    expect(existsSync(`${to}.kubestrap-part`)).toBe(false);
  });
});

test('pieces of any size become chunks of one size, with nothing lost', async () => {
  const bytes = randomBytes(10_001);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 333) yield bytes.subarray(at, at + 333);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of inChunks(pieces(), 1000)) chunks.push(Buffer.from(chunk));
  expect(chunks.map(({ length }) => length)).toEqual([...Array(10).fill(1000), 1]);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});
