import { expect, test } from 'vitest';
import { kernelMismatch } from '../../src/knowledge/kernels.ts';
import { preflight } from '../../src/phases/preflight.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeHa, makeState } from '../fixtures/state.ts';

const at = (minor: number) => ({ major: 1, minor, patch: 0, text: `v1.${minor}.0` });

test.each([
  ['3.9.0', 20, 'error'],
  ['3.10.0-1160.el7.x86_64', 31, null],
  ['3.10.0-1160.el7.x86_64', 32, 'error'],
  ['4.18.0-553.el8_10.x86_64', 32, 'error'],
  ['4.18.0-553.el8_10.x86_64', 33, 'error'],
  ['4.18.0-553.el8_10.x86_64', 34, 'warning'],
  ['4.19.0-27-amd64', 33, null],
  ['4.19.0-27-amd64', 34, 'warning'],
  ['4.20.1', 32, null],
  ['5.4.0-200-generic', 36, null],
  ['5.14.0-503.el9.x86_64', 36, 'warning'],
  ['5.15.0', 36, null],
  ['5.150.0', 36, 'warning'],
  ['6.1.0-25-amd64', 36, null],
  ['10.0.1', 36, null],
  ['', 36, null],
])('kubeadm says of kernel %s at 1.%i: %s', (kernel, minor, severity) => {
  expect(kernelMismatch(kernel, at(minor), [])?.severity ?? null).toBe(severity);
});

test('a kernel that kubeadm refuses keeps the host from joining, unless the check is ignored', () => {
  const problems = (ignorePreflightErrors: readonly string[], minor = 32) => {
    const cluster = makeHa({ kubernetesVersion: at(minor), ignorePreflightErrors });
    const version = `v1.${minor}.0`;
    const programs = new Map([
      ...makeFacts().programs,
      ['kubeadm', version],
      ['kubelet', version],
      ['kubectl', version],
    ]);
    const facts = makeFacts({ kernel: '4.18.0-553.el8_10.x86_64', programs });
    return preflight(makeState(cluster, { 'worker-1': facts }), ['join-workers']).get('worker-1') ?? [];
  };
  const refused = expect.stringContaining(
    "the host's kernel is too old for kubeadm v1.32.0 (the host runs 4.18.0-553.el8_10.x86_64",
  );
  expect(problems([])).toContainEqual(refused);
  expect(problems(['SystemVerification'])).not.toContainEqual(refused);
  expect(problems([], 34).filter((text) => text.includes('kernel'))).toEqual([]);
});
