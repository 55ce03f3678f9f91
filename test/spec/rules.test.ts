import { describe, expect, it } from 'vitest';
import { cluster, type Files, hosts, inventory, marked, problemsOf, spec } from './support.ts';

const cp1 = 'name: cp-1, role: control-plane, address: 192.0.2.11';
const endpoint = (text: string): string => cluster.replace('{ host: apiserver.cluster.local }', text);
const version = (text: string): string => cluster.replace('v1.36.2', text);
const group = (text: string): string => `${inventory}groups:\n  edge: ${text}\n`;

/** Input, with a mark where its one problem is; how severe that is, and what message and hint must say. */
const cases: readonly (readonly [behaviour: string, files: Files, severity: string, ...says: string[]])[] = [
  [
    'warns of a runtime that it does not know',
    { cluster: spec('runtime: { criSocket: ▸"unix:///run/crio/crio.sock" }') },
    'warning',
    'kubestrap knows only containerd',
  ],
  [
    'refuses two hosts of one name',
    { inventory: hosts(cp1, 'name: ▸cp-1, role: worker, address: 192.0.2.21') },
    'error',
    'same name, cp-1',
    'line 4',
  ],
  [
    'refuses two hosts at one address',
    { inventory: hosts(cp1, 'name: w-1, role: worker, address: ▸192.0.2.11, internalAddress: 10.0.0.2') },
    'error',
    'same address, 192.0.2.11',
    'line 4',
  ],
  [
    'refuses two hosts with one internal address',
    {
      inventory: hosts(
        `${cp1}, internalAddress: 10.0.0.1`,
        'name: w-1, role: worker, address: 192.0.2.21, internalAddress: ▸10.0.0.1',
      ),
    },
    'error',
    'same internal address',
  ],
  [
    'sees through two ways to write an IPv6 address',
    {
      inventory: hosts(
        'name: cp-1, role: control-plane, address: a.example.org, internalAddress: "fd00::1"',
        'name: w-1, role: worker, address: b.example.org, internalAddress: ▸"fd00:0::0001"',
      ),
      cluster: spec('networking: { serviceSubnet: "fd01::/108" }'),
    },
    'error',
    'same internal address',
  ],
  [
    'refuses a sysctl that keeps a kubelet with protectKernelDefaults from starting',
    {
      cluster: spec(
        'kubelet: { protectKernelDefaults: true }',
        'node: { sysctls: { vm.overcommit_memory: ▸0, kernel.panic: 10 } }',
      ),
    },
    'error',
    'vm.overcommit_memory is not 1',
    'protectKernelDefaults: false',
  ],
  [
    'refuses it where a patch turns protectKernelDefaults on, and names the patch',
    {
      cluster: spec('patches: ./patches', 'node: { sysctls: { kernel.panic: ▸0 } }'),
      'patches/kubeletconfiguration.yaml': 'protectKernelDefaults: true\n',
    },
    'error',
    'kernel.panic is not 10',
    'kubeletconfiguration.yaml',
  ],
  [
    'refuses a sysctl that is given twice, in two spellings',
    { cluster: spec('node: { sysctls: { kernel.panic: 10, ▸kernel/panic: 10 } }') },
    'error',
    'kernel/panic is kernel.panic',
    'keep one of them',
  ],
  [
    'refuses one of an interface that is given twice, in two spellings',
    {
      inventory: hosts(
        `${cp1}, node: { sysctls: { net/ipv4/conf/eth0.1/forwarding: 1, ▸net.ipv4.conf.eth0/1.forwarding: 0 } }`,
      ),
    },
    'error',
    'net.ipv4.conf.eth0/1.forwarding is net/ipv4/conf/eth0.1/forwarding',
  ],
  [
    'sees a sysctl that ephemeralPorts sets, too, however it is spelled',
    {
      cluster: spec(
        'node: { ephemeralPorts: { range: [32768, 60999] }, sysctls: { ▸net/ipv4/ip_local_port_range: "32768 60999" } }',
      ),
    },
    'error',
    '`ephemeralPorts` sets net/ipv4/ip_local_port_range too',
  ],
  [
    'sees a port range that takes ports of components, however its key is spelled',
    { cluster: spec('node: { sysctls: { net/ipv4/ip_local_port_range: ▸"1024 65535" } }') },
    'warning',
    'outgoing connections may take ports',
  ],
  [
    'refuses it where a host alone has the flag, in whatever way the key is written',
    {
      inventory: hosts(
        `${cp1}, node: { kubeletExtraArgs: { protect-kernel-defaults: "true" }, sysctls: { kernel/panic: ▸0 } }`,
      ),
    },
    'error',
    'kernel/panic is not 10',
  ],
  [
    'warns of kubelets that ask for serving certificates',
    { cluster: spec('kubelet: { serverTLSBootstrap: ▸true }') },
    'warning',
    'neither Kubernetes nor kubestrap approves',
    'kubectl certificate approve',
  ],
  [
    'warns of them where the flag of a host asks',
    {
      inventory: hosts(`${cp1}, node: { kubeletExtraArgs: { rotate-server-certificates: ▸"true" } }`),
      cluster: cluster.replace('v1.36.2', 'v1.30.2'),
    },
    'warning',
    'neither Kubernetes nor kubestrap approves',
  ],
  [
    'refuses an inventory without control plane',
    { inventory: hosts('name: w-1, role: worker, address: 192.0.2.21').replace('hosts:', '▸hosts:') },
    'error',
    'no control plane',
  ],
  [
    'warns of two control planes',
    {
      inventory: hosts(cp1, 'name: cp-2, role: control-plane, address: 192.0.2.12').replace(
        'hosts:',
        '▸hosts:',
      ),
    },
    'warning',
    '2 control planes survive the loss of none, as 1 do',
    'use 1 or 3',
  ],
  [
    'wants an IP where SSH has a name',
    { inventory: hosts('name: cp-1, role: control-plane, address: ▸cp.example.org') },
    'error',
    'is a name',
    'internalAddress',
  ],
  [
    'wants an address for a bastion',
    { inventory: `${inventory}ssh: { ▸bastion: { user: jump } }\n` },
    'error',
    'no address',
  ],
  [
    'refuses one taint twice',
    { inventory: hosts(`${cp1}, taints: ["a=b:NoExecute", ▸{ key: a, effect: NoExecute }]`) },
    'error',
    'a:NoExecute is there twice',
  ],
  [
    'suggests the group that was meant',
    { inventory: group('{}').replace('192.0.2.11', '192.0.2.11, groups: [edge, ▸egde]') },
    'error',
    'unknown group "egde"',
    'did you mean "edge"?',
  ],
  [
    'warns of a group without hosts',
    { inventory: group('{}').replace('edge', '▸edge') },
    'warning',
    'no host is in the group "edge"',
  ],
  [
    'refuses a version that is too old',
    { cluster: version('▸v1.15.12') },
    'error',
    'v1.15.12 is not supported',
    '1.16 to 1.37',
  ],
  ['refuses another major version', { cluster: version('▸v2.0.0') }, 'error', 'v2.0.0 is not supported'],
  [
    'warns of a version that is too new',
    { cluster: version('▸v1.38.0') },
    'warning',
    'newer than this kubestrap',
  ],
  [
    'wants a name for provider hosts',
    { cluster: endpoint('{ host: ▸192.0.2.100 }') },
    'error',
    'is an IP address',
    'provider: external',
  ],
  [
    'wants an endpoint apart from the hosts',
    { cluster: endpoint('{ host: ▸cp-1 }') },
    'error',
    'a name of its own',
  ],
  [
    'keeps the endpoint out of node.hosts',
    { cluster: spec('node: { hosts: [{ ip: 10.0.0.5, names: [x.org, ▸apiserver.cluster.local] }] }') },
    'error',
    'is the control-plane endpoint',
  ],
  [
    'refuses networks that overlap',
    { cluster: spec('networking: { podSubnet: ▸10.100.0.0/16 }') },
    'error',
    'podSubnet 10.100.0.0/16 overlaps serviceSubnet 10.96.0.0/12',
  ],
  [
    'refuses a network around a host',
    { cluster: spec('networking: { podSubnet: ▸192.0.2.0/24 }') },
    'error',
    'contains the address of cp-1',
    'inventory.yaml:4',
  ],
  [
    'refuses a network around the endpoint',
    {
      cluster:
        endpoint('{ host: 10.244.0.9, provider: external }') +
        spec('networking: { podSubnet: ▸10.244.0.0/16 }').slice(cluster.length),
    },
    'error',
    'contains the address of the control-plane endpoint',
  ],
  [
    'wants pods and Services of one family',
    { cluster: spec('networking: { podSubnet: ▸"10.244.0.0/16,fd00::/56" }') },
    'error',
    'podSubnet is IPv4 and IPv6, serviceSubnet IPv4',
  ],
  [
    'refuses a host without the primary family',
    { inventory: hosts('name: cp-1, role: control-plane, address: ▸"fd00::1"') },
    'error',
    "the host is IPv6, the cluster's Services IPv4",
  ],
  [
    'warns of a host without the second family',
    {
      inventory: inventory.replace('192.', '▸192.'),
      cluster: spec('networking: { serviceSubnet: "10.96.0.0/12,fd00::/108" }'),
    },
    'warning',
    'IPv4 and IPv6',
  ],
  [
    'refuses a port range that ends first',
    { cluster: spec('node: { ephemeralPorts: { range: ▸[60999, 32768] } }') },
    'error',
    'ends (32768) before it begins',
  ],
  [
    'warns of a port range over listeners',
    { cluster: spec('node: { ephemeralPorts: { range: ▸[10254, 65535], reserved: ["10257-10259"] } }') },
    'warning',
    '10254-10256, 30000-32767',
    'reserved: auto',
  ],
  [
    'warns of the same range as a sysctl',
    { cluster: spec('node: { sysctls: { net.ipv4.ip_local_port_range: ▸12000 65535 } }') },
    'warning',
    '30000-32767',
  ],
  [
    'knows NodePorts that were moved',
    {
      cluster: spec(
        'node: { ephemeralPorts: { range: ▸[30000, 65535], reserved: [] } }',
        'apiServer: { extraArgs: { service-node-port-range: 40000-40100 } }',
      ),
    },
    'warning',
    'listen on: 40000-40100',
  ],
  [
    'refuses two owners of one kernel parameter',
    { cluster: spec('node: { ephemeralPorts: {}, sysctls: { ▸net.ipv4.ip_local_reserved_ports: "6443" } }') },
    'error',
    '`ephemeralPorts` sets net.ipv4.ip_local_reserved_ports too',
  ],
  [
    'refuses kept swap with a kubelet that fails on it',
    { cluster: spec('node: { swap: ▸kept }') },
    'error',
    'does not start while swap is on',
    'failSwapOn: false',
  ],
  [
    'finds kept swap of a single host',
    { inventory: hosts(`${cp1}, node: { swap: ▸kept }`) },
    'error',
    'does not start while swap is on',
  ],
  [
    'refuses the header of a component configuration',
    { cluster: spec('kubelet: { ▸kind: KubeletConfiguration }') },
    'error',
    '`kind` is written by kubestrap',
  ],
  [
    'refuses YAML 1.1 booleans where types are open',
    { cluster: spec('kubelet: { failSwapOn: ▸no }') },
    'error',
    'a boolean in 1.1',
    'write true or false',
  ],
  [
    'refuses them in sources of variables too',
    { cluster: spec('scheduler: { extraEnvs: [{ name: A, valueFrom: { b: { optional: ▸on } } }] }') },
    'error',
    'a boolean in 1.1',
  ],
  [
    'refuses numbers that begin with zero',
    { cluster: spec('kubeProxy: { conntrack: { min: ▸0644 } }') },
    'error',
    '0644 is ambiguous',
    'quote it: "0644"',
  ],
  [
    'refuses numbers that lose digits',
    { cluster: spec('node: { sysctls: { kernel.shmmax: ▸18446744073692774399 } }') },
    'error',
    'quote it: "18446744073692774399"',
  ],
  [
    'refuses repeated flags where kubeadm has none',
    { cluster: version('v1.30.1') + spec('apiServer: { extraArgs: { a: ▸[x, y] } }').slice(cluster.length) },
    'error',
    'kubeadm v1.30.1 cannot repeat a flag',
    '1.31',
  ],
  [
    'refuses environment variables where kubeadm has none',
    {
      cluster:
        version('v1.20.2') +
        spec('scheduler: { ▸extraEnvs: [{ name: TZ, value: UTC }] }').slice(cluster.length),
    },
    'error',
    'has no `scheduler.extraEnvs`',
  ],
  [
    'refuses two volumes of one name',
    {
      cluster: spec(
        'scheduler: { extraVolumes: [{ name: tz, hostPath: /a, mountPath: /a }, { name: ▸tz, hostPath: /b, mountPath: /b }] }',
      ),
    },
    'error',
    'another volume is called "tz"',
  ],
  [
    'refuses to ignore all preflight checks',
    { cluster: spec('ignorePreflightErrors: [▸all]') },
    'error',
    'hide the failures that matter',
  ],
  [
    'suggests the preflight check that was meant',
    { cluster: spec('ignorePreflightErrors: [numcpu, Port-10250, ▸NumCPUs]') },
    'warning',
    'did you mean "NumCPU"?',
  ],
  [
    'refuses two add-ons of one name',
    {
      cluster: spec('addons: [{ name: a, manifests: [./a.yaml] }, { name: ▸a, manifests: [./a.yaml] }]'),
      'a.yaml': 'apiVersion: v1\nkind: Namespace\n',
    },
    'error',
    'another add-on is called "a"',
    'line 7',
  ],
  [
    'names a manifest that is missing',
    { cluster: spec('addons: [{ name: a, manifests: [▸./a.yaml] }]') },
    'error',
    'a.yaml: no such file',
  ],
  [
    'refuses a directory as a manifest',
    { cluster: spec('addons: [{ name: a, manifests: [▸.] }]') },
    'error',
    'is a directory',
  ],
  [
    'refuses a URL as a manifest',
    { cluster: spec('addons: [{ name: a, manifests: [▸"https://example.org/a.yaml"] }]') },
    'error',
    'download it',
  ],
  [
    'refuses a manifest that is not YAML',
    { cluster: spec('addons: [{ name: a, manifests: [▸a.yaml] }]'), 'a.yaml': 'a: [' },
    'error',
    'is not YAML',
  ],
  [
    'refuses a manifest without objects',
    { cluster: spec('addons: [{ name: a, manifests: [▸a.yaml] }]'), 'a.yaml': '# later\n' },
    'error',
    'holds no object',
  ],
  [
    'refuses a manifest of something else',
    {
      cluster: spec('addons: [{ name: a, manifests: [▸a.yaml] }]'),
      'a.yaml': 'apiVersion: v1\nkind: Pod\n---\nx: 1\n',
    },
    'error',
    'object 2 has no apiVersion and kind',
  ],
];

describe('each rule, at its place', () => {
  for (const [behaviour, input, severity, ...says] of cases) {
    it(behaviour, async () => {
      const { files, place } = marked(input);
      const problems = await problemsOf(files);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.startsWith(`${place} ${severity} `), `${problems[0]} is not at ${place}`).toBe(
        true,
      );
      for (const words of says) expect(problems[0]).toContain(words);
    });
  }
});

const halves: Files = {
  inventory: hosts(`${cp1}, node: { ephemeralPorts: { range: ▸[12000, 65535] } }`),
  cluster: spec('node: { ephemeralPorts: { reserved: [] } }'),
};
const apart: Files = {
  inventory: hosts(
    `${cp1}, node: { ephemeralPorts: {} }`,
    'name: w-1, role: worker, address: 192.0.2.21, node: { sysctls: { net.ipv4.ip_local_port_range: 32768 60999 } }',
  ),
};

describe('settings in layers', () => {
  it('are seen together', async () => {
    const { files, place } = marked(halves);
    expect(await problemsOf(files)).toEqual([expect.stringContaining(`${place} warning outgoing`)]);
  });

  it('are kept apart for different hosts', async () => {
    expect(await problemsOf(apart)).toEqual([]);
  });
});

describe('what the rules let pass', () => {
  it.each<[string, Files]>([
    [
      'three control planes',
      {
        inventory: hosts(
          cp1,
          cp1.replaceAll('1', '2').replace('29', '19').replace('292', '192'),
          'name: cp-3, role: control-plane, address: 192.0.2.13',
        ),
      },
    ],
    [
      'two control planes with external etcd',
      {
        inventory: hosts(cp1, 'name: cp-2, role: control-plane, address: 192.0.2.12'),
        cluster: spec(
          'etcd: { external: { endpoints: ["https://10.0.0.31:2379"], caFile: /a, certFile: /b, keyFile: /c } }',
        ),
      },
    ],
    [
      'one address with two ports',
      {
        inventory: hosts(
          `${cp1}, internalAddress: 10.0.0.1`,
          'name: w-1, role: worker, address: 192.0.2.11, internalAddress: 10.0.0.2, ssh: { port: 2222 }',
        ),
      },
    ],
    [
      'the ranges of a cluster that reserves its ports',
      { cluster: spec('node: { ephemeralPorts: { range: [1024, 65535] } }') },
    ],
    [
      'kept swap with failSwapOn false',
      { cluster: spec('node: { swap: kept }', 'kubelet: { failSwapOn: false }') },
    ],
    ['quoted YAML 1.1 booleans', { cluster: spec('kubelet: { providerID: "yes", failSwapOn: true }') }],
    ['reserved label prefixes', { inventory: hosts(`${cp1}, labels: { node-role.kubernetes.io/edge: "" }`) }],
    [
      'dual stack throughout',
      {
        inventory: hosts(`${cp1}, internalAddress: "10.0.0.1,fd00::1"`),
        cluster: spec(
          'networking: { podSubnet: "10.244.0.0/16,fd01::/56", serviceSubnet: "10.96.0.0/12,fd02::/108" }',
        ),
      },
    ],
    [
      'kubeadm checks by family',
      {
        cluster: spec(
          'ignorePreflightErrors: [Swap, FileExisting-crictl, FileContent--proc-sys-net-bridge-bridge-nf-call-iptables]',
        ),
      },
    ],
  ])('%s', async (_, files) => {
    expect(await problemsOf(files)).toEqual([]);
  });
});
