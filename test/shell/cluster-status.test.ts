import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetApiServers } from '../../src/cluster/cluster-status.ts';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

/** As kubeadm 1.20 writes it. */
const STATUS = `apiEndpoints:
  cp-1:
    advertiseAddress: 10.0.0.11
    bindPort: 6443
  cp-2:
    advertiseAddress: 10.0.0.12
    bindPort: 6443
  it's-3:
    advertiseAddress: 10.0.0.13
    bindPort: 6443
apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterStatus
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-status-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe.each(shells)('what kubeadm notes of API servers, in $name', (shell) => {
  /** Runs with a cluster whose ConfigMap has this; an empty text: it has no such key. Patches go to a file. */
  const run = (status: string, script: Script) => {
    const file = join(root, 'status');
    writeFileSync(file, status);
    const text = runnable(
      lines([
        sh`set -u`,
        sh`kube() {
  case "$*" in
    *' get configmap kubeadm-config '*) cat ${file} ;;
    *' patch configmap kubeadm-config --type merge -p '*) shift 8; printf '%s' "$1" >${join(root, 'patch')} ;;
    *) return 9 ;;
  esac
}`,
        sh`( set -e; ${script} )`,
      ]),
    );
    return runShell(text.write(nameSecrets), { shell });
  };

  test('is read to the byte, and rewritten without those that left', () => {
    const read = run(STATUS, sh`cluster_status`);
    expect(read).toMatchObject({ code: 0, stdout: STATUS });
    const script = forgetApiServers(read.stdout, ['cp-2', "it's-3", 'cp-9']);
    expect(run(STATUS, script ?? sh`exit 1`)).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(root, 'patch'), 'utf8'))).toEqual({
      data: {
        ClusterStatus: `apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterStatus
apiEndpoints:
  cp-1:
    advertiseAddress: "10.0.0.11"
    bindPort: 6443
`,
      },
    });
  });

  test('is not written where it changed meanwhile', () => {
    const script = forgetApiServers(STATUS, ['cp-2']);
    const { code, stderr } = run(`${STATUS}# \n`, script ?? sh`:`);
    expect(code).toBe(1);
    expect(stderr).toContain('changed since it was read; nothing was written');
    expect(() => readFileSync(join(root, 'patch'))).toThrow();
  });
});

test('there is nothing to write where no name is noted, or kubeadm keeps no such thing', () => {
  expect(forgetApiServers(STATUS, ['cp-4', 'constructor'])).toBeUndefined();
  expect(forgetApiServers('', ['cp-2'])).toBeUndefined();
});
