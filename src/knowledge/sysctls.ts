import type { Cluster, EphemeralPorts, Host } from '../model/cluster.ts';
import { parseNetwork } from '../values/ip.ts';
import { KERNEL_DEFAULTS, protectsKernelDefaults } from './kernel-defaults.ts';
import { patchedKubeletField } from './kubelet-patches.ts';
import { formatPorts, parsePorts, reservedPorts } from './ports.ts';

/** A sysctl a host needs, and why. */
export interface RequiredSysctl {
  /** In dotted form. */
  readonly key: string;
  /** As the kernel takes it. */
  readonly value: string;
  readonly reason: string;
  /** The module without which the key does not exist. */
  readonly needsModule?: string;
  /** The value is added to what the host already has (`unionPorts`), which stays someone else's. */
  readonly merge?: 'ports';
}

interface Row extends RequiredSysctl {
  /** Absent: always. */
  readonly when?: (cluster: Cluster, host: Host) => boolean;
}

const BRIDGE_REASON = 'traffic of Pods on a bridge passes through iptables';
const FORWARD_REASON = 'the host forwards the traffic of its Pods';

/** A new default is a row. */
const SYSCTLS: readonly Row[] = [
  { key: 'net.bridge.bridge-nf-call-ip6tables', value: '1', reason: BRIDGE_REASON },
  { key: 'net.bridge.bridge-nf-call-iptables', value: '1', reason: BRIDGE_REASON },
  { key: 'net.ipv4.ip_forward', value: '1', reason: FORWARD_REASON },
  { key: 'net.ipv6.conf.all.forwarding', value: '1', reason: FORWARD_REASON, when: usesIpv6 },
  { key: 'net.ipv6.conf.default.forwarding', value: '1', reason: FORWARD_REASON, when: usesIpv6 },
  ...Object.entries(KERNEL_DEFAULTS).map(([key, value]) => ({
    key,
    value,
    reason: 'protectKernelDefaults: the kubelet does not start otherwise',
    when: ({ kubelet, patches, kubernetesVersion }: Cluster, { node }: Host) =>
      protectsKernelDefaults(
        patchedKubeletField(
          'protectKernelDefaults',
          kubelet.protectKernelDefaults,
          patches,
          kubernetesVersion,
        ),
        node.kubeletExtraArgs,
      ),
  })),
];

/** Keys that exist only while a module is loaded, by prefix. */
const MODULE_OF_PREFIX: Readonly<Record<string, string>> = {
  'net.bridge.': 'br_netfilter',
  'net.ipv4.vs.': 'ip_vs',
  'net.netfilter.nf_conntrack': 'nf_conntrack',
};

/**
 * The sysctls of a host, in order of their keys, each once: the host's own win over those Kubernetes needs.
 * Throws RenderError (NodePorts) or RangeError (a reserved port list that is none).
 */
export function requiredSysctls(cluster: Cluster, host: Host): readonly RequiredSysctl[] {
  const own = Object.entries(host.node.sysctls).map(([key, value]) => ({
    key,
    value,
    reason: 'spec.node.sysctls',
  }));
  const all: readonly RequiredSysctl[] = [
    ...SYSCTLS.filter(({ when }) => when?.(cluster, host) ?? true).map(({ when: _, ...sysctl }) => sysctl),
    ...portSysctls(cluster, host),
    ...own,
  ];
  const byKey = new Map(all.map((sysctl) => [sysctl.key, sysctl]));
  return [...byKey.values()].map(withModule).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function withModule(sysctl: RequiredSysctl): RequiredSysctl {
  const prefix = Object.keys(MODULE_OF_PREFIX).find((start) => sysctl.key.startsWith(start));
  const needsModule = prefix === undefined ? undefined : MODULE_OF_PREFIX[prefix];
  return needsModule === undefined ? sysctl : { ...sysctl, needsModule };
}

function portSysctls(cluster: Cluster, host: Host): readonly RequiredSysctl[] {
  const { ephemeralPorts } = host.node;
  if (ephemeralPorts === undefined) return [];
  const [first, last] = ephemeralPorts.range;
  const range: RequiredSysctl = {
    key: 'net.ipv4.ip_local_port_range',
    value: `${first} ${last}`,
    reason: 'spec.node.ephemeralPorts.range',
  };
  const reserved = reservedValue(cluster, host, ephemeralPorts);
  if (reserved === '') return [range];
  return [
    range,
    {
      key: 'net.ipv4.ip_local_reserved_ports',
      value: reserved,
      reason: 'ports of components and NodePorts are not handed out as source ports',
      merge: 'ports',
    },
  ];
}

function reservedValue(cluster: Cluster, host: Host, { range, reserved }: EphemeralPorts): string {
  return reserved === 'auto'
    ? reservedPorts(cluster, range, host.role)
    : formatPorts(parsePorts(reserved.join(',')));
}

/** Is any address of the cluster's networks or of the host an IPv6 one? */
function usesIpv6({ networking }: Cluster, { internalAddresses }: Host): boolean {
  const subnets = [...networking.podSubnets, ...networking.serviceSubnets];
  return [...subnets, ...internalAddresses].some((text) => parseNetwork(text)?.family === 6);
}
