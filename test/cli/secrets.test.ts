import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './capture.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-cli-secrets-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const SPEC = `apiVersion: kubestrap.dev/v1alpha1
kind: Cluster
metadata: { name: prod }
spec:
  kubernetesVersion: v1.36.2
  controlPlaneEndpoint: { host: api.example.org, provider: hosts }
`;

/** An inventory with these lines at its top and these host entries. */
function project(ssh: string, hosts: readonly string[], spec = SPEC): string[] {
  const [inventory, cluster] = [join(directory, 'inventory.yaml'), join(directory, 'cluster.yaml')];
  const list = hosts.map((host) => `  - ${host}\n`).join('');
  writeFileSync(
    inventory,
    `apiVersion: kubestrap.dev/v1alpha1\nkind: Inventory\nssh:\n  user: admin\n  identityFile: /nonexistent\n${ssh}hosts:\n${list}`,
  );
  writeFileSync(cluster, spec);
  return ['-i', inventory, '-f', cluster];
}
const CP = '{ name: cp-1, role: control-plane, address: 192.0.2.1 }';
const worker = (n: number, ssh = '') => `{ name: w-${n}, role: worker, address: 192.0.2.${n + 10}${ssh} }`;
const counter = () => join(directory, 'runs');
const runs = () => (existsSync(counter()) ? readFileSync(counter(), 'utf8').length : 0);
const counting = (output: string) => `{ command: [sh, -c, "printf x >>'${counter()}'; printf '${output}'"] }`;

describe('a secret that a reference names', () => {
  it('is an input error at its line, all of them at once, before any connection', async () => {
    const files = project('  sudoPassword: { env: KUBESTRAP_TEST_UNSET }\n', [
      CP,
      worker(1, ', ssh: { sudoPassword: { file: ./nowhere } }'),
      worker(2, ', ssh: { sudoPassword: { command: [sh, -c, "echo locked >&2; exit 3"] } }'),
      worker(3),
      worker(4, ', ssh: { sudoPassword: { command: [printf, "two\\nlines"] } }'),
    ]);
    const { code, stderr, sockets } = await run(...files, 'plan');
    expect([code, sockets]).toEqual([2, 0]);
    const said = stderr.replaceAll(/\s+/g, ' ');
    for (const part of [
      'inventory.yaml:6:17 error sudo-password: the environment variable KUBESTRAP_TEST_UNSET is not set',
      /inventory\.yaml:9:\d+ error sudo-password: \S+nowhere cannot be read/,
      /inventory\.yaml:10:\d+ error sudo-password: sh failed \(exit 3\): locked/,
      /inventory\.yaml:12:\d+ error sudo-password: a password cannot hold a line break/,
    ])
      expect(said).toMatch(part instanceof RegExp ? part : new RegExp(part.replaceAll('.', '\\.')));
    expect(said).not.toContain('internal error');
    expect(said.match(/KUBESTRAP_TEST_UNSET is not set/g)).toHaveLength(1);

    const json = await run(...files, '-o', 'json', 'apply', '-y');
    expect(json.code).toBe(2);
    const lines = JSON.parse(json.stdout).error.problems.map(({ line }: { line: number }) => line);
    expect(lines).toEqual([6, 9, 10, 12]);
  });

  it('is fetched once in a run, not per host', async () => {
    const files = project(`  sudoPassword: ${counting('hunter2hunter2')}\n`, [CP, worker(1), worker(2)]);
    await run(...files, 'plan');
    expect(runs()).toBe(1);
  });

  it('is not fetched where no host is asked, or root logs in', async () => {
    const password = `  sudoPassword: ${counting('hunter2hunter2')}\n`;
    const files = project(password, [CP]);
    expect((await run(...files, 'validate')).code).toBe(0);
    expect(runs()).toBe(0);
    const root = project(password, [
      CP.replace(' }', ', ssh: { user: root } }'),
      worker(1, ', ssh: { user: root }'),
    ]);
    await run(...root, 'plan');
    expect(runs()).toBe(0);
    const limited = project('', [CP, worker(1, `, ssh: { sudoPassword: ${counting('x')} }`), worker(2)]);
    await run(...limited, '--limit', 'w-2', 'plan');
    expect(runs()).toBe(0);
  });

  it('is an input error at its line as the key of snapshots, too', async () => {
    const files = project(
      '',
      [CP],
      `${SPEC}  etcd: { local: { snapshotKey: { env: KUBESTRAP_TEST_UNSET } } }\n`,
    );
    const { code, stderr, sockets } = await run(...files, 'etcd', 'snapshot');
    expect([code, sockets]).toEqual([2, 0]);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(
      /cluster\.yaml:7:\d+ error snapshot-key: the environment variable/,
    );
    const flag = await run(...files, 'etcd', 'snapshot', '--key-file', join(directory, 'nowhere'));
    expect([flag.code, flag.sockets]).toEqual([2, 0]);
    expect(flag.stderr).not.toContain('internal error');
  });
});
