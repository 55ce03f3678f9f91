import type { Secret } from '../secrets/secret.ts';
import type { Cluster, Host, JsonObject, Taint } from '../spec/model.ts';
import { controlPlaneEndpoint } from './cluster-configuration.ts';
import { RenderError } from './errors.ts';
import { renderArgs, throwFirst } from './flags.ts';
import { compact, type RenderedObject, unlessEmpty } from './rendered.ts';
import { kubeadmApi, versionFacts } from './versions.ts';

/** How long a bootstrap token made by init lives, as a Go duration. kubeadm's own default is a day. */
const BOOTSTRAP_TOKEN_TTL = '2h0m0s';

export interface InitSecrets {
  /** Absent: kubeadm makes one up, and prints it. */
  readonly bootstrapToken?: Secret;
  /** A Go duration; default BOOTSTRAP_TOKEN_TTL. */
  readonly bootstrapTokenTtl?: string;
  /** 64 hex digits; absent: certificates reach the other control planes some other way. */
  readonly certificateKey?: Secret;
}

interface JoinSecrets {
  readonly token: Secret;
  /** As `caPin` gives it. */
  readonly caCertHash: string;
  /** `host:port`, without a scheme; default: the control plane endpoint. */
  readonly apiServerEndpoint?: string;
  /** For control planes only: workers have no use for it, and are not given it. */
  readonly certificateKey?: Secret;
}

/** InitConfiguration of the first control plane. Throws RenderError. */
export function initConfiguration(cluster: Cluster, host: Host, secrets: InitSecrets = {}): RenderedObject {
  const { bootstrapToken: token, bootstrapTokenTtl: ttl = BOOTSTRAP_TOKEN_TTL } = secrets;
  return compact({
    apiVersion: kubeadmApi(cluster.kubernetesVersion).apiVersion,
    kind: 'InitConfiguration',
    bootstrapTokens: token === undefined ? undefined : [{ token, ttl }],
    certificateKey: secrets.certificateKey,
    localAPIEndpoint: localApiEndpoint(cluster, host),
    nodeRegistration: nodeRegistration(cluster, host),
  });
}

/** JoinConfiguration of a worker or a further control plane. Throws RenderError. */
export function joinConfiguration(cluster: Cluster, host: Host, secrets: JoinSecrets): RenderedObject {
  return compact({
    apiVersion: kubeadmApi(cluster.kubernetesVersion).apiVersion,
    kind: 'JoinConfiguration',
    discovery: {
      bootstrapToken: {
        token: secrets.token,
        apiServerEndpoint: secrets.apiServerEndpoint ?? controlPlaneEndpoint(cluster),
        // One hash: kubeadm before 1.22 honours only the first (kubernetes#101977).
        caCertHashes: [secrets.caCertHash],
      },
    },
    controlPlane:
      host.role === 'control-plane'
        ? compact({
            localAPIEndpoint: localApiEndpoint(cluster, host),
            certificateKey: secrets.certificateKey,
          })
        : undefined,
    nodeRegistration: nodeRegistration(cluster, host),
  });
}

/** What a host asks for that no kubelet of this version can do. */
export function unsupportedNode(cluster: Cluster, host: Host): readonly RenderError[] {
  if (host.internalAddresses.length < 2 || versionFacts(cluster.kubernetesVersion).nodeIpPair) return [];
  return [
    new RenderError(
      addressPath(cluster, host),
      `of ${host.name} is two addresses, which the kubelet of ${cluster.kubernetesVersion.text} cannot take; that of v1.20 can`,
    ),
  ];
}

/** Where the inventory says it. */
function addressPath({ hosts }: Cluster, host: Host): string {
  return `hosts[${hosts.findIndex(({ name }) => name === host.name)}].internalAddress`;
}

function nodeRegistration(cluster: Cluster, host: Host): RenderedObject {
  throwFirst([...unsupportedChecks(cluster), ...unsupportedNode(cluster, host)]);
  return compact({
    name: host.name,
    // Always: the default changed in 1.24, and a host with two runtimes is refused without it.
    criSocket: cluster.criSocket,
    // Absent is kubeadm's default taint for the role, an empty list is none: never one for the other.
    taints: host.taints?.map(taint),
    kubeletExtraArgs: renderArgs(
      cluster,
      { 'node-ip': host.internalAddresses.join(',') },
      addressPath(cluster, host),
    ),
    ignorePreflightErrors: unlessEmpty(ignoredPreflightErrors(cluster)),
  });
}

/** The spec's, and `Swap` where the kubelet is told to live with it; sorted, each once. */
function ignoredPreflightErrors(cluster: Cluster): readonly string[] {
  const implied = cluster.kubelet.failSwapOn === false ? ['Swap'] : [];
  return [...new Set([...cluster.ignorePreflightErrors, ...implied])].sort();
}

/** kubeadm takes `all`, in any case, on its command line only (apis/kubeadm/validation). */
export function unsupportedChecks({ ignorePreflightErrors }: Cluster): readonly RenderError[] {
  return ignorePreflightErrors.some((name) => name.toLowerCase() === 'all')
    ? [
        new RenderError(
          'spec.ignorePreflightErrors',
          'has "all", which kubeadm does not take from a configuration file: name the checks',
        ),
      ]
    : [];
}

function taint({ key, value, effect }: Taint): JsonObject {
  return compact({ key, value, effect });
}

function localApiEndpoint({ endpoint }: Cluster, host: Host): JsonObject {
  const [advertiseAddress] = host.internalAddresses;
  if (advertiseAddress === undefined) throw new TypeError(`${host.name} has no internal address`);
  return { advertiseAddress, bindPort: endpoint.port };
}
