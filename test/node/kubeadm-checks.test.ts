import { describe, expect, test } from 'vitest';
import type { Membership } from '../../src/cluster/membership.ts';
import { type Machine, machine, NO_MACHINE } from '../../src/facts/machine.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import type { Cluster, Role } from '../../src/model/cluster.ts';
import { kubeadmRefusals, kubeadmWarnings } from '../../src/node/kubeadm-checks.ts';
import { makeCluster, makeHost, makeNode, makeVersion } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';

interface Case {
  readonly machine?: Partial<Machine>;
  readonly facts?: Partial<HostFacts>;
  readonly cluster?: Partial<Cluster>;
  readonly role?: Role;
  readonly membership?: Membership;
  readonly swap?: 'kept';
}

function checks({ machine: some, facts, cluster, role = 'control-plane', membership = 'bare', swap }: Case) {
  const host = makeHost({ role, ...(swap === undefined ? {} : { node: makeNode({ swap }) }) });
  return kubeadmRefusals({
    cluster: makeCluster(cluster),
    host,
    facts: makeFacts({ machine: { ...NO_MACHINE, ...some }, ...facts }),
    membership,
  }).map(({ check }) => check);
}

const listener = (port: number, process = 'nginx') => ({
  listeners: [{ port, local: `0.0.0.0:${port}`, process, pid: '7' }],
});
const all = {
  missing: new Set(['conntrack', 'cp', 'crictl', 'ip', 'iptables', 'losetup', 'mount', 'nsenter']),
};
const at = (text: string) => ({ kubernetesVersion: makeVersion(text) });

test.each<[string, Case, readonly string[]]>([
  ['a host of which nothing is known', {}, []],
  ['a small control plane', { machine: { memoryKiB: 1_600_000, cpus: 1 } }, ['Mem', 'NumCPU']],
  ['a small worker', { machine: { memoryKiB: 1_600_000, cpus: 1 }, role: 'worker' }, []],
  ['1700 decimal MB and 2 CPUs', { machine: { memoryKiB: 1_660_157, cpus: 2 } }, []],
  [
    'what the spec tells kubeadm to ignore, without case',
    { machine: { memoryKiB: 1, cpus: 1 }, cluster: { ignorePreflightErrors: ['numcpu'] } },
    ['Mem'],
  ],
  ['a taken port', { machine: listener(10250), role: 'worker' }, ['Port-10250']],
  ['a port of control planes on a worker', { machine: listener(10259), role: 'worker' }, []],
  [
    'a port where kubeadm cleans up first',
    { machine: listener(10250, 'kubelet'), membership: 'half-done' },
    [],
  ],
  ['the ports of a member', { machine: listener(10250, 'kubelet'), membership: 'member' }, []],
  [
    'manifests on a worker before 1.23',
    {
      machine: { filled: new Map([['/etc/kubernetes/manifests', 'a.yaml']]) },
      role: 'worker',
      cluster: at('v1.22.0'),
    },
    ['DirAvailable--etc-kubernetes-manifests'],
  ],
  [
    'cgroup v1 from 1.35 on',
    { machine: { cgroup: 'tmpfs' }, cluster: at('v1.35.0') },
    ['SystemVerification'],
  ],
  ['cgroup v1 before', { machine: { cgroup: 'tmpfs' }, cluster: at('v1.34.0') }, []],
  ['no memory controller', { machine: { controllers: ['cpu', 'cpuset'] } }, ['SystemVerification']],
  [
    'programs of 1.20',
    { machine: all, cluster: at('v1.20.2') },
    ['crictl', 'conntrack', 'ip', 'iptables', 'nsenter', 'mount'].map((name) => `FileExisting-${name}`),
  ],
  [
    'programs of 1.36',
    { machine: all, cluster: at('v1.36.0') },
    ['mount', 'cp', 'losetup'].map((name) => `FileExisting-${name}`),
  ],
  ["Docker's containerd", { machine: { disabledPlugins: '["cri"]' } }, ['CRI']],
  ['swap that nobody turns off', { facts: { swaps: ['/swapfile'] }, swap: 'kept' }, ['Swap']],
  ['swap that prepare turns off', { facts: { swaps: ['/swapfile'] } }, []],
])('%s', (_what, one, expected) => {
  expect(checks(one)).toEqual(expected);
});

describe('what a host prints', () => {
  test('is read, and anything else is nothing', () => {
    const output = [
      'memory 16000000',
      'cpus 2',
      'architecture aarch64',
      'cgroup cgroup2fs',
      'controllers cpuset cpu io memory pids',
      'listen LISTEN 0 5 *:10250 *:* users:(("socat",pid=57,fd=5))',
      'filled lost+found /var/lib/etcd',
      'missing conntrack',
      'disabled ["cri"]',
    ].join('\n');
    expect(machine.parse(output)).toEqual({
      architecture: 'arm64',
      memoryKiB: 16_000_000,
      cpus: 2,
      cgroup: 'cgroup2fs',
      controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'],
      listeners: [{ port: 10250, local: '*:10250', process: 'socat', pid: '57' }],
      filled: new Map([['/var/lib/etcd', 'lost+found']]),
      missing: new Set(['conntrack']),
      disabledPlugins: '["cri"]',
    });
    expect(machine.parse('')).toEqual(NO_MACHINE);
    expect(machine.parse('memory x\nlisten nothing\ncpus\narchitecture pdp11\n\n')).toEqual(NO_MACHINE);
  });
});

describe('a kernel', () => {
  const RHEL8 = '4.18.0-553.el8_10.x86_64';
  const given = (version: string, membership: Membership = 'bare', ignorePreflightErrors: string[] = []) => {
    const candidate = {
      cluster: makeCluster({ ...at(version), ignorePreflightErrors }),
      host: makeHost(),
      facts: makeFacts({ kernel: RHEL8 }),
      membership,
    };
    const checks = (found: readonly { readonly check: string }[]) => found.map(({ check }) => check);
    return [checks(kubeadmRefusals(candidate)), checks(kubeadmWarnings(candidate))];
  };
  const hit = ['SystemVerification'];

  test.each<[string, ReturnType<typeof given>, readonly string[], readonly string[]]>([
    ['that kubeadm takes', given('v1.31.0'), [], []],
    ['that kubeadm refuses', given('v1.32.0'), hit, []],
    ['that the spec has it overlook', given('v1.32.0', 'bare', ['SystemVerification']), [], hit],
    ['that kubeadm only warns about', given('v1.34.0'), [], hit],
    ['that kubeadm refuses, of a member', given('v1.32.0', 'member'), [], []],
    ['that kubeadm warns about, of a member', given('v1.34.0', 'member'), [], []],
  ])('%s is refused or named accordingly', (_, [refused, warned], refusals, warnings) => {
    expect(refused).toEqual(refusals);
    expect(warned).toEqual(warnings);
  });
});
