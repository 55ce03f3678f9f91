import { kubeadmApi, versionFacts } from '../../src/knowledge/versions.ts';
import type { Cluster, Component, ExtraArgs, KubeadmSettings } from '../../src/model/cluster.ts';
import { Secret } from '../../src/secrets/secret.ts';
import {
  makeCluster,
  makeHost,
  makeKubeadm,
  makeNode,
  makeVersion,
  makeWorker,
} from '../fixtures/cluster.ts';

export const BOOTSTRAP_TOKEN = new Secret('bootstrap-token', 'abcdef.0123456789abcdef');
export const CERTIFICATE_KEY = new Secret('certificate-key', '0123456789abcdef'.repeat(4));
export const CA_HASH = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** One control plane, one worker, nothing asked for. */
export function smallCluster(version: string): Cluster {
  return makeCluster({ kubernetesVersion: makeVersion(version) });
}

/** As `fullCluster`, with an etcd that others run: the fields that stacked etcd leaves out. */
export function externalCluster(version: string): Cluster {
  const { minor } = makeVersion(version);
  return {
    ...fullCluster(version),
    etcd: {
      external: {
        endpoints: ['https://10.0.0.31:2379', 'https://10.0.0.32:2379'],
        caFile: '/etc/etcd/ca.crt',
        certFile: '/etc/etcd/client.crt',
        keyFile: '/etc/etcd/client.key',
        ...(minor >= 35 ? { httpEndpoints: ['http://10.0.0.31:2381'] } : {}),
      },
    },
  };
}

/** Every field of the model that this version can express, in the input order least like the output's. */
export function fullCluster(version: string): Cluster {
  const kubernetesVersion = makeVersion(version);
  const dual = versionFacts(kubernetesVersion).nodeIpPair;
  const patched = kubernetesVersion.minor >= 22;
  const modern = kubeadmApi(kubernetesVersion).capabilities.has('repeatedFlags');
  const envs = modern ? [{ value: 'no', name: 'GODEBUG' }] : [];
  const component = (extraArgs: ExtraArgs): Component => ({
    extraArgs,
    extraVolumes: [
      {
        pathType: 'DirectoryOrCreate',
        name: 'extra',
        mountPath: '/etc/extra',
        hostPath: '/srv/extra',
        readOnly: true,
      },
    ],
    extraEnvs: envs,
  });
  const issuers = ['https://new.example.org', 'https://kubernetes.default.svc.cluster.local'];
  return makeCluster({
    kubernetesVersion,
    name: 'lab-1',
    imageRepository: 'registry.k8s.io',
    endpoint: { host: 'api.example.org', port: 8443, provider: 'external' },
    networking: {
      podSubnets: dual ? ['10.244.0.0/16', 'fd00:10:244::/56'] : ['10.244.0.0/16'],
      serviceSubnets: dual ? ['10.96.0.0/16', 'fd00:10:96::/112'] : ['10.96.0.0/16'],
      dnsDomain: 'lab.local',
    },
    featureGates: featureGates(kubernetesVersion.minor, dual),
    apiServer: {
      ...component({
        'service-node-port-range': '20000-22767',
        'audit-log-path': '/var/log/audit: all.log',
        'service-account-issuer': modern ? issuers : issuers.slice(0, 1),
      }),
      certSANs: ['203.0.113.10', 'api.example.org', 'api.example.com'],
      bindPort: 6444,
    },
    controllerManager: component({ 'node-cidr-mask-size': '025', 'bind-address': '0.0.0.0' }),
    scheduler: component({ v: '4' }),
    etcd: {
      local: {
        extraArgs: { 'quota-backend-bytes': '8589934592' },
        extraEnvs: envs,
        dataDir: '/srv/etcd',
        imageRepository: 'registry.k8s.io/etcd',
        imageTag: '3.5.24-0',
        serverCertSANs: ['etcd.example.org'],
        peerCertSANs: ['203.0.113.11'],
      },
    },
    dns: {
      imageTag: 'v1.11.1',
      imageRepository: 'mirror.example.org/coredns',
      ...(modern ? { disabled: true } : {}),
    },
    proxy: modern ? { disabled: true } : {},
    kubeadm: makeKubeadm(kubeadmSettings(kubernetesVersion.minor)),
    patches: patched
      ? [
          {
            name: 'kube-apiserver0+merge.yaml',
            content: 'metadata: { annotations: { a: b } }\n',
            documents: [{ metadata: { annotations: { a: 'b' } } }],
          },
        ]
      : [],
    kubeProxy: {
      mode: 'ipvs',
      ipvs: { strictARP: true, scheduler: 'wrr' },
      metricsBindAddress: '0.0.0.0:10249',
    },
    kubelet: {
      maxPods: 200,
      failSwapOn: false,
      cgroupDriver: 'cgroupfs',
      evictionHard: { 'nodefs.available': '10%', 'memory.available': '200Mi' },
    },
    ignorePreflightErrors: ['NumCPU', 'Mem'],
    hosts: [
      makeHost({
        internalAddresses: dual ? ['10.0.0.11', 'fd00::11'] : ['10.0.0.11'],
        taints: [],
        node: makeNode({
          ephemeralPorts: { range: [1024, 65535], reserved: 'auto' },
          kubeletExtraArgs: {
            v: '2',
            'node-labels': modern ? ['example.org/rack=7', 'example.org/row=2'] : 'example.org/rack=7',
          },
        }),
      }),
      makeHost({
        name: 'cp-2',
        internalAddresses: ['10.0.0.12'],
        taints: [{ value: 'yes', key: 'example.org/control', effect: 'NoSchedule' }],
      }),
      makeWorker({ taints: [{ key: 'example.org/gpu', effect: 'NoExecute' }] }),
    ],
  });
}

/** A gate that the kubeadm of this minor knows; none is sure to be known to 1.37. */
function featureGates(minor: number, dual: boolean): Readonly<Record<string, boolean>> {
  if (minor <= 20) return { IPv6DualStack: dual };
  if (minor <= 30) return { RootlessControlPlane: false };
  if (minor <= 35) return { ControlPlaneKubeletLocalMode: true };
  return minor <= 36 ? { NodeLocalCRISocket: true } : {};
}

function kubeadmSettings(minor: number): Partial<KubeadmSettings> {
  const since22: Partial<KubeadmSettings> = {
    skipPhases: { join: ['control-plane-join/mark-control-plane'], init: ['mark-control-plane'] },
    imagePullPolicy: 'Always',
  };
  const since31: Partial<KubeadmSettings> = {
    imagePullSerial: false,
    certificateValidityPeriod: '17520h0m0s',
    caCertificateValidityPeriod: '175200h0m0s',
    encryptionAlgorithm: minor >= 34 ? 'ECDSA-P384' : 'ECDSA-P256',
  };
  return {
    certificatesDir: '/srv/pki',
    timeouts: {
      discovery: '7m0s',
      controlPlaneComponentHealthCheck: '10m0s',
      ...(minor >= 31
        ? {
            kubeletHealthCheck: '8m0s',
            kubernetesAPICall: '1m30s',
            etcdAPICall: '3m0s',
            tlsBootstrap: '6m0s',
            upgradeManifests: '9m0s',
          }
        : {}),
    },
    ...(minor >= 22 ? since22 : {}),
    ...(minor >= 31 ? since31 : {}),
  };
}
