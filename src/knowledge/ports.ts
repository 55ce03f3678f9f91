import type { Cluster, ExtraArgs, Role } from '../model/cluster.ts';
import type { Json, JsonObject } from '../values/json.ts';
import { DEFAULT_NODE_PORTS, DEFAULT_PORTS } from './default-ports.ts';
import { formatPorts, intersectPorts, type PortList, type PortRange, unionPorts } from './port-list.ts';
import { RenderError } from './render-error.ts';
import { versionFacts } from './versions.ts';

export {
  formatPorts,
  intersectPorts,
  type PortList,
  type PortRange,
  parsePorts,
  subtractPorts,
  unionPorts,
} from './port-list.ts';

/** A port some component listens on. */
export interface ComponentPort {
  readonly component: string;
  readonly port: number;
}

interface Row {
  readonly component: string;
  /** `worker` ports are on every host. */
  readonly role: Role;
  /** Undefined or 0: the cluster has no such port. */
  readonly port: (cluster: Cluster) => number | undefined;
}

/**
 * Ports of what kubeadm runs (kubernetes pkg/cluster/ports/ports.go; kubeadm's constants.go), each where the
 * spec puts it. The cloud controller manager's 10258 is not here, as kubeadm does not run one.
 */
const PORTS: readonly Row[] = [
  { component: 'kube-apiserver', role: 'control-plane', port: apiServerPort },
  { component: 'etcd client', role: 'control-plane', port: localEtcd(DEFAULT_PORTS.etcdClient) },
  { component: 'etcd peer', role: 'control-plane', port: localEtcd(DEFAULT_PORTS.etcdPeer) },
  { component: 'etcd metrics', role: 'control-plane', port: localEtcd(DEFAULT_PORTS.etcdMetrics) },
  {
    component: 'kube-controller-manager',
    role: 'control-plane',
    port: ({ controllerManager }) =>
      flagPort(controllerManager.extraArgs, 'secure-port', DEFAULT_PORTS.controllerManager),
  },
  {
    component: 'kube-scheduler',
    role: 'control-plane',
    port: ({ scheduler }) => flagPort(scheduler.extraArgs, 'secure-port', DEFAULT_PORTS.scheduler),
  },
  {
    component: 'kube-scheduler insecure',
    role: 'control-plane',
    port: insecure('scheduler', DEFAULT_PORTS.schedulerInsecure),
  },
  {
    component: 'kube-controller-manager insecure',
    role: 'control-plane',
    port: insecure('controllerManager', DEFAULT_PORTS.controllerManagerInsecure),
  },
  { component: 'kubelet', role: 'worker', port: kubelet('port', DEFAULT_PORTS.kubelet) },
  {
    component: 'kubelet healthz',
    role: 'worker',
    port: kubelet('healthzPort', DEFAULT_PORTS.kubeletHealthz),
  },
  // kubeadm turns it off; it exists only where the spec asks for it.
  { component: 'kubelet read-only', role: 'worker', port: kubelet('readOnlyPort', 0) },
  {
    component: 'kube-proxy healthz',
    role: 'worker',
    port: kubeProxy('healthzBindAddress', DEFAULT_PORTS.kubeProxyHealthz),
  },
  {
    component: 'kube-proxy metrics',
    role: 'worker',
    port: kubeProxy('metricsBindAddress', DEFAULT_PORTS.kubeProxyMetrics),
  },
];

/** The port the API server itself listens on; a load balancer may have another. */
export function apiServerPort({ apiServer, endpoint }: Cluster): number {
  return apiServer.bindPort ?? endpoint.port;
}

/** Does kubeadm install kube-proxy? */
export function runsKubeProxy({ proxy, kubeadm }: Cluster): boolean {
  const skipped = kubeadm.skipPhases.init.some((phase) => phase === 'addon' || phase === 'addon/kube-proxy');
  return proxy.disabled !== true && !skipped;
}

/** The ports components listen on, on a host of this role, in ascending order. */
export function componentPorts(cluster: Cluster, role: Role): readonly ComponentPort[] {
  return PORTS.filter((row) => row.role === 'worker' || row.role === role)
    .map(({ component, port }) => ({ component, port: port(cluster) ?? 0 }))
    .filter(({ port }) => port > 0)
    .toSorted((a, b) => a.port - b.port);
}

const NODE_PORTS_PATH = 'spec.apiServer.extraArgs.service-node-port-range';

/**
 * Ports of Services of type NodePort: the API server's flag in its three notations (`a-b`, `a+size`, `a`;
 * apimachinery util/net/port_range.go), else 30000-32767. Empty where the flag turns them off.
 * Throws RenderError for a flag that the API server would refuse.
 */
export function nodePorts({ apiServer }: Cluster): PortList {
  const flag = lastValue(apiServer.extraArgs, 'service-node-port-range')?.trim();
  if (flag === undefined) return [DEFAULT_NODE_PORTS];
  const match = /^(\d{1,5})(?:([-+])(\d{1,5}))?$/.exec(flag);
  const first = Number(match?.[1]);
  const second = Number(match?.[3] ?? 0);
  const last = match?.[2] === '-' ? second : first + second;
  if (first === 0 && last === 0) return [];
  if (!(first <= last && last <= 65535)) {
    throw new RenderError(NODE_PORTS_PATH, `is not a range of ports: ${flag}`);
  }
  return [[first, last]];
}

/**
 * The value of net.ipv4.ip_local_reserved_ports: the component ports of the role and the NodePorts that the
 * ephemeral range covers, as short as the kernel's notation allows. Without it the kernel hands them out as
 * source ports, and a component finds "its" port in use though nobody listens (kops#6342, rancher#12510).
 * Empty: nothing to reserve. Throws RenderError as `nodePorts` does.
 */
export function reservedPorts(cluster: Cluster, range: PortRange, role: Role = 'control-plane'): string {
  const components = componentPorts(cluster, role).map(({ port }): PortRange => [port, port]);
  return formatPorts(intersectPorts(unionPorts(components, nodePorts(cluster)), [range]));
}

function localEtcd(port: number): Row['port'] {
  return ({ etcd }) => ('local' in etcd ? port : undefined);
}

function insecure(component: 'scheduler' | 'controllerManager', port: number): Row['port'] {
  return (cluster) => {
    const open = versionFacts(cluster.kubernetesVersion).insecurePorts;
    return flagPort(cluster[component].extraArgs, 'port', open ? port : 0);
  };
}

function kubelet(field: string, port: number): Row['port'] {
  return (cluster) => portOf(cluster.kubelet[field]) ?? port;
}

/** A bind address, `0.0.0.0:10256` or `[::]:10256`; an empty one is the default (kube-proxy's own rule). */
function kubeProxy(field: keyof JsonObject, port: number): Row['port'] {
  return (cluster) => {
    if (!runsKubeProxy(cluster)) return undefined;
    const address = cluster.kubeProxy[field];
    const match = typeof address === 'string' ? /:(\d{1,5})$/.exec(address) : null;
    return match === null ? port : Number(match[1]);
  };
}

function portOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function flagPort(args: ExtraArgs, flag: string, fallback: number): number {
  const value = Number(lastValue(args, flag) ?? fallback);
  return Number.isInteger(value) ? value : fallback;
}

/** The value that counts when a flag that takes one value is repeated. */
function lastValue(args: ExtraArgs, flag: string): string | undefined {
  return [args[flag] ?? []].flat().at(-1);
}
