import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

let root: string;
const at = (name: string) => join(root, name);
const NAMES = ['pki/ca.crt', 'pki/etcd/ca.key', 'pki/sa key'];
const OUTSIDE = ['pki/client.crt', 'pki/client.key', 'pki/etcd/out.crt'];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-keep-'));
  for (const name of [...NAMES, ...OUTSIDE]) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), `of ${name}`, { mode: 0o600 });
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const contents = (names: readonly string[]) =>
  names.map((name) => existsSync(at(name)) && readFileSync(at(name), 'utf8'));
const whole = (names: readonly string[]) => names.map((name) => `of ${name}`);

describe.each(shells)('files that kubeadm reset would take, in $name', (shell) => {
  const run = (script: Script) => {
    const [crt = '', key = '', ca = ''] = OUTSIDE.map(at);
    const places = sh`KS_PKI_NOTED=${at('noted')} KS_PKI_KEPT=${at('kept-pki')} KS_ETCD_KEPT=${at('kept-etcd')} KS_ETCD_CA=${ca} KS_ETCD_CERT=${crt} KS_ETCD_KEY=${key}`;
    // before the place of our notes is made, which is fixed
    const own = sh`chmod() { case $2 in /var/lib/*) ;; *) command chmod "$@" ;; esac; }; mkdir() { case $2 in /var/lib/*) ;; *) command mkdir "$@" ;; esac; }`;
    const all = lines([places, own, sh`( set -e; ${script} )`]);
    return runShell(runnable(all).write(nameSecrets), { shell });
  };
  const note = () => run(sh`note_pki ${NAMES.map(at)} ${at('pki/none')}`);
  const reset = (code: number) => sh`sh -c ${`rm -rf "${root}"/pki/*; exit ${code}`}`;

  test.each([0, 3])(
    'are there again after a reset that ends with %s, in both ways beside each other',
    (code) => {
      expect(note()).toMatchObject({ code: 0, stderr: '' });
      expect(run(sh`keeping_etcd_files keeping_pki ${reset(code)}`)).toMatchObject({ code, stderr: '' });
      expect(contents([...NAMES, ...OUTSIDE])).toEqual(whole([...NAMES, ...OUTSIDE]));
      expect(readdirSync(root).toSorted()).toEqual(['noted', 'pki']);
    },
  );

  test('of which none was noted are not kept', () => {
    expect(run(sh`keeping_pki ${reset(0)}`).code).toBe(0);
    expect(contents(NAMES)).toEqual([false, false, false]);
  });

  test('are put back by the next run where one was cut off', () => {
    note();
    const cut = sh`sh -c ${`rm -rf "${root}"/pki/*; kill -9 $PPID`}`;
    expect(run(sh`keeping_pki ${cut}`).code).not.toBe(0);
    expect(contents(NAMES)).toEqual([false, false, false]);
    expect(run(sh`keeping_pki test -f ${at(NAMES[0] ?? '')}`)).toMatchObject({ code: 0, stderr: '' });
    expect(contents(NAMES)).toEqual(whole(NAMES));
  });

  test('stay kept where they cannot be put back, and the run ends', () => {
    note();
    const broken = sh`sh -c ${`rm -rf "${root}"/pki; : >"${root}/pki"`}`;
    const { code, stderr } = run(sh`keeping_pki ${broken}`);
    expect(code).not.toBe(0);
    expect(stderr).toContain(`cannot put ${at('pki/ca.crt')} back: its copy is ${at('kept-pki/1')}`);
    expect(readFileSync(at('kept-pki/1'), 'utf8')).toBe('of pki/ca.crt');
  });

  test('that came meanwhile are not written over', () => {
    note();
    const anew = sh`sh -c ${`printf new >"${at('pki/ca.crt')}"`}`;
    expect(run(sh`keeping_pki ${anew}`).code).toBe(0);
    expect(contents(NAMES)).toEqual(['new', ...whole(NAMES).slice(1)]);
  });
});
