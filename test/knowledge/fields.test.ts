import { describe, expect, test } from 'vitest';
import {
  clusterConfiguration,
  initConfiguration,
  joinConfiguration,
  unsupportedFields,
} from '../../src/documents/documents.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { CA_HASH } from '../documents/models.ts';
import { componentPorts, requiredModules } from '../documents/support.ts';
import {
  makeCluster,
  makeComponent,
  makeHost,
  makeKubeadm,
  makeLocalEtcd,
  makeNode,
  makeVersion,
  makeWorker,
} from '../fixtures/cluster.ts';

const TOKEN = new Secret('bootstrap-token', 'abcdef.0123456789abcdef');
const at = (minor: number, overrides: Partial<Cluster>) =>
  makeCluster({ kubernetesVersion: makeVersion(`v1.${minor}.0`), ...overrides });
const kubeadm = (settings: Parameters<typeof makeKubeadm>[0]) => ({ kubeadm: makeKubeadm(settings) });
const join = (cluster: Cluster, host = makeWorker()) =>
  joinConfiguration(cluster, host, { token: TOKEN, caCertHash: CA_HASH });

const extraEnvs = [{ name: 'A', value: 'b' }];
const external = {
  endpoints: ['https://10.0.0.31:2379'],
  caFile: '/a',
  certFile: '/b',
  keyFile: '/c',
  httpEndpoints: ['http://10.0.0.31:2381'],
};

test("the key of snapshots is kubestrap's, and no field of kubeadm", () => {
  const secret = { ...external, snapshotKey: { env: 'SNAPSHOT_KEY' } };
  const { etcd } = clusterConfiguration(at(36, { etcd: { external: secret } }));
  expect(etcd).toEqual({ external });
});

interface Case {
  readonly path: string;
  /** The first minor that has it. */
  readonly since: number;
  readonly given: Partial<Cluster>;
  /** Part of the documents where it is. */
  readonly rendered: object;
  readonly document?: 'init' | 'join';
}

const cases: readonly Case[] = [
  {
    path: 'apiServer.extraEnvs',
    since: 31,
    given: { apiServer: { ...makeComponent({ extraEnvs }), certSANs: [] } },
    rendered: { apiServer: { extraEnvs } },
  },
  {
    path: 'controllerManager.extraEnvs',
    since: 31,
    given: { controllerManager: makeComponent({ extraEnvs }) },
    rendered: { controllerManager: { extraEnvs } },
  },
  {
    path: 'scheduler.extraEnvs',
    since: 31,
    given: { scheduler: makeComponent({ extraEnvs }) },
    rendered: { scheduler: { extraEnvs } },
  },
  {
    path: 'etcd.local.extraEnvs',
    since: 31,
    given: { etcd: { local: makeLocalEtcd({ extraEnvs }) } },
    rendered: { etcd: { local: { extraEnvs } } },
  },
  {
    path: 'etcd.external.httpEndpoints',
    since: 35,
    given: { etcd: { external } },
    rendered: { etcd: { external } },
  },
  {
    path: 'dns.disabled',
    since: 31,
    given: { dns: { disabled: true } },
    rendered: { dns: { disabled: true } },
  },
  {
    path: 'proxy.disabled',
    since: 31,
    given: { proxy: { disabled: true } },
    rendered: { proxy: { disabled: true } },
  },
  {
    path: 'patches',
    since: 22,
    given: { patches: [{ name: 'etcd.yaml', content: 'a: b\n', documents: [{ a: 'b' }] }] },
    rendered: { patches: { directory: '/etc/kubernetes/patches' } },
    document: 'init',
  },
  {
    path: 'kubeadm.skipPhases.init',
    since: 22,
    given: kubeadm({ skipPhases: { init: ['addon'], join: [] } }),
    rendered: { skipPhases: ['addon'] },
    document: 'init',
  },
  {
    path: 'kubeadm.skipPhases.join',
    since: 22,
    given: kubeadm({ skipPhases: { init: [], join: ['preflight'] } }),
    rendered: { skipPhases: ['preflight'] },
    document: 'join',
  },
  {
    path: 'kubeadm.imagePullPolicy',
    since: 22,
    given: kubeadm({ imagePullPolicy: 'Never' }),
    rendered: { nodeRegistration: { imagePullPolicy: 'Never' } },
    document: 'join',
  },
  {
    path: 'kubeadm.imagePullSerial',
    since: 31,
    given: kubeadm({ imagePullSerial: false }),
    rendered: { nodeRegistration: { imagePullSerial: false } },
    document: 'init',
  },
  {
    path: 'kubeadm.encryptionAlgorithm',
    since: 31,
    given: kubeadm({ encryptionAlgorithm: 'ECDSA-P256' }),
    rendered: { encryptionAlgorithm: 'ECDSA-P256' },
  },
  {
    path: 'kubeadm.certificateValidityPeriod',
    since: 31,
    given: kubeadm({ certificateValidityPeriod: '1h0m0s' }),
    rendered: { certificateValidityPeriod: '1h0m0s' },
  },
  {
    path: 'kubeadm.caCertificateValidityPeriod',
    since: 31,
    given: kubeadm({ caCertificateValidityPeriod: '1h0m0s' }),
    rendered: { caCertificateValidityPeriod: '1h0m0s' },
  },
  ...(
    ['kubeletHealthCheck', 'kubernetesAPICall', 'etcdAPICall', 'tlsBootstrap', 'upgradeManifests'] as const
  ).map(
    (name): Case => ({
      path: `kubeadm.timeouts.${name}`,
      since: 31,
      given: kubeadm({ timeouts: { [name]: '1m0s' } }),
      rendered: { timeouts: { [name]: '1m0s' } },
      document: 'join',
    }),
  ),
];

describe.each(cases)('spec.$path', ({ path, since, given, rendered, document }) => {
  test(`is not there before 1.${since}, and the error says so`, () => {
    const before = at(since - 1, given);
    const [problem, ...others] = unsupportedFields(before);
    expect(others).toEqual([]);
    expect(problem?.message).toContain(`spec.${path} is not in kubeadm.k8s.io/v1beta`);
    expect(problem?.message).toMatch(
      new RegExp(
        `of v1\\.${since - 1}\\.0.*: it came with kubeadm\\.k8s\\.io/v1beta\\d in Kubernetes 1\\.${since}$`,
      ),
    );
    expect(() => clusterConfiguration(before)).toThrow(problem?.message);
    expect(() => initConfiguration(before, makeHost())).toThrow(problem?.message);
    expect(() => join(before)).toThrow(problem?.message);
  });

  test(`is rendered from 1.${since} on`, () => {
    for (const minor of [since, 37]) {
      const cluster = at(minor, given);
      expect(unsupportedFields(cluster)).toEqual([]);
      const documents = {
        init: initConfiguration(cluster, makeHost()),
        join: join(cluster),
        cluster: clusterConfiguration(cluster),
      };
      expect(documents[document ?? 'cluster']).toMatchObject(rendered);
    }
  });
});

test.each([16, 30, 31, 37])('an add-on that is not disabled is nothing to write in 1.%i', (minor) => {
  const cluster = at(minor, { dns: { disabled: false }, proxy: { disabled: false } });
  expect(unsupportedFields(cluster)).toEqual([]);
  expect(clusterConfiguration(cluster)).toEqual(clusterConfiguration(at(minor, {})));
});

test('ECDSA-P384 came after the field that takes it', () => {
  const settings = kubeadm({ encryptionAlgorithm: 'ECDSA-P384' });
  expect(unsupportedFields(at(33, settings)).map(({ message }) => message)).toEqual([
    'spec.kubeadm.encryptionAlgorithm cannot be "ECDSA-P384" in kubeadm.k8s.io/v1beta4 of v1.33.0: it came with kubeadm.k8s.io/v1beta4 in Kubernetes 1.34',
  ]);
  expect(unsupportedFields(at(34, settings))).toEqual([]);
  expect(unsupportedFields(at(30, settings))).toHaveLength(1);
});

describe('two timeouts were fields of other objects before v1beta4', () => {
  const settings = kubeadm({ timeouts: { controlPlaneComponentHealthCheck: '6m0s', discovery: '7m0s' } });

  test.each([16, 21, 22, 30])('in 1.%i', (minor) => {
    const cluster = at(minor, settings);
    expect(clusterConfiguration(cluster).apiServer).toMatchObject({ timeoutForControlPlane: '6m0s' });
    expect(join(cluster).discovery).toMatchObject({ timeout: '7m0s' });
    expect(join(cluster)).not.toHaveProperty('timeouts');
    expect(initConfiguration(cluster, makeHost())).not.toHaveProperty('timeouts');
  });

  test.each([31, 37])('and are among the timeouts in 1.%i', (minor) => {
    const cluster = at(minor, settings);
    expect(clusterConfiguration(cluster).apiServer).not.toHaveProperty('timeoutForControlPlane');
    expect(join(cluster).discovery).not.toHaveProperty('timeout');
    for (const document of [join(cluster), initConfiguration(cluster, makeHost())]) {
      expect(document.timeouts).toEqual({ controlPlaneComponentHealthCheck: '6m0s', discovery: '7m0s' });
    }
  });
});

describe.each([16, 22, 31, 37])('in 1.%i', (minor) => {
  test('the image of the DNS add-on, and dns.type where there is one', () => {
    const image = { imageRepository: 'mirror.example.org/coredns', imageTag: 'v1.11.1' };
    const { dns } = clusterConfiguration(at(minor, { dns: image }));
    expect(dns).toEqual(minor < 22 ? { type: 'CoreDNS', ...image } : image);
  });

  test('the directory of certificates is also where join puts the CA, for the kubelets look there', () => {
    const cluster = at(minor, kubeadm({ certificatesDir: '/srv/pki' }));
    expect(clusterConfiguration(cluster).certificatesDir).toBe('/srv/pki');
    expect(join(cluster).caCertPath).toBe('/srv/pki/ca.crt');
    expect(join(at(minor, {}))).not.toHaveProperty('caCertPath');
  });

  test('the API server can listen on another port than the endpoint', () => {
    const cluster = at(minor, { apiServer: { ...makeComponent(), certSANs: [], bindPort: 6444 } });
    expect(initConfiguration(cluster, makeHost()).localAPIEndpoint).toMatchObject({ bindPort: 6444 });
    expect(join(cluster, makeHost()).controlPlane).toMatchObject({ localAPIEndpoint: { bindPort: 6444 } });
    expect(clusterConfiguration(cluster).controlPlaneEndpoint).toBe('apiserver.cluster.local:6443');
    expect(componentPorts(cluster)).toContain(6444);
    expect(componentPorts(cluster)).not.toContain(6443);
  });

  test("a host's own kubelet flags, beside its address", () => {
    const node = makeNode({ kubeletExtraArgs: { v: '4', 'node-ip': '192.0.2.1' } });
    const host = makeHost({ node });
    const { nodeRegistration } = initConfiguration(at(minor, { hosts: [host] }), host);
    const map = { 'node-ip': '10.0.0.11', v: '4' };
    const list = Object.entries(map).map(([name, value]) => ({ name, value }));
    expect(nodeRegistration).toMatchObject({ kubeletExtraArgs: minor < 31 ? map : list });
  });

  test("a host's repeated kubelet flag is refused where flags are a map", () => {
    const worker = makeWorker({ node: makeNode({ kubeletExtraArgs: { 'node-labels': ['a=b', 'c=d'] } }) });
    const cluster = at(minor, { hosts: [makeHost(), worker] });
    const paths = minor < 31 ? ['hosts[1].node.kubeletExtraArgs.node-labels'] : [];
    expect(unsupportedFields(cluster).map(({ path }) => path)).toEqual(paths);
    expect(() => join(cluster, makeHost())).not.toThrow();
    if (minor < 31) expect(() => join(cluster, worker)).toThrow(paths[0]);
  });
});

test.each<[string, Partial<Cluster>]>([
  ['proxy.disabled', { proxy: { disabled: true } }],
  ['its phase skipped', kubeadm({ skipPhases: { init: ['addon/kube-proxy'], join: [] } })],
])('without kube-proxy (%s) nothing is prepared for it', (_, overrides) => {
  const cluster = at(36, { kubeProxy: { mode: 'ipvs', ipvs: { scheduler: 'sh' } }, ...overrides });
  expect(requiredModules(cluster)).toEqual(['overlay', 'br_netfilter']);
  expect(componentPorts(cluster)).not.toContain(10256);
});
