import {
  API_SERVER_MANIFEST,
  certificatesDirectory,
  ETCD_MANIFEST,
  KUBELET_CERTIFICATES_DIRECTORY,
  KUBERNETES_DIRECTORY,
} from '../../knowledge/directories.ts';
import type { Cluster, Host } from '../../model/cluster.ts';

/** Who makes a new one before it ends. `nobody`: a person has to. */
export type Renewer = 'kubeadm' | 'kubelet' | 'kubestrap' | 'nobody';

/** Groups in which certificates are shown, in this order. */
export const AREAS = [
  'Control plane',
  'etcd',
  'Kubeconfigs',
  'Kubelets',
  'CAs',
  'Ingress',
  'Other files',
] as const;
export type Area = (typeof AREAS)[number];

/** A certificate that Kubernetes keeps on a host. */
export interface Known {
  /** As `kubeadm certs check-expiration` calls it, where it does. */
  readonly name: string;
  readonly area: Area;
  /** Absolute; a kubeconfig holds the certificate in its client-certificate-data. */
  readonly path: string;
  /** Name of the CA that signs it; absent: none that is known here. */
  readonly ca?: string;
  readonly renewedBy: Renewer;
  /** The static Pod that does not work without it: on a host with its manifest the certificate must be there. */
  readonly neededBy?: string;
  /** Not in use where this file is there. */
  readonly unless?: string;
  /** What to do when it is about to end, where that is not what one does for others with the same renewer. */
  readonly remedy?: string;
}

interface Row extends Omit<Known, 'path'> {
  /** Below certificatesDir. */
  readonly file: string;
  readonly etcd?: 'local';
}

const REPLACE_CA =
  'no CA is renewed by itself, since all that trust it must be told: see "Manual Rotation of CA Certificates" in the Kubernetes documentation';
const CA = { area: 'CAs', renewedBy: 'nobody', remedy: REPLACE_CA } as const;
const SERVING = { area: 'Control plane', renewedBy: 'kubeadm', neededBy: API_SERVER_MANIFEST } as const;
const OF_ETCD = { area: 'etcd', renewedBy: 'kubeadm', etcd: 'local' } as const;

/** kubeadm's certificates (kubeadm, phases/certs/certlist.go); names as in phases/certs/renewal/manager.go. */
const ROWS: readonly Row[] = [
  { name: 'apiserver', file: 'apiserver.crt', ca: 'ca', ...SERVING },
  { name: 'apiserver-kubelet-client', file: 'apiserver-kubelet-client.crt', ca: 'ca', ...SERVING },
  { name: 'front-proxy-client', file: 'front-proxy-client.crt', ca: 'front-proxy-ca', ...SERVING },
  {
    name: 'apiserver-etcd-client',
    file: 'apiserver-etcd-client.crt',
    ca: 'etcd-ca',
    ...OF_ETCD,
    neededBy: API_SERVER_MANIFEST,
  },
  { name: 'etcd-server', file: 'etcd/server.crt', ca: 'etcd-ca', ...OF_ETCD, neededBy: ETCD_MANIFEST },
  { name: 'etcd-peer', file: 'etcd/peer.crt', ca: 'etcd-ca', ...OF_ETCD, neededBy: ETCD_MANIFEST },
  {
    name: 'etcd-healthcheck-client',
    file: 'etcd/healthcheck-client.crt',
    ca: 'etcd-ca',
    ...OF_ETCD,
    neededBy: ETCD_MANIFEST,
  },
  { name: 'front-proxy-ca', file: 'front-proxy-ca.crt', neededBy: API_SERVER_MANIFEST, ...CA },
  { name: 'etcd-ca', file: 'etcd/ca.crt', etcd: 'local', neededBy: API_SERVER_MANIFEST, ...CA },
];

interface Kubeconfig {
  readonly file: string;
  /** First minor that has it. */
  readonly since?: number;
  /** Its owner may have moved it away: that is no fault. */
  readonly movable?: boolean;
}

/** Kubeconfigs that kubeadm renews (phases/certs/renewal/manager.go). */
const KUBECONFIGS: readonly Kubeconfig[] = [
  { file: 'admin.conf' },
  // only where init ran, and to be kept somewhere safe (kubernetes#121305)
  { file: 'super-admin.conf', since: 29, movable: true },
  { file: 'controller-manager.conf' },
  { file: 'scheduler.conf' },
];

/** Every certificate that a host of this role has, or may have. Pure. */
export function inventoryOf(cluster: Cluster, host: Pick<Host, 'role' | 'node'>): readonly Known[] {
  const directory = certificatesDirectory(cluster);
  const ca: Known = { name: 'ca', path: `${directory}/ca.crt`, ...CA };
  return [
    ...(host.role === 'control-plane' ? controlPlane(cluster, directory) : []),
    ...kubelet(cluster, host),
    host.role === 'control-plane' ? { ...ca, neededBy: API_SERVER_MANIFEST } : ca,
  ];
}

function controlPlane(cluster: Cluster, directory: string): readonly Known[] {
  const { etcd, kubernetesVersion } = cluster;
  const rows = ROWS.filter((row) => row.etcd === undefined || 'local' in etcd);
  return [
    ...rows.map(({ file, etcd: _, ...row }): Known => ({ ...row, path: `${directory}/${file}` })),
    ...('external' in etcd ? externalEtcd(etcd.external) : []),
    ...KUBECONFIGS.filter(({ since = 0 }) => kubernetesVersion.minor >= since).map(
      ({ file, movable }): Known => ({
        name: file,
        area: 'Kubeconfigs',
        path: `${KUBERNETES_DIRECTORY}/${file}`,
        ca: 'ca',
        renewedBy: 'kubeadm',
        ...(movable ? {} : { neededBy: API_SERVER_MANIFEST }),
      }),
    ),
  ];
}

function externalEtcd({ certFile, caFile }: { certFile: string; caFile: string }): readonly Known[] {
  const remedy =
    'whoever runs the external etcd issues a new one: put it in its place on every control plane';
  const common = { area: 'etcd', renewedBy: 'nobody', neededBy: API_SERVER_MANIFEST, remedy } as const;
  const client: Known = { name: 'external-etcd-client', path: certFile, ca: 'external-etcd-ca', ...common };
  const named: readonly Known[] = [
    client,
    { name: 'external-etcd-ca', path: caFile, ...common, area: 'CAs' },
  ];
  // etcd without TLS
  return named.filter(({ path }) => path !== '');
}

/** The client certificate that the kubelet rotates (kubelet, --cert-dir), and the one it serves with. */
function kubelet({ kubelet: config }: Cluster, { node }: Pick<Host, 'node'>): readonly Known[] {
  const flag = node.kubeletExtraArgs['cert-dir'];
  const directory = typeof flag === 'string' ? flag : KUBELET_CERTIFICATES_DIRECTORY;
  const rotates = config.rotateCertificates !== false;
  const serving = `${directory}/kubelet-server-current.pem`;
  const client: Known = {
    name: 'kubelet-client',
    area: 'Kubelets',
    path: `${directory}/kubelet-client-current.pem`,
    ca: 'ca',
    renewedBy: rotates ? 'kubelet' : 'nobody',
    ...(rotates
      ? {}
      : { remedy: 'set `kubelet.rotateCertificates: true` in the spec, or join the node again' }),
  };
  if (typeof config.tlsCertFile === 'string' && config.tlsCertFile !== '') {
    return [
      client,
      { name: 'kubelet-server', area: 'Kubelets', path: config.tlsCertFile, renewedBy: 'nobody' },
    ];
  }
  return [
    client,
    // with serverTLSBootstrap; somebody approves each request
    { name: 'kubelet-server', area: 'Kubelets', path: serving, ca: 'ca', renewedBy: 'kubelet' },
    {
      name: 'kubelet-server',
      area: 'Kubelets',
      path: `${directory}/kubelet.crt`,
      renewedBy: 'nobody',
      unless: serving,
      // made once, and never again while it can be read (kubelet, InitializeTLS)
      remedy: `the kubelet made it for itself, once: remove kubelet.crt and kubelet.key in ${directory} and restart the kubelet`,
    },
  ];
}
