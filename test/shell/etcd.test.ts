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

const ENDPOINTS = ['https://192.0.2.31:2379', 'https://etcd-2.example.org:2379'];
const [first = '', second = ''] = ENDPOINTS;
/** What the functions need beside etcd's programs. */
const TOOLS = [
  'awk',
  'cat',
  'df',
  'env',
  'find',
  'grep',
  'head',
  'ls',
  'mkdir',
  'rm',
  'sed',
  'sleep',
  'tail',
  'tr',
];

const toolPath = (name: string) => [`/usr/bin/${name}`, `/bin/${name}`].find(existsSync) ?? name;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-external-'));
  mkdirSync(join(root, 'bin'));
  for (const name of ['ca', 'crt', 'key']) writeFileSync(join(root, name), '');
  for (const name of TOOLS) symlinkSync(toolPath(name), join(root, 'bin', name));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program on the host's PATH that notes how it is called. */
function program(name: string, body: string): void {
  const path = join(root, 'bin', name);
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$*" >>'${root}/calls'\n${body}\n`);
  chmodSync(path, 0o755);
}
const calls = () => readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');

/** Of two members with databases of these sizes; the second one's quota only its metrics tell. */
const etcdctl = (sizes: readonly [number, number] = [10, 20]) => `
case " $* " in *' --endpoints=${first} '*) size=${sizes[0]} quota=',"dbSizeQuota":1000' ;; *) size=${sizes[1]} quota= ;; esac
case "$*" in
  *'endpoint status'*) echo "[{\\"Status\\":{\\"dbSize\\":$size,\\"dbSizeInUse\\":5$quota}}]" ;;
  *'get kubestrap.dev/health'*) echo 'Error: etcdserver: permission denied' >&2; exit 1 ;;
  *'alarm list'*) echo '{}' ;;
  *'member list'*) exit 1 ;;
  *'snapshot --help'*) printf 'COMMANDS:\\n\\tsave\\tStores\\n\\tstatus\\tGets\\n' ;;
  *'alarm disarm'*) echo DISARMED ;;
  *) echo "$*" ;;
esac`;

describe.each(shells)('an etcd elsewhere, in $name', (shell) => {
  function run(script: Script, env: Readonly<Record<string, string>> = {}) {
    const text = runnable(
      lines([
        sh`set -u`,
        // the PATH of the host, with nothing on it but what the test puts there
        sh`PATH=${join(root, 'bin')}`,
        sh`external_etcd ${ENDPOINTS.join(',')} ${join(root, 'ca')} ${join(root, 'crt')} ${join(root, 'key')}`,
        sh`( set -e; ${script} )`,
      ]),
    );
    return runShell(text.write(nameSecrets), { shell, env });
  }
  const rows = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((row) => row.trimEnd())
      .toSorted();

  test('is asked with the endpoints and files of the spec, by the program on the PATH', () => {
    program('etcdctl', etcdctl());
    const { code, stdout } = run(sh`etcd_ctl anything`);
    const files = `--cacert=${root}/ca --cert=${root}/crt --key=${root}/key`;
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `--dial-timeout=2s ${files} --command-timeout=5s --endpoints=${ENDPOINTS.join(',')} anything\n`,
    });
  });

  test('is asked as the spec says it, whatever the environment says', () => {
    program('etcdctl', `env | grep '^ETCDCTL_'`);
    const { stdout } = run(sh`etcd_ctl anything`, { ETCDCTL_ENDPOINTS: 'http://x:1', ETCDCTL_CACERT: '/x' });
    expect(stdout).toBe('ETCDCTL_API=3\n');
  });

  test('says why it cannot be asked', () => {
    expect(run(sh`external_etcd_says`).stdout).toBe('no-etcdctl\n');
    expect(run(sh`etcd_ctl anything`)).toMatchObject({
      code: 1,
      stderr: 'this host has no etcdctl on its PATH: install it (Debian: etcd-client)\n',
    });
    program('etcdctl', etcdctl());
    rmSync(join(root, 'crt'));
    rmSync(join(root, 'key'));
    expect(run(sh`external_etcd_says`).stdout).toBe(`no-file ${root}/crt\nno-file ${root}/key\n`);
  });

  test('is told endpoint by endpoint; that it may not be read is an answer, too', () => {
    program('etcdctl', etcdctl());
    const { stdout } = run(sh`external_etcd_says`);
    expect(rows(stdout)).toEqual([
      'alarms {}',
      expect.stringMatching(/^health /),
      `healthy ${first}`,
      `healthy ${second}`,
      'status [{"Status":{"dbSize":10,"dbSizeInUse":5,"dbSizeQuota":1000}}]',
      'status [{"Status":{"dbSize":20,"dbSizeInUse":5}}]',
    ]);
  });

  test('is not healthy where it only answers from itself', () => {
    program('etcdctl', etcdctl().replace('permission denied', 'request timed out'));
    expect(run(sh`external_etcd_says`).stdout).not.toContain('healthy');
  });

  test.each([
    ['etcdctl before 3.6', false, 'status\tGets', 0],
    ['etcdctl from 3.6 on', false, 'other\tStatus', 1],
    ['etcdutl', true, 'other\tStatus', 0],
  ])('looks into snapshots with %s', (_what, hasEtcdutl, help, code) => {
    program('etcdctl', etcdctl().replace('status\\tGets', help));
    if (hasEtcdutl) program('etcdutl', 'echo "$*"');
    expect(run(sh`reads_snapshots`).code).toBe(code);
    expect(run(sh`external_etcd_says`).stdout.includes('no-etcdutl')).toBe(code === 1);
    if (hasEtcdutl) expect(run(sh`etcd_util snapshot status f`).stdout).toBe('snapshot status f\n');
  });

  const metrics = (quota: string) => `case "$*" in
  *'${second}/metrics') printf 'etcd_server_quota_backend_bytes_x 7\\netcd_server_quota_backend_bytes ${quota}\\n' ;;
  *) exit 22 ;;
esac`;

  test.each<[string, readonly [number, number], string | null, string, number]>([
    ['room everywhere', [899, 7_000_000_000], '8.589934592e+09', 'DISARMED', 0],
    ['no room by its status', [901, 20], '1000', `member at ${first} still takes 901 of 1000 bytes`, 1],
    ['no room by its metrics', [10, 950], '1000', `member at ${second} still takes 950 of 1000 bytes`, 1],
    [
      'a quota that nobody knows',
      [10, 950],
      null,
      `nobody here knows the quota of the member at ${second}`,
      0,
    ],
  ])('with %s: the alarm', (_what, sizes, quota, words, code) => {
    program('etcdctl', etcdctl(sizes));
    if (quota !== null) program('curl', metrics(quota));
    const result = run(sh`etcd_disarm ${ENDPOINTS}`);
    expect(result.code, result.stderr).toBe(code);
    expect(result.stdout + result.stderr).toContain(words);
    expect(calls().some((call) => call.endsWith('alarm disarm'))).toBe(code === 0);
  });

  test('is saved where there is room, and not where there is none', () => {
    const path = join(root, 'kubestrap-snapshot-x.db');
    program('etcdctl', `case "$*" in *'snapshot status'*) echo '{"revision":7}' ;; *) ${etcdctl()} ;; esac`);
    const saved = run(sh`save_snapshot ${path}`);
    expect(saved, saved.stderr).toMatchObject({ code: 0, stdout: 'status {"revision":7}\nobjects 0\n' });
    expect(calls().filter((call) => call.includes('snapshot'))).toEqual([
      expect.stringContaining(`--command-timeout=30m snapshot save ${path}`),
      `snapshot status ${path} -w json`,
    ]);
    program('etcdctl', etcdctl([2 ** 50, 2 ** 50]));
    rmSync(join(root, 'calls'));
    const { code, stderr } = run(sh`save_snapshot ${path}`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('none was taken') });
    expect(calls().some((call) => call.includes('snapshot save'))).toBe(false);
  });
});
