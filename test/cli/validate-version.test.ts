import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from './capture.ts';

const inputs = (name: string): string[] => [
  '--no-color',
  '-i',
  `inventories/${name}/inventory.yaml`,
  '-f',
  `inventories/${name}/cluster.yaml`,
];

/** Messages break between words. */
const unwrapped = (text: string): string => text.replaceAll(/\n {2}(?! |\d)/g, ' ');

describe('validate --kubernetes-version', () => {
  test('groups what breaks and what does not, and counts', async () => {
    const { code, stdout, stderr, sockets } = await run(
      ...inputs('operators-2019'),
      'validate',
      '--kubernetes-version',
      'v1.36.0',
    );
    expect([code, stderr, sockets]).toEqual([2, '', 0]);
    expect(stdout.indexOf('What breaks at Kubernetes v1.36.0:')).toBe(0);
    expect(stdout.indexOf('What to know:')).toBeGreaterThan(stdout.lastIndexOf('  error  '));
    expect(stdout.indexOf('What to know:')).toBeLessThan(stdout.indexOf('  warning  '));
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('4 errors, 4 warnings.');
  });

  test('warns of the etcd that an upgrade brings, where kubeadm runs it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'kubestrap-version-'));
    const spec = join(directory, 'cluster.yaml');
    const text = readFileSync('inventories/single-node/cluster.yaml', 'utf8');
    const said = async (from: string, to: string) => {
      writeFileSync(spec, text.replace(/kubernetesVersion: .*/, `kubernetesVersion: ${from}`));
      const input = ['-i', 'inventories/single-node/inventory.yaml', '-f', spec];
      const { stdout } = await run('--no-color', ...input, 'validate', '--kubernetes-version', to);
      return unwrapped(stdout).includes('older than 3.5.26');
    };
    expect(await said('v1.33.4', 'v1.34.1')).toBe(true);
    expect(await said('v1.34.1', 'v1.35.0')).toBe(false);
    expect(await said('v1.32.4', 'v1.33.1')).toBe(false);
    rmSync(directory, { recursive: true });
  });

  test('says when nothing breaks', async () => {
    const at = (version: string) =>
      run(...inputs('single-node'), 'validate', '--kubernetes-version', version);
    expect(await at('v1.37.0')).toMatchObject({
      code: 0,
      stdout: 'No problems found: the spec is valid for Kubernetes v1.37.0. Hosts were not checked.\n',
    });
    const { code, stdout } = await at('v1.35.0');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing breaks at Kubernetes v1.35.0, but:');
    expect(stdout).toContain('0 errors, 1 warning.');
  });

  test('is one JSON document', async () => {
    const { code, stdout } = await run(
      ...inputs('operators-2019'),
      '-o',
      'json',
      'validate',
      '--kubernetes-version',
      '1.24.0',
    );
    const { problems, ...rest } = JSON.parse(stdout);
    expect([code, rest]).toEqual([2, { version: 1, valid: false, kubernetesVersion: 'v1.24.0' }]);
    expect(problems).toContainEqual({
      severity: 'error',
      file: 'inventories/operators-2019/cluster.yaml',
      line: 40,
      column: 7,
      length: 7,
      path: 'spec.scheduler.extraArgs.address',
      message: '--address of kube-scheduler is gone since 1.24: it exits with "unknown flag"',
      hint: 'use --bind-address',
    });
  });

  test.each(['1.36', 'latest', ''])('refuses %j', async (version) => {
    const { code, stderr } = await run(...inputs('single-node'), 'validate', '--kubernetes-version', version);
    expect(code).toBe(2);
    expect(stderr).toContain('v1.36.2');
  });

  test('refuses a version older than the tables', async () => {
    const { code, stdout } = await run(
      ...inputs('single-node'),
      'validate',
      '--kubernetes-version',
      'v1.15.0',
    );
    expect(code).toBe(2);
    expect(unwrapped(stdout)).toContain('Kubernetes v1.15.0 is not supported');
  });

  test.each(['render', 'plan'])('%s reports the same errors as validate', async (command) => {
    const { code, stderr, sockets } = await run(
      '-i',
      'inventories/operators-2019/inventory.yaml',
      '-f',
      'test/cli/removed-flag.yaml',
      command,
    );
    expect([code, sockets]).toEqual([2, 0]);
    expect(unwrapped(stderr)).toContain('--address of kube-scheduler is gone since 1.24');
  });
});
