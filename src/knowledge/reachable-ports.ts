import type { Cluster, Host, Role } from '../model/cluster.ts';
import { parseIp } from '../values/ip.ts';
import type { Json } from '../values/json.ts';
import { componentPorts, nodePorts, type PortRange } from './ports.ts';

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** Ports of a host that others must reach. */
export interface Opening {
  /** Who listens: `kube-apiserver`. */
  readonly component: string;
  readonly protocol: Protocol;
  readonly ports: PortRange;
  /** Addresses of those who connect; empty: anyone. */
  readonly from: readonly string[];
}

interface Row {
  /** As in `componentPorts`. */
  readonly component: string;
  readonly role: Role;
  readonly from: 'anyone' | 'control-planes';
  /** Where it listens; absent: on every address. One on loopback is nobody's to reach. */
  readonly address?: (cluster: Cluster) => string;
}

const LOOPBACK = '127.0.0.1';

/**
 * What is to be reached from other hosts (kubernetes.io, "Ports and Protocols"). The kubelet's port is open to anyone,
 * since metrics are read from Pods whose traffic leaves with their node's address; it lets in nobody without a
 * certificate or token. Loopback defaults: kubeadm's manifests (app/phases/controlplane, etcd) and the kubelet's and
 * kube-proxy's own (k8s.io/kubelet and kube-proxy config v1beta1/v1alpha1).
 */
const ROWS: readonly Row[] = [
  { component: 'kube-apiserver', role: 'control-plane', from: 'anyone' },
  { component: 'etcd client', role: 'control-plane', from: 'control-planes' },
  { component: 'etcd peer', role: 'control-plane', from: 'control-planes' },
  {
    component: 'etcd metrics',
    role: 'control-plane',
    from: 'anyone',
    address: ({ etcd }) => ('local' in etcd ? flag(etcd.local.extraArgs['listen-metrics-urls']) : LOOPBACK),
  },
  {
    component: 'kube-controller-manager',
    role: 'control-plane',
    from: 'anyone',
    address: ({ controllerManager }) => flag(controllerManager.extraArgs['bind-address']),
  },
  {
    component: 'kube-scheduler',
    role: 'control-plane',
    from: 'anyone',
    address: ({ scheduler }) => flag(scheduler.extraArgs['bind-address']),
  },
  { component: 'kubelet', role: 'worker', from: 'anyone' },
  {
    component: 'kubelet healthz',
    role: 'worker',
    from: 'anyone',
    address: ({ kubelet }) => text(kubelet.healthzBindAddress),
  },
  { component: 'kubelet read-only', role: 'worker', from: 'anyone' },
  {
    // load balancers ask it whether this node has Pods of a Service
    component: 'kube-proxy healthz',
    role: 'worker',
    from: 'anyone',
    address: ({ kubeProxy }) => text(kubeProxy.healthzBindAddress, '0.0.0.0'),
  },
  {
    component: 'kube-proxy metrics',
    role: 'worker',
    from: 'anyone',
    address: ({ kubeProxy }) => text(kubeProxy.metricsBindAddress),
  },
];

/** NTP (RFC 5905). */
const NTP: PortRange = [123, 123];

/** Everything on a host that others must reach: its role's components, NodePorts, time, and the spec's extra ports. */
export function openings(cluster: Cluster, host: Host): readonly Opening[] {
  const listening = componentPorts(cluster, host.role);
  const members = otherControlPlanes(cluster, host);
  const components = ROWS.flatMap(({ component, role, from, address }): Opening[] => {
    const port = listening.find((one) => one.component === component)?.port;
    const isHere = role === 'worker' || host.role === role;
    if (!isHere || port === undefined || isLoopback(address?.(cluster) ?? '')) return [];
    if (from === 'anyone') return [{ component, protocol: 'tcp', ports: [port, port], from: [] }];
    return members.length === 0 ? [] : [{ component, protocol: 'tcp', ports: [port, port], from: members }];
  });
  const services = nodePorts(cluster).flatMap((ports) =>
    (['tcp', 'udp'] as const).map(
      (protocol): Opening => ({ component: 'NodePort Services', protocol, ports, from: [] }),
    ),
  );
  const time: Opening[] = servesTime(cluster, host)
    ? [{ component: 'time for other hosts', protocol: 'udp', ports: NTP, from: [] }]
    : [];
  return unique([...components, ...services, ...time, ...host.node.firewall.extraPorts.map(extra)]);
}

interface Names {
  readonly controlPlanes: readonly Host[];
  /** Time server, as hosts name it, to hosts that do: two of them at most. */
  readonly askers: ReadonlyMap<string, readonly string[]>;
}

/** What is asked of a cluster for every host: found once, or it would be quadratic. */
const NAMES = new WeakMap<Cluster, Names>();

function namesOf(cluster: Cluster): Names {
  const known = NAMES.get(cluster);
  if (known !== undefined) return known;
  const present = cluster.hosts.filter(({ state }) => state === 'present');
  const askers = new Map<string, string[]>();
  for (const { name, node } of present)
    for (const server of node.timeSync.servers) {
      const list = askers.get(server) ?? [];
      // two are enough to know that another host asks
      if (list.length < 2) askers.set(server, [...list, name]);
    }
  const names = { controlPlanes: present.filter(({ role }) => role === 'control-plane'), askers };
  NAMES.set(cluster, names);
  return names;
}

/** Do other hosts name this one as their time server? */
function servesTime(cluster: Cluster, { name, address, internalAddresses }: Host): boolean {
  const { askers } = namesOf(cluster);
  const own = [name, address, ...internalAddresses];
  return own.some((server) => askers.get(server)?.some((asker) => asker !== name) === true);
}

/** A connection to a peer's internal address may leave with any address of the host; one to itself is never filtered. */
function otherControlPlanes(cluster: Cluster, self: Host): readonly string[] {
  const others = namesOf(cluster).controlPlanes.filter(({ name }) => name !== self.name);
  const all = others.flatMap(({ internalAddresses, address }) => [...internalAddresses, address]);
  return [...new Set(all)].filter((address) => parseIp(address) !== undefined);
}

/** `8000-8010/tcp`, as the schema has checked it. */
function extra(written: string): Opening {
  const [ports = '', protocol] = written.split('/');
  const [first, last = first] = ports.split('-').map(Number);
  return {
    component: 'extraPorts',
    protocol: protocol === 'udp' || protocol === 'sctp' ? protocol : 'tcp',
    ports: [first ?? 0, last ?? 0],
    from: [],
  };
}

function unique(list: readonly Opening[]): readonly Opening[] {
  const seen = new Map<string, Opening>();
  for (const opening of list) {
    const key = `${opening.protocol} ${opening.ports.join('-')} ${opening.from.join()}`;
    if (!seen.has(key)) seen.set(key, opening);
  }
  return [...seen.values()];
}

function flag(value: string | readonly string[] | undefined): string {
  return [value ?? LOOPBACK].flat().at(-1) ?? LOOPBACK;
}

function text(value: Json | undefined, fallback = LOOPBACK): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

/** An address, one with a port, or URLs, every one of which must be on loopback. */
function isLoopback(listen: string): boolean {
  return (
    listen !== '' &&
    listen.split(',').every((one) => /^(https?:\/\/)?\[?(127\.|localhost|::1(\]|$))/.test(one))
  );
}
