import { describe, expect, test } from 'vitest';
import { clusterConfiguration, initConfiguration, joinConfiguration } from '../../src/documents/documents.ts';
import { resetConfiguration, upgradeConfiguration } from '../../src/documents/maintenance.ts';
import { kubeadmApi } from '../../src/knowledge/versions.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import type { Rendered } from '../../src/secrets/rendered.ts';
import { Secret } from '../../src/secrets/secret.ts';
import v1beta2 from '../fixtures/kubeadm-types/v1beta2.json' with { type: 'json' };
import v1beta3 from '../fixtures/kubeadm-types/v1beta3.json' with { type: 'json' };
import v1beta4 from '../fixtures/kubeadm-types/v1beta4.json' with { type: 'json' };
import { BOOTSTRAP_TOKEN, CA_HASH, CERTIFICATE_KEY, externalCluster, fullCluster } from './models.ts';

/** `Type` → `field` → Go type, as test/fixtures/kubeadm-types/README.md says. */
type Types = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

const APIS: Readonly<Record<string, { readonly types: Types; readonly versions: readonly string[] }>> = {
  v1beta2: { types: v1beta2, versions: ['v1.16.0', 'v1.19.16', 'v1.20.2', 'v1.21.14'] },
  v1beta3: { types: v1beta3, versions: ['v1.22.17', 'v1.25.16', 'v1.30.14'] },
  v1beta4: { types: v1beta4, versions: ['v1.31.14', 'v1.34.3', 'v1.35.0', 'v1.36.2', 'v1.37.1'] },
};

/** Fields of the API that no spec can ask for, and why. */
const NOT_OFFERED: Readonly<Record<string, string>> = {
  'InitConfiguration.dryRun': '`kubestrap plan` and `render` are ours',
  'JoinConfiguration.dryRun': '`kubestrap plan` and `render` are ours',
  'ClusterConfiguration.useHyperKubeImage': 'the image is gone since 1.19',
  'BootstrapToken.description': 'tokens are made for a run and live for minutes',
  'BootstrapToken.expires': 'the other way to write ttl',
  'BootstrapToken.groups': 'tokens are for joining, which is the default',
  'BootstrapToken.usages': 'tokens are for joining, which is the default',
  'BootstrapTokenDiscovery.unsafeSkipCAVerification': 'the CA is always pinned',
  'Discovery.file': 'discovery is by token and pinned CA',
  'Discovery.tlsBootstrapToken': 'for discovery by file only',
  'FileDiscovery.kubeConfigPath': 'discovery is by token and pinned CA',
  'EnvVar.valueFrom': 'passed through; the models have plain values',
};

/** Every document of a model, by kind. */
function documents(cluster: Cluster): readonly (readonly [kind: string, document: Rendered])[] {
  const secrets = { certificateKey: CERTIFICATE_KEY };
  const hosts = cluster.hosts.flatMap((host) => [
    ['JoinConfiguration', joinConfiguration(cluster, host, joinSecrets)] as const,
    [
      'InitConfiguration',
      initConfiguration(cluster, host, { ...secrets, bootstrapToken: BOOTSTRAP_TOKEN }),
    ] as const,
  ]);
  return [['ClusterConfiguration', clusterConfiguration(cluster)], ...hosts, ...maintenance(cluster)];
}

const joinSecrets = { token: BOOTSTRAP_TOKEN, caCertHash: CA_HASH, certificateKey: CERTIFICATE_KEY };

function maintenance(cluster: Cluster): readonly (readonly [kind: string, document: Rendered])[] {
  const { minor } = cluster.kubernetesVersion;
  if (!kubeadmApi(cluster.kubernetesVersion).capabilities.has('maintenance')) return [];
  const node = { dryRun: false, etcdUpgrade: true, certificateRenewal: false };
  const choice = { allowExperimentalUpgrades: false, allowRCUpgrades: true, printConfig: true };
  return [
    [
      'ResetConfiguration',
      resetConfiguration(cluster, {
        cleanupTmpDir: true,
        dryRun: false,
        force: true,
        skipPhases: ['preflight'],
        unmountFlags: ['MNT_DETACH'],
      }),
    ],
    [
      'UpgradeConfiguration',
      upgradeConfiguration(cluster, {
        apply: { ...node, ...choice, forceUpgrade: false, ...(minor >= 32 ? { skipPhases: ['addon'] } : {}) },
        node: { ...node, skipPhases: ['preflight'] },
        plan: { dryRun: true, ...choice, ...(minor >= 33 ? { etcdUpgrade: false } : {}) },
        diff: { contextLines: 5 },
      }),
    ],
  ];
}

/** `Owner.field` → Go type of a type's fields, those of embedded types included. */
function fieldsOf(types: Types, type: string): ReadonlyMap<string, { owner: string; goType: string }> {
  const fields = new Map<string, { owner: string; goType: string }>();
  for (const [name, goType] of Object.entries(types[type] ?? {})) {
    if (typeof goType === 'string') fields.set(name, { owner: type, goType });
    else
      for (const embedded of goType)
        fieldsOf(types, embedded).forEach((field, key) => void fields.set(key, field));
  }
  return fields;
}

/** Duration is a string in Go's notation; anything else that is not a type of the API is a plain value. */
const SCALARS: Readonly<Record<string, (value: Rendered) => boolean>> = {
  string: (value) => typeof value === 'string' || value instanceof Secret,
  BootstrapTokenString: (value) => value instanceof Secret,
  bool: (value) => typeof value === 'boolean',
  int: Number.isInteger,
  int32: Number.isInteger,
  Duration: (value) => typeof value === 'string' && /^(?:\d+h)?(?:\d+m)?\d+s$/.test(value),
  any: () => true,
};

/** What of a value is not as its Go type says; the fields that it uses go into `used`. */
function misfits(types: Types, goType: string, value: Rendered, path: string, used: Set<string>): string[] {
  const type = goType.replace(/^\*/, '');
  if (type.startsWith('[]')) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item: Rendered, index) =>
      misfits(types, type.slice(2), item, `${path}[${index}]`, used),
    );
  }
  const scalar = SCALARS[type];
  if (scalar !== undefined) return scalar(value) ? [] : [`${path} is no ${type}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Secret) {
    return [`${path} is no object`];
  }
  const valueType = /^map\[string\](.+)$/.exec(type)?.[1];
  const fields = fieldsOf(types, type);
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = fields.get(key);
    if (valueType === undefined && field === undefined) return [`${path}.${key} is no field of ${type}`];
    if (field !== undefined) used.add(`${field.owner}.${key}`);
    return misfits(types, valueType ?? field?.goType ?? '', inner, `${path}.${key}`, used);
  });
}

describe.each(Object.entries(APIS))('documents of %s', (name, { types, versions }) => {
  const models = versions.flatMap((version) => [fullCluster, externalCluster].map((model) => model(version)));

  test.each(versions)('have fields of its types only: %s', (version) => {
    for (const model of [fullCluster, externalCluster]) {
      for (const [kind, document] of documents(model(version))) {
        expect(misfits(types, kind, document, kind, new Set())).toEqual([]);
      }
    }
  });

  test('use every field there is, but for those that are not offered', () => {
    const used = new Set<string>();
    for (const model of models) {
      for (const [kind, document] of documents(model)) misfits(types, kind, document, kind, used);
    }
    const all = Object.entries(types).flatMap(([type, fields]) =>
      Object.entries(fields).flatMap(([field, goType]) =>
        typeof goType === 'string' ? [`${type}.${field}`] : [],
      ),
    );
    const left = all.filter((field) => !used.has(field));
    expect(left.filter((field) => NOT_OFFERED[field] === undefined)).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
    expect(models.every((model) => kubeadmApi(model.kubernetesVersion).apiVersion.endsWith(name))).toBe(true);
  });
});

test('what is said not to be offered is not offered', () => {
  const used = new Set<string>();
  for (const { types, versions } of Object.values(APIS)) {
    for (const version of versions) {
      for (const [kind, document] of documents(fullCluster(version)))
        misfits(types, kind, document, kind, used);
    }
  }
  expect(Object.keys(NOT_OFFERED).filter((field) => used.has(field))).toEqual([]);
});

test('the check notices a field that a version does not have, and one of the wrong type', () => {
  const cluster = { apiVersion: 'x', kind: 'y', apiServer: { certSANs: ['a', 1], timeouts: {} }, proxy: {} };
  expect(misfits(v1beta3, 'ClusterConfiguration', cluster, '', new Set())).toEqual([
    '.apiServer.certSANs[1] is no string',
    '.apiServer.timeouts is no field of APIServer',
    '.proxy is no field of ClusterConfiguration',
  ]);
});
