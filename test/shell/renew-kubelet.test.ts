import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lines, nameSecrets, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nnew\n-----END CERTIFICATE-----\n';
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nnew\n-----END RSA PRIVATE KEY-----\n';

describe.each(shells)('renew_kubelet in $name', (shell) => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kubestrap-kubelet-'));
    for (const path of ['var/lib/kubelet/pki', 'etc/kubernetes', 'run'])
      mkdirSync(join(root, path), { recursive: true });
    writeFileSync(join(root, 'var/lib/kubelet/pki/old.pem'), 'old');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const own = (of: string) => writeFileSync(join(root, 'etc/kubernetes/kubelet.conf'), of);
  const pki = (name = '') => join(root, 'var/lib/kubelet/pki', name);
  function run(kubeadm: string) {
    const script = runnable(
      lines([
        sh.code(`kubeadm() { ${kubeadm}; }; systemctl() { echo "systemctl $*"; }; chown() { :; }`),
        sh`( set -e; renew_kubelet 'kind: InitConfiguration' )`,
      ]),
    );
    const text = script
      .write(nameSecrets)
      .replaceAll(/\/(var\/lib\/kubelet|etc\/kubernetes\/kubelet|run\/kubestrap)/g, `${root}/$1`);
    return runShell(text, { shell });
  }
  const issues = `[ "$1 $2 $3 $4" = 'init phase kubeconfig kubelet' ] && printf '    client-certificate-data: %s\\n    client-key-data: %s\\n' ${base64(CERTIFICATE)} ${base64(KEY)} >"$6/kubelet.conf"`;

  test('puts certificate and key in the place of those that expired, for root alone, and restarts it', () => {
    own('client-certificate: current.pem\n');
    const { code, stdout, stderr } = run(issues);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('systemctl restart kubelet.service\n');
    const target = readlinkSync(pki('kubelet-client-current.pem'));
    expect(readFileSync(target, 'utf8').trimEnd()).toBe(`${CERTIFICATE}${KEY}`.trimEnd());
    expect((statSync(target).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(join(root, 'run/kubestrap'))).toEqual([]);
    expect(readFileSync(join(root, 'etc/kubernetes/kubelet.conf'), 'utf8')).toBe(
      'client-certificate: current.pem\n',
    );
  });

  test('kubelet.conf with a certificate in it names the file from then on', () => {
    own('users:\n- user:\n    client-certificate-data: b2xk\n    client-key-data: b2xk\n');
    expect(run(issues).code).toBe(0);
    const file = pki('kubelet-client-current.pem');
    expect(readFileSync(join(root, 'etc/kubernetes/kubelet.conf'), 'utf8')).toBe(
      `users:\n- user:\n    client-certificate: ${file}\n    client-key: ${file}\n`,
    );
  });

  test.each([
    ['fails', 'return 1'],
    ['issues nothing', ': >"$6/kubelet.conf"'],
  ])('leaves all as it is where kubeadm %s', (_, kubeadm) => {
    own('client-certificate: current.pem\n');
    const { code, stdout, stderr } = run(kubeadm);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('the one that was there is still in use');
    expect(readdirSync(pki())).toEqual(['old.pem']);
  });
});
