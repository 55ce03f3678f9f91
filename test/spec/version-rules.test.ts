import { describe, expect, it } from 'vitest';
import { cluster, type Files, hosts, marked, problemsOf, spec } from './support.ts';

/** The smallest spec of that version, with these lines after it. */
const of = (version: string, ...lines: string[]): Files => ({
  cluster: spec(...lines).replace('v1.36.2', version),
});

/** Input, with a mark where its one problem is; how severe that is, and what message and hint must say. */
const cases: readonly (readonly [behaviour: string, files: Files, severity: string, ...says: string[]])[] = [
  [
    'finds a flag that is gone',
    of('v1.24.0', 'scheduler: { extraArgs: { v: "2", ▸address: 0.0.0.0 } }'),
    'error',
    '--address of kube-scheduler is gone since 1.24',
    'use --bind-address',
  ],
  [
    'finds a flag that is going',
    of('v1.22.0', 'controllerManager: { extraArgs: { ▸port: "0" } }'),
    'warning',
    'does nothing since 1.22, and gone in 1.24',
  ],
  [
    'finds it once where it is repeated',
    of('v1.36.0', 'apiServer: { extraArgs: { ▸cloud-config: [a, b] } }'),
    'error',
    'gone since 1.33',
  ],
  [
    'finds a value that is gone, where it stands',
    of(
      'v1.25.0',
      'apiServer: { extraArgs: { enable-admission-plugins: "NodeRestriction,▸PodSecurityPolicy" } }',
    ),
    'error',
    'PodSecurityPolicy of kube-apiserver is gone since 1.25',
  ],
  [
    'finds it in a list of values',
    of('v1.36.0', 'apiServer: { extraArgs: { enable-admission-plugins: [A, "B,▸PodSecurityPolicy"] } }'),
    'error',
    'PodSecurityPolicy',
  ],
  [
    'finds flags of the kubelet in a group',
    {
      inventory: `${hosts('name: cp-1, role: control-plane, address: 192.0.2.11, groups: [edge]')}groups:\n  edge: { node: { kubeletExtraArgs: { ▸pod-infra-container-image: x } } }\n`,
    },
    'error',
    '--pod-infra-container-image of kubelet is gone since 1.35',
  ],
  [
    'warns of flags of etcd',
    of('v1.36.0', 'etcd: { local: { extraArgs: { ▸experimental-initial-corrupt-check: "true" } } }'),
    'warning',
    'deprecated since 1.34, and gone in 1.37 (unverified)',
  ],
  [
    'finds a gate in a flag',
    of('v1.27.0', 'apiServer: { extraArgs: { feature-gates: "AllAlpha=false,▸EphemeralContainers=true" } }'),
    'error',
    'EphemeralContainers is gone since 1.27: kube-apiserver exits',
  ],
  [
    'finds a gate over several lines',
    {
      cluster: `${cluster.replace('v1.36.2', 'v1.27.0')}  scheduler:\n    extraArgs:\n      feature-gates: >-\n        CPUManager=true,\n        ▸EphemeralContainers=true\n`,
    },
    'error',
    'EphemeralContainers is gone since 1.27: kube-scheduler exits',
  ],
  [
    'does not take a gate for a part of another',
    of(
      'v1.26.0',
      'scheduler: { extraArgs: { feature-gates: "EndpointSliceTerminatingCondition=true,▸EndpointSlice=true" } }',
    ),
    'error',
    'EndpointSlice is gone since 1.25',
  ],
  [
    'reads gates that name their program',
    of('v1.33.0', 'apiServer: { extraArgs: { feature-gates: "kube:▸SidecarContainers=false" } }'),
    'error',
    'locked to true since 1.33',
  ],
  [
    'finds a gate of the kubelet',
    of('v1.28.0', 'kubelet: { featureGates: { ▸PodSecurity: true } }'),
    'error',
    'PodSecurity is gone since 1.28: kubelet exits',
  ],
  [
    'finds a gate of kube-proxy that has not come',
    of('v1.28.0', 'kubeProxy: { featureGates: { ▸NFTablesProxyMode: true } }'),
    'error',
    'NFTablesProxyMode came with 1.29',
  ],
  [
    'warns of a gate that is no choice any more',
    of('v1.26.0', 'kubelet: { featureGates: { ▸EphemeralContainers: true } }'),
    'warning',
    'no choice any more since 1.25, and gone in 1.27',
  ],
  [
    "finds a gate of kubeadm's past",
    of('v1.33.0', 'featureGates: { ▸EtcdLearnerMode: true }'),
    'error',
    'EtcdLearnerMode is gone since 1.33: kubeadm refuses',
  ],
  [
    "finds a gate of kubeadm's future",
    of('v1.26.0', 'featureGates: { ▸EtcdLearnerMode: true }'),
    'error',
    'EtcdLearnerMode came with 1.27',
  ],
  [
    'tells kubeadm and the components apart',
    of('v1.26.0', 'featureGates: { ▸EphemeralContainers: true }'),
    'error',
    'a feature gate of the components, not of kubeadm',
    'extraArgs',
  ],
  [
    'suggests the gate of kubeadm that was meant',
    of('v1.36.0', 'featureGates: { ▸RootlesControlPlane: true }'),
    'warning',
    'knows no feature gate RootlesControlPlane',
    'did you mean "RootlessControlPlane"?',
  ],
  [
    'refuses dockershim',
    of('v1.24.0', 'runtime: { criSocket: ▸"unix:///var/run/dockershim.sock" }'),
    'error',
    'no dockershim since 1.24',
    'containerd',
  ],
  [
    'warns of dockershim',
    of('v1.23.0', 'runtime: { criSocket: ▸"unix:///var/run/dockershim.sock" }'),
    'warning',
    'gone in 1.24',
  ],
  [
    'refuses two components on one port',
    of('v1.36.0', 'kubelet: { healthzPort: ▸10250 }'),
    'error',
    'kubelet (healthz) and kubelet both listen on port 10250',
  ],
  [
    'refuses the endpoint on the port of a component',
    { cluster: cluster.replace('cluster.local }', 'cluster.local, port: ▸2379 }') },
    'error',
    'kube-apiserver and etcd (clients) both listen on port 2379',
  ],
  [
    'refuses an address with the port of another',
    of('v1.36.0', 'kubeProxy: { metricsBindAddress: ▸"0.0.0.0:10257" }'),
    'error',
    'kube-proxy (metrics) and kube-controller-manager both listen on port 10257',
  ],
  [
    'refuses a flag with the port of another, and says where that is',
    of('v1.36.0', 'scheduler: { extraArgs: { secure-port: "10300" } }', 'kubelet: { port: ▸10300 }'),
    'error',
    'kubelet and kube-scheduler (line 7) both listen on port 10300',
  ],
  [
    'refuses the old insecure port of a scheduler',
    of('v1.16.0', 'kubelet: { healthzPort: ▸10251 }'),
    'error',
    'kube-scheduler (insecure)',
  ],
  [
    'warns of the endpoint among NodePorts',
    { cluster: cluster.replace('cluster.local }', 'cluster.local, port: ▸30443 }') },
    'warning',
    'port 30443 of kube-apiserver is among the NodePorts, 30000-32767',
  ],
  [
    'warns of NodePorts over a component',
    of('v1.36.0', 'apiServer: { extraArgs: { service-node-port-range: ▸10256-10256 } }'),
    'warning',
    'port 10256 of kube-proxy (healthz) is among the NodePorts, 10256-10256',
  ],
  [
    'reserves what the spec moved, too',
    of(
      'v1.36.0',
      'kubelet: { port: 40250 }',
      'node: { ephemeralPorts: { range: ▸[40000, 60999], reserved: [] } }',
    ),
    'warning',
    'listen on: 40250',
  ],
];

/** What no rule may say a word about. */
const silent: readonly (readonly [what: string, files: Files])[] = [
  ['a flag before it is deprecated', of('v1.18.0', 'apiServer: { extraArgs: { target-ram-mb: "1" } }')],
  [
    'a gate while it is one',
    of('v1.24.0', 'apiServer: { extraArgs: { feature-gates: EphemeralContainers=true } }'),
  ],
  [
    'a flag of another component',
    of('v1.36.0', 'apiServer: { extraArgs: { bind-address: 0.0.0.0, v: "2" } }'),
  ],
  ['gates that no table has', of('v1.36.0', 'kubelet: { featureGates: { SomethingNew: true } }')],
  ["kubeadm's gates in their window", of('v1.31.0', 'featureGates: { ControlPlaneKubeletLocalMode: true }')],
  [
    'a containerd elsewhere',
    of('v1.36.0', 'runtime: { criSocket: "unix:///run/k3s/containerd/containerd.sock" }'),
  ],
  ['dockershim in its time', of('v1.19.0', 'runtime: { criSocket: "unix:///var/run/dockershim.sock" }')],
  ['a port that is turned off', of('v1.36.0', 'kubelet: { healthzPort: 0, readOnlyPort: 0 }')],
  ['NodePorts turned off', of('v1.36.0', 'apiServer: { extraArgs: { service-node-port-range: "0" } }')],
  ['the insecure ports of newer versions', of('v1.20.2', 'kubelet: { healthzPort: 10251 }')],
  ['an address without a port', of('v1.36.0', 'kubeProxy: { metricsBindAddress: "" }')],
];

describe('what a version knows', () => {
  it.each(cases.map(([behaviour, ...rest]) => [behaviour, rest] as const))(
    '%s',
    async (_, [files, severity, ...says]) => {
      const { files: clean, place } = marked(files);
      const problems = await problemsOf(clean);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${place} ${severity} `));
      for (const text of says) expect(problems[0]).toContain(text);
    },
  );

  it.each(silent)('is silent about %s', async (_, files) => {
    expect(await problemsOf(files)).toEqual([]);
  });
});

describe('a value as long as a file may be', () => {
  it.each([
    ['of one gate', 'EphemeralContainers=true,'.repeat(40_000), 1],
    ['of many', Array.from({ length: 60_000 }, (_, index) => `G${index}=true,`).join(''), 0],
  ])('%s is read in a second', async (_, gates, count) => {
    const start = performance.now();
    const files = of('v1.36.0', `apiServer: { extraArgs: { feature-gates: "${gates}" } }`);
    expect(await problemsOf(files)).toHaveLength(count);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('hosts with cgroup v1', () => {
  const wanted = 'kubelet: { failCgroupV1: false }';

  it('are refused by a check of kubeadm, too', async () => {
    expect(await problemsOf(of('v1.35.0', wanted))).toContain(
      "cluster.yaml:7:28 warning kubeadm's SystemVerification still fails on hosts with cgroup v1 (add it to `spec.ignorePreflightErrors`, or move the hosts to cgroup v2)",
    );
  });

  it('pass where that is ignored', async () => {
    const problems = await problemsOf(of('v1.35.0', wanted, 'ignorePreflightErrors: [systemverification]'));
    expect(problems.join()).not.toContain('SystemVerification');
  });
});
