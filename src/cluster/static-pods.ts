import type { HostFacts } from '../facts/types.ts';
import { DEFAULT_PORTS } from '../knowledge/default-ports.ts';
import { certificatesDirectory } from '../knowledge/directories.ts';
import { apiServerPort, componentPorts } from '../knowledge/ports.ts';
import type { StaticPodName } from '../knowledge/renewable-certificates.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { stopPod, waitPod } from '../shell/functions/static-pods.ts';
import { lines, type Script } from '../shell/sh.ts';
import { hasJoined } from './membership.ts';
import { controlPlanes, leader, reached, type State } from './state.ts';

/** Where the API server of one control plane itself listens, as kubeadm wrote it there, else as the spec has it. */
export function apiServerUrl(cluster: Cluster, host: Host, facts: HostFacts | undefined): string {
  const address = facts?.apiServer.advertiseAddress ?? host.internalAddresses[0] ?? host.address;
  const port = facts?.apiServer.securePort ?? apiServerPort(cluster);
  return `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** The other control planes that are part of the cluster, answering or not, as URLs of their API servers. */
export function peerUrls(state: State, host: Host): string[] {
  const members = new Set(
    reached(state, controlPlanes(state)).flatMap((one) =>
      hasJoined(one.membership) && !state.expected.has(one.host.name) ? [one.host.name] : [],
    ),
  );
  const nodes = new Set((leader(state)?.live.nodes ?? []).map(({ name }) => name));
  return controlPlanes(state)
    .filter(({ name }) => name !== host.name)
    .filter(({ name }) => members.has(name) || (state.unreachable.has(name) && nodes.has(name)))
    .map((one) => apiServerUrl(state.cluster, one, state.facts.get(one.name)));
}

interface StaticPod {
  readonly name: StaticPodName;
  /** The flag by whose value its process is known. */
  readonly flag: string;
  /**
   * Seconds from TERM to KILL. The API server closes its port at once and then waits up to a minute for watches,
   * which come back by themselves; the others end within seconds, and the kubelet would give them 30.
   */
  readonly grace: number;
  /** Arguments of kubectl with which it answers `ok`. */
  readonly query: (at: { readonly cluster: Cluster; readonly url: string }) => readonly string[];
}

const local = (component: string, fallback: number): StaticPod['query'] =>
  function query({ cluster }) {
    const { port } =
      componentPorts(cluster, 'control-plane').find((one) => one.component === component) ?? {};
    const to = `https://127.0.0.1:${port ?? fallback}`;
    // it has a certificate of its own making
    return ['--server', to, '--insecure-skip-tls-verify', 'get', '--raw', '/healthz'];
  };

/** In the order in which they are ended: those that others wait for come up while the others still end. */
const PODS: readonly StaticPod[] = [
  {
    name: 'kube-apiserver',
    flag: '--tls-cert-file',
    grace: 10,
    // the new certificate as the only trusted one: whoever presents another is not believed (Go takes a leaf that is
    // itself in the pool, crypto/x509 Certificate.Verify)
    query: ({ cluster, url }) => [
      ...['--server', url, '--certificate-authority', `${certificatesDirectory(cluster)}/apiserver.crt`],
      ...['get', '--raw', '/readyz'],
    ],
  },
  {
    name: 'etcd',
    flag: '--data-dir',
    grace: 30,
    // the API server here reads through the etcd here
    query: ({ url }) => ['--server', url, 'get', '--raw', '/readyz'],
  },
  {
    name: 'kube-controller-manager',
    flag: '--kubeconfig',
    grace: 30,
    query: local('kube-controller-manager', DEFAULT_PORTS.controllerManager),
  },
  {
    name: 'kube-scheduler',
    flag: '--kubeconfig',
    grace: 30,
    query: local('kube-scheduler', DEFAULT_PORTS.scheduler),
  },
];

/** Pods whose absence the others notice: they are waited for before the rest is restarted. */
const FIRST: ReadonlySet<StaticPodName> = new Set(['kube-apiserver', 'etcd']);

interface Restart {
  readonly cluster: Cluster;
  readonly url: string;
  readonly names: ReadonlySet<StaticPodName>;
}

/** Ends these static Pods and waits until each is well again with what it has read. */
export function restartPods(restart: Restart): Script {
  const [first, rest] = [
    PODS.filter(({ name }) => FIRST.has(name)),
    PODS.filter(({ name }) => !FIRST.has(name)),
  ];
  return lines([first, rest].flatMap((pods) => [...stop(pods, restart), ...wait(pods, restart)]));
}

/** Only ends them: where no API server answers, none will until all of etcd is there again. */
export function stopPods(restart: Restart): Script {
  return lines(stop(PODS, restart));
}

/** Only waits for them. */
export function awaitPods(restart: Restart): Script {
  return lines(wait(PODS, restart));
}

/** Their names in the order above, for people. */
export function podList(names: ReadonlySet<StaticPodName>): string {
  return PODS.filter(({ name }) => names.has(name))
    .map(({ name }) => name)
    .join(', ');
}

/** The names that are static Pods of kubeadm's. */
export function knownPods(names: readonly string[]): Set<StaticPodName> {
  return new Set(PODS.flatMap(({ name }) => (names.includes(name) ? [name] : [])));
}

function stop(pods: readonly StaticPod[], { names }: Restart): Script[] {
  return pods
    .filter(({ name }) => names.has(name))
    .map(({ name, flag, grace }) => stopPod(name, flag, grace));
}

function wait(pods: readonly StaticPod[], { names, cluster, url }: Restart): Script[] {
  return pods
    .filter(({ name }) => names.has(name))
    .map(({ name, flag, query }) => waitPod(name, flag, query({ cluster, url })));
}
