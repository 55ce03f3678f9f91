import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, type Shell, shells } from './shells.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-kube-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function run(shell: Shell, script: Script) {
  return runShell(runnable(sh`( set -e; ${script} )`).write(nameSecrets), { shell });
}

describe.each(shells)('kube in $name', (shell) => {
  const manifest = (content: string) => writeFileSync(join(root, 'manifest'), content);
  const kube = (fake = sh`kubectl() { printf '%s\n' "$@"; }`) =>
    run(shell, lines([fake, sh`KS_API_SERVER=${join(root, 'manifest')}`, sh`kube get nodes`]));

  test.each([
    [
      'an IPv4 address',
      '    - --advertise-address=10.0.0.11\n    - --secure-port=6443\n',
      'https://10.0.0.11:6443',
    ],
    [
      'an IPv6 address',
      '    - --advertise-address=fd00::11\n    - --secure-port=8443\n',
      'https://[fd00::11]:8443',
    ],
    ['quotes, and no port', "    - '--advertise-address=10.0.0.11'\n", 'https://10.0.0.11:6443'],
  ])('asks the API server of this host, with %s', (_, content, url) => {
    manifest(content);
    const { stdout } = kube();
    expect(stdout.trim().split('\n')).toEqual(
      `--kubeconfig /etc/kubernetes/admin.conf --server ${url} --request-timeout=30s get nodes`.split(' '),
    );
  });

  test('asks nobody where there is none: a peer would answer through the endpoint', () => {
    const { code, stdout, stderr } = kube();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('there is no API server on this host to ask');
  });
});
