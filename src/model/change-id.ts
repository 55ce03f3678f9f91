/**
 * The nouns of kubestrap: what a change is about, each with the words that the text for people begins with, or what makes it
 * of the name. A new kind is a row here.
 */
const LABELS = {
  // what kubestrap makes on hosts (src/resources)
  'closed-ports': 'closed-ports',
  file: 'file',
  firewalld: 'firewalld',
  hostname: 'hostname',
  'hosts-entry': 'hosts-entry',
  'kernel-module': 'kernel-module',
  package: 'package',
  selinux: 'selinux',
  service: 'service',
  swap: 'swap',
  'swap-unit': 'swap-unit',
  sysctl: 'sysctl',
  'time-client': 'time-client',
  'time-sync': 'time-sync',
  ufw: 'ufw',
  // the host itself and what is on it beside these
  record: 'record',
  kernel: 'kernel',
  kubeconfig: 'kubeconfig',
  kubelet: 'kubelet',
  leftovers: '',
  registration: 'registration',
  'run-notes': 'notes of the last try',
  // what kubeadm does
  certificate: 'certificate',
  'kubelet-certificate': 'kubelet client certificate',
  kubeadm: 'kubeadm',
  'static-pod': 'static-pod',
  // what the cluster has
  addon: 'addon',
  'bootstrap-token': 'bootstrap token',
  'uploaded-certificates': 'control plane certificates',
  configmap: 'configmap',
  'kubeadm-config': 'kubeadm-config',
  ClusterConfiguration: 'ClusterConfiguration',
  KubeletConfiguration: 'KubeletConfiguration',
  KubeProxyConfiguration: 'KubeProxyConfiguration',
  namespace: 'namespace',
  node: 'node',
  secret: 'secret',
  // etcd
  'etcd-alarm': 'etcd alarm',
  'etcd-data': 'etcd-data',
  'etcd-database': (name) => (name === '' ? 'etcd database' : `etcd database of ${name}`),
  'etcd-keys': 'etcd keys below',
  'etcd-leader': 'etcd leader',
  'etcd-member': 'etcd member',
  'etcd-members': 'etcd members',
  'etcd-restore': 'restore',
  'etcd-revisions': 'etcd revisions',
  'etcd-snapshot': 'etcd snapshot',
} as const satisfies Readonly<Record<string, string | ((name: string) => string)>>;

export type Kind = keyof typeof LABELS;

/** What a change is about. What decides anything about a change decides by this. */
export interface ChangeId {
  readonly kind: Kind;
  /** Which one; empty where there is one only. */
  readonly name: string;
  /** What of it: `labels` of a node, `at boot` of a sysctl; absent: all of it. */
  readonly part?: string;
}

/** An id, with the text that people know it by: `sysctl net.ipv4.ip_forward`, `node cp-1 labels`. */
export interface Named {
  readonly id: ChangeId;
  readonly resource: string;
}

/** Names what a change is about. THE place where the text for people is made from the id. */
export function named(kind: Kind, name = '', part?: string): Named {
  const label: string | ((name: string) => string) = LABELS[kind];
  const subject = typeof label === 'string' ? [label, name] : [label(name)];
  const words = [...subject, part ?? ''].filter((word) => word !== '');
  return { id: { kind, name, ...(part === undefined ? {} : { part }) }, resource: words.join(' ') };
}
