import type { JsonObject } from '../values/json.ts';

/**
 * The Cluster model: inventory and spec with groups merged and defaults resolved. Immutable, and the only
 * thing the rest of the program reads; nothing past src/spec sees YAML.
 */

import type { SecretReference } from '../secrets/reference.ts';
import type { San } from '../values/names.ts';

/** A Kubernetes release, `v1.20.2`. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** As kubeadm wants it: `v1.20.2`, pre-release suffix included. */
  readonly text: string;
}

export type Role = 'control-plane' | 'worker';
export type EndpointProvider = 'hosts' | 'external';

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

export interface BastionSettings {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly identityFile?: string;
}

/** How SSH reaches a host. Paths are absolute (`~` and relative ones resolved). */
export interface SshSettings {
  readonly user: string;
  readonly port: number;
  /** Absent: the agent, then the default identities. */
  readonly identityFile?: string;
  readonly knownHostsFile: string;
  readonly sudoPassword?: SecretReference;
  readonly bastion?: BastionSettings;
}

export interface HostsEntry {
  readonly ip: string;
  readonly names: readonly string[];
}

export interface EphemeralPorts {
  /** First and last port, inclusive. */
  readonly range: readonly [number, number];
  /** `auto`: component ports and NodePorts that the range covers; else ranges as the kernel writes them. */
  readonly reserved: 'auto' | readonly string[];
}

export interface TimeSync {
  readonly provider: 'chrony' | 'timesyncd' | 'none';
  /** DNS names, addresses, or names of hosts of the inventory. */
  readonly servers: readonly string[];
  readonly correction: 'step' | 'slew';
  /** Milliseconds that apply waits for the clock to be synchronised. */
  readonly waitMs: number;
  /** Milliseconds a control plane's clock may differ before init and join refuse. */
  readonly maxSkewMs: number;
  readonly maxWorkerSkewMs: number;
}

export interface Firewall {
  readonly manage: boolean;
  /** `8472/udp`, `8000-8010/tcp`. */
  readonly extraPorts: readonly string[];
}

export interface ProxySettings {
  /** Empty: none. */
  readonly httpProxy: string;
  readonly httpsProxy: string;
  /** What the spec adds to the computed list. */
  readonly noProxy: readonly string[];
}

/** Preparation of one host: spec.node with the host's own and its groups' overrides merged in. */
export interface NodeSettings {
  readonly kernelModules: readonly string[];
  /** Module to its options, `conn_tab_bits=16`. */
  readonly kernelModuleOptions: Readonly<Record<string, string>>;
  readonly deniedKernelModules: readonly string[];
  /** Values as the kernel takes them, always strings. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** Absent: the kernel's range is left alone, and nothing is reserved. */
  readonly ephemeralPorts?: EphemeralPorts;
  readonly timeSync: TimeSync;
  readonly swap: 'disabled' | 'kept';
  readonly hostname: 'managed' | 'unmanaged';
  readonly selinux: 'enforcing' | 'permissive' | 'unmanaged';
  readonly firewall: Firewall;
  /** Absent: none is set. */
  readonly proxy?: ProxySettings;
  /** Flags of the kubelet beside those the model implies. */
  readonly kubeletExtraArgs: ExtraArgs;
  readonly hosts: readonly HostsEntry[];
}

export interface Host {
  /** The node's name. */
  readonly name: string;
  readonly role: Role;
  readonly address: string;
  /** The node's IPs in the cluster, first is primary; never empty. */
  readonly internalAddresses: readonly string[];
  readonly state: 'present' | 'absent';
  /** Does the inventory say so in words? Then a host that was taken out may come back. */
  readonly stateIsStated: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Absent: kubeadm's default for the role. Empty: none, schedulable. */
  readonly taints?: readonly Taint[];
  readonly ssh: SshSettings;
  readonly node: NodeSettings;
}

/** A flag's value; a list repeats the flag. */
export type ExtraArgs = Readonly<Record<string, string | readonly string[]>>;

export interface ExtraVolume {
  readonly name: string;
  readonly hostPath: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly pathType?: string;
}

export interface Component {
  readonly extraArgs: ExtraArgs;
  readonly extraVolumes: readonly ExtraVolume[];
  readonly extraEnvs: readonly Readonly<Record<string, unknown>>[];
}

export interface ExternalEtcd {
  readonly endpoints: readonly string[];
  /** Paths on the control planes. */
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Where the members serve /metrics and /health, if not at `endpoints`. */
  readonly httpEndpoints?: readonly string[];
  /** Encrypts snapshots. */
  readonly snapshotKey?: SecretReference;
}

export interface LocalEtcd {
  readonly extraArgs: ExtraArgs;
  readonly extraEnvs: readonly Readonly<Record<string, unknown>>[];
  readonly dataDir?: string;
  readonly imageRepository?: string;
  readonly imageTag?: string;
  /** Encrypts snapshots. */
  readonly snapshotKey?: SecretReference;
  readonly serverCertSANs: readonly string[];
  readonly peerCertSANs: readonly string[];
}

/** The CoreDNS add-on; absent fields are kubeadm's own defaults. */
export interface DnsAddon {
  readonly imageRepository?: string;
  readonly imageTag?: string;
  readonly disabled?: boolean;
}

export type TimeoutName =
  | 'controlPlaneComponentHealthCheck'
  | 'discovery'
  | 'etcdAPICall'
  | 'kubeletHealthCheck'
  | 'kubernetesAPICall'
  | 'tlsBootstrap'
  | 'upgradeManifests';

/** How kubeadm goes about it; absent fields are its own defaults. Durations as Go prints them: `4m0s`. */
export interface KubeadmSettings {
  readonly skipPhases: { readonly init: readonly string[]; readonly join: readonly string[] };
  readonly timeouts: Readonly<Partial<Record<TimeoutName, string>>>;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly imagePullSerial?: boolean;
  /** On the hosts. */
  readonly certificatesDir?: string;
  readonly certificateValidityPeriod?: string;
  readonly caCertificateValidityPeriod?: string;
  readonly encryptionAlgorithm?: 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384';
}

/** A kubeadm patch, read when the spec was loaded. */
export interface PatchFile {
  /** Without directory; says what is patched, and how. */
  readonly name: string;
  readonly content: string;
  /** The YAML or JSON documents in it, parsed: each is a patch. */
  readonly documents: readonly unknown[];
}

export interface Addon {
  readonly name: string;
  /** In the spec's order; content read when the spec was loaded. */
  readonly manifests: readonly { readonly path: string; readonly content: string }[];
}

export type KeyAlgorithm = 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384' | 'Ed25519';

/** Who signs a certificate. Paths are absolute. */
export type IngressCa =
  | { readonly mode: 'generated' | 'cluster' | 'selfSigned' }
  | {
      readonly mode: 'files';
      readonly certFile: string;
      readonly keyFile: string;
      readonly passphrase?: SecretReference;
    };

export interface IngressCertificate {
  /** Also of its directory. */
  readonly name: string;
  readonly namespace: string;
  readonly secretName: string;
  /** In their normal form; never empty. */
  readonly names: readonly San[];
  readonly keyAlgorithm: KeyAlgorithm;
  readonly validityMs: number;
  readonly ca: IngressCa;
}

/** The CA that kubestrap makes itself. */
export interface GeneratedCa {
  readonly commonName: string;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly validityMs: number;
  /** In ASCII; subdomains included. Empty: any. */
  readonly permittedDomains: readonly string[];
  /** CIDRs. Empty: any. */
  readonly permittedNetworks: readonly string[];
  /** Of its key on disk. */
  readonly passphrase?: SecretReference;
}

export interface Ingress {
  readonly certificates: readonly IngressCertificate[];
  readonly generatedCa: GeneratedCa;
}

export interface Cluster {
  readonly name: string;
  readonly kubernetesVersion: Version;
  readonly imageRepository?: string;
  readonly endpoint: { readonly host: string; readonly port: number; readonly provider: EndpointProvider };
  readonly networking: {
    /** One CIDR, or two for dual stack. Empty: none given (podSubnet only). */
    readonly podSubnets: readonly string[];
    readonly serviceSubnets: readonly string[];
    readonly dnsDomain: string;
  };
  readonly featureGates: Readonly<Record<string, boolean>>;
  readonly apiServer: Component & {
    readonly certSANs: readonly string[];
    /** Absent: the endpoint's port. */
    readonly bindPort?: number;
  };
  readonly controllerManager: Component;
  readonly scheduler: Component;
  readonly etcd: { readonly local: LocalEtcd } | { readonly external: ExternalEtcd };
  readonly dns: DnsAddon;
  /** The kube-proxy add-on itself; its configuration is `kubeProxy`. */
  readonly proxy: { readonly disabled?: boolean };
  readonly kubeadm: KubeadmSettings;
  readonly patches: readonly PatchFile[];
  /** KubeProxyConfiguration fields as the spec gives them. */
  readonly kubeProxy: JsonObject;
  /** KubeletConfiguration fields as the spec gives them. */
  readonly kubelet: JsonObject;
  /** The CRI socket, with scheme. */
  readonly criSocket: string;
  /** kubeadm preflight checks to ignore, beyond those the spec implies. */
  readonly ignorePreflightErrors: readonly string[];
  readonly addons: readonly Addon[];
  readonly ingress: Ingress;
  /** In the inventory's order. */
  readonly hosts: readonly Host[];
  /** The directory of the spec file: where `.kubestrap/` lives. */
  readonly directory: string;
}
