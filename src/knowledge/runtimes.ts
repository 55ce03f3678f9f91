/**
 * A container runtime as kubestrap knows it: it installs none, and starts, examines and cleans through what is there. Beside a
 * row here, a runtime has a probe and a check of doctor (`src/facts/probes/`, `src/doctor/checks/`) and, for hosts without
 * crictl, the commands in `templates/lib/leftovers.sh` that stop its Pods with its own client.
 */
export interface Runtime {
  /** systemd's unit of it. */
  readonly unit: string;
  /** The socket of its CRI, with scheme, as its packages have it. */
  readonly socket: string;
  /** Occurs in every socket of it, wherever that is. */
  readonly mark: string;
  /** A host that has this program has the runtime. */
  readonly program: string;
  /** Its own client, which stops Pods where there is no crictl. */
  readonly client: string;
  readonly configFile: string;
  /** Where it keeps images and the file systems of containers. */
  readonly dataDirectory: string;
  /** Names of the plugin without which no kubelet can use it, as its configuration turns them off. */
  readonly criPlugins: readonly string[];
  /** The major version from which a kubelet can ask it for its cgroup driver (KEP-4033). */
  readonly tellsCgroupDriverFrom: number;
}

/** Its CRI plugin is one up to 1.7 and two in 2.0; the short name is of version 1 of its configuration. */
const CONTAINERD: Runtime = {
  unit: 'containerd.service',
  socket: 'unix:///run/containerd/containerd.sock',
  mark: 'containerd',
  program: 'containerd',
  client: 'ctr',
  configFile: '/etc/containerd/config.toml',
  dataDirectory: '/var/lib/containerd',
  criPlugins: [
    'cri',
    'io.containerd.grpc.v1.cri',
    'io.containerd.cri.v1.runtime',
    'io.containerd.cri.v1.images',
  ],
  tellsCgroupDriverFrom: 2,
};

/** The runtime that hosts are expected to have, whatever socket the spec names. */
export const RUNTIME = CONTAINERD;

/** Units that make a host a node. */
export const NODE_UNITS: readonly string[] = [RUNTIME.unit, 'kubelet.service'];

/** The runtime behind a socket; undefined: one that kubestrap does not know. */
export function runtimeAt(socket: string): Runtime | undefined {
  return [CONTAINERD].find(({ mark }) => socket.includes(mark));
}
