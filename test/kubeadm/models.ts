import { kubeadmApi, versionFacts } from '../../src/kubeadm/versions.ts';
import { Secret } from '../../src/secrets/secret.ts';
import type { Cluster, Component, ExtraArgs } from '../../src/spec/model.ts';
import { makeCluster, makeHost, makeNode, makeVersion, makeWorker } from '../fixtures/cluster.ts';

export const BOOTSTRAP_TOKEN = new Secret('bootstrap-token', 'abcdef.0123456789abcdef');
export const CERTIFICATE_KEY = new Secret('certificate-key', '0123456789abcdef'.repeat(4));
export const CA_HASH = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** One control plane, one worker, nothing asked for. */
export function smallCluster(version: string): Cluster {
  return makeCluster({ kubernetesVersion: makeVersion(version) });
}

/** Every field of the model that this version can express, in the input order least like the output's. */
export function fullCluster(version: string): Cluster {
  const kubernetesVersion = makeVersion(version);
  const dual = versionFacts(kubernetesVersion).nodeIpPair;
  const modern = kubeadmApi(kubernetesVersion).capabilities.has('repeatedFlags');
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
    extraEnvs: modern ? [{ value: 'no', name: 'GODEBUG' }] : [],
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
    // The one gate every kubeadm of 1.16 to 1.23 knows; newer ones get one that they know.
    featureGates:
      kubernetesVersion.minor <= 20 ? { IPv6DualStack: dual } : modern ? {} : { RootlessControlPlane: false },
    apiServer: {
      ...component({
        'service-node-port-range': '20000-22767',
        'audit-log-path': '/var/log/audit: all.log',
        'service-account-issuer': modern ? issuers : issuers.slice(0, 1),
      }),
      certSANs: ['203.0.113.10', 'api.example.org', 'api.example.com'],
    },
    controllerManager: component({ 'node-cidr-mask-size': '025', 'bind-address': '0.0.0.0' }),
    scheduler: component({ v: '4' }),
    etcd: {
      local: {
        extraArgs: { 'quota-backend-bytes': '8589934592' },
        dataDir: '/srv/etcd',
        imageRepository: 'registry.k8s.io/etcd',
        imageTag: '3.5.24-0',
        serverCertSANs: ['etcd.example.org'],
        peerCertSANs: ['203.0.113.11'],
      },
    },
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
        node: makeNode({ ephemeralPorts: { range: [1024, 65535], reserved: 'auto' } }),
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
