/** Types of the two input files. Generated from schemas/ by scripts/generate.ts: change the schemas instead. */

export type Taint =
  | string
  | {
      /**
       * Key of the taint.
       */
      key: string;
      /**
       * Its value.
       */
      value?: string;
      /**
       * What it does to pods that do not tolerate it.
       */
      effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
    };
/**
 * Taints of the node, as `key=value:Effect`, `key:Effect`, or an object. `[]`: none, so that everything can be scheduled here. Absent: kubeadm's default for the role.
 */
export type Taints = Taint[];
/**
 * Directories and files of the host to mount into the component's static pod.
 */
export type ExtraVolumes = ExtraVolume[];
/**
 * Environment variables of the component, as in a container (`name`, and `value` or `valueFrom`). Needs Kubernetes 1.31.
 */
export type ExtraEnvs = ExtraEnv[];

export interface InputFiles {
  inventory: InventoryFile;
  cluster: ClusterFile;
}
/**
 * The hosts of a cluster, what they are for, and how SSH reaches them.
 */
export interface InventoryFile {
  /**
   * Version of this format. Defaults never change within one.
   */
  apiVersion: 'kubestrap.dev/v1alpha1';
  /**
   * Always `Inventory`.
   */
  kind: 'Inventory';
  ssh?: Ssh;
  /**
   * Settings that hosts share. They are merged into a host in the order in which it names them, its own last: maps merge key by key, lists replace.
   */
  groups?: {
    [k: string]: Group;
  };
  /**
   * The hosts. A host that is deleted from the list is reported as an orphan, and never removed by itself.
   *
   * @minItems 1
   */
  hosts: [Host, ...Host[]];
}
/**
 * How SSH reaches a host.
 */
export interface Ssh {
  /**
   * User to log in as. Anyone but root needs sudo.
   */
  user?: string;
  /**
   * TCP port of sshd.
   */
  port?: number;
  /**
   * Private key, relative to this file; `~` is your home. Absent: the keys of the SSH agent, then the default ones.
   */
  identityFile?: string;
  /**
   * File of known host keys, relative to this file; `~` is your home. Host keys are always checked.
   */
  knownHostsFile?: string;
  sudoPassword?: Secret;
  bastion?: Bastion;
}
/**
 * Where a secret comes from; never the secret itself. Exactly one of the keys.
 */
export interface Secret {
  /**
   * Environment variable that holds it, on the machine that runs kubestrap.
   */
  env?: string;
  /**
   * File that holds it, relative to this one; readable by its owner only. One newline at its end is dropped.
   */
  file?: string;
  /**
   * Program and arguments that print it, run here; no shell interprets them. One newline at its end is dropped.
   *
   * @minItems 1
   */
  command?: [string, ...string[]];
}
/**
 * Host to jump through.
 */
export interface Bastion {
  /**
   * DNS name or IP address of the bastion. Needed, here or in what this overrides.
   */
  address?: string;
  /**
   * TCP port of its sshd.
   */
  port?: number;
  /**
   * User to log in as. Absent: the host's own `user`.
   */
  user?: string;
  /**
   * Private key for the bastion. Absent: the host's own.
   */
  identityFile?: string;
}
/**
 * Settings that hosts share.
 */
export interface Group {
  labels?: Labels;
  taints?: Taints;
  ssh?: Ssh;
  node?: Node;
}
/**
 * Labels of the node.
 */
export interface Labels {
  [k: string]: string;
}
/**
 * Preparation of a host.
 */
export interface Node {
  /**
   * Modules to load now and at boot, added to those that the proxy mode and the runtime need.
   */
  kernelModules?: string[];
  /**
   * Kernel parameters to set now and at boot, added to those that Kubernetes needs.
   */
  sysctls?: {
    [k: string]: string | number;
  };
  ephemeralPorts?: EphemeralPorts;
  /**
   * How far clocks may differ. kubestrap measures it, and refuses to init or join past the bound.
   */
  timeSync?: {
    /**
     * Who keeps the clocks in step. `none`: you do.
     */
    provider?: 'none';
    /**
     * Bound for control planes, in `ms`, `s` or `m`.
     */
    maxSkew?: string;
    /**
     * Bound for workers, in `ms`, `s` or `m`.
     */
    maxWorkerSkew?: string;
  };
  /**
   * `disabled`: swap is turned off now and at boot. `kept`: it is left alone, and `kubelet.failSwapOn` must be false.
   */
  swap?: 'disabled' | 'kept';
  /**
   * Further entries of /etc/hosts.
   */
  hosts?: {
    /**
     * IP address.
     */
    ip: string;
    /**
     * Names that resolve to it.
     *
     * @minItems 1
     */
    names: [string, ...string[]];
  }[];
}
/**
 * Source ports of outgoing connections (net.ipv4.ip_local_port_range), and which of them are kept free for listeners. Absent: the kernel's range is left alone and nothing is reserved.
 */
export interface EphemeralPorts {
  /**
   * First and last port, inclusive.
   *
   * @minItems 2
   * @maxItems 2
   */
  range?: [number, number];
  /**
   * Ports of the range that no outgoing connection may take (net.ipv4.ip_local_reserved_ports). `auto`: the component ports and NodePorts that the range covers. Else a list of ports and ranges.
   */
  reserved?: string | string[];
}
/**
 * One host.
 */
export interface Host {
  /**
   * The node's name. It cannot change once the host has joined.
   */
  name: string;
  /**
   * What the host is for.
   */
  role: 'control-plane' | 'worker';
  /**
   * Groups to take settings from, in this order.
   */
  groups?: string[];
  /**
   * DNS name or IP address at which SSH reaches the host.
   */
  address: string;
  /**
   * The node's IP address in the cluster, or `IPv4,IPv6` for dual stack, the primary family first. Absent: `address`, which must then be an IP address.
   */
  internalAddress?: string;
  /**
   * `present`: the host belongs to the cluster. `absent`, which takes it out, is not supported by this version yet.
   */
  state?: 'present' | 'absent';
  labels?: Labels;
  taints?: Taints;
  ssh?: Ssh;
  node?: Node;
}
/**
 * What the cluster is: versions, networks, the configuration of its components, and the preparation of its nodes. Which hosts it runs on is in the inventory.
 */
export interface ClusterFile {
  /**
   * Version of this format. Defaults never change within one.
   */
  apiVersion: 'kubestrap.dev/v1alpha1';
  /**
   * Always `Cluster`.
   */
  kind: 'Cluster';
  /**
   * What the cluster is called.
   */
  metadata: {
    /**
     * Name of the cluster; kubeadm's clusterName, and the name of its context in the kubeconfig.
     */
    name: string;
  };
  spec: Spec;
}
/**
 * The wanted state of the cluster.
 */
export interface Spec {
  /**
   * Kubernetes release to run, in full. The kubeadm on the hosts must be of the same minor version.
   */
  kubernetesVersion: string;
  /**
   * Registry and path that the control-plane images are pulled from, for a mirror. Absent: kubeadm's own default.
   */
  imageRepository?: string;
  /**
   * The address at which nodes and clients reach the API server. It cannot change after init.
   */
  controlPlaneEndpoint: {
    /**
     * DNS name or IP address, without port. With provider `hosts` it must be a name.
     */
    host: string;
    /**
     * TCP port of the endpoint.
     */
    port?: number;
    /**
     * Who makes the endpoint reach the control planes. `hosts`: entries in /etc/hosts of every host, no load balancer. `external`: a load balancer or DNS record of your own.
     */
    provider?: 'hosts' | 'external';
  };
  /**
   * Networks inside the cluster. For dual stack give `IPv4,IPv6`, the primary family first. They cannot change after init, and must not overlap each other or the hosts' addresses.
   */
  networking?: {
    /**
     * CIDR that pods get their addresses from. Absent: none is configured, for network add-ons that bring their own.
     */
    podSubnet?: string;
    /**
     * CIDR that Services get their addresses from.
     */
    serviceSubnet?: string;
    /**
     * DNS domain of Services.
     */
    dnsDomain?: string;
  };
  /**
   * kubeadm's own feature gates (not those of the components: these go into `extraArgs`, `kubelet` and `kubeProxy`).
   */
  featureGates?: {
    [k: string]: boolean;
  };
  /**
   * kube-apiserver.
   */
  apiServer?: {
    /**
     * Further names and IP addresses of the API server's certificate. The endpoint's and the nodes' own are always in it.
     */
    certSANs?: string[];
    extraArgs?: ExtraArgs;
    extraVolumes?: ExtraVolumes;
    extraEnvs?: ExtraEnvs;
  };
  controllerManager?: Component;
  scheduler?: Component;
  /**
   * Where the cluster keeps its state: `local` (a member on every control plane, the default) or `external`. At most one of them.
   */
  etcd?: {
    local?: LocalEtcd;
    external?: ExternalEtcd;
  };
  /**
   * Fields of KubeProxyConfiguration, as kube-proxy takes them. `apiVersion` and `kind` are written for you.
   */
  kubeProxy?: {
    [k: string]: unknown;
  };
  /**
   * Fields of KubeletConfiguration, as the kubelet takes them. `apiVersion` and `kind` are written for you.
   */
  kubelet?: {
    [k: string]: unknown;
  };
  node?: Node;
  /**
   * The container runtime.
   */
  runtime?: {
    /**
     * Who installs it. `none`: it is on the hosts already.
     */
    install?: 'none';
    /**
     * The socket that it serves, with scheme.
     */
    criSocket?: string;
  };
  /**
   * Where kubeadm, kubelet and kubectl come from.
   */
  install?: {
    /**
     * `none`: they are on the hosts already.
     */
    source?: 'none';
  };
  /**
   * kubeadm preflight checks to ignore by name, beyond those that the spec implies (`Swap`, where swap is kept). `all` is refused.
   */
  ignorePreflightErrors?: string[];
  /**
   * Manifests that are applied after init, in order; the network add-on belongs here.
   */
  addons?: Addon[];
}
/**
 * Flags, without the leading dashes. They replace kubeadm's default for that flag. A list repeats the flag (more than one value needs Kubernetes 1.31).
 */
export interface ExtraArgs {
  /**
   * @minItems 1
   */
  [k: string]: string | [string, ...string[]];
}
export interface ExtraVolume {
  /**
   * Name of the volume; unique.
   */
  name: string;
  /**
   * Path on the control planes.
   */
  hostPath: string;
  /**
   * Path in the pod.
   */
  mountPath: string;
  /**
   * Mount it read-only. Absent: kubeadm's default, false.
   */
  readOnly?: boolean;
  /**
   * What must be there. Absent: not checked.
   */
  pathType?:
    'DirectoryOrCreate' | 'Directory' | 'FileOrCreate' | 'File' | 'Socket' | 'CharDevice' | 'BlockDevice';
}
export interface ExtraEnv {
  /**
   * Name of the variable.
   */
  name: string;
  /**
   * Its value.
   */
  value?: string;
  /**
   * A source for its value, as Kubernetes has it.
   */
  valueFrom?: {
    [k: string]: unknown;
  };
}
export interface Component {
  extraArgs?: ExtraArgs;
  extraVolumes?: ExtraVolumes;
  extraEnvs?: ExtraEnvs;
}
/**
 * A member on every control plane, run by kubeadm.
 */
export interface LocalEtcd {
  extraArgs?: ExtraArgs;
  /**
   * Directory of the data, on the control planes. Absent: kubeadm's default, /var/lib/etcd.
   */
  dataDir?: string;
  /**
   * Registry and path of the etcd image. Absent: the cluster's.
   */
  imageRepository?: string;
  /**
   * Tag of the etcd image. Absent: the one this kubeadm was tested with.
   */
  imageTag?: string;
  /**
   * Further names and IP addresses of the server certificate.
   */
  serverCertSANs?: string[];
  /**
   * Further names and IP addresses of the peer certificate.
   */
  peerCertSANs?: string[];
}
/**
 * An etcd cluster of your own. The three files must already be on every control plane.
 */
export interface ExternalEtcd {
  /**
   * Client URLs of the members.
   *
   * @minItems 1
   */
  endpoints: [string, ...string[]];
  /**
   * Path of the CA certificate on the control planes.
   */
  caFile: string;
  /**
   * Path of the client certificate on the control planes.
   */
  certFile: string;
  /**
   * Path of the client key on the control planes.
   */
  keyFile: string;
}
export interface Addon {
  /**
   * Name of the add-on; unique.
   */
  name: string;
  /**
   * Files, relative to this one; applied in order.
   *
   * @minItems 1
   */
  manifests: [string, ...string[]];
}
