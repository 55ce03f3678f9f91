import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { inputsFor } from './inputs.ts';
import { program, shell } from './processes.ts';

// may read this checkout wherever it lies, and has neither an entry in the user database nor a home
const NOBODY =
  'setpriv --reuid 12345 --regid 12345 --clear-groups --inh-caps +dac_read_search --ambient-caps +dac_read_search env -u HOME "$@"';
const CAN = process.getuid?.() === 0 && spawnSync('bash', ['-c', NOBODY, 'bash', 'true']).status === 0;
if (!CAN && process.env.CI === 'true') throw new Error('a user without a home needs root and setpriv(1)');
if (!CAN) console.warn('SKIPPED: a user without an entry in the user database needs root and setpriv(1)');

describe.skipIf(!CAN)('a user without an entry in the user database and without HOME', () => {
  const inputs = (ssh: Readonly<Record<string, unknown>> = {}) => {
    const made = inputsFor([{ name: 'cp-1', port: 1, ssh }]);
    onTestFinished(() => rmSync(made.directory, { recursive: true, force: true }));
    return made;
  };

  test('has neither', () => {
    const script = 'try { require("os").userInfo() } catch { process.stdout.write("none") }';
    expect(String(execFileSync('bash', ['-c', NOBODY, 'bash', process.execPath, '-e', script]))).toBe('none');
  });

  test.each([
    [['validate'], 0],
    [['render'], 0],
    [['plan'], 1],
    [['-y', 'apply'], 1],
    [['doctor'], 1],
  ])('runs %j as any other', async (words, code) => {
    const { options } = inputs();
    const is = await shell(NOBODY, [...options, ...words]);
    expect(is.stderr).not.toMatch(/internal error|uv_os|ENOENT.*passwd/);
    expect(is.code).toBe(code);
  });

  test('is told of every `~`, with its place', async () => {
    const { options } = inputs({ identityFile: '~/.ssh/id', sudoPassword: { file: '~/sudo' } });
    const { code, stdout } = await shell(NOBODY, [...options, 'plan', '-o', 'json']);
    expect(code).toBe(2);
    const { problems } = JSON.parse(stdout).error;
    expect(problems).toEqual([
      expect.objectContaining({
        line: expect.any(Number),
        message: expect.stringContaining('home directory'),
      }),
      expect.objectContaining({ line: expect.any(Number), path: expect.stringContaining('sudoPassword') }),
    ]);
  });

  test('is told that the default known_hosts is nowhere, before any host is asked', async () => {
    const { options, directory } = inputs();
    const file = join(directory, 'inventory.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\n *knownHostsFile: .*/, ''));
    const { code, stderr } = await shell(NOBODY, [...options, 'plan']);
    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('Set HOME, or ssh.knownHostsFile');
    // the files themselves are right
    expect((await shell(NOBODY, [...options, 'validate'])).code).toBe(0);
    expect((await program([...options, 'plan'])).code).toBe(1);
  });
});
