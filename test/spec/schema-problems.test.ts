import { describe, expect, it } from 'vitest';
import { cluster, type Files, hosts, inventory, marked, problemsOf, spec } from './support.ts';

const cp1 = 'name: cp-1, role: control-plane, address: 192.0.2.11';
const inInventory = (...lines: string[]): Files => ({
  inventory: inventory + lines.map((line) => `${line}\n`).join(''),
});
const inSpec = (...lines: string[]): Files => ({ cluster: spec(...lines) });

/** Input, with a mark where its one problem is, and the whole line that reports it. */
const cases: readonly (readonly [behaviour: string, files: Files, line: string])[] = [
  ['suggests a key', inInventory('▸grups: {}'), 'unknown key `grups` (did you mean "groups"?)'],
  [
    'suggests a swapped letter',
    inSpec('node: { ▸kernelModlues: [] }'),
    'unknown key `kernelModlues` (did you mean "kernelModules"?)',
  ],
  [
    'lists the keys when none is close',
    inInventory('ssh: { ▸zzz: 1 }'),
    'unknown key `zzz` (keys here: user, port, identityFile, knownHostsFile, sudoPassword, bastion)',
  ],
  [
    'says once that a misspelt key is unknown, not that the right one is missing',
    { inventory: hosts('name: cp-1, role: control-plane, ▸adress: 192.0.2.11') },
    'unknown key `adress` (did you mean "address"?)',
  ],
  [
    'points at the nearest key when one is missing',
    { cluster: cluster.replace('metadata: { name: prod }', '▸metadata: {}') },
    "`name` is missing (Name of the cluster; kubeadm's clusterName, and the name of its context in the kubeconfig.)",
  ],
  [
    'says that a value is missing',
    inSpec('▸apiServer:'),
    '`apiServer` is empty (write a value, or remove the key)',
  ],
  [
    'suggests a value',
    { inventory: hosts(cp1.replace('control-plane', '▸control-plan')) },
    '`role` must be one of control-plane, worker, not "control-plan" (did you mean "control-plane"?)',
  ],
  [
    'wants numbers quoted where text belongs',
    inSpec('apiServer: { extraArgs: { v: ▸2 } }'),
    '`v` must be text or a list (quote it: "2")',
  ],
  [
    'wants booleans quoted where text belongs',
    inSpec('scheduler: { extraArgs: { profiling: ▸false } }'),
    '`profiling` must be text or a list (quote it: "false")',
  ],
  [
    'quotes a number as it was written',
    { inventory: hosts(`${cp1}, labels: { mode: ▸0644 }`) },
    '`mode` must be text (quote it: "0644")',
  ],
  [
    'says more than "quote it" where quotes are not enough',
    { cluster: cluster.replace('v1.36.2', '▸1.36') },
    '`kubernetesVersion`: "1.36" is not a full Kubernetes version (write all three numbers, such as v1.36.2; channels like "stable" move, so they are not accepted)',
  ],
  [
    'knows YAML 1.1 booleans',
    inSpec('featureGates: { PublicKeysECDSA: ▸yes }'),
    '`PublicKeysECDSA` must be true or false (write true)',
  ],
  [
    'wants numbers without quotes',
    inInventory('ssh: { port: ▸"22" }'),
    '`port` must be a whole number (remove the quotes)',
  ],
  [
    'wants brackets around one item',
    inSpec('apiServer: { certSANs: ▸api.example.org }'),
    '`certSANs` must be a list (write [api.example.org])',
  ],
  [
    'refuses a literal password without repeating it',
    inInventory('ssh: { sudoPassword: ▸hunter2 }'),
    '`sudoPassword` must be a reference, never the password (write { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] })',
  ],
  [
    'does not repeat a password that stands for a variable',
    inInventory('ssh: { sudoPassword: { env: ▸hunter-2 } }'),
    '`env` is not the name of an environment variable',
  ],
  [
    'wants one source of a secret',
    inInventory('ssh: { sudoPassword: ▸{ env: A, file: b } }'),
    '`sudoPassword` takes one of env, file, command, not several',
  ],
  [
    'wants a source of a secret',
    inInventory('ssh: { sudoPassword: ▸{} }'),
    '`sudoPassword` is empty (give one of env, file, command)',
  ],
  [
    'wants one etcd',
    inSpec(
      'etcd: ▸{ local: {}, external: { endpoints: ["https://10.0.0.31:2379"], caFile: /a, certFile: /b, keyFile: /c } }',
    ),
    '`etcd` takes one of local, external, not several',
  ],
  ['bounds ports', inInventory('ssh: { port: ▸70000 }'), '`port` must be between 1 and 65535'],
  ['counts a pair', inSpec('node: { ephemeralPorts: { range: ▸[32768] } }'), '`range` takes 2 values, not 1'],
  [
    'wants hosts',
    { inventory: inventory.replace(/hosts:[\s\S]*/, 'hosts: ▸[]\n') },
    '`hosts` is empty (give at least one)',
  ],
  [
    'finds repeated items',
    inSpec('node: { kernelModules: [dummy, tun, ▸dummy] }'),
    '`kernelModules[2]` repeats `kernelModules[0]`',
  ],
  [
    'suggests the lower case of a node name',
    { inventory: hosts(cp1.replace('cp-1', '▸CP_1')) },
    '`name`: "CP_1" is not a node name (lower-case letters, digits, "-" and ".", at most 63 characters) (did you mean "cp-1"?)',
  ],
  [
    'sees a port in an address',
    { inventory: hosts(cp1.replace('192.0.2.11', '▸192.0.2.11:22')) },
    '`address`: "192.0.2.11:22" is not a DNS name or an IP address (the port has a key of its own: `ssh: { port: … }`)',
  ],
  [
    'refuses an IPv4 address that is none',
    { inventory: hosts(`${cp1}, internalAddress: ▸10.0.0.256`) },
    '`internalAddress`: "10.0.0.256" is not an IP address, or "IPv4,IPv6" for dual stack',
  ],
  [
    'suggests dual stack without spaces',
    { inventory: hosts(`${cp1}, internalAddress: ▸"10.0.0.1, fd00::1"`) },
    '`internalAddress`: "10.0.0.1, fd00::1" is not an IP address, or "IPv4,IPv6" for dual stack (did you mean "10.0.0.1,fd00::1"?)',
  ],
  [
    'suggests the network of an address',
    inSpec('networking: { podSubnet: ▸10.244.1.0/16 }'),
    '`podSubnet`: "10.244.1.0/16" is not a network such as 10.0.0.0/16, or "IPv4,IPv6" for dual stack (did you mean "10.244.0.0/16"?)',
  ],
  [
    'refuses two networks of one family',
    inSpec('networking: { podSubnet: ▸"10.1.0.0/16,10.2.0.0/16" }'),
    '`podSubnet`: "10.1.0.0/16,10.2.0.0/16" is not a network such as 10.0.0.0/16, or "IPv4,IPv6" for dual stack',
  ],
  [
    'wants options of a module as modprobe does',
    inSpec('node: { kernelModuleOptions: { ip_vs: ▸"conn_tab_bits = 16" } }'),
    '`ip_vs`: "conn_tab_bits = 16" is not options of a kernel module, such as conn_tab_bits=16',
  ],
  [
    'wants a protocol with a port',
    inSpec('node: { firewall: { extraPorts: [▸"8472"] } }'),
    '`extraPorts[0]`: "8472" is not a port with its protocol, such as 8472/udp or 8000-8010/tcp (did you mean "8472/tcp"?)',
  ],
  [
    'wants a scheme for a proxy',
    inSpec('node: { proxy: { httpProxy: ▸"p.example.org:3128" } }'),
    '`httpProxy`: "p.example.org:3128" is not the URL of a proxy, such as http://proxy.example.org:3128 (did you mean "http://p.example.org:3128"?)',
  ],
  [
    'refuses the password of a proxy without repeating it',
    inSpec('node: { proxy: { httpsProxy: ▸"http://ops:hunter2@p:3128" } }'),
    '`httpsProxy` is not the URL of a proxy, such as http://proxy.example.org:3128 (a user and password here would be readable for every process of the host: let the proxy know hosts by address, or run a local forwarder)',
  ],
  [
    'wants a list of what goes past a proxy',
    inSpec('node: { proxy: { httpsProxy: "http://p:3128", noProxy: [▸".a,.b"] } }'),
    '`noProxy[0]`: ".a,.b" is not a name, .domain, address or network (write each as an item of the list)',
  ],
  [
    'wants a unit',
    inSpec('node: { timeSync: { maxSkew: ▸5 } }'),
    '`maxSkew`: "5" is not a duration such as 500ms, 5s or 1m (add the unit: did you mean "5s"?)',
  ],
  [
    'wants flags without dashes',
    inSpec('apiServer: { extraArgs: { ▸--v: "2" } }'),
    '`--v` is not the name of a flag (write it without the leading dashes)',
  ],
  [
    'wants an effect of a taint',
    { inventory: hosts(`${cp1}, taints: [▸dedicated=x]`) },
    '`taints[0]`: "dedicated=x" is not a taint such as key=value:NoSchedule (write `dedicated=x:NoSchedule`; the effect is NoSchedule, PreferNoSchedule or NoExecute)',
  ],
  [
    'suggests an effect of a taint',
    { inventory: hosts(`${cp1}, taints: [{ key: a, effect: ▸NoExecut }]`) },
    '`effect` must be one of NoSchedule, PreferNoSchedule, NoExecute, not "NoExecut" (did you mean "NoExecute"?)',
  ],
  [
    'refuses a label key that is none',
    { inventory: hosts(`${cp1}, labels: { ▸"a key": b }`) },
    '`a key` is not a qualified name such as example.org/zone (a DNS prefix, "/", and at most 63 letters, digits, "-", "_" and ".")',
  ],
  [
    'finds the place of a key with slashes',
    { inventory: hosts(`${cp1}, labels: { a.org/b: x, example.org/zone: ▸1 }`) },
    '`example.org/zone` must be text (quote it: "1")',
  ],
  [
    'refuses a label value that is none',
    { inventory: hosts(`${cp1}, labels: { a: ▸"b c" }`) },
    '`a`: "b c" is not the value of a label (at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends)',
  ],
  [
    'wants a scheme for the CRI socket',
    inSpec('runtime: { criSocket: ▸/run/crio/crio.sock }'),
    '`criSocket`: "/run/crio/crio.sock" is not a socket with scheme, such as unix:///run/containerd/containerd.sock (did you mean "unix:///run/crio/crio.sock"?)',
  ],
  [
    'wants https for etcd',
    inSpec(
      'etcd: { external: { endpoints: [▸"http://10.0.0.31:2379"], caFile: /a, certFile: /b, keyFile: /c } }',
    ),
    '`endpoints[0]`: "http://10.0.0.31:2379" is not a client URL with port, such as https://10.0.0.31:2379',
  ],
  [
    'wants a registry without scheme',
    inSpec('imageRepository: ▸https://mirror.example.org'),
    '`imageRepository`: "https://mirror.example.org" is not a registry and path, such as mirror.example.org/kubernetes (write it without the scheme)',
  ],
  [
    'does not take a kernel parameter for a path',
    inSpec('node: { sysctls: { ▸"../../etc/passwd": x } }'),
    '`../../etc/passwd` is not a kernel parameter such as vm.max_map_count',
  ],
];

describe('the schema, in words', () => {
  for (const [behaviour, input, line] of cases) {
    it(behaviour, async () => {
      const { files, place } = marked(input);
      expect(await problemsOf(files)).toEqual([`${place} error ${line}`]);
    });
  }
});

describe('what is for a later version', () => {
  it.each<[string, Files]>([
    ['hooks', inSpec('▸hooks: {}')],
    ['registries', inSpec('runtime: { ▸registries: {} }')],
    ['repository', inSpec('install: { ▸repository: x }')],
    ['kube-vip', { cluster: cluster.replace('cluster.local', 'cluster.local, provider: ▸kube-vip') }],
    ['haproxy', { cluster: cluster.replace('host: a', 'provider: ▸haproxy, host: a') }],
    ['packages', inSpec('runtime: { install: ▸packages }')],
    ['binaries', inSpec('install: { source: ▸binaries }')],
  ])('%s is refused by name', async (word, input) => {
    const { files, place } = marked(input);
    const problems = await problemsOf(files);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${place} error`);
    expect(problems[0]).toContain(`\`${word}\` is not supported by this version of kubestrap yet`);
  });
});
