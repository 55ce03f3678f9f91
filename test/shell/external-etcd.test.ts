import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

const ENDPOINTS = 'https://192.0.2.31:2379,https://etcd-2.example.org:2379';
/** What the functions need beside etcdctl or curl. */
const TOOLS = [
  'base64',
  'chmod',
  'cp',
  'env',
  'grep',
  'mkdir',
  'mv',
  'od',
  'rm',
  'sed',
  'sync',
  'tail',
  'tr',
];

let root: string;
let files: readonly string[];
const inRoot = (name: string) => join(root, name);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-outside-'));
  for (const name of ['bin', 'pki', 'pki/etcd']) mkdirSync(inRoot(name));
  files = ['pki/etcd/ca.crt', 'pki/client.crt', 'pki/client.key'].map(inRoot);
  for (const file of files) writeFileSync(file, `of ${file}`, { mode: 0o600 });
  for (const name of TOOLS) {
    const path = [`/usr/bin/${name}`, `/bin/${name}`].find(existsSync) ?? name;
    symlinkSync(path, inRoot(`bin/${name}`));
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function program(name: string, body: string): void {
  writeFileSync(inRoot(`bin/${name}`), `#!/bin/sh\nprintf '%s\\n' "$*" >>'${root}/calls'\n${body}\n`);
  chmodSync(inRoot(`bin/${name}`), 0o755);
}
const calls = () => readFileSync(inRoot('calls'), 'utf8').trim().split('\n');

const HEADER = '"header":{"cluster_id":1,"revision":9}';
const KEY = Buffer.from('/registry/').toString('base64');
const END = Buffer.from('/registry0').toString('base64');

describe.each(shells)('a cluster that is to begin in an etcd elsewhere, in $name', (shell) => {
  function run(script: Script) {
    const text = runnable(
      lines([
        sh`set -u`,
        sh`PATH=${inRoot('bin')} KS_ETCD_KEPT=${inRoot('kept')}`,
        sh`external_etcd ${ENDPOINTS} ${[...files]}`,
        sh`( set -e; ${script} )`,
      ]),
    );
    return runShell(text.write(nameSecrets), { shell });
  }
  const empty = () => run(sh`external_etcd_empty /registry/`);

  test.each<[string, string, string]>([
    ['etcdctl says that nothing is there', 'etcdctl', `echo '{${HEADER}}'`],
    ['etcdctl warns of a member, and says so', 'etcdctl', `echo '{"level":"warn"}' >&2; echo '{${HEADER}}'`],
    ['there is curl alone', 'curl', `echo '{${HEADER}}'`],
    ['one of two endpoints answers', 'curl', `case "$*" in *2.31*) exit 7 ;; *) echo '{${HEADER}}' ;; esac`],
  ])('begins where %s', (_what, name, body) => {
    program(name, body);
    expect(empty()).toMatchObject({ code: 0, stderr: '' });
  });

  test.each<[string, string, string, string]>([
    [
      'an earlier one left its objects',
      'etcdctl',
      `echo '{${HEADER},"kvs":[{"key":"${KEY}","version":1}],"more":true,"count":71}'`,
      'holds 71 keys below /registry/',
    ],
    ['curl finds some', 'curl', `echo '{${HEADER},"count":"4"}'`, 'holds 4 keys below /registry/'],
    [
      'etcd does not answer',
      'etcdctl',
      `echo '{"level":"warn","count":0}' >&2; echo 'Error: context deadline exceeded' >&2; exit 1`,
      'does not say what it holds: Error: context deadline exceeded.',
    ],
    [
      'it does not answer curl',
      'curl',
      `echo 'curl: (7) Failed to connect' >&2; exit 7`,
      'does not say what it holds: curl: (7) Failed to connect.',
    ],
    [
      'the gateway says something else',
      'curl',
      `echo '404 page not found'`,
      'does not say what it holds: 404 page not found.',
    ],
  ])('does not where %s', (_what, name, body, words) => {
    program(name, body);
    const { code, stderr } = empty();
    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });

  test('tells the command that deletes what is there, with all that it needs', () => {
    program('etcdctl', `echo '{${HEADER},"count":1}'`);
    const [ca, cert, key] = files;
    expect(empty().stderr).toContain(
      `\n  ETCDCTL_API=3 etcdctl --endpoints=${ENDPOINTS} --cacert=${ca} --cert=${cert} --key=${key} del --prefix /registry/\n`,
    );
  });

  test('asks for no more than the number, of what is below the key', () => {
    program('etcdctl', `echo '{${HEADER}}'`);
    program('curl', `echo '{${HEADER}}'`);
    empty();
    expect(calls()).toEqual([
      expect.stringMatching(/ get \/registry\/ --prefix --keys-only --limit=1 -w json$/),
    ]);
    rmSync(inRoot('bin/etcdctl'));
    empty();
    const asked = `{"key":"${KEY}","range_end":"${END}","count_only":true} https://192.0.2.31:2379/v3/kv/range`;
    expect(calls().at(-1)).toContain(`-d ${asked}`);
  });

  test('is told what is missing: the files, or a program to ask with', () => {
    expect(empty()).toMatchObject({ code: 1, stderr: expect.stringContaining('neither etcdctl nor curl') });
    program('etcdctl', `echo '{${HEADER}}'`);
    const [ca, , key] = files;
    for (const file of [ca, key]) rmSync(file ?? '');
    expect(empty().stderr).toContain(`does not have: ${ca} ${key}. Put them there`);
  });

  const contents = () => files.map((file) => existsSync(file) && readFileSync(file, 'utf8'));
  const whole = () => files.map((file) => `of ${file}`);

  test.each([0, 3])(
    'keeps its files through a reset that takes all certificates and ends with %s',
    (status) => {
      const reset = sh`sh -c ${`rm -rf "${root}"/pki/*; exit ${status}`}`;
      symlinkSync('/bin/sh', inRoot('bin/sh'));
      expect(run(sh`keeping_etcd_files ${reset}`).code).toBe(status);
      expect(contents()).toEqual(whole());
      expect(existsSync(inRoot('kept'))).toBe(false);
    },
  );

  test('gets them back from a reset that was cut off, before it is looked for them', () => {
    program('etcdctl', `echo '{${HEADER}}'`);
    const cut = sh`sh -c ${`rm -rf "${root}"/pki/*; kill -9 $PPID`}`;
    symlinkSync('/bin/sh', inRoot('bin/sh'));
    expect(run(sh`keeping_etcd_files ${cut}`).code).not.toBe(0);
    expect(contents()).toEqual([false, false, false]);
    expect(empty()).toMatchObject({ code: 0, stderr: '' });
    expect(contents()).toEqual(whole());
  });

  test('keeps those that came meanwhile, and makes up none that were never there', () => {
    const [ca = '', cert = '', key = ''] = files;
    rmSync(key);
    expect(run(sh`keeping_etcd_files cp ${ca} ${`${cert}.new`}`).code).toBe(0);
    expect(contents()).toEqual([`of ${ca}`, `of ${cert}`, false]);
  });

  const PEM = (label: string, hex: string) =>
    `-----BEGIN ${label}-----\n${Buffer.from(hex, 'hex').toString('base64')}\n-----END ${label}-----\n`;

  test.each([
    ['on a curve, in PKCS#8', PEM('PRIVATE KEY', '3041020100301306072a8648ce3d020106082a8648ce3d030107'), 1],
    ['on a curve, in SEC 1', PEM('EC PRIVATE KEY', '307702010104200a8648ce3d020106082a8648ce3d030107'), 0],
    ['of RSA, in PKCS#8', PEM('PRIVATE KEY', '308204bd020100300d06092a864886f70d0101010500'), 0],
  ])('a key %s: can kubeadm hand it on?', (_what, key, code) => {
    const file = files[2] ?? '';
    writeFileSync(file, key);
    const result = run(sh`key_to_hand_on ${file}`);
    expect(result.code, result.stderr).toBe(code);
    expect(result.stderr.includes('openssl ec -in')).toBe(code === 1);
  });
});
