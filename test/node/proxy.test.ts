import { describe, expect, test } from 'vitest';
import { environmentWords, packageEnvironment, proxy, proxyEnvironment } from '../../src/node/proxy.ts';
import { kubeadmStep } from '../../src/phases/kubeadm.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';

const settings = {
  httpProxy: 'http://proxy:3128',
  httpsProxy: 'https://proxy:3129',
  noProxy: ['.example.org'],
};
const proxied = (overrides: Partial<typeof settings> = {}) =>
  makeHost({ node: makeNode({ proxy: { ...settings, ...overrides } }) });
const cluster = makeCluster({ hosts: [] });
const NO_PROXY =
  'localhost,127.0.0.0/8,::1,apiserver.cluster.local,10.244.0.0/16,10.96.0.0/12,.svc,.cluster.local,.example.org';

describe('the proxy', () => {
  test('of the units is a drop-in each, which they are restarted for', () => {
    const resources = proxy.resources({ cluster, host: proxied(), facts: makeFacts(), entries: [] });
    expect(resources.map(({ id, notifies }) => [id, notifies])).toEqual([
      ['file /etc/systemd/system/containerd.service.d/kubestrap-proxy.conf', 'containerd.service'],
      ['file /etc/systemd/system/kubelet.service.d/kubestrap-proxy.conf', 'kubelet.service'],
    ]);
    expect(resources[0]?.plan(makeFacts())?.change.after).toBe(
      `# Written by kubestrap; edits are lost.
[Service]
Environment="HTTP_PROXY=http://proxy:3128"
Environment="HTTPS_PROXY=https://proxy:3129"
Environment="NO_PROXY=${NO_PROXY}"
`,
    );
  });

  test("keeps systemd's own characters as they are meant", () => {
    const host = proxied({ httpProxy: 'http://p%20"\\:1', noProxy: [] });
    const [first] = proxy.resources({ cluster, host, facts: makeFacts(), entries: [] });
    expect(first?.plan(makeFacts())?.change.after).toContain('"HTTP_PROXY=http://p%%20\\"\\\\:1"');
  });

  test('of one kind of URL only sets one variable', () => {
    expect(Object.keys(proxyEnvironment(cluster, proxied({ httpProxy: '' })))).toEqual([
      'HTTPS_PROXY',
      'NO_PROXY',
    ]);
  });

  test('of a host without one is nothing', () => {
    const host = makeHost();
    expect(proxy.resources({ cluster, host, facts: makeFacts(), entries: [] })).toEqual([]);
    expect(packageEnvironment(cluster, host)).toEqual({});
  });

  test('for package managers has both spellings', () => {
    expect(environmentWords(packageEnvironment(cluster, proxied())).toSorted()).toEqual([
      'HTTPS_PROXY=https://proxy:3129',
      'HTTP_PROXY=http://proxy:3128',
      `NO_PROXY=${NO_PROXY}`,
      'http_proxy=http://proxy:3128',
      'https_proxy=https://proxy:3129',
      `no_proxy=${NO_PROXY}`,
    ]);
  });

  test.each([
    [{}, 'kubeadm.yaml kubeadm init'],
    [
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a,b' },
      "kubeadm.yaml env 'HTTPS_PROXY=http://p:1' 'NO_PROXY=a,b' kubeadm init",
    ],
  ])('is in the environment of kubeadm: %j', (environment, expected) => {
    const step = kubeadmStep({
      phase: 'init',
      command: 'init',
      documents: [],
      flags: [],
      environment,
      reason: '',
      facts: makeFacts(),
      membership: 'bare',
    });
    expect(step.script.write(nameSecrets).replace('kubeadm-init.yaml', 'kubeadm.yaml')).toContain(
      'long kubeadm-init',
    );
    expect(step.script.write(nameSecrets).replaceAll('kubeadm-init.yaml', 'kubeadm.yaml')).toContain(
      expected,
    );
  });
});
