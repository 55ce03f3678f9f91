import { describe, expect, it } from 'vitest';
import { cluster, clusterOf, type Files, hosts, load, marked, problemsOf } from './support.ts';

const cp1 = 'name: cp-1, role: control-plane, address: 192.0.2.11';

/** A spec for a version, with these lines after it. */
function specAt(version: string, ...lines: readonly string[]): Files {
  const text = cluster.replace('v1.36.2', version) + lines.map((line) => `  ${line}\n`).join('');
  return { cluster: text };
}

/** Every key that some kubeadm lacks. */
const EVERYTHING = [
  'apiServer: { extraEnvs: [{ name: A, value: b }] }',
  'controllerManager: { extraEnvs: [{ name: A, value: b }] }',
  'scheduler: { extraEnvs: [{ name: A, value: b }], extraArgs: { v: ["2", "4"] } }',
  'etcd: { local: { extraEnvs: [{ name: A, value: b }] } }',
  'dns: { imageTag: v1.11.1, disabled: true }',
  'proxy: { disabled: true }',
  'kubeadm:',
  '  skipPhases: { init: [addon/coredns], join: [preflight] }',
  '  imagePullPolicy: Never',
  '  imagePullSerial: true',
  '  certificatesDir: /srv/pki',
  '  certificateValidityPeriod: 8760h',
  '  caCertificateValidityPeriod: 87600h',
  '  encryptionAlgorithm: ECDSA-P384',
  '  timeouts:',
  '    controlPlaneComponentHealthCheck: 6m',
  '    discovery: 7m',
  '    kubeletHealthCheck: 8m',
  '    kubernetesAPICall: 90s',
  '    etcdAPICall: 3m',
  '    tlsBootstrap: 1h',
  '    upgradeManifests: 9m',
  'node: { kubeletExtraArgs: { node-labels: [a=b, c=d] } }',
];

const FROM_1_31 = [
  'spec.apiServer.extraEnvs',
  'spec.controllerManager.extraEnvs',
  'spec.scheduler.extraEnvs',
  'spec.scheduler.extraArgs.v',
  'spec.etcd.local.extraEnvs',
  'spec.dns.disabled',
  'spec.proxy.disabled',
  'spec.kubeadm.imagePullSerial',
  'spec.kubeadm.certificateValidityPeriod',
  'spec.kubeadm.caCertificateValidityPeriod',
  'spec.kubeadm.encryptionAlgorithm',
  'spec.kubeadm.timeouts.kubeletHealthCheck',
  'spec.kubeadm.timeouts.kubernetesAPICall',
  'spec.kubeadm.timeouts.etcdAPICall',
  'spec.kubeadm.timeouts.tlsBootstrap',
  'spec.kubeadm.timeouts.upgradeManifests',
  'spec.node.kubeletExtraArgs.node-labels',
];
const FROM_1_22 = [
  'spec.kubeadm.skipPhases.init',
  'spec.kubeadm.skipPhases.join',
  'spec.kubeadm.imagePullPolicy',
];

describe('what kubeadm lacks', () => {
  it.each([
    ['v1.21.14', [...FROM_1_22, ...FROM_1_31]],
    ['v1.30.14', FROM_1_31],
    ['v1.33.1', ['spec.kubeadm.encryptionAlgorithm']],
    ['v1.34.0', []],
  ])('is found all at once, each at its place, in %s', async (version, paths) => {
    const { problems } = await load(specAt(version, ...EVERYTHING));
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
    expect(errors.every(({ line }) => (line ?? 0) >= 7)).toBe(true);
  });

  it('is found beside mistakes of other kinds', async () => {
    const problems = await problemsOf(
      specAt(
        'v1.30.0',
        'proxy: { disabled: true }',
        'dns: { imageTag: 1 }',
        'kubeadm: { timeouts: { x: 1s } }',
      ),
    );
    expect(problems).toHaveLength(3);
  });
});

const cases: readonly (readonly [behaviour: string, files: Files, ...says: string[]])[] = [
  [
    'names the way around that an older kubeadm has',
    specAt('v1.30.0', 'proxy: { ▸disabled: true }'),
    'kubeadm v1.30.0 has no `proxy.disabled`',
    'it came with 1.31; from 1.22 on, `kubeadm.skipPhases.init` can have addon/kube-proxy',
  ],
  [
    'points at a value that is too new',
    specAt('v1.33.0', 'kubeadm: { encryptionAlgorithm: ▸ECDSA-P384 }'),
    'kubeadm v1.33.0 does not know "ECDSA-P384"',
    'it came with 1.34',
  ],
  [
    'refuses flags of the kubelet that the inventory says otherwise',
    { inventory: hosts(`${cp1}, node: { kubeletExtraArgs: { ▸node-ip: 10.0.0.9 } }`) },
    '`node-ip` is written by kubestrap',
    "follows from the host's `internalAddress`",
  ],
  [
    'refuses a repeated kubelet flag of a group',
    {
      ...specAt('v1.30.0'),
      inventory: `${hosts(`${cp1}, groups: [a]`)}groups: { a: { node: { kubeletExtraArgs: { v: ▸["1", "2"] } } } }\n`,
    },
    'kubeadm v1.30.0 cannot repeat a flag',
  ],
  [
    'refuses a port that clients would not find',
    specAt('v1.36.2', 'apiServer: { bindPort: ▸6444 }'),
    'clients would look for it on port 6443',
    'provider `hosts`',
  ],
  [
    'knows how Go writes durations',
    specAt('v1.36.2', 'kubeadm: { certificateValidityPeriod: ▸365d }'),
    '`certificateValidityPeriod`: "365d" is not a duration',
    'did you mean "8760h"?',
  ],
  [
    'refuses two networks where a gate for them is off',
    specAt(
      'v1.20.2',
      'networking: { podSubnet: ▸"10.244.0.0/16,fd01::/56", serviceSubnet: "10.96.0.0/12,fd02::/108" }',
    ),
    'kubeadm v1.20.2 takes one network here',
    'featureGates.IPv6DualStack: true',
  ],
  [
    'refuses two addresses of a node before the kubelet took them',
    {
      ...specAt('v1.19.16'),
      inventory: hosts(`${cp1}, internalAddress: ▸"10.0.0.1,fd00::1"`),
    },
    'the kubelet of v1.19.16 takes one address',
  ],
  [
    'refuses patches where they were flags',
    { ...specAt('v1.21.0', '▸patches: .') },
    'kubeadm v1.21.0 has no `patches`',
    '1.22',
  ],
];

describe('rules about kubeadm', () => {
  for (const [behaviour, input, ...says] of cases) {
    it(behaviour, async () => {
      const { files, place } = marked(input);
      const problems = await problemsOf(files);
      const found = problems.filter((problem) => problem.startsWith(`${place} error`));
      expect(found, problems.join('\n')).toHaveLength(1);
      for (const text of says) expect(found[0]).toContain(text);
    });
  }
});

describe('patches', () => {
  const patches = (...files: readonly (readonly [name: string, content: string])[]): Files => ({
    ...specAt('v1.30.0', 'patches: ./patches'),
    ...Object.fromEntries(files.map(([name, content]) => [`patches/${name}`, content])),
  });

  it('are read into the model, in order, but for hidden files', async () => {
    const files = patches(
      ['kube-scheduler.yaml', 'a: b\n'],
      ['.gitkeep', ''],
      ['etcd+json.json', '[{"op":"remove","path":"/spec"}]'],
    );
    expect((await clusterOf(files)).patches).toEqual([
      {
        name: 'etcd+json.json',
        content: '[{"op":"remove","path":"/spec"}]',
        documents: [[{ op: 'remove', path: '/spec' }]],
      },
      { name: 'kube-scheduler.yaml', content: 'a: b\n', documents: [{ a: 'b' }] },
    ]);
  });

  it('that kubeadm would ignore are refused, all at once', async () => {
    const problems = await problemsOf(
      patches(
        ['README.md', 'text'],
        ['corednsdeployment.yaml', 'a: b'],
        ['etcd.yaml', '# nothing\n'],
        ['kube-scheduler.yaml', 'a: [b\n'],
        ['kube-apiserver+other.yaml', 'a: b'],
      ),
    );
    const says = [
      'README.md patches nothing',
      'v1.30.0 does not',
      'holds no patch',
      'is not YAML',
      'no known type',
    ];
    expect(problems).toHaveLength(says.length);
    for (const text of says) expect(problems.filter((problem) => problem.includes(text))).toHaveLength(1);
    for (const problem of problems) expect(problem).toContain('cluster.yaml:7:12 error');
  });

  it('need their directory', async () => {
    expect(await problemsOf(specAt('v1.30.0', 'patches: ./none'))).toEqual([
      expect.stringContaining('./none no such directory'),
    ]);
    expect(await problemsOf(specAt('v1.30.0', 'patches: ./cluster.yaml'))).toEqual([
      expect.stringContaining('is not a directory'),
    ]);
  });
});

describe('the model', () => {
  it('has durations as Go prints them, for Kubernetes stores them so', async () => {
    const { kubeadm, dns, proxy, apiServer } = await clusterOf(
      specAt(
        'v1.36.2',
        ...EVERYTHING.filter((line) => !line.startsWith('apiServer')),
        'apiServer: { bindPort: 6443 }',
      ),
    );
    expect(kubeadm).toEqual({
      skipPhases: { init: ['addon/coredns'], join: ['preflight'] },
      timeouts: {
        controlPlaneComponentHealthCheck: '6m0s',
        discovery: '7m0s',
        kubeletHealthCheck: '8m0s',
        kubernetesAPICall: '1m30s',
        etcdAPICall: '3m0s',
        tlsBootstrap: '1h0m0s',
        upgradeManifests: '9m0s',
      },
      imagePullPolicy: 'Never',
      imagePullSerial: true,
      certificatesDir: '/srv/pki',
      certificateValidityPeriod: '8760h0m0s',
      caCertificateValidityPeriod: '87600h0m0s',
      encryptionAlgorithm: 'ECDSA-P384',
    });
    expect({ dns, proxy }).toEqual({
      dns: { imageTag: 'v1.11.1', disabled: true },
      proxy: { disabled: true },
    });
    expect(apiServer.bindPort).toBe(6443);
  });

  it('merges kubelet flags of the spec, groups and the host', async () => {
    const model = await clusterOf({
      ...specAt('v1.36.2', 'node: { kubeletExtraArgs: { v: "1", a: "1", b: "1" } }'),
      inventory: `${hosts(`${cp1}, groups: [g], node: { kubeletExtraArgs: { b: "3" } }`)}groups: { g: { node: { kubeletExtraArgs: { a: "2", b: "2" } } } }\n`,
    });
    expect(model.hosts[0]?.node.kubeletExtraArgs).toEqual({ v: '1', a: '2', b: '3' });
  });
});
