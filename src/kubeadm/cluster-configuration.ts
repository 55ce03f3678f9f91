import type { Cluster, Component, ExternalEtcd, Json, JsonObject, LocalEtcd } from '../spec/model.ts';
import { renderArgs, renderEnvs } from './flags.ts';
import { compact, unlessEmpty } from './rendered.ts';
import { kubeadmApi } from './versions.ts';

/** kubeadm's default, written out so that a change of it upstream moves nobody's data. */
const ETCD_DATA_DIR = '/var/lib/etcd';

/**
 * ClusterConfiguration, for init and to compare with the ConfigMap kubeadm-config. Control planes' own names
 * and addresses are not in `certSANs`: kubeadm adds those of the node it runs on.
 * Throws RenderError for a field that the version of the API lacks.
 */
export function clusterConfiguration(cluster: Cluster): JsonObject {
  const api = kubeadmApi(cluster.kubernetesVersion);
  const { networking } = cluster;
  return compact({
    apiVersion: api.apiVersion,
    kind: 'ClusterConfiguration',
    clusterName: cluster.name,
    kubernetesVersion: cluster.kubernetesVersion.text,
    controlPlaneEndpoint: controlPlaneEndpoint(cluster),
    imageRepository: cluster.imageRepository,
    networking: compact({
      podSubnet: networking.podSubnets.length > 0 ? networking.podSubnets.join(',') : undefined,
      serviceSubnet: networking.serviceSubnets.length > 0 ? networking.serviceSubnets.join(',') : undefined,
      dnsDomain: networking.dnsDomain,
    }),
    featureGates: unlessEmpty(cluster.featureGates),
    apiServer: {
      ...component(cluster, cluster.apiServer, 'spec.apiServer'),
      certSANs: [...new Set([cluster.endpoint.host, ...cluster.apiServer.certSANs])],
    },
    controllerManager: unlessEmpty(component(cluster, cluster.controllerManager, 'spec.controllerManager')),
    scheduler: unlessEmpty(component(cluster, cluster.scheduler, 'spec.scheduler')),
    etcd: etcd(cluster),
    dns: api.dns,
  });
}

/** `host:port` of the API server for everyone, an IPv6 address in brackets. */
export function controlPlaneEndpoint({ endpoint: { host, port } }: Cluster): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function component(cluster: Cluster, from: Component, path: string): JsonObject {
  return compact({
    extraArgs: renderArgs(cluster, from.extraArgs, `${path}.extraArgs`),
    extraVolumes: unlessEmpty(from.extraVolumes.map((volume) => ({ ...volume }) satisfies Json)),
    extraEnvs: renderEnvs(cluster, from.extraEnvs, `${path}.extraEnvs`),
  });
}

function etcd(cluster: Cluster): JsonObject {
  return 'external' in cluster.etcd
    ? { external: externalEtcd(cluster.etcd.external) }
    : { local: localEtcd(cluster, cluster.etcd.local) };
}

function externalEtcd({ endpoints, caFile, certFile, keyFile }: ExternalEtcd): JsonObject {
  return { endpoints, caFile, certFile, keyFile };
}

function localEtcd(cluster: Cluster, local: LocalEtcd): JsonObject {
  return compact({
    dataDir: local.dataDir ?? ETCD_DATA_DIR,
    imageRepository: local.imageRepository,
    imageTag: local.imageTag,
    extraArgs: renderArgs(cluster, local.extraArgs, 'spec.etcd.local.extraArgs'),
    serverCertSANs: unlessEmpty(local.serverCertSANs),
    peerCertSANs: unlessEmpty(local.peerCertSANs),
  });
}
