import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lines, nameSecrets, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

/** Programs of a host that this machine lacks or must not run: what they say and do, by name. */
let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'kubestrap-bin-'));
});
afterEach(() => rmSync(bin, { recursive: true, force: true }));

function program(name: string, body: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(bin, name), 0o755);
}

const RELEASE = release();
const HAS_DIRECTORY = existsSync(`/lib/modules/${RELEASE}`);
const noFile = HAS_DIRECTORY ? 'install the package that carries it (linux-image-x)' : 'needs a reboot';

describe.each(shells)('load_module in $name', (shell) => {
  const load = (modprobe: string) => {
    const script = runnable(
      lines([
        // a function: busybox would take its own modprobe before one on the PATH
        sh`modprobe() { ${sh.code(modprobe)}; }`,
        sh`( set -e; load_module ip_vs_rr 'kube-proxy in mode ipvs' linux-image-x )`,
      ]),
    );
    return runShell(script.write(nameSecrets), { shell, env: { PATH: `${bin}:${process.env.PATH ?? ''}` } });
  };
  const says = (text: string, code = 1) =>
    `case $1 in -n) exit 0 ;; esac; echo "modprobe: ${text}" >&2; exit ${code}`;

  test('is silent about a module that loads', () => {
    expect(load('exit 0')).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    [
      'its file is missing',
      says(`FATAL: Module ip_vs_rr not found in directory /lib/modules/${RELEASE}`),
      noFile,
    ],
    [
      'its signature is refused',
      says("ERROR: could not insert 'ip_vs_rr': Key was rejected by service"),
      'signed modules only',
    ],
    [
      'the key is unknown',
      says("ERROR: could not insert 'ip_vs_rr': Required key not available"),
      'signed modules only',
    ],
    [
      'a container may not',
      says("ERROR: could not insert 'ip_vs_rr': Operation not permitted"),
      'does not permit it',
    ],
    [
      'modprobe says anything else',
      says('ERROR: could not insert: Exec format error'),
      'See what modprobe says above',
    ],
    [
      'an install line runs false',
      'case $1 in -n) echo "install /bin/false " ;; *) exit 1 ;; esac',
      'denied by configuration',
    ],
    [
      'an install line runs true',
      'case $1 in -n) echo "install /usr/bin/true" ;; esac',
      'denied by configuration',
    ],
  ])('says that %s', (_what, modprobe, expected) => {
    const { code, stderr } = load(modprobe);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `kernel module ip_vs_rr cannot be loaded on kernel ${RELEASE}, and it is needed: kube-proxy in mode ipvs.`,
    );
    expect(stderr).toContain(expected);
  });

  test('shows what modprobe said', () => {
    expect(load(says('something of its own')).stderr).toContain('modprobe: something of its own');
  });
});

describe.each(shells)('masks in $name', (shell) => {
  const unit = 'dev-disk-by\\x2duuid-1.swap';
  let etc: string;
  let log: string;
  beforeEach(() => {
    etc = join(bin, 'system');
    log = join(bin, 'log');
    mkdirSync(etc);
    program('systemctl', `printf '%s\\n' "$*" >>'${log}'; case $1 in show) echo LoadState=loaded ;; esac`);
  });
  /** The functions with the directory of units somewhere else. */
  const run = (command: ReturnType<typeof sh>) => {
    const text = runnable(sh`( set -e; ${command} )`).write(nameSecrets);
    const script = text.replaceAll('/etc/systemd/system/', `${etc}/`);
    return runShell(script, { shell, env: { PATH: `${bin}:${process.env.PATH ?? ''}` } });
  };
  const calls = () => readFileSync(log, 'utf8').trim().split('\n');

  test('a unit without a file in /etc is stopped first, then masked, and started again after', () => {
    expect(run(sh`mask_unit ${unit}`).code).toBe(0);
    expect(calls()).toEqual([`stop -- ${unit}`, `mask -- ${unit}`]);
    expect(run(sh`unmask_unit ${unit} active`).code).toBe(0);
    expect(calls().slice(2)).toEqual([
      `unmask -- ${unit}`,
      `show -p LoadState -- ${unit}`,
      `start -- ${unit}`,
    ]);
  });

  test('a unit file in /etc makes way for the mask, and comes back to the byte', () => {
    const path = join(etc, unit);
    writeFileSync(path, '[Swap]\nWhat=/swap\n', { mode: 0o640 });
    expect(run(sh`mask_unit ${unit}`).code).toBe(0);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('');
    // cut off and run again: the kept file stays what it was
    expect(run(sh`mask_unit ${unit}`).code).toBe(0);
    expect(run(sh`unmask_unit ${unit} -`).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('[Swap]\nWhat=/swap\n');
    expect(lstatSync(path).mode & 0o777).toBe(0o640);
    expect(existsSync(`${path}.kubestrap-kept`)).toBe(false);
    expect(calls().some((call) => call.startsWith('start'))).toBe(false);
  });

  test('a unit that cannot be stopped is not masked', () => {
    program('systemctl', `printf '%s\\n' "$*" >>'${log}'; exit 1`);
    expect(run(sh`mask_unit ${unit}`).code).toBe(1);
    expect(calls()).toEqual([`stop -- ${unit}`]);
  });
});
