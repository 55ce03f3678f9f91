import type { FlagRow } from './types.ts';

// The help text called both deprecated in 1.16, if not before.
const INSECURE = {
  deprecated: 16,
  inert: 23,
  removed: 24,
  source: 'kubernetes#96345, kubernetes#106865',
} as const;

const PROFILES = 'write it in a KubeSchedulerConfiguration, and give that with --config';
const POLICY = { removed: 23, replacement: PROFILES, source: 'RN1.23' } as const;
const LOCK = {
  deprecated: 20,
  removed: 28,
  source: 'kubernetes#119130; deprecated in 1.20 or before',
} as const;
const OLD = {
  deprecated: 20,
  removed: 22,
  replacement: PROFILES,
  source: 'kubernetes#102239, kubernetes#102805; deprecated in 1.20 or before',
} as const;

/** Flags of kube-scheduler that changed. */
export const KUBE_SCHEDULER: readonly FlagRow[] = [
  { name: 'port', ...INSECURE, replacement: 'use --secure-port' },
  { name: 'address', ...INSECURE, replacement: 'use --bind-address' },
  { name: 'algorithm-provider', ...OLD },
  { name: 'hard-pod-affinity-symmetric-weight', ...OLD },
  { name: 'scheduler-name', ...OLD },
  { name: 'policy-config-file', ...POLICY },
  { name: 'policy-configmap', ...POLICY },
  { name: 'policy-configmap-namespace', ...POLICY },
  { name: 'use-legacy-policy-config', ...POLICY },
  { name: 'lock-object-name', ...LOCK, replacement: 'use --leader-elect-resource-name' },
  { name: 'lock-object-namespace', ...LOCK, replacement: 'use --leader-elect-resource-namespace' },
];
