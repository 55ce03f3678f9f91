import type { FlagRow } from './types.ts';

const INSECURE = {
  deprecated: 10,
  inert: 20,
  removed: 24,
  source: 'kubernetes#95856, kubernetes#106859',
} as const;

const CLOUD = { deprecated: 29, removed: 33, source: 'kubernetes#130162' } as const;

const VERSIONS = {
  value: { not: ['audit.k8s.io/v1'] },
  deprecated: 13,
  removed: 24,
  effect: 'the API server refuses this version and exits',
  replacement: 'write audit.k8s.io/v1, or leave the flag out',
  source: 'kubernetes#108092',
} as const;

const PLUGIN = 'the API server does not know the plugin and exits';

/** Flags of kube-apiserver, and values of flags, that changed. */
export const KUBE_APISERVER: readonly FlagRow[] = [
  {
    name: 'basic-auth-file',
    deprecated: 16,
    removed: 19,
    replacement: 'use client certificates, tokens or OpenID Connect',
    source: 'kubernetes#89069',
  },
  { name: 'insecure-port', ...INSECURE, replacement: 'use --secure-port' },
  { name: 'port', ...INSECURE, replacement: 'use --secure-port' },
  { name: 'insecure-bind-address', ...INSECURE, replacement: 'use --bind-address' },
  { name: 'address', ...INSECURE, replacement: 'use --bind-address' },
  {
    name: 'kubelet-https',
    deprecated: 19,
    removed: 23,
    replacement: 'leave it out: kubelets are always reached over HTTPS',
    source: 'kubernetes#91630; gone in 1.22 or 1.23',
    unverified: ['removed'],
  },
  { name: 'ssh-user', removed: 22, replacement: 'leave it out', source: 'kubernetes#102297' },
  { name: 'ssh-keyfile', removed: 22, replacement: 'leave it out', source: 'kubernetes#102297' },
  {
    name: 'target-ram-mb',
    deprecated: 19,
    removed: 24,
    replacement: 'leave it out',
    source: 'kubernetes#108457',
  },
  {
    name: 'experimental-encryption-provider-config',
    deprecated: 13,
    removed: 24,
    replacement: 'use --encryption-provider-config',
    source: 'kubernetes#108423',
  },
  {
    name: 'deserialization-cache-size',
    deprecated: 13,
    removed: 24,
    replacement: 'leave it out',
    source: 'kubernetes#108448',
  },
  { name: 'audit-log-version', ...VERSIONS },
  { name: 'audit-webhook-version', ...VERSIONS },
  {
    name: 'service-account-api-audiences',
    deprecated: 20,
    removed: 25,
    replacement: 'use --api-audiences',
    source: 'kubernetes#108624; deprecated in 1.20 or before',
  },
  {
    name: 'enable-admission-plugins',
    value: { item: 'PodSecurityPolicy' },
    deprecated: 21,
    removed: 25,
    effect: PLUGIN,
    replacement: 'use Pod Security Admission, or a policy engine',
    source: 'RN1.25',
  },
  {
    name: 'disable-admission-plugins',
    value: { item: 'PodSecurityPolicy' },
    deprecated: 21,
    removed: 25,
    effect: PLUGIN,
    replacement: 'leave it out',
    source: 'RN1.25, apiserver pkg/server/options/admission.go',
  },
  {
    name: 'enable-admission-plugins',
    value: { item: 'SecurityContextDeny' },
    deprecated: 27,
    removed: 30,
    effect: PLUGIN,
    replacement: 'use Pod Security Admission, or a policy engine',
    source: 'kubernetes#122612',
  },
  {
    name: 'disable-admission-plugins',
    value: { item: 'SecurityContextDeny' },
    deprecated: 27,
    removed: 30,
    effect: PLUGIN,
    replacement: 'leave it out',
    source: 'kubernetes#122612, apiserver pkg/server/options/admission.go',
  },
  {
    name: 'master-service-namespace',
    deprecated: 26,
    removed: 27,
    replacement: 'leave it out: it is always `default`',
    source: 'kubernetes#112797, kubernetes#116015',
  },
  { name: 'cloud-provider', ...CLOUD, replacement: 'run a cloud controller manager' },
  { name: 'cloud-config', ...CLOUD, replacement: 'run a cloud controller manager' },
  {
    name: 'enable-logs-handler',
    deprecated: 15,
    undeprecated: 37,
    replacement: 'leave it out: it is off by default from 1.31 on',
    source: 'kubernetes#138915',
  },
];
