import { DEFAULT_PORTS } from '../knowledge/default-ports.ts';
import { RUNTIME } from '../knowledge/runtimes.ts';
import type {
  Addon,
  Cluster,
  Component,
  ExternalEtcd,
  KubeadmSettings,
  LocalEtcd,
  PatchFile,
  Version,
} from '../model/cluster.ts';
import { parseVersion } from '../model/version.ts';
import { goDuration } from '../values/go-duration.ts';
import type { Json, JsonObject } from '../values/json.ts';
import type * as documents from './documents.generated.ts';
import { type Base, secretReference } from './paths.ts';
import { resolveHost } from './resolve-host.ts';
import { resolveIngress } from './resolve-ingress.ts';

export interface ResolveInput {
  readonly inventory: documents.InventoryFile;
  readonly cluster: documents.ClusterFile;
  readonly inventoryBase: Base;
  readonly clusterBase: Base;
  readonly addons: readonly Addon[];
  readonly patches: readonly PatchFile[];
}

/** The model of two valid documents: groups merged, defaults filled in, paths absolute. */
export function resolveCluster({
  inventory,
  cluster,
  inventoryBase,
  clusterBase,
  addons,
  patches,
}: ResolveInput): Cluster {
  const { metadata, spec } = cluster;
  const endpoint = spec.controlPlaneEndpoint;
  return {
    name: metadata.name,
    kubernetesVersion: knownVersion(spec.kubernetesVersion),
    ...(spec.imageRepository ? { imageRepository: spec.imageRepository } : {}),
    endpoint: {
      host: endpoint.host,
      port: endpoint.port ?? DEFAULT_PORTS.apiServer,
      provider: endpoint.provider ?? 'hosts',
    },
    networking: {
      podSubnets: spec.networking?.podSubnet?.split(',') ?? [],
      serviceSubnets: (spec.networking?.serviceSubnet ?? '10.96.0.0/12').split(','),
      dnsDomain: spec.networking?.dnsDomain ?? 'cluster.local',
    },
    featureGates: spec.featureGates ?? {},
    apiServer: {
      ...component(spec.apiServer),
      certSANs: spec.apiServer?.certSANs ?? [],
      ...(spec.apiServer?.bindPort === undefined ? {} : { bindPort: spec.apiServer.bindPort }),
    },
    controllerManager: component(spec.controllerManager),
    scheduler: component(spec.scheduler),
    etcd: spec.etcd?.external
      ? { external: externalEtcd(spec.etcd.external, clusterBase) }
      : { local: localEtcd(spec.etcd?.local, clusterBase) },
    dns: spec.dns ?? {},
    proxy: spec.proxy ?? {},
    kubeadm: kubeadm(spec.kubeadm),
    patches,
    kubeProxy: jsonObject(spec.kubeProxy),
    kubelet: jsonObject(spec.kubelet),
    criSocket: spec.runtime?.criSocket ?? RUNTIME.socket,
    ignorePreflightErrors: spec.ignorePreflightErrors ?? [],
    addons,
    ingress: resolveIngress(spec.ingress, metadata.name, clusterBase),
    hosts: inventory.hosts.map((host) => resolveHost(host, inventory, spec.node, inventoryBase)),
    directory: clusterBase.directory,
  };
}

function component(settings: documents.Component | undefined): Component {
  return {
    extraArgs: settings?.extraArgs ?? {},
    extraVolumes: settings?.extraVolumes ?? [],
    extraEnvs: envs(settings?.extraEnvs),
  };
}

function envs(list: readonly documents.ExtraEnv[] = []): readonly Readonly<Record<string, unknown>>[] {
  return list.map((env) => ({ ...env }));
}

function kubeadm(settings: documents.Kubeadm = {}): KubeadmSettings {
  const { certificateValidityPeriod: leaf, caCertificateValidityPeriod: ca } = settings;
  return {
    ...settings,
    skipPhases: { init: settings.skipPhases?.init ?? [], join: settings.skipPhases?.join ?? [] },
    timeouts: Object.fromEntries(
      Object.entries(settings.timeouts ?? {}).map(([name, text]) => [name, duration(text)]),
    ),
    ...(leaf === undefined ? {} : { certificateValidityPeriod: duration(leaf) }),
    ...(ca === undefined ? {} : { caCertificateValidityPeriod: duration(ca) }),
  };
}

function duration(text: string): string {
  const printed = goDuration(text);
  if (printed === undefined) throw new TypeError(`not a duration, though the schema accepted it: ${text}`);
  return printed;
}

function localEtcd({ snapshotKey: secret, ...settings }: documents.LocalEtcd = {}, base: Base): LocalEtcd {
  const snapshotKey = secret && secretReference(secret, base);
  return {
    ...settings,
    ...(snapshotKey === undefined ? {} : { snapshotKey }),
    extraArgs: settings.extraArgs ?? {},
    extraEnvs: envs(settings.extraEnvs),
    serverCertSANs: settings.serverCertSANs ?? [],
    peerCertSANs: settings.peerCertSANs ?? [],
  };
}

function externalEtcd(
  { snapshotKey: secret, ...settings }: documents.ExternalEtcd,
  base: Base,
): ExternalEtcd {
  const snapshotKey = secret && secretReference(secret, base);
  return { ...settings, ...(snapshotKey === undefined ? {} : { snapshotKey }) };
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
