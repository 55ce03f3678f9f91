import { describe, expect, test } from 'vitest';
import { resetConfiguration, upgradeConfiguration } from '../../src/documents/maintenance.ts';
import { makeCluster, makeKubeadm, makeVersion } from '../fixtures/cluster.ts';

const at = (version: string) =>
  makeCluster({
    kubernetesVersion: makeVersion(version),
    ignorePreflightErrors: ['NumCPU'],
    kubelet: { failSwapOn: false },
    patches: [{ name: 'etcd.yaml', content: 'a: b\n', documents: [{ a: 'b' }] }],
    kubeadm: makeKubeadm({
      certificatesDir: '/srv/pki',
      imagePullPolicy: 'Never',
      imagePullSerial: true,
      timeouts: { upgradeManifests: '9m0s' },
    }),
  });
const plain = (version: string) => makeCluster({ kubernetesVersion: makeVersion(version) });
const fromSpec = { ignorePreflightErrors: ['NumCPU'] };

describe('reset', () => {
  test('takes from the spec what the hosts were made with, and the rest from whoever asks', () => {
    const options = { force: true, cleanupTmpDir: true, unmountFlags: ['MNT_DETACH'] as const };
    expect(resetConfiguration(at('v1.36.0'), options)).toEqual({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ResetConfiguration',
      certificatesDir: '/srv/pki',
      criSocket: 'unix:///run/containerd/containerd.sock',
      timeouts: { upgradeManifests: '9m0s' },
      ...fromSpec,
      ...options,
    });
  });

  test('says no more than it is asked', () => {
    expect(resetConfiguration(plain('v1.31.0'))).toEqual({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ResetConfiguration',
      criSocket: 'unix:///run/containerd/containerd.sock',
    });
  });
});

describe('upgrade', () => {
  test('has a section for each command that is asked for', () => {
    const version = { kubernetesVersion: 'v1.36.0' };
    const node = {
      patches: { directory: '/etc/kubernetes/patches' },
      imagePullPolicy: 'Never',
      imagePullSerial: true,
      ...fromSpec,
    };
    expect(
      upgradeConfiguration(at('v1.36.0'), {
        apply: { etcdUpgrade: false, skipPhases: ['addon'] },
        node: { certificateRenewal: false },
        plan: { etcdUpgrade: true },
        diff: { contextLines: 3 },
      }),
    ).toEqual({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'UpgradeConfiguration',
      timeouts: { upgradeManifests: '9m0s' },
      apply: { ...version, ...node, etcdUpgrade: false, skipPhases: ['addon'] },
      node: { ...node, certificateRenewal: false },
      plan: { ...version, ...fromSpec, etcdUpgrade: true },
      diff: { ...version, contextLines: 3 },
    });
  });

  test('and none for those that are not', () => {
    expect(upgradeConfiguration(plain('v1.31.0'), { node: {} })).toEqual({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'UpgradeConfiguration',
      node: {},
    });
  });

  test.each([
    ['apply.skipPhases', 32, { apply: { skipPhases: ['addon'] } }],
    ['plan.etcdUpgrade', 33, { plan: { etcdUpgrade: false } }],
  ])('%s counts from 1.%i on', (path, since, options) => {
    expect(() => upgradeConfiguration(plain(`v1.${since - 1}.0`), options)).toThrow(
      `UpgradeConfiguration.${path} has no effect in kubeadm v1.${since - 1}.0: it came with 1.${since}`,
    );
    expect(upgradeConfiguration(plain(`v1.${since}.0`), options)).toMatchObject(options);
  });
});

test.each(['v1.16.0', 'v1.21.14', 'v1.22.0', 'v1.30.14'])('%s has neither document', (version) => {
  const message = 'Configuration: it came with kubeadm.k8s.io/v1beta4 in Kubernetes 1.31';
  expect(() => resetConfiguration(plain(version))).toThrow(`no Reset${message}`);
  expect(() => upgradeConfiguration(plain(version), {})).toThrow(`no Upgrade${message}`);
});
