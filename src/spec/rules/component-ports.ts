import { DEFAULT_NODE_PORTS, DEFAULT_PORTS } from '../../knowledge/default-ports.ts';
import { versionFacts } from '../../knowledge/versions.ts';
import type { Path } from '../../values/path.ts';
import type { RuleContext } from './context.ts';

/** A port that a component listens on, on a control plane. */
export interface ComponentPort {
  readonly component: string;
  readonly port: number;
  /** Where the spec says so; absent: the default. */
  readonly path?: Path;
}

/** First and last port, inclusive, and where the spec says so. */
export interface NodePorts {
  readonly range: readonly [first: number, last: number];
  readonly path?: Path;
}

type Described = readonly [component: string, path: Path, written: unknown, fallback: number];

/**
 * Ports of what kubeadm runs on a control plane, as far as they are known of a draft. Workers have some of them.
 * The model has the same in src/knowledge/ports.ts, without where it is written.
 */
export function componentPorts(context: RuleContext): readonly ComponentPort[] {
  return described(context).flatMap(([component, path, written, fallback]) => {
    const port = portOf(written);
    // What was refused, or is written in some other way, is not the default either.
    if (port === undefined)
      return written === undefined && fallback > 0 ? [{ component, port: fallback }] : [];
    return port > 0 ? [{ component, port, path }] : [];
  });
}

function described(context: RuleContext): readonly Described[] {
  const { spec, version } = context;
  const flag = (name: 'apiServer' | 'controllerManager' | 'scheduler', key: string): [Path, unknown] => {
    const path = ['spec', name, 'extraArgs', key];
    return [path, spec[name]?.extraArgs?.[key]];
  };
  const field = (name: 'kubelet' | 'kubeProxy', key: string): [Path, unknown] => {
    return [['spec', name, key], spec[name]?.[key]];
  };
  const insecure = version?.major === 1 && version.minor >= 15 && versionFacts(version).insecurePorts;
  return [
    apiServer(context),
    ...(spec.etcd?.external ? [] : etcd()),
    ['kube-controller-manager', ...flag('controllerManager', 'secure-port'), DEFAULT_PORTS.controllerManager],
    ['kube-scheduler', ...flag('scheduler', 'secure-port'), DEFAULT_PORTS.scheduler],
    [
      'kube-controller-manager (insecure)',
      ...flag('controllerManager', 'port'),
      insecure ? DEFAULT_PORTS.controllerManagerInsecure : 0,
    ],
    [
      'kube-scheduler (insecure)',
      ...flag('scheduler', 'port'),
      insecure ? DEFAULT_PORTS.schedulerInsecure : 0,
    ],
    ['kubelet', ...field('kubelet', 'port'), DEFAULT_PORTS.kubelet],
    ['kubelet (healthz)', ...field('kubelet', 'healthzPort'), DEFAULT_PORTS.kubeletHealthz],
    // kubeadm turns it off.
    ['kubelet (read-only)', ...field('kubelet', 'readOnlyPort'), 0],
    ['kube-proxy (healthz)', ...field('kubeProxy', 'healthzBindAddress'), DEFAULT_PORTS.kubeProxyHealthz],
    ['kube-proxy (metrics)', ...field('kubeProxy', 'metricsBindAddress'), DEFAULT_PORTS.kubeProxyMetrics],
  ];
}

/** The flag wins over kubeadm's bindPort, which is the endpoint's port unless the spec says otherwise. */
function apiServer({ spec }: RuleContext): Described {
  const flag = spec.apiServer?.extraArgs?.['secure-port'];
  const bind = spec.apiServer?.bindPort;
  const component = 'kube-apiserver';
  if (flag !== undefined)
    return [component, ['spec', 'apiServer', 'extraArgs', 'secure-port'], flag, DEFAULT_PORTS.apiServer];
  if (bind !== undefined)
    return [component, ['spec', 'apiServer', 'bindPort'], bind, DEFAULT_PORTS.apiServer];
  return [
    component,
    ['spec', 'controlPlaneEndpoint', 'port'],
    spec.controlPlaneEndpoint?.port,
    DEFAULT_PORTS.apiServer,
  ];
}

function etcd(): readonly Described[] {
  const nowhere: Path = [];
  return [
    ['etcd (clients)', nowhere, undefined, DEFAULT_PORTS.etcdClient],
    ['etcd (peers)', nowhere, undefined, DEFAULT_PORTS.etcdPeer],
    ['etcd (metrics)', nowhere, undefined, DEFAULT_PORTS.etcdMetrics],
  ];
}

/** A number, a flag's text, or the end of `0.0.0.0:10256`. */
function portOf(written: unknown): number | undefined {
  if (typeof written === 'number') return written;
  const match = typeof written === 'string' ? /(?:^|:)(\d{1,5})$/.exec(written.trim()) : null;
  return match === null ? undefined : Number(match[1]);
}

/**
 * Ports of Services of type NodePort: `a-b`, `a+size` or `a`, as the API server's flag has them (apimachinery
 * util/net/port_range.go). Undefined where the flag turns them off, or cannot be read.
 */
export function nodePorts({ spec }: RuleContext): NodePorts | undefined {
  const flag = spec.apiServer?.extraArgs?.['service-node-port-range'];
  if (flag === undefined) return { range: DEFAULT_NODE_PORTS };
  const path = ['spec', 'apiServer', 'extraArgs', 'service-node-port-range'];
  const match = typeof flag === 'string' ? /^(\d{1,5})(?:([-+])(\d{1,5}))?$/.exec(flag.trim()) : null;
  const first = Number(match?.[1] ?? 0);
  const last = match?.[2] === '-' ? Number(match[3]) : first + Number(match?.[3] ?? 0);
  return first > 0 && first <= last ? { range: [first, last], path } : undefined;
}
