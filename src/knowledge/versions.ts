import type { Version } from '../model/cluster.ts';
import type { Capability, KubeadmApi } from './api/api.ts';
import { v1beta2 } from './api/v1beta2.ts';
import { v1beta3 } from './api/v1beta3.ts';
import { v1beta4 } from './api/v1beta4.ts';
import { RenderError } from './render-error.ts';

/**
 * The minors of Kubernetes 1.x that kubestrap knows. Older ones lack what it relies on (concurrent control-plane
 * joins are broken in 1.15, kubernetes#79677); newer ones were not out when the tables were last checked.
 */
export const OLDEST_MINOR = 16;
export const NEWEST_MINOR = 37;

/** In order; a new version of the API is one file and one entry. */
const APIS: readonly KubeadmApi[] = [v1beta2, v1beta3, v1beta4];

/** What holds from minor `since` until the next row. Tables are in ascending order. */
interface Row<T> {
  readonly since: number;
  readonly value: T;
}

const MASTER = 'node-role.kubernetes.io/master';
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';
const NOT_BALANCED = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** Keys of the NoSchedule taints kubeadm gives a control plane (KEP-2067: both in 1.24, the new one alone in 1.25). */
const CONTROL_PLANE_TAINTS: readonly Row<readonly string[]>[] = [
  { since: 15, value: [MASTER] },
  { since: 24, value: [CONTROL_PLANE, MASTER] },
  { since: 25, value: [CONTROL_PLANE] },
];

/** Keys of the labels (with empty values) kubeadm gives a control plane. */
const CONTROL_PLANE_LABELS: readonly Row<readonly string[]>[] = [
  { since: 15, value: [MASTER] },
  { since: 20, value: [CONTROL_PLANE, MASTER] }, // kubernetes#95382
  { since: 21, value: [CONTROL_PLANE, MASTER, NOT_BALANCED] }, // kubernetes#98269
  { since: 24, value: [CONTROL_PLANE, NOT_BALANCED] }, // KEP-2067
];

/** The cgroup driver kubeadm gives kubelets that name none (kubernetes#102133). */
const CGROUP_DRIVERS: readonly Row<'cgroupfs' | 'systemd'>[] = [
  { since: 15, value: 'cgroupfs' },
  { since: 22, value: 'systemd' },
];

/** Is the minor part of the kubelet ConfigMap's name? (KEP-2915: no longer from 1.24 on.) */
const KUBELET_CONFIG_MAP_HAS_MINOR: readonly Row<boolean>[] = [
  { since: 15, value: true },
  { since: 24, value: false },
];

/** Does the kubelet's --node-ip take an IPv4 and an IPv6 address together? (kubernetes#95239) */
const NODE_IP_PAIR: readonly Row<boolean>[] = [
  { since: 15, value: false },
  { since: 20, value: true },
];

/**
 * Does kubeadm start the controller manager and the scheduler with their insecure ports open? It passes
 * `--port=0` from 1.19 on (kubernetes#92720).
 */
const INSECURE_PORTS: readonly Row<boolean>[] = [
  { since: 15, value: true },
  { since: 19, value: false },
];

/** Does kubeadm's preflight demand the bridge sysctls? (Not from 1.30 on: kubernetes#123464.) */
const BRIDGE_PREFLIGHT: readonly Row<boolean>[] = [
  { since: 15, value: true },
  { since: 30, value: false },
];

/** kubeadm's words for what it does with certificates (kubeadm#2266: out of alpha in 1.20, `alpha certs` gone in 1.21). */
const CERTIFICATE_COMMANDS: readonly Row<readonly string[]>[] = [
  { since: 15, value: ['alpha', 'certs'] },
  { since: 20, value: ['certs'] },
];

/** kubectl's word for draining Pods that lose what is in their emptyDirs (kubernetes#95076; the old one ended later). */
const EMPTY_DIR_FLAGS: readonly Row<string>[] = [
  { since: 15, value: '--delete-local-data' },
  { since: 20, value: '--delete-emptydir-data' },
];

/**
 * Phases of `kubeadm reset` that change the cluster and not the host: members of etcd are taken out before, by those who
 * stay. The entry in ClusterStatus went with it in 1.22 (kubernetes#101915), its phase in 1.23 (kubernetes#105888).
 */
const RESET_SKIPS: readonly Row<readonly string[]>[] = [
  { since: 15, value: ['update-cluster-status', 'remove-etcd-member'] },
  { since: 23, value: ['remove-etcd-member'] },
];

/**
 * Does `kubeadm join` take a key on an elliptic curve in PKCS#8 from those that are uploaded for it? 1.20.2 ends with "unknown
 * data found in Secret entry"; later ones read it with ParsePrivateKeyPEM (kubeadm, phases/copycerts, writeCertOrKey).
 */
const HANDS_ON_PKCS8: readonly Row<boolean>[] = [
  { since: 15, value: false },
  { since: 23, value: true },
];

/** Does a node's taint out-of-service have Pods deleted and volumes detached in every cluster? (KEP-2268: GA in 1.28.) */
const OUT_OF_SERVICE: readonly Row<boolean>[] = [
  { since: 15, value: false },
  { since: 28, value: true },
];

/** What changes between minors outside the configuration API. */
export interface VersionFacts {
  readonly controlPlaneTaints: readonly string[];
  readonly controlPlaneLabels: readonly string[];
  readonly cgroupDriver: 'cgroupfs' | 'systemd';
  /** In kube-system. */
  readonly kubeletConfigMap: string;
  readonly nodeIpPair: boolean;
  readonly insecurePorts: boolean;
  readonly bridgePreflight: boolean;
  /** What stands between `kubeadm` and `renew`. */
  readonly certificateCommand: readonly string[];
  /** Phases that a reset of one host leaves out. */
  readonly resetSkipPhases: readonly string[];
  /** Of `kubectl drain`. */
  readonly emptyDirFlag: string;
  /** Is the taint node.kubernetes.io/out-of-service honoured? */
  readonly outOfService: boolean;
  /** Are keys on an elliptic curve in PKCS#8 handed on to joining control planes? */
  readonly handsOnPkcs8: boolean;
}

function look<T>(table: readonly Row<T>[], { minor, text }: Version): T {
  const row = table.findLast(({ since }) => since <= minor);
  if (row === undefined) throw unknownVersion(text);
  return row.value;
}

function unknownVersion(text: string): RenderError {
  return new RenderError(
    'spec.kubernetesVersion',
    `${text} is too old: 1.${OLDEST_MINOR} is the oldest that can be rendered`,
  );
}

/** The facts of a release. Throws RenderError for one older than the tables. */
export function versionFacts(version: Version): VersionFacts {
  const suffix = look(KUBELET_CONFIG_MAP_HAS_MINOR, version) ? `-${version.major}.${version.minor}` : '';
  return {
    controlPlaneTaints: look(CONTROL_PLANE_TAINTS, version),
    controlPlaneLabels: look(CONTROL_PLANE_LABELS, version),
    cgroupDriver: look(CGROUP_DRIVERS, version),
    kubeletConfigMap: `kubelet-config${suffix}`,
    nodeIpPair: look(NODE_IP_PAIR, version),
    insecurePorts: look(INSECURE_PORTS, version),
    bridgePreflight: look(BRIDGE_PREFLIGHT, version),
    certificateCommand: look(CERTIFICATE_COMMANDS, version),
    resetSkipPhases: look(RESET_SKIPS, version),
    handsOnPkcs8: look(HANDS_ON_PKCS8, version),
    outOfService: look(OUT_OF_SERVICE, version),
    emptyDirFlag: look(EMPTY_DIR_FLAGS, version),
  };
}

/** The configuration API to write for a release. Throws RenderError for one older than the tables. */
export function kubeadmApi({ minor, text }: Version): KubeadmApi {
  const api = APIS.findLast(({ firstMinor }) => firstMinor <= minor);
  if (api === undefined) throw unknownVersion(text);
  return api;
}

/** The first version of the API that can express it, to name in messages. */
export function firstApiWith(capability: Capability): KubeadmApi | undefined {
  return APIS.find(({ capabilities }) => capabilities.has(capability));
}
