import { expect } from 'vitest';
import type { Change, Plan } from '../../src/model/plan.ts';
import { kubestrap } from './cli.ts';
import type { Project } from './project.ts';

export const SYSCTL_FILE = '/etc/sysctl.d/99-kubestrap.conf';
export const MODULES_FILE = '/etc/modules-load.d/kubestrap.conf';

/** A change of the plan, less why it is made. */
export type Difference = readonly [
  resource: string,
  action: Change['action'],
  before: string | null,
  after: string | null,
];

/** What a hand did to a host, and what the plan has to say of it. */
export interface Drift {
  readonly title: string;
  readonly script: string;
  /** Files as they were before it was done: their content by path. */
  readonly expected: (file: (path: string) => string) => readonly Difference[];
}

const SOMAXCONN = /^net\.core\.somaxconn = .*$/m;
const REGISTRY = '10.0.0.5 registry.local';

/** The lines between our marks in a hosts file. */
export function block(hosts: string): string {
  return /^# BEGIN kubestrap.*\n((?:.*\n)*?)^# END kubestrap$/m.exec(hosts)?.[1] ?? '';
}

/** They can be there at the same time, each with its own differences. */
export const DRIFTS: readonly Drift[] = [
  {
    title: 'a sysctl set in the running kernel',
    script: 'sysctl -q -w net.ipv4.tcp_keepalive_time=99',
    expected: () => [['sysctl net.ipv4.tcp_keepalive_time', 'update', '99', '600']],
  },
  {
    title: 'a line edited in our sysctl file',
    script: `sed -i 's/^net.core.somaxconn = .*/net.core.somaxconn = 5/' ${SYSCTL_FILE}`,
    expected: (file) => {
      const text = file(SYSCTL_FILE);
      return [[`file ${SYSCTL_FILE}`, 'update', text.replace(SOMAXCONN, 'net.core.somaxconn = 5'), text]];
    },
  },
  {
    title: 'mode and owner of our file changed',
    script: `chmod 0666 ${MODULES_FILE}; chown ops ${MODULES_FILE}`,
    expected: () => [[`file ${MODULES_FILE}`, 'update', '0666 ops:root', '0644 root:root']],
  },
  {
    title: 'a line edited in our block of /etc/hosts',
    script: `sed -i 's/^${REGISTRY}$/10.0.0.6 registry.local/' /etc/hosts`,
    expected: (file) => {
      const lines = block(file('/etc/hosts'));
      const edited = lines.replace(REGISTRY, '10.0.0.6 registry.local');
      return [['hosts-entry /etc/hosts', 'update', edited, lines]];
    },
  },
  {
    title: 'a service disabled',
    script: 'systemctl --quiet disable kubelet.service',
    expected: () => [['service kubelet.service', 'update', 'disabled, active', 'enabled']],
  },
  {
    title: 'a swap line back in /etc/fstab',
    script: "sed -i 's/^# kubestrap disabled swap: //' /etc/fstab",
    expected: () => [['swap all', 'delete', 'an entry in /etc/fstab', null]],
  },
  {
    title: 'the list of reserved ports overwritten',
    script: 'sysctl -q -w net.ipv4.ip_local_reserved_ports=20000',
    expected: (file) => {
      const reserved = /^net\.ipv4\.ip_local_reserved_ports = (.*)$/m.exec(file(SYSCTL_FILE))?.[1] ?? '';
      return [['sysctl net.ipv4.ip_local_reserved_ports', 'update', '20000', reserved]];
    },
  },
];

export const DELETED: Drift = {
  title: 'our sysctl file deleted',
  script: `rm ${SYSCTL_FILE}`,
  expected: (file) => [[`file ${SYSCTL_FILE}`, 'create', null, file(SYSCTL_FILE)]],
};

/** The plan's exit code with --detailed-exitcode, and its differences on the one host. */
export async function planned(project: Project): Promise<{ code: number | null; changes: Difference[] }> {
  const { code, stdout, stderr } = await kubestrap(project, 'plan', '--detailed-exitcode', '-o', 'json');
  expect([0, 3], stderr).toContain(code);
  const { cluster, hosts }: Plan = JSON.parse(stdout);
  expect(cluster.changes).toEqual([]);
  const changes = hosts.flatMap((host) => host.changes);
  return {
    code,
    changes: changes.map(
      ({ resource, action, before, after }): Difference => [resource, action, before, after],
    ),
  };
}
