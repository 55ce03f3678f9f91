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
   * Options that kernel modules are loaded with, as in modprobe.d: module to options. A module that is loaded already keeps those it has until the next boot.
   */
  kernelModuleOptions?: {
    [k: string]: string;
  };
  /**
   * Modules that must not be loaded, neither by themselves nor by name. One that is loaded now is named, and stays until the next boot.
   */
  deniedKernelModules?: string[];
  /**
   * Kernel parameters to set now and at boot, added to those that Kubernetes needs.
   */
  sysctls?: {
    [k: string]: string | number;
  };
  ephemeralPorts?: EphemeralPorts;
  /**
   * Who keeps the clocks in step, and how far they may differ. kubestrap measures it, and refuses to init or join past the bound.
   */
  timeSync?: {
    /**
     * `chrony` or `timesyncd`: configured, enabled, and waited for; other clients are turned off. `none`: you do it.
     */
    provider?: 'chrony' | 'timesyncd' | 'none';
    /**
     * NTP servers: DNS names, IP addresses, or names of hosts of the inventory, which then serve the others. A host that serves takes its own time from the servers that are not in the inventory, and from its own clock where there is none.
     */
    servers?: string[];
    /**
     * What happens to a clock that is off by more than a second when the client starts. `step`: it is set at once. `slew`: it runs faster or slower until it is right, which takes hours for minutes; chrony only.
     */
    correction?: 'step' | 'slew';
    /**
     * How long apply waits for a clock to be synchronised, in `s` or `m`.
     */
    wait?: string;
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
   * `disabled`: swap is turned off now and at boot: fstab's entries, systemd's swap units and zram generators. `kept`: it is left alone, and `kubelet.failSwapOn` must be false.
   */
  swap?: 'disabled' | 'kept';
  /**
   * `managed`: the host's name is set to the node's name. `unmanaged`: it stays what it is; the node has its name all the same.
   */
  hostname?: 'managed' | 'unmanaged';
  /**
   * SELinux on hosts that have it.
   */
  selinux?: {
    /**
     * `enforcing` or `permissive`: set now and at boot. `unmanaged`: left as it is.
     */
    mode?: 'enforcing' | 'permissive' | 'unmanaged';
  };
  /**
   * The firewall of the host, where one is active.
   */
  firewall?: {
    /**
     * Open the ports that the host's role needs in firewalld or ufw. False: they are only listed where a firewall is active.
     */
    manage?: boolean;
    /**
     * Further ports to open on the host, such as those of the network add-on or an ingress: `port/protocol`, also as a range.
     */
    extraPorts?: string[];
  };
  /**
   * HTTP proxy of the container runtime, the kubelet and kubeadm (which hands it on to the control plane's static pods).
   */
  proxy?: {
    /**
     * Proxy for http URLs.
     */
    httpProxy?: string;
    /**
     * Proxy for https URLs.
     */
    httpsProxy?: string;
    /**
     * Further names, domains, addresses and networks that are reached directly, beside those that kubestrap computes: loopback, the hosts, the endpoint, the pod and service subnets, and the cluster's domain.
     */
    noProxy?: string[];
  };
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
  kubeletExtraArgs?: ExtraArgs;
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
 * Flags, without the leading dashes. They replace kubeadm's default for that flag. A list repeats the flag (more than one value needs Kubernetes 1.31).
 */
export interface ExtraArgs {
  /**
   * @minItems 1
   */
  [k: string]: string | [string, ...string[]];
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
   * `present`: the host belongs to the cluster. `absent`: `apply` takes it out, as `node remove` does. A host that `node remove` took out joins again only once this says `present` in words.
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
    /**
     * TCP port that it listens on, on every control plane (kubeadm's `localAPIEndpoint.bindPort`). Absent: the endpoint's. Another one needs a load balancer of your own, which is provider `external`.
     */
    bindPort?: number;
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
  dns?: Dns;
  proxy?: Proxy;
  /**
   * Fields of KubeProxyConfiguration, as kube-proxy takes them. They are checked against `kubernetesVersion`; [kube-proxy.md](kube-proxy.md) has them all. `apiVersion` and `kind` are written for you.
   */
  kubeProxy?: {
    [k: string]: unknown;
  };
  /**
   * Fields of KubeletConfiguration, as the kubelet takes them. They are checked against `kubernetesVersion`; [kubelet.md](kubelet.md) has them all. `apiVersion` and `kind` are written for you.
   */
  kubelet?: {
    [k: string]: unknown;
  };
  kubeadm?: Kubeadm;
  /**
   * Directory of kubeadm patches, named `target[suffix][+strategic|merge|json].yaml` or `.json`. Targets: kube-apiserver, kube-controller-manager, kube-scheduler, etcd, kubeletconfiguration (1.25), corednsdeployment (1.31), kubeproxydaemonset (1.37). They are put on every host, under /etc/kubernetes/patches. Needs Kubernetes 1.22.
   */
  patches?: string;
  node?: Node;
  /**
   * The container runtime.
   */
  runtime?: {
    /**
     * Which one. Only containerd is known.
     */
    type?: 'containerd';
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
  ingress?: Ingress;
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
  extraEnvs?: ExtraEnvs;
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
  snapshotKey?: Secret;
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
 * An etcd cluster of your own. The three files must be on the first control plane before `apply`; kubeadm takes them to the others.
 */
export interface ExternalEtcd {
  /**
   * Client URLs of the members.
   *
   * @minItems 1
   */
  endpoints: [string, ...string[]];
  /**
   * URLs at which the members serve /metrics and /health, where those are not their client URLs. Needs Kubernetes 1.35.
   *
   * @minItems 1
   */
  httpEndpoints?: [string, ...string[]];
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
  snapshotKey?: Secret;
}
/**
 * The DNS add-on that kubeadm installs, CoreDNS.
 */
export interface Dns {
  /**
   * Registry and path of its image. Absent: kubeadm's default, which follows the cluster's.
   */
  imageRepository?: string;
  /**
   * Tag of its image. Absent: the one this kubeadm was tested with.
   */
  imageTag?: string;
  /**
   * Do not install it. Needs Kubernetes 1.31; from 1.22 on, `kubeadm.skipPhases.init` can have `addon/coredns`.
   */
  disabled?: boolean;
}
/**
 * The kube-proxy add-on that kubeadm installs. Its configuration is `kubeProxy`; an HTTP proxy is none of this.
 */
export interface Proxy {
  /**
   * Do not install it, as for a network add-on that replaces it. Needs Kubernetes 1.31; from 1.22 on, `kubeadm.skipPhases.init` can have `addon/kube-proxy`.
   */
  disabled?: boolean;
}
/**
 * How kubeadm goes about it. Absent keys are kubeadm's own defaults.
 */
export interface Kubeadm {
  /**
   * Phases to leave out.
   */
  skipPhases?: {
    /**
     * Phases of `kubeadm init`, as `kubeadm init --help` lists them. What they would have done is then yours to do. Needs Kubernetes 1.22.
     */
    init?: string[];
    /**
     * Phases of `kubeadm join`, as `kubeadm join --help` lists them. What they would have done is then yours to do. Needs Kubernetes 1.22.
     */
    join?: string[];
  };
  /**
   * How long kubeadm waits, in Go's notation (`90s`, `4m0s`, `1h30m`). All but the first two need Kubernetes 1.31.
   */
  timeouts?: {
    /**
     * For a control-plane component to become healthy (before 1.31 kubeadm's `apiServer.timeoutForControlPlane`; kubeadm waits 4m0s by itself).
     */
    controlPlaneComponentHealthCheck?: string;
    /**
     * For a joining host to find the API server and check who it is (before 1.31 kubeadm's `discovery.timeout`; 5m0s).
     */
    discovery?: string;
    /**
     * For the kubelet to become healthy (4m0s).
     */
    kubeletHealthCheck?: string;
    /**
     * For a call to the API server (1m0s).
     */
    kubernetesAPICall?: string;
    /**
     * For a call to etcd (2m0s).
     */
    etcdAPICall?: string;
    /**
     * For the kubelet to get its certificate (5m0s).
     */
    tlsBootstrap?: string;
    /**
     * For the static pods of a new version to come up (5m0s).
     */
    upgradeManifests?: string;
  };
  /**
   * When init and join pull images (kubeadm pulls what is missing, `IfNotPresent`). Needs Kubernetes 1.22.
   */
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /**
   * Pull images one by one (kubeadm does). Needs Kubernetes 1.31.
   */
  imagePullSerial?: boolean;
  /**
   * Directory of the cluster's certificates on the hosts. Absent: /etc/kubernetes/pki. It cannot change after init.
   */
  certificatesDir?: string;
  /**
   * How long certificates are valid, in Go's notation, whose largest unit is the hour (kubeadm's default is a year, 8760h0m0s). Needs Kubernetes 1.31.
   */
  certificateValidityPeriod?: string;
  /**
   * How long certificate authorities are valid (kubeadm's default is ten years, 87600h0m0s). Needs Kubernetes 1.31.
   */
  caCertificateValidityPeriod?: string;
  /**
   * Kind of the keys that kubeadm makes (RSA-2048 by itself). Needs Kubernetes 1.31, ECDSA-P384 1.34.
   */
  encryptionAlgorithm?: 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384';
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
/**
 * What the outside reaches the cluster's services through.
 */
export interface Ingress {
  /**
   * Server certificates, made by `kubestrap certs ingress`: files, and a Secret for each.
   */
  certificates?: IngressCertificate[];
  generatedCA?: GeneratedCA;
}
/**
 * A certificate and its names; at least one of `dnsNames`, `ipAddresses` and `uris`.
 */
export interface IngressCertificate {
  /**
   * Name of the certificate and of its directory; unique.
   */
  name: string;
  /**
   * Namespace of the Secret.
   */
  namespace?: string;
  /**
   * Name of the Secret (type kubernetes.io/tls). Absent: the certificate's name with `-tls` after it.
   */
  secretName?: string;
  /**
   * DNS names; `*` may stand for the whole first label. Names in Unicode become punycode.
   */
  dnsNames?: string[];
  /**
   * IPv4 and IPv6 addresses.
   */
  ipAddresses?: string[];
  /**
   * URIs, such as SPIFFE IDs.
   */
  uris?: string[];
  /**
   * Kind of the key. Browsers do not take Ed25519.
   */
  keyAlgorithm?: 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384' | 'Ed25519';
  /**
   * How long it is valid, in days or hours; browsers take 398 days at most. A change counts from the next issue on.
   */
  validity?: string;
  ca?: CertificateAuthority;
}
/**
 * Who signs the certificate.
 */
export interface CertificateAuthority {
  /**
   * `generated`: a CA of our own, made once and kept in `.kubestrap/` beside this file. `files`: a CA of yours. `cluster`: the cluster's CA; its key is used on a control plane and stays there. `selfSigned`: the certificate itself.
   */
  mode?: 'generated' | 'files' | 'cluster' | 'selfSigned';
  /**
   * With `files`: PEM file of the CA's certificate, relative to this one; certificates between it and the root may follow it.
   */
  certFile?: string;
  /**
   * With `files`: PEM file of its key, relative to this one; PKCS#8 or traditional, encrypted or not.
   */
  keyFile?: string;
  passphrase?: Secret;
}
/**
 * The CA of the certificates with `ca.mode: generated`. It is made once, and never replaced: what is changed here afterwards is refused.
 */
export interface GeneratedCA {
  /**
   * Its name. Absent: `kubestrap ingress CA of`, and the cluster's name.
   */
  commonName?: string;
  /**
   * Kind of its key.
   */
  keyAlgorithm?: 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384' | 'Ed25519';
  /**
   * How long it is valid, in days or hours. No certificate outlives it.
   */
  validity?: string;
  /**
   * Domains that it may issue DNS names in, subdomains included (name constraints); clients refuse others, should the key be stolen. Empty: any.
   */
  permittedDomains?: string[];
  /**
   * Networks that it may issue addresses in. Empty: any.
   */
  permittedNetworks?: string[];
  passphrase?: Secret;
}
