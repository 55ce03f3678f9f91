import { renderPatches } from '../knowledge/patches.ts';
import { apiServerPort } from '../knowledge/ports.ts';
import { kubeadmApi } from '../knowledge/versions.ts';
import type { Cluster, Host, Taint } from '../model/cluster.ts';
import { compact, type RenderedObject, unlessEmpty } from '../secrets/rendered.ts';
import type { Secret } from '../secrets/secret.ts';
import type { JsonObject } from '../values/json.ts';
import { controlPlaneEndpoint } from './cluster-configuration.ts';
import { renderArgs, throwFirst } from './flags.ts';
import { unsupportedNode, unsupportedSettings } from './unsupported.ts';

/** How long a bootstrap token made by init lives, as a Go duration. kubeadm's own default is a day. */
const BOOTSTRAP_TOKEN_TTL = '2h0m0s';

/** Flags of the kubelet that follow from something else, here or in kubeadm, and what that is. */
export const IMPLIED_KUBELET_FLAGS: Readonly<Record<string, string>> = {
  'container-runtime-endpoint': '`runtime.criSocket`',
  'hostname-override': "the host's `name`",
  'node-ip': "the host's `internalAddress`",
};

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
    ...common(cluster, host, 'InitConfiguration'),
    bootstrapTokens: token === undefined ? undefined : [{ token, ttl }],
    certificateKey: secrets.certificateKey,
    localAPIEndpoint: localApiEndpoint(cluster, host),
    skipPhases: unlessEmpty(cluster.kubeadm.skipPhases.init),
  });
}

/**
 * JoinConfiguration of a worker or a further control plane, by a bootstrap token and a pinned CA. What discovery
 * could do otherwise (a file, no pin) is not offered. Throws RenderError.
 */
export function joinConfiguration(cluster: Cluster, host: Host, secrets: JoinSecrets): RenderedObject {
  const { certificatesDir, timeouts, skipPhases } = cluster.kubeadm;
  const ownTimeouts = kubeadmApi(cluster.kubernetesVersion).capabilities.has('timeouts');
  return compact({
    ...common(cluster, host, 'JoinConfiguration'),
    // The kubelets' configuration has the CA of certificatesDir; by itself join would put it elsewhere.
    caCertPath: certificatesDir === undefined ? undefined : `${certificatesDir}/ca.crt`,
    discovery: compact({
      bootstrapToken: {
        token: secrets.token,
        apiServerEndpoint: secrets.apiServerEndpoint ?? controlPlaneEndpoint(cluster),
        // One hash: kubeadm before 1.22 honours only the first (kubernetes#101977).
        caCertHashes: [secrets.caCertHash],
      },
      timeout: ownTimeouts ? undefined : timeouts.discovery,
    }),
    controlPlane:
      host.role === 'control-plane'
        ? compact({
            localAPIEndpoint: localApiEndpoint(cluster, host),
            certificateKey: secrets.certificateKey,
          })
        : undefined,
    skipPhases: unlessEmpty(skipPhases.join),
  });
}

/** What init and join have in common. */
function common(cluster: Cluster, host: Host, kind: string) {
  throwFirst([...unsupportedSettings(cluster), ...unsupportedNode(cluster, host)]);
  const api = kubeadmApi(cluster.kubernetesVersion);
  return {
    apiVersion: api.apiVersion,
    kind,
    nodeRegistration: nodeRegistration(cluster, host),
    patches: renderPatches(cluster),
    timeouts: api.capabilities.has('timeouts') ? unlessEmpty(cluster.kubeadm.timeouts) : undefined,
  };
}

function nodeRegistration(cluster: Cluster, host: Host): RenderedObject {
  const { imagePullPolicy, imagePullSerial } = cluster.kubeadm;
  return compact({
    name: host.name,
    // Always: the default changed in 1.24, and a host with two runtimes is refused without it.
    criSocket: cluster.criSocket,
    // Absent is kubeadm's default taint for the role, an empty list is none: never one for the other.
    taints: host.taints?.map(taint),
    kubeletExtraArgs: renderArgs(
      cluster,
      { ...host.node.kubeletExtraArgs, 'node-ip': host.internalAddresses.join(',') },
      'node.kubeletExtraArgs',
    ),
    ignorePreflightErrors: unlessEmpty(ignoredPreflightErrors(cluster)),
    imagePullPolicy,
    imagePullSerial,
  });
}

/** From this minor on, swap only makes kubeadm warn (kubernetes#104854). */
const SWAP_WARNS = 23;

/** The spec's, and `Swap` where the kubelet is told to live with it and kubeadm is not; sorted, each once. */
export function ignoredPreflightErrors(cluster: Cluster): readonly string[] {
  const { kubelet, kubernetesVersion } = cluster;
  const implied = kubelet.failSwapOn === false && kubernetesVersion.minor < SWAP_WARNS ? ['Swap'] : [];
  return [...new Set([...cluster.ignorePreflightErrors, ...implied])].sort();
}

function taint({ key, value, effect }: Taint): JsonObject {
  return compact({ key, value, effect });
}

function localApiEndpoint(cluster: Cluster, host: Host): JsonObject {
  const [advertiseAddress] = host.internalAddresses;
  if (advertiseAddress === undefined) throw new TypeError(`${host.name} has no internal address`);
  return { advertiseAddress, bindPort: apiServerPort(cluster) };
}
