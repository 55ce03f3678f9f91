import type { HostFacts } from '../facts/types.ts';
import { patchFiles } from '../kubeadm/documents.ts';
import { moduleCandidates, requiredModules } from '../kubeadm/modules.ts';
import { formatPorts, parsePorts, subtractPorts, unionPorts } from '../kubeadm/ports.ts';
import { type RequiredSysctl, requiredSysctls } from '../kubeadm/sysctls.ts';
import { EMPTY_RECORD } from '../record/record.ts';
import { file } from '../resources/file.ts';
import { hostsEntries } from '../resources/hosts-entry.ts';
import { kernelModule } from '../resources/kernel-module.ts';
import type { Resource } from '../resources/resource.ts';
import { service } from '../resources/service.ts';
import { noSwap } from '../resources/swap.ts';
import { type SysctlSpec, sysctl } from '../resources/sysctl.ts';
import type { Cluster, Host, HostsEntry } from '../spec/model.ts';

const MODULES_FILE = '/etc/modules-load.d/kubestrap.conf';
export const SYSCTLS_FILE = '/etc/sysctl.d/99-kubestrap.conf';
const HEADING = '# Written by kubestrap; edits are lost.\n';

/** The sysctls of a host, with what others have in the same value. */
export function hostSysctls(cluster: Cluster, host: Host, facts: HostFacts): SysctlSpec[] {
  return requiredSysctls(cluster, host).map((required) => merged(required, facts));
}

/** What a host should have, in the order it is made: modules bring the sysctls that follow them. */
export function hostResources(
  cluster: Cluster,
  host: Host,
  facts: HostFacts,
  entries: readonly HostsEntry[],
): Resource[] {
  const modules = moduleNames(cluster, host, facts);
  const sysctls = hostSysctls(cluster, host, facts);
  const moduleLines = modules.map(({ name }) => `${name}\n`).join('');
  const sysctlLines = sysctls.map(({ key, value }) => `${key} = ${value}\n`).join('');
  return [
    file({
      path: MODULES_FILE,
      content: HEADING + moduleLines,
      mode: '0644',
      reason: 'kernel modules at boot',
    }),
    ...modules.map(kernelModule),
    file({ path: SYSCTLS_FILE, content: HEADING + sysctlLines, mode: '0644', reason: 'sysctls at boot' }),
    ...sysctls.map(sysctl),
    ...patchFiles(cluster).map(({ path, content }) =>
      file({ path, content, mode: '0600', reason: 'patches that kubeadm applies to what it writes' }),
    ),
    ...(host.node.swap === 'disabled' ? [noSwap('the kubelet does not start with swap (failSwapOn)')] : []),
    hostsEntries(entries, 'names the node must resolve without DNS'),
    service({ unit: 'containerd.service', running: true, reason: 'the container runtime' }),
    service({ unit: 'kubelet.service', running: false, reason: 'kubeadm starts it; at boot systemd does' }),
  ];
}

/** Everything on a host that planning reads, from the resources themselves. */
export function wantedFacts(cluster: Cluster, host: Host) {
  return {
    role: host.role,
    files: [
      MODULES_FILE,
      SYSCTLS_FILE,
      '/etc/hosts',
      '/etc/fstab',
      ...patchFiles(cluster).map(({ path }) => path),
    ],
    certificatesDir: cluster.kubeadm.certificatesDir ?? '/etc/kubernetes/pki',
    sysctls: requiredSysctls(cluster, host).map(({ key }) => key),
    modules: requiredModules(cluster, host).flatMap(({ name, formerly }) =>
      formerly ? [name, formerly.name] : [name],
    ),
    services: ['containerd.service', 'kubelet.service'],
  };
}

/** The names that this kernel knows the modules by. */
function moduleNames(cluster: Cluster, host: Host, { kernel, modules }: HostFacts) {
  return requiredModules(cluster, host).map((module) => {
    const candidates = moduleCandidates(module, kernel);
    const known = candidates.find((name) => (modules.get(name) ?? 'missing') !== 'missing');
    return { name: known ?? candidates[0] ?? module.name, reason: module.reason };
  });
}

/** A port list is ours and other people's: theirs is what is live and was not set by us. */
function merged({ key, value, reason, needsModule, merge }: RequiredSysctl, facts: HostFacts): SysctlSpec {
  const base = { key, value, reason, ...(needsModule === undefined ? {} : { needsModule }) };
  const live = facts.sysctls.get(key) ?? '';
  if (merge === undefined || live === '') return base;
  const recorded = (facts.record ?? EMPTY_RECORD).resources[`sysctl ${key}`]?.value ?? '';
  const foreign = subtractPorts(parsePorts(live), parsePorts(recorded));
  return { ...base, value: formatPorts(unionPorts(foreign, parsePorts(value))), ours: value };
}
