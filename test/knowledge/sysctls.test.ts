import { describe, expect, test } from 'vitest';
import { requiredSysctls } from '../../src/knowledge/sysctls.ts';
import type { Cluster, Host, NodeSettings } from '../../src/model/cluster.ts';
import { makeCluster, makeHost, makeNode, makeVersion, makeWorker } from '../fixtures/cluster.ts';

function values(cluster: Cluster, host: Host): Record<string, string> {
  return Object.fromEntries(requiredSysctls(cluster, host).map(({ key, value }) => [key, value]));
}

const withNode = (node: Partial<NodeSettings>) => makeHost({ node: makeNode(node) });

describe('required sysctls', () => {
  test('of an IPv4 cluster', () => {
    expect(requiredSysctls(makeCluster(), makeHost())).toEqual([
      expect.objectContaining({
        key: 'net.bridge.bridge-nf-call-ip6tables',
        value: '1',
        needsModule: 'br_netfilter',
      }),
      expect.objectContaining({
        key: 'net.bridge.bridge-nf-call-iptables',
        value: '1',
        needsModule: 'br_netfilter',
      }),
      expect.objectContaining({ key: 'net.ipv4.ip_forward', value: '1' }),
    ]);
  });

  test.each([
    { title: 'the Pods', podSubnets: ['10.244.0.0/16', 'fd00::/56'], internalAddresses: ['10.0.0.11'] },
    { title: 'the host', podSubnets: ['10.244.0.0/16'], internalAddresses: ['10.0.0.11', 'fd00::11'] },
  ])('IPv6 is forwarded where $title has it', ({ podSubnets, internalAddresses }) => {
    const networking = { podSubnets, serviceSubnets: ['10.96.0.0/12'], dnsDomain: 'cluster.local' };
    expect(values(makeCluster({ networking }), makeHost({ internalAddresses }))).toMatchObject({
      'net.ipv6.conf.all.forwarding': '1',
      'net.ipv6.conf.default.forwarding': '1',
    });
  });

  test("the host's own win, and know their modules", () => {
    const own = withNode({
      sysctls: { 'net.ipv4.ip_forward': '0', 'net.ipv4.vs.conntrack': '1', 'vm.swappiness': '0' },
    });
    expect(values(makeCluster(), own)).toMatchObject({ 'net.ipv4.ip_forward': '0', 'vm.swappiness': '0' });
    const needs = requiredSysctls(makeCluster(), own).find(({ key }) => key === 'net.ipv4.vs.conntrack');
    expect(needs?.needsModule).toBe('ip_vs');
  });

  describe('with protectKernelDefaults', () => {
    const needs = {
      'kernel.keys.root_maxbytes': '25000000',
      'kernel.keys.root_maxkeys': '1000000',
      'kernel.panic': '10',
      'kernel.panic_on_oops': '1',
      'vm.overcommit_memory': '1',
      'vm.panic_on_oom': '0',
    };
    /** A cluster with patches of the kubelet's configuration; a last `true`: the spec has the field, too. */
    const patched = (...given: readonly (true | readonly [suffix: string, document: unknown])[]) =>
      makeCluster({
        kubelet: given.includes(true) ? { protectKernelDefaults: true } : {},
        patches: given.flatMap((one) =>
          one === true
            ? []
            : [{ name: `kubeletconfiguration${one[0]}.yaml`, content: '', documents: [one[1]] }],
        ),
        kubernetesVersion: makeVersion('v1.30.0'),
      });
    const flag = (value: string) => withNode({ kubeletExtraArgs: { 'protect-kernel-defaults': value } });
    test.each([
      ['of the cluster', makeCluster({ kubelet: { protectKernelDefaults: true } }), makeHost()],
      ['of one host', makeCluster(), flag('true')],
      ['of a patch', patched(['', { protectKernelDefaults: true }]), makeHost()],
      ['of a patch that merges', patched(['+merge', { protectKernelDefaults: true }]), makeHost()],
      [
        'of a patch in JSON',
        patched(['+json', [{ op: 'add', path: '/protectKernelDefaults', value: true }]]),
        makeHost(),
      ],
      [
        'of the last of several patches',
        patched(['0', { protectKernelDefaults: false }], ['1', { protectKernelDefaults: true }]),
        makeHost(),
      ],
      [
        'of the cluster, with a patch of other fields',
        patched(['', { maxPods: 20 }], ['+json', [{ op: 'remove', path: '/maxPods' }]], true),
        makeHost(),
      ],
    ])('%s, are what the kubelet starts with', (_what, cluster, host) => {
      expect(values(cluster, host)).toMatchObject(needs);
    });

    test.each([
      ['absent', makeCluster(), makeHost()],
      ['false', makeCluster({ kubelet: { protectKernelDefaults: false } }), makeHost()],
      ['false on the host', makeCluster({ kubelet: { protectKernelDefaults: true } }), flag('false')],
      [
        'false on the host, whatever a patch says',
        patched(['', { protectKernelDefaults: true }]),
        flag('false'),
      ],
      ['false by a patch', patched(['', { protectKernelDefaults: false }], true), makeHost()],
      ['null in a patch', patched(['+merge', { protectKernelDefaults: null }], true), makeHost()],
      [
        'removed by a patch',
        patched(['+json', [{ op: 'remove', path: '/protectKernelDefaults' }]], true),
        makeHost(),
      ],
      [
        'gone with all that a patch replaces',
        patched(['', { $patch: 'replace', maxPods: 20 }], true),
        makeHost(),
      ],
      [
        'gone with a document that a patch replaces',
        patched(['+json', [{ op: 'replace', path: '', value: { maxPods: 20 } }]], true),
        makeHost(),
      ],
      [
        'patched elsewhere',
        makeCluster({
          patches: [
            { name: 'kube-apiserver.yaml', content: '', documents: [{ protectKernelDefaults: true }] },
          ],
        }),
        makeHost(),
      ],
      [
        'in a patch that this kubeadm ignores',
        { ...patched(['', { protectKernelDefaults: true }]), kubernetesVersion: makeVersion('v1.24.17') },
        makeHost(),
      ],
    ])('%s, are left alone', (_what, cluster, host) => {
      expect(Object.keys(values(cluster, host)).filter((key) => key in needs)).toEqual([]);
    });
  });

  test('are in the order of their keys, whatever the order of the spec', () => {
    const one = withNode({ sysctls: { 'vm.b': '1', 'vm.a': '2' } });
    const other = withNode({ sysctls: { 'vm.a': '2', 'vm.b': '1' } });
    expect(requiredSysctls(makeCluster(), one)).toEqual(requiredSysctls(makeCluster(), other));
  });
});

describe('ephemeral ports', () => {
  const range = [12000, 65535] as const;
  const reserved = (host: Host) =>
    requiredSysctls(makeCluster(), host).find(({ key }) => key === 'net.ipv4.ip_local_reserved_ports');

  test('are left alone unless the spec speaks of them', () => {
    expect(Object.keys(values(makeCluster(), makeHost()))).not.toContain('net.ipv4.ip_local_port_range');
  });

  test('auto reserves what the range covers, beside what the host already has', () => {
    const host = withNode({ ephemeralPorts: { range, reserved: 'auto' } });
    expect(values(makeCluster(), host)).toMatchObject({ 'net.ipv4.ip_local_port_range': '12000 65535' });
    expect(reserved(host)).toMatchObject({ value: '30000-32767', merge: 'ports' });
  });

  test("auto goes by the host's role", () => {
    const node = makeNode({ ephemeralPorts: { range: [1024, 65535], reserved: 'auto' } });
    expect(reserved(makeHost({ node }))?.value).toContain('2379-2381,6443');
    expect(reserved(makeWorker({ node }))?.value).toBe('10248-10250,10256,30000-32767');
  });

  test('a list is taken as it is, in the notation of the kernel', () => {
    expect(
      reserved(withNode({ ephemeralPorts: { range, reserved: ['9001', '9000', '20-30'] } }))?.value,
    ).toBe('20-30,9000-9001');
  });

  test('nothing to reserve is nothing to write', () => {
    expect(
      reserved(withNode({ ephemeralPorts: { range: [32768, 60999], reserved: 'auto' } })),
    ).toBeUndefined();
    expect(reserved(withNode({ ephemeralPorts: { range, reserved: [] } }))).toBeUndefined();
  });
});
