import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { lines, nameSecrets, sh } from '../../src/shell/sh.ts';
import { runnable } from '../shell/runnable.ts';
import { alive, Loop, shells, sleep, until } from './loop.ts';

const [A, B] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'];
const BOOT = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
const uptime = () => Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);

describe.each(shells)('the lock of a host, in %s', (shell) => {
  let directory: string;
  let lock: string;
  let loops: Loop[];
  const mounts: string[] = [];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubestrap-lock-'));
    lock = join(directory, 'run', "the 'lock'");
    loops = [];
  });
  afterEach(async () => {
    for (const loop of loops) loop.child.stdin?.end();
    await Promise.all(loops.map((loop) => loop.end().catch(() => loop.child.kill('SIGKILL'))));
    for (const path of mounts.splice(0)) execFileSync('umount', ['-l', path]);
    rmSync(directory, { recursive: true, force: true });
  });

  const at = (name: string) => join(directory, name);
  const read = (name: string) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '');
  const inLock = (name: string) =>
    existsSync(join(lock, name)) ? readFileSync(join(lock, name), 'utf8') : '';
  const connect = (nonce: string, stale?: number, path?: string) => {
    const loop = new Loop(shell, nonce, path);
    loops.push(loop);
    loop.start(lock, stale);
    return loop;
  };
  let scripts = 0;
  /** Asks for the lock with a script, as the one that reads facts does. Resolves to the rows of the answer. */
  const take = async (loop: Loop, stale = 60): Promise<string[]> => {
    const id = 1000 + scripts++;
    const holder = JSON.stringify({ user: loop.nonce.slice(0, 1) });
    const script = runnable(
      lines([sh`echo "begin ${id}"; take_lock ${lock} ${loop.nonce} ${holder} ${stale}`]),
    );
    loop.run(id, script.write(nameSecrets));
    await loop.frame(`exit ${id} 0`);
    return (new RegExp(`begin ${id}\n([^]*?)\n\n`).exec(loop.stdout)?.[1] ?? '').split('\n');
  };
  const isStale = () => writeFileSync(join(lock, 'beat'), `${BOOT} ${(uptime() - 61).toFixed(2)}\n`);
  /** A program that marks in a file when it begins and ends. */
  const program = (name: string, body = ':') =>
    `echo "${name} enter" >>${at('marks')}; ${body}; echo "${name} leave" >>${at('marks')}`;
  const begun = (name: string) => until(() => read('marks').includes(`${name} enter`), `${name} to begin`);
  const pidOf = (name: string) => Number(read(name));

  test('lets a program run while it is ours, and is not locked when that is over', async () => {
    const loop = connect(A);
    expect(await take(loop)).toEqual(['taken']);
    loop.run(1, `cat '${lock.replaceAll("'", `'\\''`)}/group' >${at('seen')}; ${program('one')}`, {
      locked: true,
    });
    await loop.frame('exit 1 0');
    expect(read('seen')).toMatch(/^\d+ \d+ locked\n$/);
    expect(read('marks')).toBe('one enter\none leave\n');
    execFileSync('flock', ['-n', at('run/guard'), 'true']);
    expect(existsSync(join(lock, 'group'))).toBe(false);
    await loop.end();
    expect(existsSync(lock)).toBe(false);
  });

  test('keeps a program from starting once it is another’s, or gone', async () => {
    const [loop, other] = [connect(A), connect(B)];
    await take(loop);
    isStale();
    expect(await take(other)).toEqual(['taken']);
    loop.run(1, program('late'), { locked: true });
    await loop.frame('lost {"user":"b"}');
    await loop.frame('exit 1 75');
    await other.end();
    loop.run(2, program('later'), { locked: true });
    await loop.frame('exit 2 75');
    expect(loop.stdout).toContain(`${A} lost \n`);
    expect(loop.stdout).toContain(`${A} not-started 2 another run has the lock`);
    expect(read('marks')).toBe('');
  });

  test('goes to another only after the program of the one before was ended', async () => {
    const [loop, other] = [connect(A), connect(B)];
    await take(loop);
    const stubborn = `trap '' TERM; (trap '' TERM; echo $$ >${at('pid')}; sleep 60) & wait`;
    loop.run(1, program('old', stubborn), { locked: true });
    await begun('old');
    await until(() => pidOf('pid') > 0, 'pid');
    isStale();
    expect(await take(other)).toEqual(['taken']);
    expect(alive(pidOf('pid'))).toBe(false);
    other.run(1, program('new'), { locked: true });
    await other.frame('exit 1 0');
    expect(read('marks')).toBe('old enter\nnew enter\nnew leave\n');
    await loop.until(() => / exit 1 \d+\n/.test(loop.stdout));
  });

  test('stays where a program must finish, and says which', async () => {
    const [loop, other] = [connect(A), connect(B)];
    await take(loop);
    loop.run(1, program('old', 'sleep 4'), { locked: true, mustFinish: true });
    await begun('old');
    isStale();
    const [verdict, row] = await take(other);
    expect([verdict, row]).toEqual(['busy', expect.stringMatching(/^must-finish \d+ \d+$/)]);
    await loop.frame('exit 1 0');
    isStale();
    expect(await take(other)).toEqual(['taken']);
    expect(read('marks')).toBe('old enter\nold leave\n');
  });

  test('is not free while a program runs whose watchdog was killed', async () => {
    const [loop, other] = [connect(A), connect(B)];
    await take(loop);
    loop.run(
      1,
      program('old', `echo $$ >${at('pid')}; cut -d ' ' -f 4 /proc/$$/stat >${at('parent')}; sleep 60`),
      {
        locked: true,
      },
    );
    await until(() => pidOf('parent') > 0, 'parent');
    process.kill(pidOf('parent'), 'SIGKILL');
    expect(() => execFileSync('flock', ['-n', at('run/guard'), 'true'])).toThrow();
    // nobody may share the host with it, not even its own run
    isStale();
    expect(await take(other)).toEqual(['taken']);
    expect(alive(pidOf('pid'))).toBe(false);
  });

  test('is not kept by a daemon that a program started', async () => {
    const [loop, other] = [connect(A), connect(B)];
    await take(loop);
    loop.run(1, `setsid sleep 30 & echo $! >${at('daemon')}; sleep 0.5`, { locked: true });
    await loop.frame('exit 1 0');
    const daemon = pidOf('daemon');
    onTestFinished(() => {
      process.kill(daemon);
    });
    expect(alive(daemon)).toBe(true);
    loop.run(2, program('next'), { locked: true });
    await loop.frame('exit 2 0');
    await loop.end();
    expect(await take(other)).toEqual(['taken']);
  });

  test('names a process that an earlier run left behind with the guard', async () => {
    mkdirSync(at('run'), { recursive: true });
    const left = spawn('/bin/sh', ['-c', `exec 9>>'${at('run/guard')}'; flock 9; exec sleep 30`], {
      detached: true,
    });
    onTestFinished(() => {
      left.kill('SIGKILL');
    });
    await until(() => {
      const name = existsSync(`/proc/${left.pid}/comm`) ? readFileSync(`/proc/${left.pid}/comm`, 'utf8') : '';
      return name === 'sleep\n';
    }, 'the process');
    expect(await take(connect(A))).toEqual(['busy', `process ${left.pid} ${left.pid} sleep`]);
  });

  test('ends what a program leaves in its group before another one begins', async () => {
    const loop = connect(A);
    await take(loop);
    loop.run(1, `(sleep 60 & echo $! >${at('pid')})`, { locked: true });
    await loop.frame('exit 1 0');
    expect(alive(pidOf('pid'))).toBe(false);
  });

  test('counts a beat only if it answers the last challenge, and in time', async () => {
    const loop = connect(A, 1);
    await take(loop);
    await loop.ready();
    const first = loop.challenge;
    const taken = inLock('beat');
    await loop.beat('1.00.1');
    expect(inLock('beat')).toBe(taken);
    await sleep(20);
    await loop.beat();
    const counted = inLock('beat');
    expect(counted).not.toBe(taken);
    // queued: it was sent when this was the challenge
    await loop.beat(first);
    expect(inLock('beat')).toBe(counted);
    // late: it was under way for longer than a lease lives
    await sleep(2100);
    await loop.beat();
    expect(inLock('beat')).toBe(counted);
    await loop.beat();
    expect(inLock('beat')).not.toBe(counted);
  });

  test('tells whoever beats on what is another’s', async () => {
    const [loop, other] = [connect(A), connect(B)];
    await take(loop);
    await loop.ready();
    isStale();
    await take(other);
    const counted = inLock('beat');
    await loop.beat();
    expect(loop.stdout).toContain(`\n${A} lost {"user":"b"}\n`);
    expect(inLock('beat')).toBe(counted);
  });

  test('is held whatever the wall clock does', async () => {
    const bin = at('bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'date'), '#!/bin/sh\necho 9999999999\n');
    chmodSync(join(bin, 'date'), 0o755);
    const [loop, other] = [connect(A), connect(B, 60, `${bin}:${process.env.PATH}`)];
    await take(loop);
    expect((await take(other))[0]).toBe('held');
  });

  test('is not released by the one that lost it', async () => {
    const [loop, other] = [connect(A), connect(B)];
    await take(loop);
    isStale();
    await take(other);
    await loop.end();
    expect(inLock('id')).toBe(`${B}\n`);
  });

  test('starts no program where it cannot be noted, nor where the guard is gone', async () => {
    const loop = connect(A);
    await take(loop);
    mkdirSync(join(lock, 'group.new'));
    loop.run(1, program('one'), { locked: true });
    await loop.frame('exit 1 75');
    rmSync(join(lock, 'group.new'), { recursive: true });
    renameSync(at('run'), at('away'));
    loop.run(2, program('two'), { locked: true });
    await loop.frame('exit 2 75');
    expect(read('marks')).toBe('');
  });

  test.runIf(process.getuid?.() === 0)('is not taken where /run is full', async () => {
    mkdirSync(at('run'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at('run')]);
    mounts.push(at('run'));
    execFileSync('/bin/sh', [
      '-c',
      `dd if=/dev/zero of=${at('run/filler')} bs=4k count=100 2>/dev/null || :`,
    ]);
    const loop = connect(A);
    const [verdict, why] = await take(loop);
    expect(verdict).toBe('failed');
    expect(why).not.toBe('');
    expect(existsSync(lock)).toBe(false);
    loop.run(1, program('one'), { locked: true });
    await loop.frame('exit 1 75');
    rmSync(at('run/filler'));
    expect(await take(loop)).toEqual(['taken']);
  });
});
