import { KUBELET_CONFIG, KUBELET_DIRECTORY } from '../knowledge/directories.ts';
/** What the kubelet's log lines mean: noise that says nothing by itself, and causes with what to do about them. */

export interface Cause {
  readonly pattern: RegExp;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Said by every kubelet that starts before its API server, or before it is registered: the error before it is the one
 * that matters.
 */
export const NOISE: readonly RegExp[] = [
  /node "[^"]*" not found/i,
  /node="?[^"]*"? *err="node \\?"[^"]*\\?" not found/i,
  /Error getting node|Error updating node status|Unable to (update|register) node|Failed to (ensure|update|get) (node )?lease/i,
  /failed to ensure (node )?lease|Failed to contact API server when waiting for CSINode/i,
  /connection refused|TLS handshake timeout|no route to host|i\/o timeout/i,
  /Failed to (watch|list) \*v1|failed to list \*v1|Unable to write event|Unhandled Error/i,
  /cni (config|plugin) (uninitialized|not initialized)|network (plugin )?is not ready|NetworkPluginNotReady|NetworkNotReady/i,
  /PLEG is not healthy: pleg has yet to be successful|container runtime status check may not have completed/i,
  /Failed to get system container stats|unable to find data in memory cache|Partial failure issuing/i,
  /Error syncing pod, skipping|Pod Update.*skipp|Image garbage collection failed (once|multiple)|invalid capacity 0 on image filesystem/i,
  /Failed creating a mirror pod|Failed to delete mirror pod|No sandbox for pod can be found|SyncLoop|eviction manager: failed to get summary stats/i,
  /Could not configure a source for OOM detection|Skipping pod synchronization|certificate_manager.*(timed out|Reached backoff)/i,
  /^error: (exit|signal)/i,
];

/** Before kubeadm has run there is no configuration, and systemd starts the kubelet again and again. */
export const NOT_YET =
  /failed to (load|read) [Kk]ubelet config file|\/var\/lib\/kubelet\/config\.yaml.*no such file/;

export const CAUSES: readonly Cause[] = [
  {
    pattern: /running with swap on is not supported|swap is (on|enabled)/i,
    message: 'swap is on, and the kubelet does not start with it',
    remedy: 'swapoff -a, and see the check "swap"',
  },
  {
    pattern: /cgroup driver: .*(different from|is different)|misconfiguration: kubelet cgroup driver/i,
    message: "the kubelet's cgroup driver is not the runtime's",
    remedy: 'see the check "cgroup-driver"',
  },
  {
    pattern: /cgroup v1 support is unsupported|kubelet is configured to not run on a host using cgroup v1/i,
    message: 'this kubelet does not run with cgroup v1',
    remedy: 'see the check "cgroups"',
  },
  {
    pattern: /unknown flag|unknown shorthand flag|flag provided but not defined/i,
    message: 'the kubelet does not know a flag it is given',
    remedy: `look in ${KUBELET_DIRECTORY}/kubeadm-flags.env, /etc/default/kubelet and the unit's drop-ins; kubelet and flags are of different versions`,
  },
  {
    pattern: /unrecognized feature gate|unknown feature gate/i,
    message: 'the kubelet does not know a feature gate',
    remedy: `take it out of kubelet.featureGates in the spec, and out of ${KUBELET_CONFIG}`,
  },
  {
    pattern: /part of the existing bootstrap client certificate .* is expired|certificate has expired/i,
    message: 'a certificate has expired',
    remedy:
      'see the check "certificates"; the own one of the kubelet is made again with "kubeadm kubeconfig user" or a new join',
  },
  {
    pattern: /not yet valid/i,
    message: 'a certificate is not yet valid: a clock is wrong',
    remedy: 'see the check "clock"',
  },
  {
    pattern: /certificate signed by unknown authority/i,
    message: "the API server's certificate is not of the CA that the kubelet knows",
    remedy: 'the host was joined to another cluster, or the CA changed: see the check "trust"',
  },
  {
    pattern: /unable to load bootstrap kubeconfig|bootstrap-kubelet\.conf: no such file/i,
    message: 'the kubelet has neither a client certificate nor a bootstrap kubeconfig',
    remedy:
      'its client certificate is gone or ended: join the node again, or "kubeadm init phase kubeconfig kubelet" on a control plane',
  },
  {
    pattern: /validate CRI v1 (runtime|image) API|unknown service runtime\.v1/i,
    message: "the runtime does not speak the kubelet's CRI version",
    remedy: 'update containerd (CRI v1 needs 1.6), or enable its plugin cri: see the check "containerd"',
  },
  {
    pattern:
      /(containerd|crio|cri-dockerd|dockershim)\.sock.*(no such file|connect:)|failed to (create|connect).*CRI|unable to determine runtime API version|failed to get runtime version/i,
    message: 'the kubelet reaches no container runtime',
    remedy: 'see the check "containerd"; runtime.criSocket must be the runtime\'s socket',
  },
  {
    pattern:
      /node IP(:| ).*not found in the host's network interfaces|failed to validate nodeIP|invalid node IP/i,
    message: "the node's IP is not on the host",
    remedy: 'see the check "node-address"',
  },
  {
    pattern: /failed to start ContainerManager.*(invalid|system validation|cgroup)/i,
    message: "the kubelet cannot use the host's cgroups",
    remedy: 'see the checks "cgroups" and "cgroup-driver"',
  },
  {
    pattern: /address already in use/i,
    message: 'a port of the kubelet is taken',
    remedy: 'see the check "ports"',
  },
  { pattern: /no space left on device/i, message: 'a disk is full', remedy: 'see the check "disk-space"' },
  {
    pattern: /too many open files|inotify/i,
    message: "the kernel's limit of open files or inotify watches is reached",
    remedy: 'raise fs.inotify.max_user_instances and max_user_watches (spec.node.sysctls)',
  },
  {
    pattern: /invalid kernel flag|kernel\.panic|vm\/overcommit_memory.*expected/i,
    message: 'a sysctl is not as protectKernelDefaults wants it',
    remedy: 'run "kubestrap apply", which sets what protectKernelDefaults needs',
  },
  {
    pattern: /strict decoding error|failed to (decode|unmarshal)|invalid configuration/i,
    message: 'the kubelet refuses its configuration',
    remedy: `see the line, and ${KUBELET_CONFIG}`,
  },
  {
    pattern: /(system:node|nodes).*is forbidden|Unauthorized/i,
    message: 'the API server refuses the kubelet',
    remedy:
      'the kubelet\'s certificate is for another node\'s name or another cluster: compare with "openssl x509 -subject" of kubelet-client-current.pem',
  },
];
