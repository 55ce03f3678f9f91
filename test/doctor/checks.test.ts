import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { CHECKS } from '../../src/doctor/index.ts';
import { NO_BOOT_WRITERS } from '../../src/facts/boot-writers.ts';
import { NO_ETCD } from '../../src/facts/etcd-types.ts';
import type { FileFact } from '../../src/facts/files.ts';
import { NO_MACHINE } from '../../src/facts/machine.ts';
import { NO_MODULE_CONFIG } from '../../src/facts/module-config.ts';
import { NO_TIME_SYNC } from '../../src/facts/time-sync.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { withBlock } from '../../src/resources/hosts-entry.ts';
import { makeHost, makeNode as makeSettings, makeVersion, makeWorker } from '../fixtures/cluster.ts';
import { makeFile } from '../fixtures/facts.ts';
import { examination, healthy, look, type Odd, type Values } from './subjects.ts';

const base = healthy(makeHost());
const settings = (some: Partial<Values['settings']>): Odd => ({
  probes: { settings: { ...base.settings, ...some } },
});
const time = (running: string[], synchronised: boolean): Odd => ({
  facts: {
    timeSync: {
      ...NO_TIME_SYNC,
      synchronised,
      units: new Map(running.map((unit) => [unit, { load: 'loaded', active: 'active', enabled: 'enabled' }])),
    },
  },
});
const names = (nameservers: string[], some: Partial<Values['names']> = {}): Odd => ({
  probes: {
    names: {
      ...base.names,
      resolvFiles: new Map([['/etc/resolv.conf', { nameservers, search: [] }]]),
      ...some,
    },
  },
});
const hardware = (some: Partial<Values['hardware']>): Odd => ({
  probes: { hardware: { ...base.hardware, ...some } },
});
const runtime = (some: Partial<Values['containerd']>): Odd => ({
  probes: { containerd: { ...base.containerd, ...some } },
});
const at = (minor: number): Partial<Cluster> => ({
  kubernetesVersion: { major: 1, minor, patch: 0, text: `v1.${minor}.0` },
});
const journal = (errors: string[], some: Partial<Values['kubelet']> = {}): Odd => ({
  probes: { kubelet: { ...base.kubelet, errors, ...some } },
});
const socket = { local: '10.0.0.11:10250', peer: '0.0.0.0:*', process: 'nc', pid: '42', port: 10250 };
const sockets = (some: Partial<Values['sockets']>): Odd => ({
  probes: { sockets: { ...base.sockets, ...some } },
});
const disk = (some: Partial<Values['disks'][number]>): Odd => ({
  probes: {
    disks: [{ path: '/', mount: '/', sizeKiB: 100e6, freeKiB: 60e6, inodes: 1000, freeInodes: 900, ...some }],
  },
});

const ABSENT_FILE: FileFact = { type: 'absent', sha256: '', mode: '', owner: '' };

interface Row {
  readonly check: string;
  readonly what: string;
  readonly odd: Odd;
  readonly cluster?: Partial<Cluster>;
  /** A part of each finding, in order; none: it passes. */
  readonly finds: readonly (string | RegExp)[];
}

const V135 = { kubernetesVersion: makeVersion('v1.35.0') };
const V131 = { kubernetesVersion: makeVersion('v1.31.0') };
const V120 = { kubernetesVersion: makeVersion('v1.20.2') };
const noHosts = (node: Parameters<typeof makeSettings>[0]): Partial<Cluster> => ({
  hosts: [makeHost({ node: makeSettings(node) }), makeWorker()],
});

/** The block of /etc/hosts, and of the copy that kube-proxy has. */
function copies(block: string, copied: string): Partial<HostFacts> {
  return {
    files: new Map([['/etc/hosts', makeFile(withBlock('', block))]]),
    hostsCopies: [{ pod: 'kube-system/kube-proxy-x', block: copied }],
  };
}

/** cp-1 is odd in one way; what each check makes of it. */
const ROWS: readonly Row[] = [
  {
    check: 'hosts-copies',
    what: 'a Pod that started when the endpoint was another control plane',
    odd: { membership: 'member', facts: copies('10.0.0.12 api\n10.0.0.13 api\n', '10.0.0.11 api\n') },
    finds: [
      'warning: hostNetwork Pods hold older lines of /etc/hosts: they may look for the API server on hosts that are gone | kube-system/kube-proxy-x: 10.0.0.11 api',
    ],
  },
  {
    check: 'hosts-copies',
    what: 'a Pod that started before kubestrap came',
    odd: { membership: 'member', facts: copies('10.0.0.12 api\n', '') },
    finds: [/kube-system\/kube-proxy-x: no lines of kubestrap/],
  },
  {
    check: 'hosts-copies',
    what: 'copies that are as the file is',
    odd: { membership: 'member', facts: copies('10.0.0.12 api\n', '10.0.0.12 api\n') },
    finds: [],
  },
  {
    check: 'ports',
    what: 'a stranger that listens',
    odd: sockets({ listeners: [socket] }),
    finds: ['error: port 10250 (kubelet) is taken by nc | listens on 10.0.0.11:10250: nc (process 42)'],
  },
  {
    check: 'ports',
    what: 'a component of a member',
    odd: { ...sockets({ listeners: [{ ...socket, process: 'kubelet' }] }), membership: 'member' },
    finds: [],
  },
  {
    check: 'ports',
    what: 'a component whose name is cut off by the kernel',
    odd: {
      ...sockets({ listeners: [{ ...socket, port: 10257, process: 'kube-controller' }] }),
      membership: 'member',
    },
    finds: [],
  },
  {
    check: 'ports',
    what: 'a component on a bare host',
    odd: sockets({ listeners: [{ ...socket, process: 'kubelet' }] }),
    finds: ['kubelet of an earlier cluster still listens'],
  },
  {
    check: 'ports',
    what: 'a source port',
    odd: sockets({
      connections: [
        {
          ...socket,
          port: 10259,
          local: '10.0.0.11:10259',
          peer: '10.0.0.12:2379',
          process: 'kube-apiserver',
        },
      ],
    }),
    finds: [
      /^error: port 10259 \(kube-scheduler\) is the source port.* \| 10\.0\.0\.11:10259 → 10\.0\.0\.12:2379 \(kube-apiserver, process 42\)$/,
    ],
  },
  {
    check: 'ports',
    what: 'a connection that the listener there accepted',
    odd: {
      ...sockets({ listeners: [{ ...socket, process: 'kubelet' }], connections: [socket] }),
      membership: 'member',
    },
    finds: [],
  },
  {
    check: 'ephemeral-ports',
    what: 'the range that field note 6 used',
    odd: sockets({ range: '12000\t65535' }),
    finds: ['warning: outgoing connections may take ports of components or NodePorts: 30000-32767'],
  },
  {
    check: 'ephemeral-ports',
    what: 'the same with the ports reserved',
    odd: sockets({ range: '12000 65535', reserved: '30000-32767' }),
    finds: [],
  },
  {
    check: 'clock',
    what: 'a clock that is ahead',
    odd: { facts: { clock: { offsetMs: 600_000, uncertaintyMs: 5 } } },
    finds: [
      /^error: the clock is not the other hosts'.* \| 600\.0 s ahead \(±10 ms, allowed 500 ms\); chronyd: .* \| worker-1: 0 ms ahead/,
    ],
  },
  {
    check: 'time-sync',
    what: 'no daemon',
    odd: time([], false),
    finds: ['warning: nothing keeps the clock right'],
  },
  {
    check: 'time-sync',
    what: 'two daemons',
    odd: time(['chronyd.service', 'ntpd.service'], true),
    finds: ['more than one program'],
  },
  {
    check: 'time-sync',
    what: 'one that is not synchronised',
    odd: time(['chronyd.service'], false),
    finds: ['not synchronised, though chronyd.service runs'],
  },
  {
    check: 'modules',
    what: 'a module that is not there',
    odd: {
      facts: {
        modules: new Map([
          ['overlay', 'loaded'],
          ['br_netfilter', 'missing'],
        ]),
      },
    },
    finds: ['error: the kernel has no module br_netfilter'],
  },
  {
    check: 'modules',
    what: 'a module that is denied',
    odd: {
      facts: {
        moduleConfig: {
          ...NO_MODULE_CONFIG,
          denials: [{ module: 'br_netfilter', how: 'install', where: '/etc/modprobe.d/cis.conf' }],
        },
        modules: new Map([
          ['overlay', 'loaded'],
          ['br_netfilter', 'available'],
        ]),
      },
    },
    finds: [
      'denied by modprobe.d (traffic of Pods on a bridge passes through iptables) | /etc/modprobe.d/cis.conf: install br_netfilter',
    ],
  },
  {
    check: 'modules',
    what: 'a module that can be loaded',
    odd: {
      facts: {
        modules: new Map([
          ['overlay', 'loaded'],
          ['br_netfilter', 'available'],
        ]),
      },
    },
    finds: [],
  },
  {
    check: 'kernel',
    what: '4.18 on 1.32',
    odd: { facts: { kernel: '4.18.0-553.el8_10.x86_64' } },
    cluster: at(32),
    finds: ["error: the host's kernel is too old for kubeadm v1.32.0"],
  },
  {
    check: 'kernel',
    what: '4.18 on 1.32 where the check is ignored',
    odd: { facts: { kernel: '4.18.0-553.el8_10.x86_64' } },
    cluster: { ...at(32), ignorePreflightErrors: ['SystemVerification'] },
    finds: ["warning: kubeadm v1.32.0 warns about the host's kernel"],
  },
  {
    check: 'kernel',
    what: '4.18 on 1.31',
    odd: { facts: { kernel: '4.18.0-553.el8_10.x86_64' } },
    cluster: at(31),
    finds: [],
  },
  {
    check: 'kernel',
    what: '4.18 on 1.34, which warns only',
    odd: { facts: { kernel: '4.18.0-553.el8_10.x86_64' } },
    cluster: at(34),
    finds: [
      "warning: kubeadm v1.34.0 warns about the host's kernel | the host runs 4.18.0-553.el8_10.x86_64; kubeadm takes 5.4, 5.10, 5.15 or any from 6.0 on",
    ],
  },
  {
    check: 'kernel',
    what: 'nftables on 5.10',
    odd: { facts: { kernel: '5.10.0-8' } },
    cluster: { ...at(33), kubeProxy: { mode: 'nftables' } },
    finds: ['error: kube-proxy in mode nftables needs kernel 5.13 or newer | the host runs 5.10.0-8'],
  },
  {
    check: 'kernel',
    what: 'nftables on 5.13',
    odd: { facts: { kernel: '5.13.0' } },
    cluster: { ...at(33), kubeProxy: { mode: 'nftables' } },
    finds: [],
  },
  {
    check: 'cgroups',
    what: 'v1 on 1.35',
    odd: hardware({ cgroup: 'tmpfs' }),
    cluster: V135,
    finds: ['error: the host has cgroup v1, and the kubelet v1.35.0 does not start'],
  },
  {
    check: 'cgroups',
    what: 'v1 on 1.35 that was told to bear it',
    odd: hardware({ cgroup: 'tmpfs' }),
    cluster: { ...V135, kubelet: { failCgroupV1: false } },
    finds: ['warning: the host has cgroup v1'],
  },
  {
    check: 'cgroups',
    what: 'v1 on 1.31',
    odd: hardware({ cgroup: 'tmpfs' }),
    cluster: V131,
    finds: ['warning: the host has cgroup v1'],
  },
  { check: 'cgroups', what: 'v1 on 1.20', odd: hardware({ cgroup: 'tmpfs' }), cluster: V120, finds: [] },
  {
    check: 'cgroup-driver',
    what: 'containerd with cgroupfs',
    odd: runtime({ systemdCgroup: false }),
    finds: ['error: cgroup drivers differ: the kubelet is to use systemd, containerd uses cgroupfs'],
  },
  {
    check: 'cgroup-driver',
    what: 'cgroupfs of a containerd that kubelets ask',
    odd: {
      ...runtime({ systemdCgroup: false, version: 'v2.0.1' }),
      facts: { programs: new Map([['kubelet', 'v1.31.0']]) },
    },
    cluster: at(31),
    finds: [],
  },
  {
    check: 'cgroup-driver',
    what: 'cgroupfs of a containerd 2 that kubelets of 1.30 do not ask',
    odd: {
      ...runtime({ systemdCgroup: false, version: 'v2.0.1' }),
      facts: { programs: new Map([['kubelet', 'v1.30.0']]) },
    },
    cluster: at(30),
    finds: ['error: cgroup drivers differ'],
  },
  {
    check: 'cgroup-driver',
    what: 'cgroupfs of a containerd 2 that kubelets must not ask',
    odd: {
      ...runtime({ systemdCgroup: false, version: '2.1.0' }),
      facts: { programs: new Map([['kubelet', 'v1.31.0']]) },
    },
    cluster: { ...at(31), kubelet: { featureGates: { KubeletCgroupDriverFromCRI: false } } },
    finds: ['error: cgroup drivers differ'],
  },
  {
    check: 'cgroup-driver',
    what: 'cgroupfs of a containerd 1.7, which does not answer',
    odd: runtime({ systemdCgroup: false, version: '1.7.22' }),
    cluster: at(35),
    finds: ['error: cgroup drivers differ'],
  },
  {
    check: 'cgroup-driver',
    what: 'a kubelet that differs from its spec',
    odd: journal([], { config: new Map([['cgroupDriver', 'cgroupfs']]) }),
    finds: ['the kubelet uses cgroupfs, containerd uses systemd'],
  },
  {
    check: 'memory-and-cpus',
    what: 'a small machine',
    odd: hardware({ memoryKiB: 1_000_000, cpus: 1 }),
    finds: [
      'error: less than 1700 MB of memory | MemTotal is 1024 MB',
      'error: fewer than 2 CPUs | it has 1',
    ],
  },
  {
    check: 'disk-space',
    what: 'a full disk',
    odd: disk({ freeKiB: 5e6 }),
    finds: ['error: / is so full that the kubelet evicts Pods'],
  },
  { check: 'disk-space', what: 'no inodes', odd: disk({ freeInodes: 10 }), finds: ['inodes 1 % free'] },
  {
    check: 'disk-space',
    what: 'images near the bound',
    odd: disk({ path: '/var/lib/containerd', freeKiB: 17e6 }),
    finds: ['warning: / is close to where the kubelet removes images'],
  },
  {
    check: 'disk-space',
    what: 'a file system without a number of inodes',
    odd: disk({ inodes: 0, freeInodes: 0 }),
    finds: [],
  },
  {
    check: 'etcd-disk',
    what: 'a quick disk',
    odd: {},
    finds: [
      'info: the disk is fast enough for etcd | 100 writes to /var/lib (/dev/sda1): median 1.0 ms, 99 % within 1.0 ms, worst 1.0 ms',
    ],
  },
  {
    check: 'etcd-disk',
    what: 'one slow write in a hundred',
    odd: { probes: { fsync: { ...base.fsync, writesMs: [...Array.from({ length: 99 }, () => 1), 500] } } },
    finds: ['info: the disk is fast enough'],
  },
  {
    check: 'etcd-disk',
    what: 'two slow writes in a hundred',
    odd: {
      probes: { fsync: { ...base.fsync, writesMs: [...Array.from({ length: 98 }, () => 1), 40, 500] } },
    },
    finds: [/^warning: the disk is slow for etcd.*99 % within 40 ms, worst 500 ms$/],
  },
  {
    check: 'etcd-disk',
    what: 'writes longer than a heartbeat',
    odd: { probes: { fsync: { ...base.fsync, writesMs: Array.from({ length: 30 }, () => 200) } } },
    finds: ['error: the disk is too slow for etcd'],
  },
  {
    check: 'dns',
    what: 'a loop',
    odd: names(['127.0.0.53'], { resolved: true }),
    finds: ['error: CoreDNS would ask itself: /etc/resolv.conf'],
  },
  {
    check: 'dns',
    what: 'systemd-resolved, whose servers kubeadm gives the kubelet',
    odd: names(['127.0.0.53'], {
      resolved: true,
      resolvFiles: new Map([
        ['/etc/resolv.conf', { nameservers: ['127.0.0.53'], search: [] }],
        ['/run/systemd/resolve/resolv.conf', { nameservers: ['10.0.0.2'], search: [] }],
      ]),
    }),
    finds: [],
  },
  {
    check: 'dns',
    what: 'a kubelet that was given the stub',
    odd: names(['127.0.0.53'], { resolved: true, kubeletResolvConf: '/etc/resolv.conf' }),
    finds: ['error: CoreDNS would ask itself'],
  },
  {
    check: 'dns',
    what: 'four servers',
    odd: names(['10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5']),
    finds: ['names 4 name servers, and only the first 3 count'],
  },
  {
    check: 'dns',
    what: 'one server of two that is silent',
    odd: names(['10.0.0.2', '10.0.0.3'], {
      answers: new Map([
        ['10.0.0.2', true],
        ['10.0.0.3', false],
      ]),
    }),
    finds: ['warning: a name server does not answer: 10.0.0.3'],
  },
  {
    check: 'dns',
    what: 'silence',
    odd: names(['10.0.0.3'], { answers: new Map([['10.0.0.3', false]]) }),
    finds: ['error: no name server answers: 10.0.0.3'],
  },
  {
    check: 'dns',
    what: 'more search domains than 1.20 takes',
    odd: names([], {
      resolvFiles: new Map([
        ['/etc/resolv.conf', { nameservers: ['10.0.0.2'], search: ['a', 'b', 'c', 'd'] }],
      ]),
    }),
    cluster: V120,
    finds: ['has 4 search domains; a Pod takes 3 beside'],
  },
  {
    check: 'dns',
    what: 'as many on 1.36',
    odd: names([], {
      resolvFiles: new Map([
        ['/etc/resolv.conf', { nameservers: ['10.0.0.2'], search: ['a', 'b', 'c', 'd'] }],
      ]),
    }),
    finds: [],
  },
  {
    check: 'preflight',
    what: 'a program and a cgroup controller are missing',
    odd: {
      membership: 'bare',
      facts: {
        machine: {
          ...NO_MACHINE,
          missing: new Set(['mount', 'crictl']),
          controllers: ['cpu', 'cpuset', 'pids'],
        },
      },
    },
    finds: ['no cgroup controller memory', 'the host has no mount'],
  },
  {
    check: 'boot-writers',
    what: 'cloud-init makes /etc/hosts at every boot',
    odd: {
      facts: {
        bootWriters: {
          ...NO_BOOT_WRITERS,
          cloudInit: {
            settings: [{ file: '/etc/cloud/cloud.cfg', key: 'manage_etc_hosts', value: 'true' }],
            name: '',
          },
        },
      },
    },
    finds: ['cloud-init writes /etc/hosts from a template at every boot'],
  },
  {
    check: 'locked-files',
    what: 'immutable, and a mount of its own',
    odd: {
      facts: {
        files: new Map([
          ['/etc/hosts', { ...ABSENT_FILE, lock: 'mount' }],
          ['/etc/hostname', { ...ABSENT_FILE, lock: 'immutable' }],
          ['/etc/fstab', ABSENT_FILE],
        ]),
      },
    },
    finds: ['/etc/hosts is a mount of its own', '/etc/hostname or its directory is immutable'],
  },
  {
    check: 'hostname',
    what: 'capitals',
    odd: { facts: { hostname: 'CP-1' } },
    finds: [/^warning: the host's name is not one.*uname -n: CP-1$/],
  },
  {
    check: 'hostname',
    what: 'a name that another has',
    odd: { facts: { hostname: 'Worker-1' } },
    finds: ['warning', 'error: hosts share the name "worker-1" | also: worker-1'],
  },
  {
    check: 'hostname',
    what: 'a name that leads elsewhere',
    odd: { probes: { names: { ...base.names, lookups: new Map([['cp-1', ['10.9.9.9']]]) } } },
    finds: ["warning: the node's name leads to another host"],
  },
  {
    check: 'hostname',
    what: "Debian's 127.0.1.1",
    odd: { probes: { names: { ...base.names, lookups: new Map([['cp-1', ['127.0.1.1']]]) } } },
    finds: ["info: the node's name leads to a loopback address"],
  },
  {
    check: 'node-address',
    what: 'an address that is elsewhere',
    odd: { probes: { links: [{ name: 'eth0', mtu: 1500, mac: '', addresses: ['192.0.2.11', 'fe80::1'] }] } },
    finds: ["error: the node's address 10.0.0.11 is on none of the host's interfaces | it has 192.0.2.11"],
  },
  {
    check: 'identity',
    what: 'a cloned machine-id',
    odd: hardware({ machineId: 'id-worker-1' }),
    finds: ['error: hosts share a machine-id | id-worker-1: also worker-1'],
  },
  { check: 'identity', what: 'firmware without a UUID', odd: hardware({ productUuid: '' }), finds: [] },
  {
    check: 'identity',
    what: 'a cloned MAC address',
    odd: { probes: { links: healthy(makeWorker()).links } },
    finds: ['error: hosts share a MAC address'],
  },
  {
    check: 'mtu',
    what: 'an MTU of its own',
    odd: { probes: { links: [{ name: 'eth0', mtu: 1400, mac: '', addresses: ['10.0.0.11'] }] } },
    finds: ["warning: the node's interface has MTU 1400, where most hosts have 1500"],
  },
  {
    check: 'mtu',
    what: 'a path that swallows large packets',
    odd: { probes: { paths: [{ peer: '10.0.0.21', mtu: 9000, passes: 'small' }] } },
    finds: [
      "error: packets of the interface's size do not reach other hosts, small ones do | 10.0.0.21: nothing of 9000 bytes",
    ],
  },
  {
    check: 'mtu',
    what: 'peers that do not answer ping',
    odd: { probes: { paths: [{ peer: '10.0.0.21', mtu: 1500, passes: 'none' }] } },
    finds: ['info: no other host answers ping'],
  },
  {
    check: 'proxy',
    what: 'a proxy that takes everything',
    odd: settings({
      proxies: [
        {
          unit: 'containerd.service',
          variables: new Map([
            ['https_proxy', 'http://10.1.1.1:3128'],
            ['no_proxy', 'localhost,10.96.0.0/12'],
          ]),
        },
      ],
    }),
    finds: [
      /^warning: containerd\.service sends the cluster's own.*not in no_proxy: 10\.244\.0\.0\/16, \.cluster\.local, \.svc, apiserver\.cluster\.local, 10\.0\.0\.11/,
    ],
  },
  {
    check: 'proxy',
    what: 'a complete no_proxy',
    odd: settings({
      proxies: [
        {
          unit: 'kubelet.service',
          variables: new Map([
            ['http_proxy', 'http://10.1.1.1:3128'],
            ['no_proxy', '10.0.0.0/8,.cluster.local,.svc'],
          ]),
        },
      ],
    }),
    finds: [],
  },
  {
    check: 'leftovers',
    what: 'an earlier cluster',
    odd: {
      probes: {
        leftovers: {
          listed: new Map([
            ['file', ['/etc/kubernetes/kubelet.conf', '/etc/kubernetes/pki/ca.crt']],
            ['pod', ['a1', 'b2']],
            ['link', ['cni0']],
            ['rules', ['iptables 9']],
            ['state', ['/var/lib/cni']],
          ]),
          cni: ['/etc/cni/net.d/10-x.conf'],
          manifests: [],
        },
      },
    },
    finds: [
      'error: files of an earlier cluster',
      'error: containers of an earlier cluster',
      'warning: a network add-on',
      'warning: network interfaces',
      'warning: rules of an earlier cluster',
      'warning: a network add-on remembers',
    ],
  },
  {
    check: 'etcd-directory',
    what: 'a disk that is mounted at it',
    odd: { facts: { etcd: { ...NO_ETCD, foreignFiles: ['lost+found'] } } },
    finds: [
      "error: the data directory of etcd, /var/lib/etcd, is not empty: kubeadm's preflight refuses it | /var/lib/etcd/lost+found (a disk is mounted there)",
    ],
  },
  {
    check: 'etcd-directory',
    what: 'nothing',
    odd: {},
    finds: [],
  },
  {
    check: 'state',
    what: 'a member whose Node is gone',
    odd: { membership: 'unregistered' },
    finds: ['error: the cluster has no Node for this host'],
  },
  {
    check: 'swap',
    what: 'swap that apply turns off',
    odd: { facts: { swaps: ['/dev/sda2'] } },
    finds: ['warning: swap is on'],
  },
  {
    check: 'swap',
    what: 'swap on a member',
    odd: { facts: { swaps: ['/dev/sda2'] }, membership: 'member' },
    finds: ['error: swap is on, and the kubelet does not start with it (failSwapOn) | /dev/sda2'],
  },
  {
    check: 'swap',
    what: 'swap that comes back',
    odd: {
      facts: {
        swapUnits: new Map([
          ['dev-sda2.swap', { enabled: 'generated', active: 'active', source: '/etc/fstab' }],
          [
            'dev-zram0.swap',
            { enabled: 'generated', active: 'active', source: '/etc/systemd/zram-generator.conf' },
          ],
          ['dev-sdb1.swap', { enabled: '', active: 'active', source: '' }],
        ]),
        files: new Map([['/etc/fstab', makeFile('# no swap\nUUID=1 none swap sw 0 0\n')]]),
      },
    },
    finds: [
      '/etc/fstab has it | UUID=1 none swap sw 0 0',
      'a unit turns it on | dev-zram0.swap (generated, from /etc/systemd/zram-generator.conf)',
    ],
  },
  {
    check: 'kubelet',
    what: 'a bare host, which has no configuration yet',
    odd: journal(['F1 failed to load Kubelet config file /var/lib/kubelet/config.yaml, error']),
    finds: [],
  },
  {
    check: 'kubelet',
    what: 'a flag it does not know',
    odd: journal(['Error: failed to parse kubelet flag: unknown flag: --x']),
    finds: [
      "warning: the kubelet's first error: the kubelet does not know a flag it is given | Error: failed to parse",
    ],
  },
  {
    check: 'kubelet',
    what: 'a member that crashes',
    odd: {
      ...journal(
        [
          'E1 x.go:1] node "cp-1" not found',
          'F1 server.go:2] failed to run Kubelet: running with swap on is not supported',
        ],
        {},
      ),
      membership: 'member',
    },
    finds: [
      'error: the kubelet ends as soon as it is started | kubelet.service is activating (auto-restart), started again 3 times',
      /^error: the kubelet's first error: swap is on.*running with swap on/,
    ],
  },
  {
    check: 'kubelet',
    what: 'a member that runs',
    odd: { ...journal([], { active: 'active', sub: 'running' }), membership: 'member' },
    finds: [],
  },
  {
    check: 'containerd',
    what: 'a CRI plugin that is off',
    odd: runtime({ disabledPlugins: ['cri'], cri: '' }),
    finds: ["error: containerd's CRI plugin is turned off"],
  },
  {
    check: 'containerd',
    what: 'silence',
    odd: runtime({ version: '', socket: false, cri: '' }),
    finds: ['error: containerd does not answer | there is no socket unix:///run/containerd/containerd.sock'],
  },
  {
    check: 'containerd',
    what: 'a CRI plugin that failed',
    odd: runtime({ cri: 'error' }),
    finds: ["error: containerd's CRI plugin did not start (error)"],
  },
  {
    check: 'containerd',
    what: 'a sandbox image from the internet',
    odd: runtime({ sandboxImage: 'registry.k8s.io/pause:3.8' }),
    cluster: { imageRepository: 'mirror.example.org/k8s' },
    finds: ['warning: containerd takes its sandbox image from elsewhere'],
  },
  {
    check: 'firewall',
    what: 'chains that let everything in, as every host has them',
    odd: {
      facts: {
        firewall: {
          firewalld: null,
          ufw: null,
          chains: [{ name: 'iptables INPUT', lines: ['-P INPUT ACCEPT'] }],
        },
      },
    },
    finds: [],
  },
  {
    check: 'firewall',
    what: 'a chain that does not',
    odd: {
      facts: {
        firewall: {
          firewalld: null,
          ufw: null,
          chains: [{ name: 'iptables INPUT', lines: ['-P INPUT DROP'] }],
        },
      },
    },
    finds: ['active: iptables INPUT, which refuses what no rule lets in'],
  },
  {
    check: 'firewall',
    what: 'ufw',
    odd: {
      facts: { firewall: { firewalld: null, ufw: { enabled: true, drops: true, tuples: [] }, chains: [] } },
    },
    finds: ['warning: a firewall runs, and its rules were not looked at | active: ufw'],
  },
  {
    check: 'firewall',
    what: 'a firewall that is managed',
    odd: {
      facts: { firewall: { firewalld: null, ufw: { enabled: true, drops: true, tuples: [] }, chains: [] } },
    },
    cluster: noHosts({ firewall: { manage: true, extraPorts: [] } }),
    finds: [],
  },
  {
    check: 'security-modules',
    what: 'SELinux',
    odd: { facts: { security: { selinux: 'enforcing', apparmor: true, bootParameters: [] } } },
    finds: ['info: SELinux is enforcing', 'info: AppArmor is on'],
  },
  {
    check: 'programs',
    what: 'a kubelet of another version',
    odd: {
      facts: {
        programs: new Map([
          ['containerd', ''],
          ['kubeadm', 'v1.36.0'],
          ['kubelet', 'v1.37.0'],
          ['systemd-run', ''],
          ['kubectl', ''],
        ]),
      },
    },
    finds: ['error: the kubelet is v1.37.0: newer than'],
  },
  {
    check: 'units',
    what: 'a kubelet that is not enabled',
    odd: {
      facts: {
        services: new Map([
          ['containerd.service', { load: 'loaded', active: 'active', enabled: 'enabled' }],
          ['kubelet.service', { load: 'loaded', active: 'inactive', enabled: 'disabled' }],
        ]),
      },
    },
    finds: [
      'warning: kubelet.service does not start at boot | LoadState=loaded ActiveState=inactive UnitFileState=disabled',
    ],
  },
  {
    check: 'units',
    what: 'a unit that is not there',
    odd: {
      facts: {
        services: new Map([
          ['containerd.service', { load: 'loaded', active: 'active', enabled: 'enabled' }],
          ['kubelet.service', { load: 'not-found', active: 'inactive', enabled: '' }],
        ]),
      },
    },
    finds: ['error: systemd has no unit kubelet.service'],
  },
  {
    check: 'programs',
    what: 'a unit that is not there, which is for the check of units to say',
    odd: {
      facts: {
        services: new Map([['kubelet.service', { load: 'not-found', active: 'inactive', enabled: '' }]]),
      },
    },
    finds: [],
  },
  {
    check: 'state',
    what: 'a record that is none',
    odd: { unread: new Map([['record', 'it is not JSON']]) },
    finds: ["error: kubestrap's record on the host cannot be read | it is not JSON"],
  },
  {
    check: 'state',
    what: 'a restart that is due',
    odd: { facts: { restarts: new Set(['kubelet.service']) } },
    finds: ['warning: units run with a configuration that was replaced since'],
  },
  {
    check: 'state',
    what: 'a lock that was left',
    odd: settings({ lock: '{"user":"op"}', lockAge: 900 }),
    finds: [
      'info: a run left its lock; the next apply takes it over | {"user":"op"} (last heard of 900 s ago)',
    ],
  },
  {
    check: 'state',
    what: 'a lock of another boot',
    odd: settings({ lock: '{"user":"op"}', lockAge: 'boot' }),
    finds: [
      'info: a run left its lock; the next apply takes it over | {"user":"op"} (last heard of before the host was started)',
    ],
  },
  {
    check: 'state',
    what: 'a lock that is held',
    odd: settings({ lock: '{"user":"op"}', lockAge: 60 }),
    finds: ['info: a kubestrap is at work here | {"user":"op"} (last heard of 60 s ago)'],
  },
];

describe.each([...new Set(ROWS.map(({ check }) => check))])('%s', (check) => {
  test.each(ROWS.filter((row) => row.check === check).map((row): [string, Row] => [row.what, row]))(
    '%s',
    (_what, { odd, cluster, finds }) => {
      const found = look(check, 'cp-1', examination({ 'cp-1': odd }, cluster));
      expect(found).toEqual(
        finds.map((part) =>
          typeof part === 'string' ? expect.stringContaining(part) : expect.stringMatching(part),
        ),
      );
    },
  );
});

test('every check has a row above, or a test of its own', () => {
  const elsewhere = ['certificates', 'trust'];
  expect(new Set([...ROWS.map(({ check }) => check), ...elsewhere])).toEqual(
    new Set(CHECKS.map(({ name }) => name)),
  );
});

test('hosts on which all is well pass every check', () => {
  const seen = examination();
  const { findings, summary, checks } = diagnose(CHECKS, seen, new Set(['cp-1', 'worker-1']));
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(summary).toMatchObject({ error: 0, warning: 0, unknown: 0, hosts: 2, unreachable: 0 });
  expect(checks.find(({ name }) => name === 'etcd-disk')?.skipped).toEqual(['worker-1']);
});

test('a probe without an answer is told as such by the checks that need it, and by no others', () => {
  const seen = examination({ 'cp-1': { silent: ['sockets'] } });
  const { findings } = diagnose(CHECKS, seen, new Set(['cp-1']));
  const unknown = findings.filter(({ severity }) => severity === 'unknown');
  expect(unknown.map(({ check, message }) => [check, message])).toEqual([
    ['ports', 'could not tell: no answer in time (10 s)'],
    ['ephemeral-ports', 'could not tell: no answer in time (10 s)'],
  ]);
});
