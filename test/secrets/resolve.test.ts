import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SecretReference } from '../../src/secrets/reference.ts';
import { resolveSecret, SecretError } from '../../src/secrets/resolve.ts';

let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubestrap-secrets-'));
  const file = async (name: string, text: string, mode: number): Promise<void> => {
    await writeFile(join(directory, name), text);
    await chmod(join(directory, name), mode);
  };
  await file('good', 'hunter2\n', 0o600);
  await file('two-lines', ' a\nb\n\n', 0o400);
  await file('open', 'hunter2\n', 0o640);
  await file('empty', '\n', 0o600);
  await file('large', 'x'.repeat(70_000), 0o600);
});

afterAll(() => rm(directory, { recursive: true }));

async function reveal(reference: SecretReference, env: NodeJS.ProcessEnv = {}): Promise<string> {
  return (await resolveSecret(reference, 'sudo-password', { directory, env })).reveal();
}

describe('a secret', () => {
  it.each<[string, SecretReference, string]>([
    ['comes from the environment', { env: 'PASS' }, ' s3cret '],
    ['comes from a file, without its last newline', { file: 'good' }, 'hunter2'],
    ['keeps all but one newline', { file: 'two-lines' }, ' a\nb\n'],
    ['comes from a command', { command: ['printf', '%s\\n', 'from command'] }, 'from command'],
    [
      'comes from arguments that no shell reads',
      { command: ['printf', '%s', '$HOME `id` "\' ; *'] },
      '$HOME `id` "\' ; *',
    ],
    ['comes from a command in the directory', { command: ['cat', 'good'] }, 'hunter2'],
  ])('%s', async (_, reference, value) => {
    expect(await reveal(reference, { PASS: ' s3cret ' })).toBe(value);
  });

  it('cannot be printed', async () => {
    const secret = await resolveSecret({ file: 'good' }, 'sudo-password', { directory });
    expect(`${secret} ${JSON.stringify(secret)}`).toBe('(secret: sudo-password) "(secret: sudo-password)"');
  });
});

describe('a secret that cannot be had', () => {
  it.each<[string, SecretReference, RegExp]>([
    [
      'names the variable that is not set',
      { env: 'NOPE' },
      /^sudo-password: the environment variable NOPE is not set; export it/,
    ],
    ['names the variable that is empty', { env: 'EMPTY' }, /NOPE|EMPTY is empty/],
    ['names the file that is not there', { file: 'nope' }, /\/nope cannot be read: ENOENT/],
    ['names a directory', { file: '.' }, /is not a regular file/],
    [
      'refuses a file that others can read, and says what to run',
      { file: 'open' },
      /others can read .*\/open \(mode 0640\); run: chmod 600/,
    ],
    ['refuses an empty file', { file: 'empty' }, /empty gave nothing/],
    ['refuses a large file', { file: 'large' }, /larger than 64 KiB/],
    [
      'shows what a failing command said',
      { command: ['sh', '-c', 'echo locked >&2; echo hunter2; exit 3'] },
      /^sudo-password: sh failed \(exit 3\): locked$/,
    ],
    [
      'says that a command is not there',
      { command: ['no-such-program-here'] },
      /no-such-program-here is not a program that can be found/,
    ],
    ['says that a command gave nothing', { command: ['true'] }, /true gave nothing/],
  ])('%s', async (_, reference, message) => {
    const error = await reveal(reference, { EMPTY: '' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SecretError);
    expect(String(error instanceof Error && error.message)).toMatch(message);
    expect(String(error)).not.toContain('hunter2');
  });
});

describe('a source that never ends', () => {
  const refused = async (reference: SecretReference, options: { signal?: AbortSignal } = {}) => {
    const start = Date.now();
    const error = await resolveSecret(reference, 'sudo-password', {
      directory,
      env: {},
      timeoutMs: 1000,
      ...options,
    }).catch((reason: unknown) => reason);
    expect(Date.now() - start).toBeLessThan(4000);
    return error instanceof Error ? error.message : String(error);
  };

  it('is bounded as a pipe without a writer, and read as one with', async () => {
    const pipe = join(directory, 'pipe');
    execFileSync('mkfifo', ['-m', '600', pipe]);
    expect(await refused({ file: 'pipe' })).toMatch(/pipe is a pipe that did not end within 1 s/);
    const writer = spawn('sh', ['-c', `printf 'hunter2\\n' >'${pipe}'`]);
    const secret = await resolveSecret({ file: 'pipe' }, 'sudo-password', { directory, env: {} });
    expect(secret.reveal()).toBe('hunter2');
    writer.kill();
  });

  it.each<[string, SecretReference, RegExp]>([
    ['a device', { file: '/dev/zero' }, /\/dev\/zero is not a regular file/],
    [
      'a command that hangs',
      { command: ['sh', '-c', 'trap "" TERM; sleep 60'] },
      /sh did not end within 1 s/,
    ],
    [
      'a command that leaves a child behind',
      { command: ['sh', '-c', 'sleep 60 & echo x; exit 1'] },
      /sh failed/,
    ],
    [
      'a command that ends well and leaves a child behind',
      { command: ['sh', '-c', 'sleep 8 & echo x'] },
      /sh did not end within 1 s/,
    ],
    ['a command that never stops talking', { command: ['yes'] }, /yes printed more than 64 KiB/],
  ])('is bounded as %s', async (_, reference, message) => {
    expect(await refused(reference)).toMatch(message);
  });

  it.each<[string, SecretReference]>([
    ['a command', { command: ['sh', '-c', 'sleep 60'] }],
    ['a pipe', { file: 'pipe-2' }],
  ])('ends at once when the run is aborted: %s', async (_, reference) => {
    if ('file' in reference) execFileSync('mkfifo', ['-m', '600', join(directory, 'pipe-2')]);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stop')), 100);
    const start = Date.now();
    expect(await refused(reference, { signal: stop.signal })).toBe('stop');
    expect(Date.now() - start).toBeLessThan(900);
  });
});
