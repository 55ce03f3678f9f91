import type { FlagRow } from './types.ts';

const DOCKERSHIM = {
  deprecated: 20,
  removed: 24,
  replacement: 'leave it out: the container runtime has its own settings',
  source: 'kubernetes#106907; deprecated in 1.20 or later',
} as const;

const CADVISOR = {
  removed: 37,
  replacement: 'leave it out',
  source: 'kubernetes#139870',
} as const;

const OUT = { replacement: 'leave it out' } as const;
const BIT = { ...OUT, deprecated: 28, removed: 31, source: 'kubernetes#122363' } as const;

/** Flags of the kubelet that changed. */
export const KUBELET: readonly FlagRow[] = [
  { name: 'containerized', ...OUT, deprecated: 14, removed: 16, source: 'kubernetes#80043' },
  { name: 'bootstrap-checkpoint-path', ...OUT, removed: 19, source: 'kubernetes#91577' },
  { name: 'chaos-chance', ...OUT, deprecated: 19, removed: 22, source: 'kubernetes#101057' },
  { name: 'really-crash-for-testing', ...OUT, deprecated: 19, removed: 24, source: 'kubernetes#101719' },
  {
    name: 'experimental-bootstrap-kubeconfig',
    deprecated: 19,
    removed: 23,
    replacement: 'use --bootstrap-kubeconfig',
    source: 'kubernetes#103941; deprecated in 1.19 or before',
  },
  {
    name: 'seccomp-profile-root',
    deprecated: 19,
    removed: 23,
    replacement: 'leave it out: profiles are in `seccomp` below --root-dir',
    source: 'kubernetes#103941; deprecated in 1.19 or before',
  },
  {
    name: 'dynamic-config-dir',
    deprecated: 22,
    removed: 24,
    replacement: 'leave it out: change `spec.kubelet`',
    source: 'kubernetes#106932',
  },
  { name: 'network-plugin', ...DOCKERSHIM },
  { name: 'cni-conf-dir', ...DOCKERSHIM },
  { name: 'cni-bin-dir', ...DOCKERSHIM },
  { name: 'cni-cache-dir', ...DOCKERSHIM },
  { name: 'network-plugin-mtu', ...DOCKERSHIM },
  { name: 'docker-endpoint', ...DOCKERSHIM },
  { name: 'image-pull-progress-deadline', ...DOCKERSHIM },
  { name: 'experimental-dockershim-root-directory', ...DOCKERSHIM },
  {
    name: 'non-masquerade-cidr',
    ...OUT,
    deprecated: 20,
    removed: 24,
    source: 'kubernetes#107096; deprecated in 1.20 or before',
  },
  {
    name: 'experimental-check-node-capabilities-before-mount',
    ...OUT,
    deprecated: 20,
    removed: 24,
    source: 'kubernetes#104732; deprecated in 1.20 or before',
  },
  {
    name: 'experimental-kernel-memcg-notification',
    removed: 25,
    replacement: 'set `kernelMemcgNotification` in `spec.kubelet`',
    source: 'kubernetes#109388',
  },
  {
    name: 'master-service-namespace',
    ...OUT,
    deprecated: 26,
    removed: 27,
    source: 'kubernetes#112797, kubernetes#116015',
  },
  {
    name: 'container-runtime',
    deprecated: 24,
    removed: 27,
    replacement: 'leave it out: every runtime is a remote one',
    source: 'kubernetes#114017',
  },
  { name: 'iptables-masquerade-bit', ...BIT },
  { name: 'iptables-drop-bit', ...BIT },
  {
    name: 'keep-terminated-pod-volumes',
    ...OUT,
    deprecated: 8,
    removed: 31,
    source: 'kubernetes#122082; deprecated in 2017',
  },
  { name: 'runonce', ...OUT, removed: 32, source: 'RN1.32' },
  {
    name: 'cloud-config',
    deprecated: 19,
    removed: 34,
    replacement: 'run a cloud controller manager',
    source: 'kubernetes#130161',
  },
  {
    name: 'register-schedulable',
    deprecated: 20,
    removed: 34,
    replacement: 'set `registerWithTaints` in `spec.kubelet`',
    source: 'kubernetes#122384; deprecated in 1.20 or before',
  },
  {
    name: 'pod-infra-container-image',
    deprecated: 24,
    removed: 35,
    replacement: 'set the sandbox image in the configuration of the container runtime',
    source: 'kubernetes#133779, kubernetes#133778, kubernetes#135807',
  },
  { name: 'containerd', ...CADVISOR },
  { name: 'containerd-namespace', ...CADVISOR },
  { name: 'boot-id-file', ...CADVISOR },
  { name: 'machine-id-file', ...CADVISOR },
  { name: 'container-hints', ...CADVISOR },
  { name: 'global-housekeeping-interval', ...CADVISOR },
  { name: 'log-cadvisor-usage', ...CADVISOR },
  { name: 'enable-load-reader', ...CADVISOR },
  { name: 'event-storage-*', ...CADVISOR },
  { name: 'application-metrics-count-limit', ...CADVISOR },
  { name: 'storage-driver-*', ...CADVISOR },
];
