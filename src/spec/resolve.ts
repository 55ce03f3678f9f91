import type * as documents from './documents.generated.ts';
import type { Addon, Cluster, Component, Json, JsonObject, LocalEtcd, Version } from './model.ts';
import type { Base } from './paths.ts';
import { resolveHost } from './resolve-host.ts';
import { parseVersion } from './version.ts';

export interface ResolveInput {
  readonly inventory: documents.InventoryFile;
  readonly cluster: documents.ClusterFile;
  readonly inventoryBase: Base;
  readonly clusterBase: Base;
  readonly addons: readonly Addon[];
}

/** The model of two valid documents: groups merged, defaults filled in, paths absolute. */
export function resolveCluster({
  inventory,
  cluster,
  inventoryBase,
  clusterBase,
  addons,
}: ResolveInput): Cluster {
  const { metadata, spec } = cluster;
  const endpoint = spec.controlPlaneEndpoint;
  return {
    name: metadata.name,
    kubernetesVersion: knownVersion(spec.kubernetesVersion),
    ...(spec.imageRepository ? { imageRepository: spec.imageRepository } : {}),
    endpoint: { host: endpoint.host, port: endpoint.port ?? 6443, provider: endpoint.provider ?? 'hosts' },
    networking: {
      podSubnets: spec.networking?.podSubnet?.split(',') ?? [],
      serviceSubnets: (spec.networking?.serviceSubnet ?? '10.96.0.0/12').split(','),
      dnsDomain: spec.networking?.dnsDomain ?? 'cluster.local',
    },
    featureGates: spec.featureGates ?? {},
    apiServer: { ...component(spec.apiServer), certSANs: spec.apiServer?.certSANs ?? [] },
    controllerManager: component(spec.controllerManager),
    scheduler: component(spec.scheduler),
    etcd: spec.etcd?.external ? { external: spec.etcd.external } : { local: localEtcd(spec.etcd?.local) },
    kubeProxy: jsonObject(spec.kubeProxy),
    kubelet: jsonObject(spec.kubelet),
    criSocket: spec.runtime?.criSocket ?? 'unix:///run/containerd/containerd.sock',
    ignorePreflightErrors: spec.ignorePreflightErrors ?? [],
    addons,
    hosts: inventory.hosts.map((host) => resolveHost(host, inventory, spec.node, inventoryBase)),
    directory: clusterBase.directory,
  };
}

function component(settings: documents.Component | undefined): Component {
  return {
    extraArgs: settings?.extraArgs ?? {},
    extraVolumes: settings?.extraVolumes ?? [],
    extraEnvs: settings?.extraEnvs?.map((env) => ({ ...env })) ?? [],
  };
}

function localEtcd(settings: documents.LocalEtcd = {}): LocalEtcd {
  return {
    ...settings,
    extraArgs: settings.extraArgs ?? {},
    serverCertSANs: settings.serverCertSANs ?? [],
    peerCertSANs: settings.peerCertSANs ?? [],
  };
}

/** What YAML gave is JSON: the parser lets through nothing else. */
function jsonObject(value: { readonly [key: string]: unknown } = {}): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, json(inner)]));
}

function json(value: unknown): Json {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  if (Array.isArray(value)) return value.map(json);
  if (typeof value === 'object') return jsonObject({ ...value });
  throw new TypeError(`not a JSON value: ${typeof value}`);
}

function knownVersion(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new TypeError(`not a version, though the schema accepted it: ${text}`);
  return version;
}
