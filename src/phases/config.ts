import { type FieldDrift, fieldDrift, parseObject } from '../cluster/config-drift.ts';
import { hasJoined } from '../cluster/membership.ts';
import { controlPlanes, leader, reached, type State, starter } from '../cluster/state.ts';
import {
  clusterConfiguration,
  kubeletConfiguration,
  kubeProxyConfiguration,
} from '../documents/documents.ts';
import { named } from '../model/change-id.ts';
import type { Cluster } from '../model/cluster.ts';
import { dump } from '../secrets/yaml.ts';
import type { Item, Notice, Step } from '../shell/emit.ts';
import { remember } from '../shell/functions/kube.ts';
import type { JsonObject } from '../values/json.ts';
import { CERT_SANS } from './kubeadm-config-sans.ts';
import type { Phase } from './phase.ts';

const NAME = 'config';

/** Fields that kubeadm cannot change once the cluster is there, and why. */
const IMMUTABLE: Readonly<Record<string, string>> = {
  controlPlaneEndpoint: 'it is in every kubeconfig and certificate of the cluster',
  'networking.serviceSubnet': 'Services keep the addresses they have',
  'networking.podSubnet': 'nodes keep the Pod ranges they have',
  'networking.dnsDomain': 'it is in certificates and in every Pod’s resolv.conf',
  clusterName: 'it is in every kubeconfig',
  certificatesDir: 'the certificates of every node are where it said when the node joined',
};

type DocumentKind = 'ClusterConfiguration' | 'KubeletConfiguration' | 'KubeProxyConfiguration';

/** The documents a cluster was made from, by the key that remembers each. */
function documents(cluster: Cluster): Readonly<Record<DocumentKind, JsonObject>> {
  return {
    ClusterConfiguration: clusterConfiguration(cluster),
    KubeletConfiguration: kubeletConfiguration(cluster),
    KubeProxyConfiguration: kubeProxyConfiguration(cluster),
  };
}

/**
 * The cluster-wide configuration. After init the cluster remembers what it was made from; later differences are
 * shown, and refused where kubeadm cannot make them.
 */
export const config: Phase = {
  name: NAME,
  title: 'Note the cluster’s configuration',
  timeoutMinutes: 5,
  plan: (state) => {
    const found = leader(state);
    const through = found?.host ?? starter(state);
    if (through === undefined || !state.targets.has(through.name)) return { rounds: [] };
    if (found === null && !state.expected.has(through.name)) return { rounds: [], blocked: silent(state) };
    const wanted = documents(state.cluster);
    const kinds = Object.keys(wanted) as DocumentKind[];
    const steps = kinds.flatMap((kind) => compare(state, kind, wanted[kind]));
    const refusals = steps.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
    const changes = steps.flatMap((one) => ('refusal' in one ? [] : [one]));
    return { rounds: changes.length > 0 ? [[{ host: through.name, steps: changes }]] : [], refusals };
  },
};

/** Control planes that are members and whose API server does not answer, when none does. */
function silent(state: State) {
  const members = reached(state, controlPlanes(state)).filter(({ membership }) => hasJoined(membership));
  return members.map(({ host }) => ({
    host: host.name,
    reason:
      'it belongs to a cluster, and its API server does not answer: see "crictl ps -a" and "journalctl -u kubelet" there',
  }));
}

function compare(
  state: State,
  kind: DocumentKind,
  wanted: JsonObject,
): (Item | { readonly refusal: string })[] {
  const live = leader(state)?.live;
  const last = live?.state[kind];
  const isCluster = kind === 'ClusterConfiguration';
  const inCluster = isCluster ? parseObject(live?.kubeadmConfig ?? '') : {};
  if (last === undefined) {
    // a cluster that others made, or a run that died before it could note: what is there counts, not the spec
    const found = Object.keys(inCluster).length === 0 ? [] : fieldDrift(wanted, inCluster, {}).filter(isOurs);
    return found.length > 0 ? found.map((field) => drift(kind, field)) : [noteStep(kind, wanted)];
  }
  const was = parseObject(last);
  const is = isCluster ? inCluster : was;
  return fieldDrift(wanted, is, was)
    .filter(isOurs)
    .map((field) => drift(kind, field));

  /** Names of the API server's certificate are brought to the cluster by a phase of their own. */
  function isOurs({ path }: FieldDrift): boolean {
    return !isCluster || path !== CERT_SANS;
  }
}

function noteStep(kind: DocumentKind, wanted: JsonObject): Step {
  return {
    change: {
      phase: NAME,
      ...named('configmap', 'kube-system/kubestrap', kind),
      action: 'create',
      before: null,
      after: dump(wanted),
      reason: 'what the cluster is made from, so that a later change of the spec shows',
      disruption: 'none',
    },
    scope: 'cluster',
    script: remember(kind, JSON.stringify(dump(wanted)).slice(1, -1)),
  };
}

function drift(
  kind: DocumentKind,
  { path, before, after }: FieldDrift,
): Notice | { readonly refusal: string } {
  const why = kind === 'ClusterConfiguration' ? IMMUTABLE[path] : undefined;
  if (why !== undefined) {
    return {
      refusal: `${kind}.${path} is "${before}" and the spec says "${after}": it cannot change in a running cluster (${why}). Put it back, or make a new cluster`,
    };
  }
  return {
    change: {
      phase: NAME,
      ...named(kind, path),
      action: before === null ? 'create' : after === null ? 'delete' : 'update',
      before,
      after,
      reason: 'kubestrap cannot bring this change to a running cluster yet: it is shown, and left alone',
      disruption: 'restart',
    },
    scope: 'cluster',
  };
}
