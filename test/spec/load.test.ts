import { describe, expect, it } from 'vitest';
import clusterSchema from '../../schemas/cluster.schema.json' with { type: 'json' };
import inventorySchema from '../../schemas/inventory.schema.json' with { type: 'json' };
import { cluster, clusterOf, hosts, inventory, load, spec } from './support.ts';

describe('defaults', () => {
  it('are those that the schemas document', async () => {
    const model = await clusterOf({ cluster: spec('node: { ephemeralPorts: {} }') });
    const { spec: ofSpec, node, ephemeralPorts, extraArgs } = clusterSchema.$defs;
    const { controlPlaneEndpoint, networking, runtime } = ofSpec.properties;
    expect(model.endpoint.port).toBe(controlPlaneEndpoint.properties.port.default);
    expect(model.endpoint.provider).toBe(controlPlaneEndpoint.properties.provider.default);
    expect(model.networking.serviceSubnets).toEqual([networking.properties.serviceSubnet.default]);
    expect(model.networking.dnsDomain).toBe(networking.properties.dnsDomain.default);
    expect(model.criSocket).toBe(runtime.properties.criSocket.default);
    const [host] = model.hosts;
    expect(host?.state).toBe(inventorySchema.$defs.host.properties.state.default);
    expect(host?.ssh.user).toBe(inventorySchema.$defs.ssh.properties.user.default);
    expect(host?.ssh.port).toBe(inventorySchema.$defs.ssh.properties.port.default);
    expect(host?.ssh.knownHostsFile).toBe('/home/ops/.ssh/known_hosts');
    expect(host?.node).toEqual({
      kernelModules: node.properties.kernelModules.default,
      sysctls: node.properties.sysctls.default,
      ephemeralPorts: { range: ephemeralPorts.properties.range.default, reserved: 'auto' },
      kernelModuleOptions: node.properties.kernelModuleOptions.default,
      deniedKernelModules: node.properties.deniedKernelModules.default,
      timeSync: {
        provider: node.properties.timeSync.properties.provider.default,
        servers: node.properties.timeSync.properties.servers.default,
        correction: node.properties.timeSync.properties.correction.default,
        waitMs: 120_000,
        maxSkewMs: 500,
        maxWorkerSkewMs: 5000,
      },
      swap: node.properties.swap.default,
      hostname: node.properties.hostname.default,
      selinux: node.properties.selinux.properties.mode.default,
      firewall: {
        manage: node.properties.firewall.properties.manage.default,
        extraPorts: node.properties.firewall.properties.extraPorts.default,
      },
      hosts: node.properties.hosts.default,
      kubeletExtraArgs: extraArgs.default,
    });
  });

  it('leave out what kubeadm or the kernel decides', async () => {
    const model = await clusterOf();
    expect(model).not.toHaveProperty('imageRepository');
    expect(model.networking.podSubnets).toEqual([]);
    expect(model.hosts[0]).not.toHaveProperty('taints');
    expect(model.hosts[0]?.node).not.toHaveProperty('ephemeralPorts');
    expect(model.hosts[0]?.internalAddresses).toEqual(['192.0.2.11']);
  });
});

describe('values', () => {
  it('are kept as they are given', async () => {
    const model = await clusterOf({
      inventory: hosts(
        'name: cp-1, role: control-plane, address: 192.0.2.11, internalAddress: "10.0.0.1,fd00::1", taints: ["a=b:NoExecute", "c:NoSchedule", { key: d, effect: PreferNoSchedule }]',
      ),
      cluster: `${cluster.replace('v1.36.2', '1.36.2-rc.1')}  imageRepository: mirror.example.org:5000/k8s
  networking: { podSubnet: "10.244.0.0/16,fd01::/56", serviceSubnet: "10.96.0.0/12,fd02::/108" }
  apiServer: { extraArgs: { audience: [a, b], v: "2" }, extraEnvs: [{ name: TZ, value: UTC }] }
  etcd: { local: { dataDir: /data/etcd, extraArgs: { quota-backend-bytes: "8589934592" } } }
  kubelet: { maxPods: 200, evictionHard: { memory.available: 5% }, tlsCurvePreferences: [null, 29] }
  node: { sysctls: { vm.max_map_count: 262144, kernel.core_pattern: "|/bin/false" }, timeSync: { maxSkew: 1.5s } }
`,
    });
    expect(model).toMatchObject({
      name: 'prod',
      kubernetesVersion: { major: 1, minor: 36, patch: 2, text: 'v1.36.2-rc.1' },
      imageRepository: 'mirror.example.org:5000/k8s',
      networking: {
        podSubnets: ['10.244.0.0/16', 'fd01::/56'],
        serviceSubnets: ['10.96.0.0/12', 'fd02::/108'],
      },
      apiServer: {
        extraArgs: { audience: ['a', 'b'], v: '2' },
        extraEnvs: [{ name: 'TZ', value: 'UTC' }],
        certSANs: [],
      },
      etcd: {
        local: {
          dataDir: '/data/etcd',
          extraArgs: { 'quota-backend-bytes': '8589934592' },
          peerCertSANs: [],
        },
      },
      kubelet: { maxPods: 200, evictionHard: { 'memory.available': '5%' }, tlsCurvePreferences: [null, 29] },
    });
    const [host] = model.hosts;
    expect(host?.internalAddresses).toEqual(['10.0.0.1', 'fd00::1']);
    expect(host?.node.sysctls).toEqual({
      'vm.max_map_count': '262144',
      'kernel.core_pattern': '|/bin/false',
    });
    expect(host?.node.timeSync.maxSkewMs).toBe(1500);
    expect(host?.taints).toEqual([
      { key: 'a', value: 'b', effect: 'NoExecute' },
      { key: 'c', effect: 'NoSchedule' },
      { key: 'd', effect: 'PreferNoSchedule' },
    ]);
  });

  it('of sysctls are one, whichever separator their names have', async () => {
    const model = await clusterOf({
      inventory: hosts(
        'name: cp-1, role: control-plane, address: 192.0.2.11, node: { sysctls: { kernel/panic: 20 } }',
      ),
      cluster: `${cluster}  node: { sysctls: { kernel.panic: 10, net/ipv4/conf/eth0.1/rp_filter: 2 } }\n`,
    });
    expect(model.hosts[0]?.node.sysctls).toEqual({
      'kernel.panic': '20',
      'net.ipv4.conf.eth0/1.rp_filter': '2',
    });
  });

  it('of paths are made absolute, relative to the file that names them', async () => {
    const { loaded, directory } = await load({
      inventory: `${inventory}ssh: { identityFile: keys/id, knownHostsFile: ~/hosts, sudoPassword: { command: [./get, a] }, bastion: { address: 203.0.113.1 } }\n`,
    });
    expect(loaded?.cluster.directory).toBe(directory);
    expect(loaded?.cluster.hosts[0]?.ssh).toEqual({
      user: 'root',
      port: 22,
      identityFile: `${directory}/keys/id`,
      knownHostsFile: '/home/ops/hosts',
      sudoPassword: { command: [`${directory}/get`, 'a'] },
      bastion: { address: '203.0.113.1', port: 22, user: 'root', identityFile: `${directory}/keys/id` },
    });
  });

  it.each([
    'local: {',
    'external: { endpoints: ["https://10.0.0.31:2379"], caFile: /a, certFile: /b, keyFile: /c,',
  ])('of the key of snapshots is a reference, in etcd: %s', async (start) => {
    const { loaded, directory } = await load({
      cluster: spec(`etcd: { ${start} snapshotKey: { file: snapshot.key } } }`),
    });
    const etcd = loaded?.cluster.etcd ?? {};
    expect(Object.values(etcd)).toEqual([
      expect.objectContaining({ snapshotKey: { file: `${directory}/snapshot.key` } }),
    ]);
  });

  it('of add-ons are read with the spec, in its order', async () => {
    const text = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n';
    const { loaded, directory } = await load({
      cluster: spec(
        'addons: [{ name: cni, manifests: [./b.yaml, a.yaml] }, { name: dns, manifests: [a.yaml] }]',
      ),
      'a.yaml': text,
      'b.yaml': `---\n${text}---\n${text}`,
    });
    expect(loaded?.cluster.addons).toEqual([
      {
        name: 'cni',
        manifests: [
          { path: `${directory}/b.yaml`, content: `---\n${text}---\n${text}` },
          { path: `${directory}/a.yaml`, content: text },
        ],
      },
      { name: 'dns', manifests: [{ path: `${directory}/a.yaml`, content: text }] },
    ]);
  });
});

describe('a proxy', () => {
  it.each([
    ['proxy: { httpProxy: "", noProxy: [a] }', undefined],
    [
      'proxy: { httpsProxy: "http://p:3128", noProxy: [.example.org] }',
      { httpProxy: '', httpsProxy: 'http://p:3128', noProxy: ['.example.org'] },
    ],
  ])('is one where a URL is: %s', async (settings, expected) => {
    const { hosts } = await clusterOf({ cluster: spec(`node: { ${settings} }`) });
    expect(hosts[0]?.node.proxy).toEqual(expected);
  });
});

describe('groups', () => {
  const grouped = `apiVersion: kubestrap.dev/v1alpha1
kind: Inventory
ssh: { user: ops, sudoPassword: { env: A }, bastion: { address: 203.0.113.1, user: jump } }
groups:
  one: { labels: { a: one, b: one }, taints: ["one:NoSchedule"], ssh: { port: 1, sudoPassword: { file: b } }, node: { sysctls: { x.a: 1, x.b: 1 }, kernelModules: [one] } }
  two: { labels: { b: two }, taints: [], ssh: { port: 2, bastion: { port: 2222 } }, node: { sysctls: { x.b: 2 }, timeSync: { maxSkew: 2s } } }
hosts:
  - { name: cp-1, role: control-plane, address: 192.0.2.11, groups: [one, two], labels: { c: own }, node: { sysctls: { x.c: 3 }, hosts: [] } }
  - { name: w-1, role: worker, address: 192.0.2.21, groups: [two, one] }
  - { name: w-2, role: worker, address: 192.0.2.22 }
`;
  const withNode = spec(
    'node: { sysctls: { x.a: 0, x.z: 0 }, kernelModules: [spec], timeSync: { maxWorkerSkew: 9s }, hosts: [{ ip: 10.0.0.5, names: [m.example.org] }] }',
  );

  it("merge maps and replace lists, in the host's order, its own settings last", async () => {
    const { hosts } = await clusterOf({ inventory: grouped, cluster: withNode });
    const [both, reversed, none] = hosts;
    expect(both?.labels).toEqual({ a: 'one', b: 'two', c: 'own' });
    expect(both?.taints).toEqual([]);
    expect(both?.node.sysctls).toEqual({ 'x.a': '1', 'x.b': '2', 'x.c': '3', 'x.z': '0' });
    expect(both?.node.kernelModules).toEqual(['one']);
    expect(both?.node.hosts).toEqual([]);
    expect(both?.node.timeSync).toMatchObject({ maxSkewMs: 2000, maxWorkerSkewMs: 9000 });
    expect(reversed?.labels).toEqual({ a: 'one', b: 'one' });
    expect(reversed?.taints).toEqual([{ key: 'one', effect: 'NoSchedule' }]);
    expect(reversed?.ssh.port).toBe(1);
    expect(none?.labels).toEqual({});
    expect(none).not.toHaveProperty('taints');
    expect(none?.node.sysctls).toEqual({ 'x.a': '0', 'x.z': '0' });
  });

  it('replace a secret as a whole, and merge a bastion key by key', async () => {
    const { loaded, directory } = await load({ inventory: grouped, cluster: withNode });
    expect(loaded?.cluster.hosts[0]?.ssh).toMatchObject({
      user: 'ops',
      port: 2,
      sudoPassword: { file: `${directory}/b` },
      bastion: { address: '203.0.113.1', user: 'jump', port: 2222 },
    });
    expect(loaded?.cluster.hosts[0]?.ssh.sudoPassword).not.toHaveProperty('env');
    expect(loaded?.cluster.hosts[2]?.ssh.sudoPassword).toEqual({ env: 'A' });
  });
});
