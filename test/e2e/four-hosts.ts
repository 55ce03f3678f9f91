import type { Lab } from '../lab/lab.ts';
import { createProject, hostIn, type Project } from './project.ts';

export const FOUR = ['cp-1', 'cp-2', 'cp-3', 'w-1'];
export const CONTROL_PLANES = FOUR.slice(0, 3);

/** Three control planes and a worker, with something of every kind that the two files can say. */
export function fourHosts(lab: Lab): Promise<Project> {
  return createProject(lab, (draft) => {
    draft.inventory.groups = {
      edge: {
        labels: { tier: 'edge', shared: 'group' },
        node: { sysctls: { 'net.core.somaxconn': '2048' } },
      },
    };
    Object.assign(hostIn(draft, 'cp-1'), { labels: { 'topology.kubernetes.io/zone': 'a' } });
    // kubeadm's own, by name, so that it is put back where it got lost: seen once after a join of 1.20.2
    Object.assign(hostIn(draft, 'cp-2'), { taints: ['node-role.kubernetes.io/master:NoSchedule'] });
    Object.assign(hostIn(draft, 'cp-3'), { taints: [] });
    Object.assign(hostIn(draft, 'w-1'), {
      groups: ['edge'],
      labels: { 'node-role.kubernetes.io/worker': '', shared: 'own' },
      taints: ['dedicated=lab:PreferNoSchedule'],
      node: { sysctls: { 'net.ipv4.tcp_keepalive_time': '600' } },
    });
    const { spec } = draft.cluster;
    spec.apiServer = { extraArgs: { 'audit-log-maxage': '7' }, certSANs: ['api.example.org'] };
    spec.controllerManager = { extraArgs: { 'node-monitor-period': '4s' } };
    spec.kubelet = { cgroupDriver: 'cgroupfs', maxPods: 77 };
    spec.node = {
      sysctls: { 'net.core.somaxconn': '32768' },
      ephemeralPorts: { range: [10000, 65535], reserved: 'auto' },
      hosts: [{ ip: '10.0.0.5', names: ['registry.local'] }],
    };
  });
}

const KUBEADM_ROLES = {
  'node-role.kubernetes.io/control-plane': '',
  'node-role.kubernetes.io/master': '',
};

/** Labels of each node: ours, and those that kubeadm gives. The kubelet's own are left out. */
export const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cp-1': { ...KUBEADM_ROLES, 'topology.kubernetes.io/zone': 'a' },
  'cp-2': KUBEADM_ROLES,
  'cp-3': KUBEADM_ROLES,
  'w-1': { 'node-role.kubernetes.io/worker': '', shared: 'own', tier: 'edge' },
};

const MASTER = { key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' };

export const TAINTS: Readonly<Record<string, readonly object[]>> = {
  'cp-1': [MASTER],
  'cp-2': [MASTER],
  'cp-3': [],
  'w-1': [{ key: 'dedicated', value: 'lab', effect: 'PreferNoSchedule' }],
};

const CONTROL_PLANE_PORTS = '10248-10250,10256-10257,10259,30000-32767';

/** Live sysctls of each host. */
export const SYSCTLS: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  FOUR.map((name) => [
    name,
    {
      'net.ipv4.ip_forward': '1',
      'net.core.somaxconn': name === 'w-1' ? '2048' : '32768',
      'net.ipv4.ip_local_port_range': '10000 65535',
      'net.ipv4.ip_local_reserved_ports':
        name === 'w-1' ? '10248-10250,10256,30000-32767' : CONTROL_PLANE_PORTS,
      ...(name === 'w-1' ? { 'net.ipv4.tcp_keepalive_time': '600' } : {}),
    },
  ]),
);

/** The names that kubestrap gives each host in /etc/hosts, sorted: the endpoint is every control plane. */
export function hostsEntries(lab: Lab, name: string): string[] {
  const own = lab.host(name).address;
  const endpoint = CONTROL_PLANES.map((one) => `${lab.host(one).address} apiserver.cluster.local`);
  return [`${own} ${name}`, ...endpoint, '10.0.0.5 registry.local'].sort();
}
