import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostsCopies } from '../../src/facts/hosts-copies.ts';
import { BEGIN, hostsEntries, withBlock } from '../../src/resources/hosts-entry.ts';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { runnable } from './runnable.ts';
import { runShell, type Shell, shells } from './shells.ts';

const HEAD = '# Kubernetes-managed hosts file (host network).\n';
const PROXY = '11111111-2222-3333-4444-555555555555';
const STATIC = '0123456789abcdef0123456789abcdef';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-copies-'));
  mkdirSync(join(root, 'logs'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const copyOf = (uid: string) => join(root, 'pods', uid, 'etc-hosts');
function pod(uid: string, name: string | null, content: string): void {
  mkdirSync(join(root, 'pods', uid), { recursive: true });
  if (name !== null) mkdirSync(join(root, 'logs', `kube-system_${name}_${uid}`));
  writeFileSync(copyOf(uid), content);
}

/** Where the kubelet's directory is known from; the spec, unless a test says otherwise. */
let known: Script;
beforeEach(() => {
  known = sh`KS_KUBELET_ROOT=${root}`;
});

function run(shell: Shell, script: Script) {
  const all = runnable(lines([known, sh`KS_POD_LOGS=${join(root, 'logs')}`, sh`( set -e; ${script} )`]));
  return runShell(all.write(nameSecrets), { shell });
}

/** The fact, from its own snippet. */
function read(shell: Shell) {
  const { stdout, code } = run(
    shell,
    hostsCopies.snippet({
      role: 'worker',
      files: [],
      sysctls: [],
      modules: [],
      services: [],
      certificatesDir: '',
    }),
  );
  expect(code).toBe(0);
  return hostsCopies.parse(stdout);
}

/** Brings the copies to what the file in `root` has, with the step's own shell. */
function renew(shell: Shell, block: string) {
  const file = join(root, 'hosts');
  writeFileSync(file, withBlock('127.0.0.1 localhost\n', block));
  const entries = block
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ ip: line.split(' ')[0] ?? '', names: line.split(' ').slice(1) }));
  const facts = makeFacts({
    files: new Map([
      [
        '/etc/hosts',
        { type: 'file', sha256: '', mode: '644', owner: 'root:root', content: readFileSync(file, 'utf8') },
      ],
    ]),
    hostsCopies: read(shell),
  });
  const planned = hostsEntries(entries, 'names').plan(facts);
  if (planned === null) return null;
  const script = sh.code((planned.script ?? sh``).write(nameSecrets).replaceAll('/etc/hosts', file));
  return run(shell, script);
}

describe.each(shells)('copies of /etc/hosts in $name', (shell) => {
  const OLD = '10.0.0.11 api\n';
  const NEW = '10.0.0.12 api\n10.0.0.11 api\n10.0.0.13 api\n';

  test('are read from hostNetwork Pods alone, with their names where they are known', () => {
    pod(PROXY, 'kube-proxy-x7', withBlock(`${HEAD}127.0.0.1 localhost\n`, OLD));
    pod(STATIC, null, `${HEAD}127.0.0.1 localhost\n`);
    pod('22222222-2222-3333-4444-555555555555', 'web', withBlock('# Kubernetes-managed hosts file.\n', OLD));
    expect(read(shell)).toEqual([
      { pod: STATIC, block: '' },
      { pod: 'kube-system/kube-proxy-x7', block: OLD },
    ]);
  });

  test('are none where no kubelet is, and where it has no Pods', () => {
    expect(read(shell)).toEqual([]);
    mkdirSync(join(root, 'pods'));
    expect(read(shell)).toEqual([]);
  });

  test('follow the file in place, and keep what else they hold; then there is nothing to do', () => {
    const aliases = '# Entries added by HostAliases.\n10.9.9.9\tfriend\n';
    pod(PROXY, 'kube-proxy-x7', `${withBlock(`${HEAD}127.0.0.1 localhost\n`, OLD)}${aliases}`);
    pod(STATIC, null, `${HEAD}127.0.0.1 localhost\n`);
    const { ino } = statSync(copyOf(PROXY));
    expect(renew(shell, NEW)).toMatchObject({ code: 0, stderr: '' });
    expect(read(shell)).toEqual([
      { pod: STATIC, block: NEW },
      { pod: 'kube-system/kube-proxy-x7', block: NEW },
    ]);
    expect(statSync(copyOf(PROXY)).ino).toBe(ino);
    const text = readFileSync(copyOf(PROXY), 'utf8');
    expect(text.startsWith(HEAD)).toBe(true);
    expect(text).toContain(aliases);
    expect(renew(shell, NEW)).toBeNull();
  });

  test('are never shorter than they were, so that no reader sees a part', () => {
    pod(PROXY, 'kube-proxy-x7', withBlock(HEAD, NEW));
    const { size } = statSync(copyOf(PROXY));
    expect(renew(shell, OLD)).toMatchObject({ code: 0 });
    expect(statSync(copyOf(PROXY)).size).toBe(size);
    expect(read(shell)).toEqual([{ pod: 'kube-system/kube-proxy-x7', block: OLD }]);
    expect(renew(shell, NEW)).toMatchObject({ code: 0 });
    expect(renew(shell, OLD)).toMatchObject({ code: 0 });
    expect(statSync(copyOf(PROXY)).size).toBe(size);
  });

  test.each([
    ['a begin without an end', `${HEAD}${BEGIN}\n1 a\n`],
    ['nothing at all', ''],
    ['no end of its last line', `${HEAD}1 a`],
  ])('that a container left with %s are made right', (_, content) => {
    pod(PROXY, 'kube-proxy-x7', content);
    expect(renew(shell, NEW)).toMatchObject({ code: 0 });
    expect(read(shell)).toEqual([{ pod: 'kube-system/kube-proxy-x7', block: NEW }]);
  });

  test('that a container made huge, or that are links, are left alone', () => {
    pod(PROXY, 'kube-proxy-x7', `${HEAD}1 a\n`);
    truncateSync(copyOf(PROXY), 1024 ** 4);
    mkdirSync(join(root, 'pods', STATIC));
    writeFileSync(join(root, 'other'), HEAD);
    symlinkSync(join(root, 'other'), copyOf(STATIC));
    expect(read(shell)).toEqual([]);
    expect(run(shell, sh`renew_copies ${join(root, 'other')} a b`)).toMatchObject({ code: 0 });
    expect(readFileSync(join(root, 'other'), 'utf8')).toBe(HEAD);
  });

  /** systemd's answer about kubelet.service. */
  const unit = (...rows: string[]) => sh`systemctl() { printf '%s\n' ${rows}; }`;
  const envFile = (text: string) => {
    const file = join(root, 'kubelet.env');
    writeFileSync(file, text);
    return unit('MainPID=0', `EnvironmentFiles=${file} (ignore_errors=yes)`);
  };

  test.each([
    [
      'a drop-in that starts it otherwise',
      () =>
        unit(
          'MainPID=0',
          `ExecStart={ path=/usr/bin/kubelet ; argv[]=/usr/bin/kubelet $KUBELET_EXTRA_ARGS --root-dir=${root} --v=2 ; ignore_errors=no ; status=0/0 }`,
        ),
    ],
    [
      'a drop-in with flag and directory apart',
      () => unit('MainPID=0', `ExecStart={ argv[]=/usr/bin/kubelet --root-dir ${root} ; ignore_errors=no }`),
    ],
    [
      'an Environment= of a drop-in',
      () => unit('MainPID=0', `Environment=A=b "KUBELET_EXTRA_ARGS=--v=2 --root-dir=${root}"`),
    ],
    ['an environment file', () => envFile(`# none\nKUBELET_EXTRA_ARGS=--root-dir=${root}\n`)],
    ['quoted in an environment file', () => envFile(`KUBELET_EXTRA_ARGS="--v=2 --root-dir '${root}'"`)],
    [
      'the last of several in an environment file',
      () => envFile(`KUBELET_EXTRA_ARGS=--root-dir=/var/lib/other --root-dir=${root}\n`),
    ],
  ])('are found where --root-dir is set by %s alone', (_, set) => {
    pod(PROXY, 'kube-proxy-x7', withBlock(HEAD, OLD));
    known = set();
    expect(read(shell)).toEqual([{ pod: 'kube-system/kube-proxy-x7', block: OLD }]);
    expect(renew(shell, NEW)).toMatchObject({ code: 0, stderr: '' });
    expect(read(shell)).toEqual([{ pod: 'kube-system/kube-proxy-x7', block: NEW }]);
  });

  test.each([
    [
      'a line that is a comment',
      () => envFile(`  #KUBELET_EXTRA_ARGS=--root-dir=${root}\n; --root-dir=${root}\n`),
    ],
    [
      'another flag',
      () => envFile(`KUBELET_EXTRA_ARGS=--dockershim-root-dir=${root} --x=--root-dirs=${root}\n`),
    ],
  ])('are not looked for where %s names a directory', (_, set) => {
    pod(PROXY, 'kube-proxy-x7', withBlock(HEAD, OLD));
    known = set();
    expect(read(shell)).toEqual([]);
  });

  test.each([
    ['in one word', (at: string) => [`--root-dir=${at}`]],
    ['in two words', (at: string) => ['--v=2', '--root-dir', at]],
  ])('are found by what the kubelet that runs was started with, %s', async (_, args) => {
    const child = spawn('sh', ['-c', 'echo up; read -r end', 'kubelet', ...args(root)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    try {
      await once(child.stdout, 'data');
      pod(PROXY, 'kube-proxy-x7', withBlock(HEAD, OLD));
      known = unit(`MainPID=${child.pid}`, 'ExecStart={ argv[]=/usr/bin/kubelet ; }');
      expect(read(shell)).toEqual([{ pod: 'kube-system/kube-proxy-x7', block: OLD }]);
    } finally {
      child.kill();
    }
  });
});
