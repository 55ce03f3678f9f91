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
    ['names a directory', { file: '.' }, /cannot be read|others can read/],
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
      /no-such-program-here failed \(exit 127\): .*not found/,
    ],
    ['says that a command gave nothing', { command: ['true'] }, /true gave nothing/],
  ])('%s', async (_, reference, message) => {
    const error = await reveal(reference, { EMPTY: '' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SecretError);
    expect(String(error instanceof Error && error.message)).toMatch(message);
    expect(String(error)).not.toContain('hunter2');
  });
});
