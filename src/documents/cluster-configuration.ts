import { etcdDirectory } from '../knowledge/directories.ts';
import { kubeadmApi } from '../knowledge/versions.ts';
import type { Cluster, Component, DnsAddon, ExternalEtcd, ExtraVolume, LocalEtcd } from '../model/cluster.ts';
import { compact, unlessEmpty } from '../secrets/rendered.ts';
import type { JsonObject } from '../values/json.ts';
import { renderArgs, renderEnvs, throwFirst } from './flags.ts';
import { unsupportedSettings } from './unsupported.ts';

/**
 * ClusterConfiguration, for init and to compare with the ConfigMap kubeadm-config. Control planes' own names
 * and addresses are not in `certSANs`: kubeadm adds those of the node it runs on.
 * A `false` that is the default is left out, as kubeadm leaves it out of that ConfigMap.
 * Throws RenderError for a field that the version of the API lacks.
 */
export function clusterConfiguration(cluster: Cluster): JsonObject {
  throwFirst(unsupportedSettings(cluster));
  const api = kubeadmApi(cluster.kubernetesVersion);
  const { networking, kubeadm } = cluster;
  return compact({
    apiVersion: api.apiVersion,
    kind: 'ClusterConfiguration',
    clusterName: cluster.name,
    kubernetesVersion: cluster.kubernetesVersion.text,
    controlPlaneEndpoint: controlPlaneEndpoint(cluster),
    imageRepository: cluster.imageRepository,
    certificatesDir: kubeadm.certificatesDir,
    certificateValidityPeriod: kubeadm.certificateValidityPeriod,
    caCertificateValidityPeriod: kubeadm.caCertificateValidityPeriod,
    encryptionAlgorithm: kubeadm.encryptionAlgorithm,
    networking: compact({
      podSubnet: networking.podSubnets.length > 0 ? networking.podSubnets.join(',') : undefined,
      serviceSubnet: networking.serviceSubnets.length > 0 ? networking.serviceSubnets.join(',') : undefined,
      dnsDomain: networking.dnsDomain,
    }),
    featureGates: unlessEmpty(cluster.featureGates),
    apiServer: compact({
      ...component(cluster, cluster.apiServer, 'spec.apiServer'),
      certSANs: [...new Set([cluster.endpoint.host, ...cluster.apiServer.certSANs])],
      timeoutForControlPlane: api.capabilities.has('timeouts')
        ? undefined
        : kubeadm.timeouts.controlPlaneComponentHealthCheck,
    }),
    controllerManager: unlessEmpty(component(cluster, cluster.controllerManager, 'spec.controllerManager')),
    scheduler: unlessEmpty(component(cluster, cluster.scheduler, 'spec.scheduler')),
    etcd: etcd(cluster),
    dns: unlessEmpty({ ...api.dns, ...dns(cluster.dns) }),
    proxy: cluster.proxy.disabled === true ? { disabled: true } : undefined,
  });
}

/** `host:port` of the API server for everyone, an IPv6 address in brackets. */
export function controlPlaneEndpoint({ endpoint: { host, port } }: Cluster): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function component(cluster: Cluster, from: Component, path: string): JsonObject {
  return compact({
    extraArgs: renderArgs(cluster, from.extraArgs, `${path}.extraArgs`),
    extraVolumes: unlessEmpty(from.extraVolumes.map(volume)),
    extraEnvs: renderEnvs(from.extraEnvs),
  });
}

function volume({ readOnly, ...others }: ExtraVolume): JsonObject {
  return compact({ ...others, readOnly: readOnly === true ? true : undefined });
}

function dns({ imageRepository, imageTag, disabled }: DnsAddon): JsonObject {
  return compact({ imageRepository, imageTag, disabled: disabled === true ? true : undefined });
}

function etcd(cluster: Cluster): JsonObject {
  return 'external' in cluster.etcd
    ? { external: externalEtcd(cluster.etcd.external) }
    : { local: localEtcd(cluster, cluster.etcd.local) };
}

function externalEtcd({ endpoints, caFile, certFile, keyFile, httpEndpoints }: ExternalEtcd): JsonObject {
  return compact({ endpoints, caFile, certFile, keyFile, httpEndpoints });
}

function localEtcd(cluster: Cluster, local: LocalEtcd): JsonObject {
  return compact({
    // kubeadm's default is written out, so that a change of it upstream moves nobody's data
    dataDir: etcdDirectory(cluster) ?? undefined,
    imageRepository: local.imageRepository,
    imageTag: local.imageTag,
    extraArgs: renderArgs(cluster, local.extraArgs, 'spec.etcd.local.extraArgs'),
    extraEnvs: renderEnvs(local.extraEnvs),
    serverCertSANs: unlessEmpty(local.serverCertSANs),
    peerCertSANs: unlessEmpty(local.peerCertSANs),
  });
}
