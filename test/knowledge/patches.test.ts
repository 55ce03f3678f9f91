import { expect, test } from 'vitest';
import { patchFiles } from '../../src/documents/documents.ts';
import { patchNameProblem } from '../../src/knowledge/patches.ts';
import { makeCluster, makeVersion } from '../fixtures/cluster.ts';

test.each([
  ['kube-apiserver.yaml', 22],
  ['kube-apiserver0+merge.yaml', 22],
  ['kube-controller-manager-a_b+strategic.json', 22],
  ['kube-scheduler+json.json', 22],
  ['etcd.yaml', 22],
  ['kubeletconfiguration+strategic.yaml', 25],
  ['corednsdeployment.yaml', 31],
  ['kubeproxydaemonset.yaml', 37],
])('%s is a patch from 1.%i on', (name, since) => {
  for (const minor of [since, 37])
    expect(patchNameProblem(name, makeVersion(`v1.${minor}.0`)), `1.${minor}`).toBeUndefined();
});

test.each([
  [
    'kubeletconfiguration.yaml',
    'v1.24.17',
    'patches kubeletconfiguration, which kubeadm v1.24.17 does not',
    '1.25',
  ],
  ['corednsdeployment.yaml', 'v1.30.0', 'kubeadm v1.30.0 does not', '1.31'],
  ['kubeproxydaemonset.yaml', 'v1.36.0', 'kubeadm v1.36.0 does not', '1.37'],
  ['kubelet.yaml', 'v1.36.0', 'nothing that kubeadm knows', 'kubeletconfiguration'],
  ['README.md', 'v1.36.0', 'nothing that kubeadm knows', 'kube-apiserver'],
  ['kube-apiserver.yml', 'v1.36.0', 'does not understand', '.yaml or .json'],
  ['kube-apiserver', 'v1.36.0', 'does not understand', '.yaml or .json'],
  ['kube-apiserver.a+merge.yaml', 'v1.36.0', 'does not understand', '[suffix]'],
  ['kube-apiserver+patch.yaml', 'v1.36.0', 'no known type', 'strategic, merge, json'],
  ['kube-apiserver+.yaml', 'v1.36.0', 'no known type', 'strategic'],
])('%s is none for %s', (name, version, message, hint) => {
  const problem = patchNameProblem(name, makeVersion(version));
  expect(problem?.message).toContain(message);
  expect(problem?.hint).toContain(hint);
});

test('they lie on every host under their own names, in order', () => {
  const patches = [
    { name: 'kube-scheduler.yaml', content: 'b\n', documents: ['b'] },
    { name: 'etcd.yaml', content: 'a\n', documents: ['a'] },
  ];
  expect(patchFiles(makeCluster({ patches }))).toEqual([
    { path: '/etc/kubernetes/patches/etcd.yaml', content: 'a\n' },
    { path: '/etc/kubernetes/patches/kube-scheduler.yaml', content: 'b\n' },
  ]);
  expect(patchFiles(makeCluster())).toEqual([]);
});
