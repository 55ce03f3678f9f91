import type { FlagRow } from './types.ts';

const PORT = {
  deprecated: 18,
  source: 'kubernetes#88512',
  unverified: ['removed'],
} as const;

/** Flags of kube-proxy that changed. */
export const KUBE_PROXY: readonly FlagRow[] = [
  { name: 'resource-container', removed: 16, replacement: 'leave it out', source: 'kubernetes#78294' },
  {
    name: 'conntrack-max',
    removed: 15,
    replacement: 'use --conntrack-max-per-core and --conntrack-min',
    source: 'kubernetes#78399',
  },
  {
    name: 'cleanup-ipvs',
    deprecated: 17,
    removed: 21,
    replacement: 'use --cleanup',
    source: 'kubernetes#97336',
  },
  { name: 'udp-timeout', deprecated: 23, removed: 26, replacement: 'leave it out', source: 'RN1.26' },
  {
    name: 'proxy-mode',
    value: { item: 'userspace' },
    deprecated: 23,
    removed: 26,
    effect: 'kube-proxy knows no such mode and exits',
    replacement: 'use iptables or nftables',
    source: 'RN1.26',
  },
  {
    name: 'proxy-port-range',
    inert: 26,
    removed: 31,
    replacement: 'leave it out: it does nothing without the userspace mode',
    source: 'kubernetes#126293; inert since the userspace mode is gone',
  },
  { name: 'healthz-port', ...PORT, replacement: 'use --healthz-bind-address' },
  { name: 'metrics-port', ...PORT, replacement: 'use --metrics-bind-address' },
];
