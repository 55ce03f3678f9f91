import type { FlagRow } from './types.ts';

// The help text called both deprecated in 1.16, if not before.
const INSECURE = { deprecated: 16, inert: 22, removed: 24 } as const;

const TALOS = 'siderolabs/go-kubernetes kubernetes/upgrade/checks.go';

/** Flags of kube-controller-manager, and values of flags, that changed. */
export const KUBE_CONTROLLER_MANAGER: readonly FlagRow[] = [
  {
    name: 'port',
    ...INSECURE,
    replacement: 'use --secure-port',
    source: 'kubernetes#96216, kubernetes#106860',
  },
  {
    name: 'address',
    ...INSECURE,
    replacement: 'use --bind-address',
    source: 'kubernetes#96216, kubernetes#106860',
  },
  {
    name: 'horizontal-pod-autoscaler-use-rest-clients',
    deprecated: 12,
    removed: 22,
    replacement: 'leave it out: REST clients are always used',
    source: 'kubernetes#90368',
  },
  {
    name: 'deployment-controller-sync-period',
    deprecated: 23,
    removed: 24,
    replacement: 'leave it out: it did nothing',
    source: 'kubernetes#107178',
  },
  {
    name: 'experimental-cluster-signing-duration',
    deprecated: 19,
    removed: 25,
    replacement: 'use --cluster-signing-duration',
    source: 'kubernetes#108476',
  },
  { name: 'deleting-pods-qps', deprecated: 20, removed: 25, replacement: 'leave it out', source: TALOS },
  { name: 'deleting-pods-burst', deprecated: 20, removed: 25, replacement: 'leave it out', source: TALOS },
  { name: 'register-retry-count', deprecated: 20, removed: 25, replacement: 'leave it out', source: TALOS },
  {
    name: 'enable-taint-manager',
    deprecated: 26,
    removed: 27,
    replacement: 'leave it out: taints always evict',
    source: 'kubernetes#115840',
    unverified: ['deprecated'],
  },
  {
    name: 'pod-eviction-timeout',
    deprecated: 26,
    removed: 27,
    replacement:
      'use --default-not-ready-toleration-seconds and --default-unreachable-toleration-seconds of the API server',
    source: 'kubernetes#115840',
    unverified: ['deprecated'],
  },
  {
    name: 'horizontal-pod-autoscaler-upscale-delay',
    deprecated: 12,
    removed: 31,
    replacement: 'use `behavior` of each HorizontalPodAutoscaler',
    source: 'kubernetes#124948',
  },
  {
    name: 'horizontal-pod-autoscaler-downscale-delay',
    deprecated: 12,
    removed: 31,
    replacement: 'use --horizontal-pod-autoscaler-downscale-stabilization',
    source: 'kubernetes#124948',
  },
  {
    name: 'volume-host-cidr-denylist',
    deprecated: 28,
    removed: 31,
    replacement: 'leave it out',
    source: 'kubernetes#124017',
  },
  {
    name: 'volume-host-allow-local-loopback',
    deprecated: 28,
    removed: 31,
    replacement: 'leave it out',
    source: 'kubernetes#124017',
  },
  {
    name: 'cloud-provider',
    value: { not: ['', 'external'] },
    deprecated: 29,
    removed: 32,
    effect: 'the controller manager knows no cloud of its own and exits',
    replacement: 'write `external`, and run a cloud controller manager',
    source: 'kubernetes#128197',
  },
  {
    name: 'concurrent-service-syncs',
    deprecated: 31,
    removed: 37,
    replacement: 'give it to the cloud controller manager',
    source: 'kubernetes#138002',
  },
];
