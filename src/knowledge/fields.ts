import type { Version } from '../model/cluster.ts';
import { kubeadmApi } from './versions.ts';

/** A key of the spec that not every kubeadm can be told about. */
interface Row {
  /** Below `spec`; the model has it at the same place. */
  readonly path: string;
  /** Only this value of it is newer; absent: the key itself. */
  readonly value?: string;
  /** With this value it asks for what an older kubeadm does anyway, and nothing is written. */
  readonly unless?: boolean;
  /** The first minor whose kubeadm knows it, and keeps to it. */
  readonly since: number;
  /** What an older kubeadm has in its place. */
  readonly instead?: string;
  readonly source: string;
}

const V1BETA3 = 'kubernetes#101129, v1beta3';
const V1BETA4 = 'kubernetes#125029, v1beta4';
const SKIP = 'from 1.22 on, `kubeadm.skipPhases.init` can have';

/**
 * Every key of the spec that came after the oldest kubeadm we write for; a new one is a row. None has gone: where
 * kubeadm dropped a field (`apiServer.timeoutForControlPlane`, `discovery.timeout`, `dns.type`), the spec has one
 * key, and the renderer knows where this version wants it. Two fields have no key: `useHyperKubeImage` (v1beta2;
 * the image is gone since 1.19) and `dryRun` (`kubestrap plan` is ours).
 */
const FIELDS: readonly Row[] = [
  { path: 'apiServer.extraEnvs', since: 31, source: V1BETA4 },
  { path: 'controllerManager.extraEnvs', since: 31, source: V1BETA4 },
  { path: 'scheduler.extraEnvs', since: 31, source: V1BETA4 },
  { path: 'etcd.local.extraEnvs', since: 31, source: V1BETA4 },
  { path: 'etcd.external.httpEndpoints', since: 35, source: 'kubernetes#134890' },
  { path: 'dns.disabled', unless: false, since: 31, instead: `${SKIP} addon/coredns`, source: V1BETA4 },
  { path: 'proxy.disabled', unless: false, since: 31, instead: `${SKIP} addon/kube-proxy`, source: V1BETA4 },
  { path: 'patches', since: 22, source: V1BETA3 },
  { path: 'kubeadm.skipPhases.init', since: 22, source: V1BETA3 },
  { path: 'kubeadm.skipPhases.join', since: 22, source: V1BETA3 },
  { path: 'kubeadm.imagePullPolicy', since: 22, source: V1BETA3 },
  { path: 'kubeadm.imagePullSerial', since: 31, source: V1BETA4 },
  {
    path: 'kubeadm.encryptionAlgorithm',
    since: 31,
    instead: 'up to 1.36, `featureGates.PublicKeysECDSA` makes ECDSA keys',
    source: V1BETA4,
  },
  { path: 'kubeadm.encryptionAlgorithm', value: 'ECDSA-P384', since: 34, source: 'kubernetes#131677' },
  { path: 'kubeadm.certificateValidityPeriod', since: 31, source: V1BETA4 },
  { path: 'kubeadm.caCertificateValidityPeriod', since: 31, source: V1BETA4 },
  { path: 'kubeadm.timeouts.kubeletHealthCheck', since: 31, source: V1BETA4 },
  { path: 'kubeadm.timeouts.kubernetesAPICall', since: 31, source: V1BETA4 },
  { path: 'kubeadm.timeouts.etcdAPICall', since: 31, source: V1BETA4 },
  { path: 'kubeadm.timeouts.tlsBootstrap', since: 31, source: V1BETA4 },
  { path: 'kubeadm.timeouts.upgradeManifests', since: 31, source: V1BETA4 },
];

/** A key that is given, and that the kubeadm of a version lacks. */
export interface MissingField {
  /** Below `spec`. */
  readonly path: readonly string[];
  /** The value that is too new, when it is not the key. */
  readonly value?: string;
  /** `kubeadm.k8s.io/v1beta4 in Kubernetes 1.31`. */
  readonly cameWith: string;
  /** The minor, `1.31`. */
  readonly since: string;
  readonly instead?: string;
}

/**
 * What is given in a spec (the model's, or a draft of the file's) and missing in the kubeadm of this version.
 * Given is what is there and is not an empty list or map. Throws RenderError for an unknown version.
 */
export function missingFields(version: Version, spec: unknown): readonly MissingField[] {
  const missing = FIELDS.filter((row) => row.since > version.minor && isGiven(valueAt(spec, row.path), row));
  const keys = new Set(missing.filter(({ value }) => value === undefined).map(({ path }) => path));
  return missing
    .filter(({ path, value }) => value === undefined || !keys.has(path))
    .map(({ path, value, since, instead }) => ({
      path: path.split('.'),
      ...(value === undefined ? {} : { value }),
      cameWith: `${kubeadmApi({ ...version, minor: since }).apiVersion} in Kubernetes 1.${since}`,
      since: `1.${since}`,
      ...(instead === undefined ? {} : { instead }),
    }));
}

function isGiven(value: unknown, { value: only, unless }: Row): boolean {
  if (only !== undefined) return value === only;
  if (unless !== undefined && value === unless) return false;
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return Object.keys(value).length > 0;
}

function valueAt(root: unknown, path: string): unknown {
  return path.split('.').reduce((value, key) => property(value, key), root);
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
