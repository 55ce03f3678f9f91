import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { library } from '../../src/shell/library.ts';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, type Shell, shells } from './shells.ts';

const KS = 'f00dfeed';
const owner = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-library-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A script with the library in front; framed when a nonce is given. */
function run(script: Script, { shell, nonce }: { shell?: Shell | undefined; nonce?: string } = {}) {
  const text = runnable(
    lines([...(nonce === undefined ? [] : [sh`KS=${nonce}`]), sh.code('set -u'), script]),
  ).write(nameSecrets);
  return runShell(text, shell ? { shell } : {});
}

/** The same in a step, as programs run it. */
function step(script: Script, options: { shell?: Shell; nonce?: string } = {}) {
  return run(
    sh`one() {
${script}
}
step one one`,
    options,
  );
}

const at = (name: string) => join(directory, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const mode = (name: string) => (statSync(at(name)).mode & 0o7777).toString(8);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test.each(shells)('$name parses the library', ({ command: [path, ...args] }) => {
  const { status, stderr } = spawnSync(path, [...args, '-n'], { input: library().write(nameSecrets) });
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
});

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
test.runIf(hasShellcheck)('shellcheck finds no error in the library', () => {
  const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-S', 'error', '-'], {
    input: library().write(nameSecrets),
  });
  expect(stdout.toString()).toBe('');
});

describe.each(shells)('in $name', (shell) => {
  describe('a section', () => {
    test('is plain output for a person', () => {
      expect(run(sh`section name printf 'a\nb'`, { shell }).stdout).toBe('a\nb');
    });

    test('stands between frames, byte by byte, with its exit code', () => {
      const script = sh`noisy() { echo to stderr >&2; printf 'a\n\nb'; return 3; }
section name noisy
section empty :`;
      const { stdout, stderr } = run(script, { shell, nonce: KS });
      expect(stdout).toBe(
        `${KS} begin name\na\n\nb\n${KS} end name 3\n${KS} begin empty\n\n${KS} end empty 0\n`,
      );
      expect(stderr).toBe('');
    });

    test('has nothing on stdin', () => {
      expect(run(sh`echo left over | section name cat`, { shell }).stdout).toBe('');
    });
  });

  describe('a step', () => {
    test('says its id to a person, and sends output to stderr', () => {
      const { stdout, stderr, code } = step(sh`echo working; echo warned >&2`, { shell });
      expect([stdout, stderr, code]).toEqual(['==> one\n', 'working\nwarned\n', 0]);
    });

    test('is framed on both streams', () => {
      const { stdout, stderr } = step(sh`printf working`, { shell, nonce: KS });
      expect(stdout).toBe(`${KS} start one\n${KS} done one\n`);
      expect(stderr).toBe(`working\n${KS} end one\n`);
    });

    test.each([
      ['a command', sh`echo before; false; echo after`],
      ['a command in a function', sh`inner() { false; echo inner; }; inner; echo after`],
      ['a redirection', sh`echo x >/nonexistent/file; echo after`],
      ['an assignment from a command', sh`x=$(false); echo "after$x"`],
      ['the last command of a pipeline', sh`echo x | false; echo after`],
      ['fail', sh`fail 'no good'; echo after`],
      ['fail in a condition', sh`[ 1 = 2 ] || fail 'no good'; echo after`],
    ])('stops at the first failure: %s', (_what, script) => {
      const { stdout, stderr, code } = run(
        sh`one() {
${script}
}
two() { echo two; }
step one one
step two two`,
        { shell, nonce: KS },
      );
      expect(code).not.toBe(0);
      expect(stdout).toBe(`${KS} start one\n${KS} fail one ${code}\n`);
      expect(stderr).not.toContain('after');
    });

    test("ends the script with the failed step's exit code", () => {
      expect(step(sh`(exit 42)`, { shell }).code).toBe(42);
    });

    test('keeps the message of fail', () => {
      expect(step(sh`fail ${"it's $broken"}`, { shell }).stderr).toContain("it's $broken\n");
    });

    test('changes nothing in the script around it', () => {
      expect(
        run(
          sh`one() { cd /; set +u; value=2; }
value=1; step one one; echo "$value"; false; echo 'no set -e'`,
          { shell },
        ).stdout,
      ).toBe('==> one\n1\nno set -e\n');
    });
  });

  describe('put_file', () => {
    const put = (path: string, content: string, permissions = '0640') =>
      step(sh`put_file ${path} ${permissions} ${owner} ${content}`, { shell });

    test('writes any text, with the mode, in a directory that was not there', () => {
      const content = "a\\n'b'\t$HOME `id` %s\n\n-n\n\u{1F600}";
      expect(put(at('new/dir/file'), content).code).toBe(0);
      expect(read('new/dir/file')).toBe(content);
      expect(mode('new/dir/file')).toBe('640');
      expect(readdirSync(at('new/dir'))).toEqual(['file']);
    });

    test('writes no newline of its own, and empty files', () => {
      put(at('file'), '');
      expect(read('file')).toBe('');
    });

    test('replaces a file by another one: whoever has it open keeps the old one', () => {
      writeFileSync(at('file'), 'old');
      const { ino } = statSync(at('file'));
      put(at('file'), 'new', '0600');
      expect(read('file')).toBe('new');
      expect(statSync(at('file')).ino).not.toBe(ino);
    });

    test('is not put off by what an earlier run left half written', () => {
      writeFileSync(at('file.kubestrap-new'), 'half');
      chmodSync(at('file.kubestrap-new'), 0o666);
      put(at('file'), 'whole', '0600');
      expect([read('file'), mode('file'), existsSync(at('file.kubestrap-new'))]).toEqual([
        'whole',
        '600',
        false,
      ]);
    });

    test('is never readable by others on its way', () => {
      const script = sh`chown() { stat -c %a "$2" >&2; }
put_file ${at('secret')} 0600 ${owner} ${'x'}`;
      expect(step(script, { shell }).stderr).toBe('600\n');
    });

    test.each(['chown', 'chmod', 'mv'])('leaves the old file alone when %s fails', (command) => {
      writeFileSync(at('file'), 'old');
      const script = sh`${sh.code(command)}() { return 9; }
put_file ${at('file')} 0600 ${owner} new`;
      expect(step(script, { shell }).code).toBe(9);
      expect(read('file')).toBe('old');
    });

    test('fails where the disk is full, and leaves the old file alone', () => {
      writeFileSync(at('file'), 'old');
      const script = sh`printf() { command printf x >/dev/full; }
put_file ${at('file')} 0600 ${owner} new`;
      expect(step(script, { shell }).code).not.toBe(0);
      expect(read('file')).toBe('old');
    });
  });

  describe('what is written, replaced or removed', () => {
    // what the functions call, in order; as functions, since busybox prefers its own programs to those on the PATH
    const traced = (code: Script) => {
      const trace = `${at('')}.trace`;
      const { code: exit } = step(
        sh`note() { echo "$*" >>${trace}; }
mv() { note mv "$3"; command mv "$@"; }
rm() { note rm "$2"; command rm "$@"; }
mkdir() { note mkdir "$2"; command mkdir "$@"; }
sync() { note sync "$@"; [ $# -lt $MOST ]; }
${code}`,
        { shell },
      );
      const calls = readFileSync(trace, 'utf8').replaceAll(at(''), '').trim().split('\n');
      rmSync(trace);
      return [exit, ...calls];
    };
    const put = (name: string) => sh`put_file ${at(name)} 0644 ${owner} x`;
    const withArguments = sh`MOST=9`;

    test('is synced, and its directory after the rename', () => {
      expect(traced(lines([withArguments, put('file')]))).toEqual([
        0,
        'rm /file.kubestrap-new',
        'sync /file.kubestrap-new',
        'mv /file',
        'sync /',
      ]);
    });

    test('is synced with a directory made for it', () => {
      const calls = traced(lines([withArguments, put('new/file')]));
      expect(calls.slice(1, 3)).toEqual(['mkdir /new', 'sync /']);
      expect(calls.at(-1)).toBe('sync /new/');
    });

    test('stays removed after a power cut', () => {
      writeFileSync(at('file'), 'x');
      const remove = (name: string) => traced(lines([withArguments, sh`remove_file ${at(name)}`]));
      expect(remove('file')).toEqual([0, 'rm /file', 'sync /']);
      expect(remove('nowhere/file')).toEqual([0, 'rm /nowhere/file']);
    });

    test('is synced with everything where sync takes no arguments', () => {
      const calls = traced(lines([sh`MOST=1`, put('file')]));
      expect(calls).toEqual([
        0,
        'rm /file.kubestrap-new',
        'sync /file.kubestrap-new',
        'sync',
        'mv /file',
        'sync /',
        'sync',
      ]);
    });
  });

  describe('read_record', () => {
    const read = () => runShell(runnable(sh`read_record ${at('record.json')}`).write(nameSecrets), { shell });
    const said = () => read().stdout.split('\n')[0];

    test('gives the bytes of the file', () => {
      const content = `${'it is long '.repeat(50)}\0\n\n`;
      writeFileSync(at('record.json'), content);
      const [verdict, ...rest] = read().stdout.split('\n');
      expect([verdict, Buffer.from(rest.join(''), 'base64').toString()]).toEqual(['present', content]);
    });

    test('says that there is none where there is none, and where its directory is none', () => {
      expect(said()).toBe('absent');
      rmSync(at(''), { recursive: true });
      expect(said()).toBe('absent');
    });

    test.each([
      ['an empty file', () => writeFileSync(at('record.json'), ''), 'present'],
      ['a directory', () => mkdirSync(at('record.json')), 'unreadable it is no regular file'],
      [
        'a link to nothing',
        () => symlinkSync('nowhere', at('record.json')),
        'unreadable it is no regular file',
      ],
    ])('never says of %s that there is none', (_what, make, verdict) => {
      make();
      expect(said()).toBe(verdict);
    });

    test.each([
      ['the file cannot be read', '{}', 'base64() { return 1; }', 'it cannot be read'],
      [
        'it is listed and stat(2) fails',
        null,
        'ls() { echo record.json; }',
        'it is there and cannot be looked at',
      ],
      ['its directory cannot be listed', null, 'ls() { return 1; }', 'cannot be listed'],
    ])('never says that there is none where %s', (_what, content, broken, verdict) => {
      if (content !== null) writeFileSync(at('record.json'), content);
      const script = runnable(lines([sh.code(broken), sh`read_record ${at('record.json')}`]));
      const { stdout } = runShell(script.write(nameSecrets), { shell });
      expect(stdout.split('\n')[0]).toMatch(new RegExp(`^unreadable .*${verdict}$`));
    });
  });

  describe('put_record', () => {
    const path = () => at('record.json');
    const put = (expected: string) =>
      step(
        sh`chown() { :; }
put_record ${path()} ${expected} new`,
        { shell },
      );

    test('writes where there is what was read, or nothing as was read', () => {
      expect(put('').code).toBe(0);
      expect(read('record.json')).toBe('new');
      expect(mode('record.json')).toBe('600');
      writeFileSync(path(), 'as read');
      expect(put(sha256('as read')).code).toBe(0);
      expect(read('record.json')).toBe('new');
    });

    test.each([
      ['another run wrote one', 'as read', 'of another run'],
      ['another run wrote the first', '', 'of another run'],
      ['it was emptied', 'as read', ''],
    ])('leaves it alone where %s since', (_what, before, is) => {
      writeFileSync(path(), is);
      const { code, stderr } = put(before === '' ? '' : sha256(before));
      expect([code, read('record.json')]).toEqual([1, is]);
      expect(stderr).toContain('changed since it was read');
    });
  });

  describe('expect_file', () => {
    const path = () => at("it's");

    test('passes while the file is as it was read', () => {
      writeFileSync(path(), 'as read\n');
      expect(step(sh`expect_file ${path()} ${sha256('as read\n')}; echo went on`, { shell }).stderr).toBe(
        'went on\n',
      );
    });

    test.each(['edited', 'gone'])('stops the step when it is %s', (what) => {
      if (what === 'edited') writeFileSync(path(), 'as edited\n');
      const { code, stderr } = step(sh`expect_file ${path()} ${sha256('as read\n')}; echo went on`, {
        shell,
      });
      expect(code).toBe(1);
      expect(stderr).toContain('changed since it was read');
      expect(stderr).not.toContain('went on');
    });
  });

  describe('put_block', () => {
    const [begin, end] = ['# BEGIN x', '# END x'];
    const put = (block: string) => step(sh`put_block ${at('hosts')} ${begin} ${end} ${block}`, { shell });

    test.each([
      ['a file without one', 'a\nb\n', 'a\nb\n# BEGIN x\nnew\n# END x\n'],
      ['a file without a final newline', 'a', 'a\n# BEGIN x\nnew\n# END x\n'],
      ['an empty file', '', '# BEGIN x\nnew\n# END x\n'],
      ['a file that has one', 'a\n# BEGIN x\nold\nolder\n# END x\nb\n', 'a\n# BEGIN x\nnew\n# END x\nb\n'],
      [
        'a file with a stray end above',
        '# END x\na\n# BEGIN x\nold\n# END x\n',
        '# END x\na\n# BEGIN x\nnew\n# END x\n',
      ],
      ['lines with blanks and backslashes', ' a\\n \n\t#\n', ' a\\n \n\t#\n# BEGIN x\nnew\n# END x\n'],
    ])('puts the lines into %s', (_what, before, after) => {
      writeFileSync(at('hosts'), before);
      expect(put('new\n').code).toBe(0);
      expect(read('hosts')).toBe(after);
      put('new\n');
      expect(read('hosts')).toBe(after);
    });

    test('makes a file that was not there', () => {
      put('new\n');
      expect(read('hosts')).toBe('# BEGIN x\nnew\n# END x\n');
    });

    test('takes the marks out with the last line', () => {
      writeFileSync(at('hosts'), 'a\n# BEGIN x\nold\n# END x\nb\n');
      put('');
      expect(read('hosts')).toBe('a\nb\n');
    });

    test('touches nothing where the end mark is gone, and says so', () => {
      writeFileSync(at('hosts'), 'a\n# BEGIN x\nold\n10.0.0.9 theirs\n');
      const { code, stderr } = put('new\n');
      expect(code).toBe(1);
      expect(stderr).toContain(end);
      expect(read('hosts')).toBe('a\n# BEGIN x\nold\n10.0.0.9 theirs\n');
    });

    test('keeps bytes that are no UTF-8, and the mode', () => {
      writeFileSync(at('hosts'), Buffer.from([0x23, 0x20, 0xe4, 0x81, 0x88, 0x0a]));
      chmodSync(at('hosts'), 0o640);
      put('new\n');
      expect([...readFileSync(at('hosts')).subarray(0, 6)]).toEqual([0x23, 0x20, 0xe4, 0x81, 0x88, 0x0a]);
      expect(mode('hosts')).toBe('640');
    });
  });

  describe('sysctl_set', () => {
    const set = (value: string) => step(sh`sysctl_set net.test ${at('key')} ${value}`, { shell });

    test('writes the value and reads it back', () => {
      writeFileSync(at('key'), '0\n');
      expect(set('1').code).toBe(0);
      expect(read('key')).toBe('1\n');
    });

    test('takes tabs for spaces, as the kernel writes them', () => {
      writeFileSync(at('key'), '');
      const script = sh`tr() { command tr ' ' '\t' | command tr "$@"; }
sysctl_set net.test ${at('key')} '4096 131072 6291456'`;
      expect(step(script, { shell }).code).toBe(0);
    });

    test('fails for a key that this kernel does not have, and asks for its module', () => {
      const { code, stderr } = set('1');
      expect([code, existsSync(at('key'))]).toEqual([1, false]);
      expect(stderr).toContain('sysctl net.test does not exist');
    });

    test('fails where the kernel makes another value of it', () => {
      const script = sh`sysctl_set net.test /dev/null 1`;
      const { code, stderr } = step(script, { shell });
      expect(code).toBe(1);
      expect(stderr).toContain("wrote '1', the kernel made it ''");
    });
  });

  describe('remember', () => {
    test('gives kubectl a patch that is JSON whatever the value holds', () => {
      fc.assert(
        fc.property(
          fc.array(
            fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
            { minLength: 1, maxLength: 9 },
          ),
          (values) => {
            const script = lines([
              sh`kube() { case $* in *' patch '*) for last; do :; done; printf '%s\n' "$last" ;; esac; }`,
              ...values.map((value) => sh`remember key ${JSON.stringify(value).slice(1, -1)}`),
            ]);
            const patches = run(script, { shell }).stdout.trimEnd().split('\n');
            expect(patches.map((patch): unknown => JSON.parse(patch))).toEqual(
              values.map((value) => ({ data: { key: value } })),
            );
          },
        ),
        { numRuns: 10 },
      );
    });
  });

  describe('follow and long', () => {
    /** systemd as far as `long` knows it: `ActiveState` from a file, and what systemd-run was given. */
    const systemd = (starts = ':') => {
      // a program: not every shell takes such a name for a function
      mkdirSync(at('bin'));
      writeFileSync(at('bin/systemd-run'), `#!/bin/sh\n${starts}\n`, { mode: 0o755 });
      return sh`KS_RUNS=${at('runs')} PATH=${at('bin')}:$PATH
sleep() { :; }
systemctl() { case $1 in show) echo "ActiveState=$(cat ${at('state')} 2>/dev/null || echo inactive)" ;; esac; }`;
    };
    const finished = (code: string) => {
      mkdirSync(at('runs/kubeadm-init'), { recursive: true });
      writeFileSync(at('runs/kubeadm-init/started'), 'then\n');
      writeFileSync(at('runs/kubeadm-init/log'), 'its output\n');
      writeFileSync(at('runs/kubeadm-init/exit'), code);
    };

    test.each([
      ['0\n', 0],
      ['7\n', 7],
      ['', 1],
    ])('a unit that has ended gives its exit code: %j', (text, code) => {
      finished(text);
      const script = sh`follow kubestrap-kubeadm-init.service ${at('runs/kubeadm-init')}`;
      const fake = sh`systemctl() { echo ActiveState=inactive; }; sleep() { :; }`;
      const outcome = step(lines([fake, script]), { shell });
      expect(outcome.code).toBe(code);
    });

    test('a unit that left no exit code has failed', () => {
      finished('0');
      rmSync(at('runs/kubeadm-init/exit'));
      const fake = sh`systemctl() { echo ActiveState=inactive; }; sleep() { :; }`;
      const script = sh`follow kubestrap-kubeadm-init.service ${at('runs/kubeadm-init')}`;
      const { code, stderr } = step(lines([fake, script]), { shell });
      expect(code).toBe(1);
      expect(stderr).toContain('ended without an exit code');
    });

    test('a unit that runs is not started again, and one that systemd says nothing about counts as running', () => {
      const script = sh`systemctl() { cat ${at('state')}; }; sleep() { :; }
for state in active activating deactivating reloading inactive failed ''; do
  printf '%s' "\${state:+ActiveState=$state}" >${at('state')}
  if unit_running x.service; then echo "$state yes"; else echo "$state no"; fi
done`;
      expect(run(script, { shell }).stdout).toBe(
        'active yes\nactivating yes\ndeactivating yes\nreloading yes\ninactive no\nfailed no\n yes\n',
      );
    });

    test.each([
      ['is as planned', '2026-01-01T00:00:00Z 1', true],
      ['ended well since the plan was made', '2026-01-01T00:00:00Z -', false],
      ['began since the plan was made', '- -', false],
    ])('nothing is reset unless the last kubeadm %s', (_, seen, isReset) => {
      finished('1\n');
      writeFileSync(at('runs/kubeadm-init/started'), '2026-01-01T00:00:00Z\n');
      const { code, stderr } = step(
        sh`KS_RUNS=${at('runs')}; expect_runs ${seen} '- -'; : >${at('was-reset')}`,
        {
          shell,
        },
      );
      expect([code === 0, existsSync(at('was-reset'))]).toEqual([isReset, isReset]);
      expect(stderr.includes('kubeadm init ran since this host was looked at')).toBe(!isReset);
    });

    test('a run that the plan did not know of is not wiped, nor run again', () => {
      finished('0\n');
      const script = sh`${systemd()}
long kubeadm-init - ${at('config.yaml')} kubeadm init`;
      writeFileSync(at('config.yaml.new'), 'the token');
      const { code, stderr } = step(script, { shell });
      expect(code).not.toBe(0);
      expect(stderr).toContain('ran since this host was looked at');
      expect(read('runs/kubeadm-init/exit')).toBe('0\n');
      // with the token in it
      expect(existsSync(at('config.yaml.new'))).toBe(false);
    });

    test.each([
      ['the unit cannot be started', 5, 'exit 5', sh`:`, undefined],
      ['the command ends at once', 0, 'while [ "$1" != -- ]; do shift; done; shift; "$@"', sh`:`, undefined],
      [
        'another run is at it',
        0,
        ':',
        sh`systemctl() { echo ActiveState=active; }; follow() { :; }`,
        'of that run',
      ],
    ])('the file with secrets stays nowhere when %s', (_, exit, starts, fake, other) => {
      writeFileSync(at('config.yaml.new'), 'the token');
      if (other !== undefined) writeFileSync(at('config.yaml'), other);
      const started = sh`long kubeadm-init - ${at('config.yaml')} test -s ${at('config.yaml')}`;
      expect(step(lines([systemd(starts), fake, started]), { shell }).code).toBe(exit);
      expect(existsSync(at('config.yaml.new'))).toBe(false);
      // the file that the other run's kubeadm may still have to read is not touched
      if (other === undefined) expect(existsSync(at('config.yaml'))).toBe(false);
      else expect(read('config.yaml')).toBe(other);
    });
  });
});

describe('take_lock', () => {
  const lock = () => at('run/lock');
  const take = (id: string, stale = 60) =>
    run(sh`take_lock ${lock()} ${id} ${`{"user":"${id}"}`} ${stale}`)
      .stdout.trim()
      .split('\n');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const uptime = () => Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  const beat = (seconds: number, of = boot) =>
    writeFileSync(join(lock(), 'beat'), `${of} ${(uptime() - seconds).toFixed(2)}\n`);
  const age = (seconds: number) => {
    const then = Date.now() / 1000 - seconds;
    utimesSync(join(lock(), 'beat'), then, then);
  };

  test('is taken once, and again by the same run', () => {
    expect(take('a')).toEqual(['taken']);
    expect(take('a')).toEqual(['taken']);
    expect(read('run/lock/id')).toBe('a\n');
    expect(mode('run')).toBe('700');
  });

  test('says who holds it', () => {
    take('a');
    expect(take('b')).toEqual(['held', '{"user":"a"}']);
    expect(read('run/lock/id')).toBe('a\n');
  });

  test('is held while its holder shows signs of life', () => {
    take('a');
    beat(50);
    expect(take('b')[0]).toBe('held');
  });

  test('is held, whatever the wall clock says of the last beat', () => {
    take('a');
    age(4000);
    expect(take('b')[0]).toBe('held');
  });

  test('is free after a restart of the host, also where its files survive that', () => {
    take('a');
    beat(1, '00000000-0000-4000-8000-000000000000');
    expect(take('b')).toEqual(['taken']);
    beat(-4000);
    expect(take('c')).toEqual(['taken']);
  });

  test('of an older kubestrap is held and free by the time of its file', () => {
    take('a');
    writeFileSync(join(lock(), 'beat'), '');
    expect(take('b')[0]).toBe('held');
    age(61);
    expect(take('b')).toEqual(['taken']);
  });

  test('is not taken where the file of its nonce cannot be written', () => {
    mkdirSync(lock(), { recursive: true });
    mkdirSync(join(lock(), 'id.new'));
    utimesSync(lock(), 1, 1);
    const [verdict, why] = take('b');
    expect(verdict).toBe('failed');
    expect(why).toMatch(/id\.new/);
  });

  test('is no more ours once another has it, or nobody', () => {
    take('a');
    const keep = (id: string) => run(sh`keep_lock ${lock()} ${id}`).stdout.trim();
    expect(keep('a')).toBe('taken');
    expect(keep('b')).toBe('lost\n{"user":"a"}');
    rmSync(lock(), { recursive: true });
    expect(keep('a')).toBe('lost');
  });

  test('is taken over from a holder that is dead', () => {
    take('a');
    beat(61);
    expect(take('b')).toEqual(['taken']);
    expect(read('run/lock/holder')).toBe('{"user":"b"}\n');
    expect(readdirSync(at('run'))).toEqual(['guard', 'lock']);
    expect(readdirSync(lock()).toSorted()).toEqual(['beat', 'holder', 'id']);
  });

  test('is taken over from one that died before it wrote its name', () => {
    mkdirSync(lock(), { recursive: true });
    expect(take('b')[0]).toBe('held');
    utimesSync(lock(), 1, 1);
    expect(take('b')).toEqual(['taken']);
  });

  test('goes to one alone, when many ask at once for a free one or a dead one', async () => {
    const text = (id: string) => runnable(sh`take_lock ${lock()} ${id} ${id} 60`).write(nameSecrets);
    const ask = (id: string) =>
      new Promise<string>((resolve) => {
        const child = spawn('/bin/sh', ['-c', 'eval "$(cat)"'], { stdio: ['pipe', 'pipe', 'ignore'] });
        let out = '';
        child.stdout.on('data', (chunk: Buffer) => {
          out += chunk.toString();
        });
        child.on('close', () => resolve(out.split('\n')[0] ?? ''));
        child.stdin.end(text(id));
      });
    for (const dead of [false, true, true]) {
      rmSync(lock(), { recursive: true, force: true });
      if (dead) {
        take('dead');
        beat(100);
      }
      const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => ask(`run-${i}`)));
      expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
    }
  });
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));
