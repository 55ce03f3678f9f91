import { describe, expect, test } from 'vitest';
import {
  clusterConfiguration,
  initConfiguration,
  initDocuments,
  joinConfiguration,
  kubeletConfiguration,
  kubeProxyConfiguration,
  unsupportedFields,
} from '../../src/documents/documents.ts';
import { RenderError } from '../../src/knowledge/render-error.ts';
import type { Cluster, ExtraArgs, Host } from '../../src/model/cluster.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { toYaml } from '../../src/secrets/yaml.ts';
import {
  makeCluster,
  makeComponent,
  makeHost,
  makeLocalEtcd,
  makeVersion,
  makeWorker,
} from '../fixtures/cluster.ts';
import { CA_HASH, fullCluster } from './models.ts';

const MINORS = Array.from({ length: 22 }, (_, index) => `v1.${16 + index}.0`);
const TOKEN = new Secret('bootstrap-token', 'abcdef.0123456789abcdef');
const KEY = new Secret('certificate-key', '0'.repeat(64));

const at = (version: string, overrides: Partial<Cluster> = {}) =>
  makeCluster({ kubernetesVersion: makeVersion(version), ...overrides });
const join = (cluster: Cluster, host: Host) =>
  joinConfiguration(cluster, host, { token: TOKEN, caCertHash: CA_HASH, certificateKey: KEY });
const withArgs = (version: string, extraArgs: ExtraArgs) =>
  at(version, { controllerManager: makeComponent({ extraArgs }) });

describe('API versions', () => {
  test.each([
    ['v1.16.0', 'v1beta2'],
    ['v1.21.14', 'v1beta2'],
    ['v1.22.0', 'v1beta3'],
    ['v1.30.14', 'v1beta3'],
    ['v1.31.0', 'v1beta4'],
    ['v1.37.1', 'v1beta4'],
  ])('%s reads %s, in every kind', (version, api) => {
    const cluster = at(version);
    const documents = [
      clusterConfiguration(cluster),
      initConfiguration(cluster, makeHost()),
      join(cluster, makeWorker()),
    ];
    for (const { apiVersion } of documents) expect(apiVersion).toBe(`kubeadm.k8s.io/${api}`);
  });

  test('a version before the tables is refused by name', () => {
    expect(() => clusterConfiguration(at('v1.14.10'))).toThrow('v1.14.10 is too old');
  });
});

describe.each(MINORS)('in %s', (version) => {
  const registration = (host: Host, cluster = at(version)) =>
    host.role === 'worker'
      ? join(cluster, host).nodeRegistration
      : initConfiguration(cluster, host).nodeRegistration;

  test('the CRI socket is always written', () => {
    for (const host of [makeHost(), makeWorker()]) {
      expect(registration(host)).toMatchObject({ criSocket: 'unix:///run/containerd/containerd.sock' });
    }
  });

  test("the node has the inventory's name", () => {
    expect(registration(makeHost({ name: 'rack-7' }))).toMatchObject({ name: 'rack-7' });
  });

  test('absent taints stay absent, and no taints are an empty list', () => {
    for (const make of [makeHost, makeWorker]) {
      expect(registration(make())).not.toHaveProperty('taints');
      expect(registration(make({ taints: [] }))).toHaveProperty('taints', []);
    }
  });

  test('the cgroup driver is written out, as kubeadm would choose it, unless the spec does', () => {
    const expected = makeVersion(version).minor < 22 ? 'cgroupfs' : 'systemd';
    expect(kubeletConfiguration(at(version)).cgroupDriver).toBe(expected);
    expect(kubeletConfiguration(at(version, { kubelet: { cgroupDriver: 'other' } })).cgroupDriver).toBe(
      'other',
    );
  });

  test('extraArgs are a map before v1beta4 and a list from then on', () => {
    const { controllerManager } = clusterConfiguration(
      withArgs(version, { v: '2', 'bind-address': '0.0.0.0' }),
    );
    const map = { 'bind-address': '0.0.0.0', v: '2' };
    const list = [
      { name: 'bind-address', value: '0.0.0.0' },
      { name: 'v', value: '2' },
    ];
    expect(controllerManager).toEqual({ extraArgs: makeVersion(version).minor < 31 ? map : list });
  });

  test('dns.type is there while v1beta2 requires it, and not where v1beta3 dropped it', () => {
    const { dns } = clusterConfiguration(at(version));
    expect(dns).toEqual(makeVersion(version).minor < 22 ? { type: 'CoreDNS' } : undefined);
  });

  test('everything the model can hold renders', () => {
    const cluster = fullCluster(version);
    expect(unsupportedFields(cluster)).toEqual([]);
    for (const host of cluster.hosts)
      expect(toYaml([...initDocuments(cluster, host), join(cluster, host)])).toBeTypeOf('string');
  });
});

describe('what a version lacks is an error, never dropped', () => {
  test('a repeated flag in a map', () => {
    const cluster = withArgs('v1.30.0', { controllers: ['*', 'bootstrapsigner'] });
    expect(() => clusterConfiguration(cluster)).toThrow(
      'spec.controllerManager.extraArgs.controllers repeats the flag, which kubeadm.k8s.io/v1beta3 of v1.30.0 ' +
        'cannot express: it came with kubeadm.k8s.io/v1beta4 in Kubernetes 1.31',
    );
  });

  test('but a list of one is not repeated, and of none is not there', () => {
    const { controllerManager } = clusterConfiguration(withArgs('v1.30.0', { v: ['2'], profiling: [] }));
    expect(controllerManager).toEqual({ extraArgs: { v: '2' } });
  });

  test('a repeated flag keeps the order of its values', () => {
    const { controllerManager } = clusterConfiguration(withArgs('v1.31.0', { z: ['2', '1', '2'], a: '3' }));
    const extraArgs = [
      { name: 'a', value: '3' },
      { name: 'z', value: '2' },
      { name: 'z', value: '1' },
      { name: 'z', value: '2' },
    ];
    expect(controllerManager).toEqual({ extraArgs });
  });

  test('environment variables before v1beta4', () => {
    const scheduler = makeComponent({ extraEnvs: [{ name: 'A', value: 'b' }] });
    expect(() => clusterConfiguration(at('v1.30.0', { scheduler }))).toThrow(
      /^spec\.scheduler\.extraEnvs .* 1\.31$/,
    );
    expect(clusterConfiguration(at('v1.31.0', { scheduler })).scheduler).toEqual({
      extraEnvs: [{ name: 'A', value: 'b' }],
    });
  });

  test('two addresses of a node before 1.20', () => {
    const host = makeHost({ internalAddresses: ['10.0.0.11', 'fd00::11'] });
    const hosts = [makeWorker(), host];
    expect(() => initConfiguration(at('v1.19.0', { hosts }), host)).toThrow(
      /^hosts\[1\]\.internalAddress of cp-1/,
    );
    expect(initConfiguration(at('v1.20.0', { hosts }), host).nodeRegistration).toMatchObject({
      kubeletExtraArgs: { 'node-ip': '10.0.0.11,fd00::11' },
    });
  });

  test('two networks before 1.21, unless the gate for them is on', () => {
    const networking = {
      podSubnets: ['10.244.0.0/16', 'fd00::/56'],
      serviceSubnets: ['10.96.0.0/12'],
      dnsDomain: 'a.b',
    };
    const messages = (version: string, featureGates: Cluster['featureGates'] = {}) =>
      unsupportedFields(at(version, { networking, featureGates })).map(({ message }) => message);
    expect(messages('v1.20.0')).toEqual([
      'spec.networking.podSubnet is two networks, which kubeadm v1.20.0 takes with `featureGates.IPv6DualStack: true` only: it is on by itself from Kubernetes 1.21',
    ]);
    expect(messages('v1.20.0', { IPv6DualStack: true })).toEqual([]);
    expect(messages('v1.21.0')).toEqual([]);
  });

  test('all of it at once, for validation', () => {
    const extraEnvs = [{ name: 'A', value: 'b' }];
    const cluster = at('v1.19.0', {
      apiServer: { ...makeComponent({ extraEnvs, extraArgs: { a: ['1', '2'] } }), certSANs: [] },
      etcd: { local: makeLocalEtcd({ extraArgs: { b: ['1', '2'] } }) },
      ignorePreflightErrors: ['All'],
      hosts: [makeHost({ internalAddresses: ['10.0.0.11', 'fd00::11'] })],
    });
    const problems = unsupportedFields(cluster);
    expect(problems.every((problem) => problem instanceof RenderError)).toBe(true);
    expect(problems.map(({ path }) => path)).toEqual([
      'spec.apiServer.extraArgs.a',
      'spec.etcd.local.extraArgs.b',
      'spec.apiServer.extraEnvs',
      'spec.ignorePreflightErrors',
      'hosts[0].internalAddress',
    ]);
  });
});

describe('nodes', () => {
  test('advertise their primary internal address, on the port of the endpoint', () => {
    const endpoint = { host: 'api.example.org', port: 8443, provider: 'external' } as const;
    const host = makeHost({ internalAddresses: ['10.0.0.11', 'fd00::11'] });
    const expected = { advertiseAddress: '10.0.0.11', bindPort: 8443 };
    expect(initConfiguration(at('v1.36.0', { endpoint }), host).localAPIEndpoint).toEqual(expected);
    expect(join(at('v1.36.0', { endpoint }), host).controlPlane).toMatchObject({
      localAPIEndpoint: expected,
    });
  });

  test('a worker is given no control plane, and no certificate key', () => {
    expect(join(at('v1.36.0'), makeWorker())).not.toHaveProperty('controlPlane');
    expect(join(at('v1.36.0'), makeHost()).controlPlane).toMatchObject({ certificateKey: KEY });
  });

  test('join by the endpoint unless told another', () => {
    const secrets = { token: TOKEN, caCertHash: CA_HASH };
    const discovery = (endpoint: object) =>
      joinConfiguration(at('v1.36.0'), makeWorker(), { ...secrets, ...endpoint }).discovery;
    expect(discovery({})).toMatchObject({
      bootstrapToken: { apiServerEndpoint: 'apiserver.cluster.local:6443' },
    });
    expect(discovery({ apiServerEndpoint: '10.0.0.11:6443' })).toMatchObject({
      bootstrapToken: { apiServerEndpoint: '10.0.0.11:6443', caCertHashes: [CA_HASH] },
    });
  });

  test.each([
    ['v1.16.0', false, ['Swap']],
    ['v1.22.17', false, ['Swap']],
    ['v1.23.0', false, undefined],
    ['v1.30.0', false, undefined],
    ['v1.36.0', false, undefined],
    ['v1.22.17', true, undefined],
    ['v1.22.17', undefined, undefined],
  ])(
    'of %s with failSwapOn %s, the check Swap is ignored only where it is an error',
    (version, failSwapOn, expected) => {
      const kubelet = failSwapOn === undefined ? {} : { failSwapOn };
      const { nodeRegistration } = initConfiguration(at(version, { kubelet }), makeHost());
      expect(Object(nodeRegistration).ignorePreflightErrors).toEqual(expected);
    },
  );

  test('Swap is ignored once, and where the spec asks for it, always', () => {
    const ignored = (version: string) =>
      initConfiguration(
        at(version, { kubelet: { failSwapOn: false }, ignorePreflightErrors: ['NumCPU', 'Swap'] }),
        makeHost(),
      ).nodeRegistration;
    for (const version of ['v1.20.0', 'v1.36.0'])
      expect(ignored(version)).toMatchObject({ ignorePreflightErrors: ['NumCPU', 'Swap'] });
  });
});

describe('the cluster', () => {
  test('an IPv6 endpoint is bracketed, and plain among the SANs', () => {
    const endpoint = { host: 'fd00::1', port: 6443, provider: 'external' } as const;
    expect(clusterConfiguration(at('v1.36.0', { endpoint }))).toMatchObject({
      controlPlaneEndpoint: '[fd00::1]:6443',
      apiServer: { certSANs: ['fd00::1'] },
    });
  });

  test("SANs are the endpoint's, then the spec's, each once", () => {
    const apiServer = { ...makeComponent(), certSANs: ['10.0.0.80', 'apiserver.cluster.local', '10.0.0.80'] };
    expect(clusterConfiguration(at('v1.36.0', { apiServer })).apiServer).toEqual({
      certSANs: ['apiserver.cluster.local', '10.0.0.80'],
    });
  });

  test('dual stack is two CIDRs with a comma; no Pod subnet is no field', () => {
    const networking = {
      podSubnets: ['10.244.0.0/16', 'fd00::/56'],
      serviceSubnets: ['10.96.0.0/12'],
      dnsDomain: 'a.b',
    };
    const cluster = at('v1.36.0', { networking });
    expect(clusterConfiguration(cluster).networking).toMatchObject({ podSubnet: '10.244.0.0/16,fd00::/56' });
    expect(kubeProxyConfiguration(cluster).clusterCIDR).toBe('10.244.0.0/16,fd00::/56');
    const none = at('v1.36.0', { networking: { ...networking, podSubnets: [] } });
    expect(clusterConfiguration(none).networking).not.toHaveProperty('podSubnet');
    expect(kubeProxyConfiguration(none)).not.toHaveProperty('clusterCIDR');
  });

  test('kubeadm’s gate for dual stack is handed on to the components, as kubeadm does', () => {
    const cluster = at('v1.20.0', {
      featureGates: { IPv6DualStack: true },
      kubelet: { featureGates: { A: false } },
    });
    expect(kubeletConfiguration(cluster).featureGates).toEqual({ A: false, IPv6DualStack: true });
    expect(kubeProxyConfiguration(cluster).featureGates).toEqual({ IPv6DualStack: true });
    expect(kubeProxyConfiguration(at('v1.20.0'))).not.toHaveProperty('featureGates');
  });

  test('external etcd is written as it is, without a local one', () => {
    const external = { endpoints: ['https://10.0.0.5:2379'], caFile: '/a', certFile: '/b', keyFile: '/c' };
    expect(clusterConfiguration(at('v1.36.0', { etcd: { external } })).etcd).toEqual({ external });
  });

  test('component configuration is the spec’s, and its kind is ours', () => {
    const cluster = at('v1.36.0', {
      kubeProxy: { mode: 'nftables', clusterCIDR: '10.0.0.0/8', kind: 'Other' },
      kubelet: { maxPods: 20, apiVersion: 'other/v1' },
    });
    expect(kubeProxyConfiguration(cluster)).toEqual({
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      mode: 'nftables',
      clusterCIDR: '10.0.0.0/8',
    });
    expect(kubeletConfiguration(cluster)).toMatchObject({
      apiVersion: 'kubelet.config.k8s.io/v1beta1',
      maxPods: 20,
    });
  });

  test('secrets are in the documents as secrets only', () => {
    const documents = [
      initConfiguration(makeCluster(), makeHost(), { bootstrapToken: TOKEN, certificateKey: KEY }),
    ];
    for (const text of [toYaml(documents), JSON.stringify(documents)]) {
      expect(text).not.toContain(TOKEN.reveal());
      expect(text).not.toContain(KEY.reveal());
    }
  });
});
