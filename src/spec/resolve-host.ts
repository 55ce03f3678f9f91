import type { Host, NodeSettings, SshSettings, Taint, TimeSync } from '../model/cluster.ts';
import { parseTaint } from '../model/taint.ts';
import { parseDuration } from '../values/duration.ts';
import { mergeLayers } from '../values/merge.ts';
import { sysctlKey } from '../values/sysctl-key.ts';
import type * as documents from './documents.generated.ts';
import { absolute, type Base, secretReference } from './paths.ts';

/** A host of the model: the inventory's and spec's defaults, then its groups in order, then its own settings. */
export function resolveHost(
  host: documents.Host,
  inventory: documents.InventoryFile,
  node: documents.Node | undefined,
  base: Base,
): Host {
  const layers = [...(host.groups ?? []).map((name) => inventory.groups?.[name]), host];
  const taints = layers.findLast((layer) => layer?.taints !== undefined)?.taints;
  return {
    name: host.name,
    role: host.role,
    address: host.address,
    internalAddresses: (host.internalAddress ?? host.address).split(','),
    state: host.state ?? 'present',
    stateIsStated: host.state !== undefined,
    labels: mergeLayers(layers.map((layer) => layer?.labels)),
    ...(taints ? { taints: taints.flatMap(resolveTaint) } : {}),
    ssh: sshSettings(mergeLayers([inventory.ssh, ...layers.map((layer) => layer?.ssh)]), base),
    node: nodeSettings(mergeLayers([node, ...layers.map((layer) => layer?.node)].map(withKnownKeys))),
  };
}

/** Spells the sysctls of a layer in one way, so that those of other layers win over them. */
function withKnownKeys(node: documents.Node | undefined): documents.Node | undefined {
  if (node?.sysctls === undefined) return node;
  const sysctls = Object.entries(node.sysctls).map(([key, value]) => [sysctlKey(key), value]);
  return { ...node, sysctls: Object.fromEntries(sysctls) };
}

function resolveTaint(taint: documents.Taint): readonly Taint[] {
  const resolved = typeof taint === 'string' ? parseTaint(taint) : taint;
  return resolved ? [resolved] : [];
}

function sshSettings(ssh: documents.Ssh, base: Base): SshSettings {
  const user = ssh.user ?? 'root';
  const identityFile = ssh.identityFile ? { identityFile: absolute(ssh.identityFile, base) } : {};
  const sudoPassword = ssh.sudoPassword && secretReference(ssh.sudoPassword, base);
  const bastion = ssh.bastion?.address && {
    address: ssh.bastion.address,
    port: ssh.bastion.port ?? 22,
    user: ssh.bastion.user ?? user,
    ...(ssh.bastion.identityFile ? { identityFile: absolute(ssh.bastion.identityFile, base) } : identityFile),
  };
  return {
    user,
    port: ssh.port ?? 22,
    ...identityFile,
    knownHostsFile: knownHosts(ssh.knownHostsFile, base),
    ...(sudoPassword ? { sudoPassword } : {}),
    ...(bastion ? { bastion } : {}),
  };
}

/** Empty where the inventory names none and the user has no home directory for the default. */
function knownHosts(path: string | undefined, base: Base): string {
  if (path === undefined && base.home === undefined) return '';
  return absolute(path ?? '~/.ssh/known_hosts', base);
}

function nodeSettings(node: documents.Node): NodeSettings {
  const ports = node.ephemeralPorts;
  const reserved = ports?.reserved ?? 'auto';
  return {
    kernelModules: node.kernelModules ?? [],
    kernelModuleOptions: node.kernelModuleOptions ?? {},
    deniedKernelModules: node.deniedKernelModules ?? [],
    sysctls: Object.fromEntries(
      Object.entries(node.sysctls ?? {}).map(([key, value]) => [key, String(value)]),
    ),
    ...(ports
      ? {
          ephemeralPorts: {
            range: ports.range ?? [32768, 60999],
            reserved: typeof reserved === 'string' ? 'auto' : reserved,
          },
        }
      : {}),
    timeSync: timeSync(node.timeSync),
    swap: node.swap ?? 'disabled',
    hostname: node.hostname ?? 'unmanaged',
    selinux: node.selinux?.mode ?? 'unmanaged',
    firewall: { manage: node.firewall?.manage ?? false, extraPorts: node.firewall?.extraPorts ?? [] },
    ...proxy(node.proxy),
    kubeletExtraArgs: node.kubeletExtraArgs ?? {},
    hosts: node.hosts ?? [],
  };
}

function timeSync(time: documents.Node['timeSync'] = {}): TimeSync {
  return {
    provider: time.provider ?? 'none',
    servers: time.servers ?? [],
    correction: time.correction ?? 'step',
    waitMs: parseDuration(time.wait ?? '2m') ?? 120_000,
    maxSkewMs: parseDuration(time.maxSkew ?? '500ms') ?? 500,
    maxWorkerSkewMs: parseDuration(time.maxWorkerSkew ?? '5s') ?? 5000,
  };
}

/** Two empty URLs are no proxy. */
function proxy(settings: documents.Node['proxy'] = {}): Pick<NodeSettings, 'proxy'> {
  const { httpProxy = '', httpsProxy = '', noProxy = [] } = settings;
  return httpProxy === '' && httpsProxy === '' ? {} : { proxy: { httpProxy, httpsProxy, noProxy } };
}
