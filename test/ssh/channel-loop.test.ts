import { execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelCommand, channelPreamble, runCommand } from '../../src/ssh/channel-loop.ts';
import { alive, Loop, NONCE, shells } from './loop.ts';

describe.each(shells)('in %s', (shell) => {
  let directory: string;
  let lock: string;
  let loop: Loop;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubestrap-loop-'));
    lock = join(directory, "a 'lock'");
    loop = new Loop(shell);
  });
  afterEach(async () => {
    loop.child.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });
  const start = () => loop.send(channelPreamble(NONCE, { lockDirectory: lock }));

  test('a script has its nonce, no input, its exit code, and nothing in the process list', async () => {
    loop.send('input of no concern\n');
    start();
    const script =
      'cat; echo "KS=$KS"; env | grep ^KS; echo "left $ks_body"; tr "\\0" " " </proc/$$/cmdline; echo; exit 7 # s3cret';
    loop.send(runCommand(1, script, {}));
    await loop.frame('exit 1 7');
    expect(loop.stdout).toMatch(
      new RegExp(`^\n${NONCE} ready \\d+\\.\\d+\\.1\n\n${NONCE} run 1\nKS=${NONCE}\nleft \n`),
    );
    expect(loop.stdout).not.toContain('s3cret');
    await loop.until(() => loop.stderr.includes(`\n${NONCE} end-run 1\n`));
  });

  test('bodies of any size arrive whole, one after the other', async () => {
    start();
    const sizes = [0, 1, 4095, 65_536, 200_000, 1_000_000];
    for (const [i, size] of sizes.entries()) {
      loop.send(runCommand(i, `v='${'é'.repeat(size / 2)}'; printf %s "$v" | wc -c`, {}));
      await loop.frame(`exit ${i} 0`);
      expect(loop.stdout).toContain(`${NONCE} run ${i}\n${Math.floor(size / 2) * 2}\n`);
    }
  });

  test('a body that was cut off does not run', async () => {
    start();
    await loop.ready();
    const body = runCommand(1, 'echo ran', {});
    loop.send(body.subarray(0, body.length - 3));
    loop.child.stdin?.end();
    await loop.until(() => loop.child.exitCode !== null);
    expect(loop.stdout).not.toContain('ran');
  });

  test('stop ends the whole group; the loop goes on', async () => {
    start();
    loop.send(runCommand(1, 'sleep 60 & echo "pid $!"; (sleep 60 & echo "pid $!"; wait); wait', {}));
    await loop.until(() => loop.stdout.split('pid ').length === 3);
    const pids = [...loop.stdout.matchAll(/pid (\d+)/g)].map((match) => Number(match[1]));
    loop.send('stop 1\n');
    await loop.frame('exit 1 143');
    expect(pids.map(alive)).toEqual([false, false]);
    loop.send('stop 1\n', runCommand(2, 'echo on', {}));
    await loop.frame('exit 2 0');
  });

  test('the end of input ends the script and releases our lock', async () => {
    start();
    await mkdir(lock);
    await writeFile(join(lock, 'id'), `${NONCE}\n`);
    loop.send(runCommand(1, 'echo "pid $$"; sleep 60', {}));
    await loop.until(() => /pid \d+/.test(loop.stdout));
    loop.child.stdin?.end();
    await loop.until(() => loop.child.exitCode !== null);
    expect(alive(Number(/pid (\d+)/.exec(loop.stdout)?.[1]))).toBe(false);
    await expect(stat(lock)).rejects.toThrow();
  });

  test("somebody else's lock is neither touched nor released", async () => {
    start();
    await mkdir(lock);
    await writeFile(join(lock, 'id'), 'someone\n');
    await writeFile(join(lock, 'beat'), '');
    await utimes(join(lock, 'beat'), 1, 1);
    loop.send('beat\n', runCommand(1, ':', {}));
    await loop.frame('exit 1 0');
    expect((await stat(join(lock, 'beat'))).mtimeMs).toBe(1000);
    loop.child.stdin?.end();
    await loop.until(() => loop.child.exitCode !== null);
    expect(await readFile(join(lock, 'id'), 'utf8')).toBe('someone\n');
  });

  test('a beat touches our lock', async () => {
    start();
    await mkdir(lock);
    await writeFile(join(lock, 'id'), `${NONCE}\n`);
    await writeFile(join(lock, 'beat'), 'kept');
    await utimes(join(lock, 'beat'), 1, 1);
    await loop.ready();
    loop.send(`beat ${loop.challenge}\n`);
    await loop.until(async () => (await stat(join(lock, 'beat'))).mtimeMs > 1000);
    expect(await readFile(join(lock, 'beat'), 'utf8')).toMatch(/^[\da-f-]{36} \d+\.\d\d\n$/);
  });

  test('a script that must finish outlives its listener, output and all', async () => {
    start();
    await mkdir(lock);
    await writeFile(join(lock, 'id'), `${NONCE}\n`);
    const done = join(directory, 'done');
    const talk = 'for i in 1 2 3 4 5; do echo out; echo err >&2; sleep 0.1; done';
    loop.send(runCommand(1, `set -e; echo begun; ${talk}; echo finished >${done}`, { mustFinish: true }));
    await loop.until(() => loop.stdout.includes('begun'));
    loop.child.stdout?.destroy();
    loop.child.stderr?.destroy();
    loop.child.stdin?.destroy();
    await loop.until(async () => (await readFile(done, 'utf8').catch(() => '')) === 'finished\n');
    // and only then the lock goes
    await loop.until(async () => (await stat(lock).catch(() => undefined)) === undefined);
  });

  test('output of a script that must finish is framed like that of the others', async () => {
    start();
    loop.send(runCommand(1, 'echo out; echo err >&2; exit 3', { mustFinish: true }));
    await loop.frame('exit 1 3');
    await loop.until(() => loop.stderr === `\n${NONCE} run 1\nerr\n\n${NONCE} end-run 1\n`);
  });
});

test.each(['setsid', 'flock'])('without %s the loop says so', async (word) => {
  const shell = execFileSync('/bin/sh', ['-c', 'command -v sh']).toString().trim();
  const preamble = channelPreamble(NONCE, { lockDirectory: '/nonexistent' }).toString();
  const child = spawn(shell, ['-c', channelCommand('root')], { stdio: 'pipe' });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  // the size in the first line stays right: one word becomes another of the same length
  const other = `${word.slice(0, -1)}_`;
  child.stdin.write(preamble.replace('in setsid flock;', `in ${'setsid flock'.replace(word, other)};`));
  await new Promise((resolve) => child.on('close', resolve));
  expect(out).toBe(`\n${NONCE} error ${other}\n`);
});

test('a script with a NUL is refused here', () => {
  expect(() => runCommand(1, 'echo \0', {})).toThrow(TypeError);
});
