/** What a resource makes of a host: (desired, facts) → change → shell. A new case is a row. */

import type { FileFact, HostFacts } from '../../src/facts/types.ts';
import type { Change } from '../../src/plan/types.ts';
import { file } from '../../src/resources/file.ts';
import { hostname } from '../../src/resources/hostname.ts';
import { hostsEntries } from '../../src/resources/hosts-entry.ts';
import { kernelModule } from '../../src/resources/kernel-module.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { service } from '../../src/resources/service.ts';
import { noSwap } from '../../src/resources/swap.ts';
import { maskedSwapUnit } from '../../src/resources/swap-unit.ts';
import { sysctl } from '../../src/resources/sysctl.ts';
import { makeFile } from '../fixtures/facts.ts';

export interface Row {
  readonly title: string;
  readonly desired: Resource;
  readonly facts: Partial<HostFacts>;
  /** Null: nothing to change. */
  readonly change: Partial<Change> | null;
  readonly shell?: string;
}

export const BEGIN = '# BEGIN kubestrap: this block is managed, edits in it are lost';
export const END = '# END kubestrap';

const modules = file({ path: '/etc/m.conf', content: 'overlay\n', mode: '0644', reason: 'modules at boot' });
const at = (path: string, fact: FileFact): Partial<HostFacts> => ({ files: new Map([[path, fact]]) });
const put = "put_file /etc/m.conf 0644 root:root 'overlay\n'";

export const files: readonly Row[] = [
  {
    title: 'a file that nobody looked at is made',
    desired: modules,
    facts: { files: new Map() },
    change: { action: 'create', before: null, after: 'overlay\n', disruption: 'none' },
    shell: put,
  },
  {
    title: 'an absent file is made',
    desired: modules,
    facts: at('/etc/m.conf', { type: 'absent', sha256: '', mode: '', owner: '' }),
    change: { action: 'create', before: null, after: 'overlay\n' },
    shell: put,
  },
  {
    title: 'the same file is left alone',
    desired: modules,
    facts: at('/etc/m.conf', makeFile('overlay\n')),
    change: null,
  },
  {
    title: 'another content is replaced, and shown',
    desired: modules,
    facts: at('/etc/m.conf', makeFile('ip_vs\n')),
    change: { action: 'update', before: 'ip_vs\n', after: 'overlay\n' },
    shell: put,
  },
  {
    title: 'another mode is put right',
    desired: modules,
    facts: at('/etc/m.conf', makeFile('overlay\n', { mode: '600' })),
    change: { action: 'update', before: '0600 root:root', after: '0644 root:root' },
    shell: put,
  },
  {
    title: 'another owner is put right',
    desired: modules,
    facts: at('/etc/m.conf', makeFile('overlay\n', { owner: 'ops:ops' })),
    change: { action: 'update', before: '0644 ops:ops', after: '0644 root:root' },
    shell: put,
  },
  {
    title: 'a setuid bit counts',
    desired: modules,
    facts: at('/etc/m.conf', makeFile('overlay\n', { mode: '4644' })),
    change: { action: 'update', before: '4644 root:root' },
    shell: put,
  },
  {
    title: 'a file too large to be shown is replaced all the same',
    desired: modules,
    facts: at('/etc/m.conf', { type: 'file', sha256: 'x', mode: '644', owner: 'root:root' }),
    change: { action: 'update', before: '(file of another content)' },
    shell: put,
  },
  {
    title: 'content reaches the shell as one word',
    desired: file({ path: "/etc/it's", content: "a'b\n$(id)\n", mode: '0600', reason: 'x' }),
    facts: { files: new Map() },
    change: { action: 'create' },
    shell: "put_file '/etc/it'\\''s' 0600 root:root 'a'\\''b\n$(id)\n'",
  },
];

const overlay = kernelModule({ name: 'overlay', reason: "the runtime's file systems" });
const state = (of: string): Partial<HostFacts> => ({
  modules: new Map([['overlay', of === 'loaded' || of === 'builtin' || of === 'available' ? of : 'missing']]),
});
const load = "load_module overlay 'the runtime'\\''s file systems' linux-image-6.1.0-25-amd64";

export const kernelModules: readonly Row[] = [
  {
    title: 'a kernel that was updated and not booted has no directory of modules: the plan says so',
    desired: overlay,
    facts: {
      ...state('missing'),
      kernel: '5.4.0-mini',
      moduleConfig: { hasDirectory: false, denials: [], parameters: new Map() },
    },
    change: { before: 'not found: there is no /lib/modules/5.4.0-mini' },
    shell: load.replace('6.1.0-25-amd64', '5.4.0-mini'),
  },
  {
    title: 'a module that another file denies is tried, and the file is named',
    desired: overlay,
    facts: {
      ...state('available'),
      moduleConfig: {
        hasDirectory: true,
        denials: [{ module: 'overlay', how: 'install', where: '/etc/modprobe.d/cis.conf' }],
        parameters: new Map(),
      },
    },
    change: { before: 'denied by /etc/modprobe.d/cis.conf' },
    shell: load,
  },
  { title: 'a loaded module is left alone', desired: overlay, facts: state('loaded'), change: null },
  {
    title: 'a module that is built in is left alone',
    desired: overlay,
    facts: state('builtin'),
    change: null,
  },
  {
    title: 'a module that can be loaded is',
    desired: overlay,
    facts: state('available'),
    change: { action: 'create', before: null, after: 'loaded', reason: "the runtime's file systems" },
    shell: load,
  },
  {
    title: 'a module that the kernel does not have is tried, and said to be missing',
    desired: overlay,
    facts: { ...state('missing'), kernel: '5.4.0-mini' },
    change: { action: 'create', before: 'not found for kernel 5.4.0-mini' },
    shell: load.replace('6.1.0-25-amd64', '5.4.0-mini'),
  },
  {
    title: 'a module that nobody looked at is loaded',
    desired: overlay,
    facts: { modules: new Map() },
    change: { action: 'create', before: null },
    shell: load,
  },
];

const forward = sysctl({ key: 'net.ipv4.ip_forward', value: '1', reason: 'Pods' });
const rmem = sysctl({ key: 'net.ipv4.tcp_rmem', value: '4096  131072\t6291456 ', reason: 'x' });
const bridge = sysctl({
  key: 'net.bridge.bridge-nf-call-iptables',
  value: '1',
  reason: 'x',
  needsModule: 'br_netfilter',
});
const live = (key: string, value: string | null): Partial<HostFacts> => ({
  sysctls: new Map([[key, value]]),
});

export const sysctls: readonly Row[] = [
  {
    title: 'the same value is left alone',
    desired: forward,
    facts: live('net.ipv4.ip_forward', '1'),
    change: null,
  },
  {
    title: 'another value is set',
    desired: forward,
    facts: live('net.ipv4.ip_forward', '0'),
    change: { action: 'update', before: '0', after: '1', reason: 'Pods' },
    shell: 'sysctl_set net.ipv4.ip_forward /proc/sys/net/ipv4/ip_forward 1',
  },
  {
    title: 'blanks between fields make no difference',
    desired: rmem,
    facts: live('net.ipv4.tcp_rmem', '4096 131072 6291456'),
    change: null,
  },
  {
    title: 'several fields are one word',
    desired: rmem,
    facts: live('net.ipv4.tcp_rmem', '1 2 3'),
    change: { before: '1 2 3', after: '4096 131072 6291456' },
    shell: "sysctl_set net.ipv4.tcp_rmem /proc/sys/net/ipv4/tcp_rmem '4096 131072 6291456'",
  },
  {
    title: 'a key that comes with a module waits for it',
    desired: bridge,
    facts: live('net.bridge.bridge-nf-call-iptables', null),
    change: { action: 'update', before: 'absent until br_netfilter is loaded', after: '1' },
    shell: 'sysctl_set net.bridge.bridge-nf-call-iptables /proc/sys/net/bridge/bridge-nf-call-iptables 1',
  },
  {
    title: 'an empty value can be seen',
    desired: sysctl({ key: 'net.ipv4.ip_local_reserved_ports', value: '30000-32767', reason: 'x' }),
    facts: live('net.ipv4.ip_local_reserved_ports', ''),
    change: { before: '(empty)', after: '30000-32767' },
    shell:
      'sysctl_set net.ipv4.ip_local_reserved_ports /proc/sys/net/ipv4/ip_local_reserved_ports 30000-32767',
  },
  {
    title: 'an interface with a dot keeps it in its path',
    desired: sysctl({ key: 'net.ipv4.conf.eth0/1.rp_filter', value: '2', reason: 'x' }),
    facts: { sysctls: new Map() },
    change: { before: null },
    shell: 'sysctl_set net.ipv4.conf.eth0/1.rp_filter /proc/sys/net/ipv4/conf/eth0.1/rp_filter 2',
  },
];

const runtime = service({ unit: 'containerd.service', running: true, reason: 'the runtime' });
const kubelet = service({ unit: 'kubelet.service', running: false, reason: 'at boot' });
const unit = (name: string, enabled: string, active: string, loaded = 'loaded'): Partial<HostFacts> => ({
  services: new Map([[name, { load: loaded, active, enabled }]]),
});

export const services: readonly Row[] = [
  {
    title: 'an enabled unit that runs is left alone',
    desired: runtime,
    facts: unit('containerd.service', 'enabled', 'active'),
    change: null,
  },
  {
    title: 'a unit that is down is started',
    desired: runtime,
    facts: unit('containerd.service', 'enabled', 'failed'),
    change: { action: 'update', before: 'enabled, failed', after: 'enabled, active', disruption: 'restart' },
    shell: 'systemctl enable --now -- containerd.service',
  },
  {
    title: 'a unit that runs and is not enabled is enabled, and not disturbed',
    desired: kubelet,
    facts: unit('kubelet.service', 'disabled', 'active'),
    change: { before: 'disabled, active', after: 'enabled', disruption: 'none' },
    shell: 'systemctl enable -- kubelet.service',
  },
  {
    title: 'a unit that kubeadm starts is not started here',
    desired: kubelet,
    facts: unit('kubelet.service', 'enabled', 'inactive'),
    change: null,
  },
  ...['static', 'indirect', 'alias', 'generated', 'linked', 'enabled-runtime'].map(
    (enabled): Row => ({
      title: `there is nothing to enable about a unit that is ${enabled}`,
      desired: runtime,
      facts: unit('containerd.service', enabled, 'active'),
      change: null,
    }),
  ),
  {
    title: 'a unit that systemd does not have is left to the preflight, which names it',
    desired: kubelet,
    facts: unit('kubelet.service', '', 'inactive', 'not-found'),
    change: null,
  },
];

const off = noSwap('failSwapOn');
const fstab = (
  content: string,
  swaps: readonly string[] = [],
  fact: Partial<FileFact> = {},
): Partial<HostFacts> => ({
  swaps,
  ...at('/etc/fstab', makeFile(content, fact)),
});

export const swaps: readonly Row[] = [
  {
    title: 'a host without swap is left alone',
    desired: off,
    facts: fstab('UUID=1 / ext4 defaults 0 1\n'),
    change: null,
  },
  { title: 'a host without fstab is left alone', desired: off, facts: { files: new Map() }, change: null },
  {
    title: 'swap that no line of fstab brings is turned off',
    desired: off,
    facts: fstab('', ['/dev/zram0']),
    change: { action: 'delete', before: '/dev/zram0 active', after: null, reason: 'failSwapOn' },
    shell: '\nswapoff -a',
  },
  {
    title: 'a line of fstab is disabled under the protection of its hash, with mode and owner as they are',
    desired: off,
    facts: fstab('/swap none swap sw 0 0\n', [], { mode: '600', owner: 'root:adm' }),
    change: { action: 'delete', before: 'an entry in /etc/fstab', after: null },
    shell:
      "expect_file /etc/fstab e12c12e1939339ed1b59d30f57b3b2b7daf06115cb109132bfdefca71d0f9193\nput_file /etc/fstab 600 root:adm '# kubestrap disabled swap: /swap none swap sw 0 0\n'\n:",
  },
];

export const hosts: readonly Row[] = [
  {
    title: 'a file without a block gets one',
    desired: hostsEntries([{ ip: '10.0.0.1', names: ['a', 'b'] }], 'names'),
    facts: at('/etc/hosts', makeFile('127.0.0.1 localhost\n')),
    change: { action: 'create', before: null, after: '10.0.0.1 a b\n', reason: 'names', disruption: 'none' },
    shell: `put_block /etc/hosts '${BEGIN}' '${END}' '10.0.0.1 a b\n'`,
  },
  {
    title: 'the same block is left alone',
    desired: hostsEntries([{ ip: '10.0.0.1', names: ['a'] }], 'names'),
    facts: at('/etc/hosts', makeFile(`x\n${BEGIN}\n10.0.0.1 a\n${END}\ny\n`)),
    change: null,
  },
  {
    title: 'another block is replaced',
    desired: hostsEntries(
      [
        { ip: '10.0.0.1', names: ['a'] },
        { ip: 'fd00::1', names: ['a'] },
      ],
      'names',
    ),
    facts: at('/etc/hosts', makeFile(`${BEGIN}\n10.0.0.9 a\n${END}\n`)),
    change: { action: 'update', before: '10.0.0.9 a\n', after: '10.0.0.1 a\nfd00::1 a\n' },
    shell: `put_block /etc/hosts '${BEGIN}' '${END}' '10.0.0.1 a\nfd00::1 a\n'`,
  },
];

const masked = maskedSwapUnit('dev-zram0.swap', 'no swap');
const swapUnit = (enabled: string, active: string): Partial<HostFacts> => ({
  swapUnits: new Map([['dev-zram0.swap', { enabled, active, source: '' }]]),
});

export const swapUnits: readonly Row[] = [
  {
    title: 'a unit that runs is stopped and masked',
    desired: masked,
    facts: swapUnit('generated', 'active'),
    change: { action: 'update', before: 'generated, active', after: 'masked, inactive', reason: 'no swap' },
    shell: 'mask_unit dev-zram0.swap',
  },
  {
    title: 'a masked unit that still runs is stopped',
    desired: masked,
    facts: swapUnit('masked', 'active'),
    change: { before: 'masked, active' },
    shell: 'mask_unit dev-zram0.swap',
  },
  {
    title: 'a masked unit is left alone',
    desired: masked,
    facts: swapUnit('masked', 'failed'),
    change: null,
  },
  { title: 'a unit that is gone is left alone', desired: masked, facts: {}, change: null },
];

const named = hostname('cp-1', 'names');
const calls = (live: string, atBoot?: string): Partial<HostFacts> => ({
  hostname: live,
  ...(atBoot === undefined ? { files: new Map() } : at('/etc/hostname', makeFile(atBoot))),
});

export const hostnames: readonly Row[] = [
  { title: 'the same name is left alone', desired: named, facts: calls('cp-1', 'cp-1\n'), change: null },
  {
    title: 'comments in /etc/hostname are no name',
    desired: named,
    facts: calls('cp-1', '# static\n\n cp-1\n'),
    change: null,
  },
  {
    title: 'another name is set',
    desired: named,
    facts: calls('debian', 'debian\n'),
    change: { action: 'update', before: 'debian', after: 'cp-1', disruption: 'none' },
    shell: 'set_hostname cp-1 cp-1',
  },
  {
    title: 'a name that would be another at boot is set',
    desired: named,
    facts: calls('cp-1', 'debian\n'),
    change: { before: 'cp-1 (at boot debian)', after: 'cp-1' },
    shell: 'set_hostname cp-1 cp-1',
  },
  {
    title: 'a name that DHCP gave is made one for good',
    desired: named,
    facts: calls('cp-1'),
    change: { before: 'cp-1 (at boot none of its own)' },
    shell: 'set_hostname cp-1 cp-1',
  },
];
