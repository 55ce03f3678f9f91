import { expect, test } from 'vitest';
import { bareFacts } from '../../src/facts/gather.ts';
import { hostResources, wantedFacts } from '../../src/node/index.ts';
import { makeCluster } from '../fixtures/cluster.ts';

test('patches land on every host, as files that are looked at again', () => {
  const patch = { name: 'kube-apiserver+strategic.yaml', content: 'spec: {}\n', documents: [{ spec: {} }] };
  const cluster = makeCluster({ patches: [patch] });
  const path = `/etc/kubernetes/patches/${patch.name}`;
  for (const host of cluster.hosts) {
    const ids = hostResources({ cluster, host, facts: bareFacts(), entries: [] }).map(({ id }) => id);
    expect(ids).toContain(`file ${path}`);
    expect(wantedFacts(cluster, host).files).toContain(path);
  }
});

test('the CA is looked for where the spec puts the certificates', () => {
  const base = makeCluster();
  const [host] = base.hosts;
  if (host === undefined) throw new Error('the fixture has no host');
  expect(wantedFacts(base, host).certificatesDir).toBe('/etc/kubernetes/pki');
  const moved = makeCluster({ kubeadm: { ...base.kubeadm, certificatesDir: '/srv/pki' } });
  expect(wantedFacts(moved, host).certificatesDir).toBe('/srv/pki');
});
