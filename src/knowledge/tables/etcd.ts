import type { FlagRow } from './types.ts';

// kubeadm runs etcd 3.6 from 1.34 on, which has the flags under new names, and 3.7 from 1.37 on.
const EXPERIMENTAL = {
  deprecated: 34,
  removed: 37,
  source: 'kubernetes#132838, kubernetes#135701; that etcd 3.7 has none of the old names is not verified',
  unverified: ['removed'],
} as const;

/** Flags of the etcd that kubeadm runs. */
export const ETCD: readonly FlagRow[] = [
  {
    name: 'experimental-initial-corrupt-check',
    ...EXPERIMENTAL,
    replacement: 'use --feature-gates=InitialCorruptCheck=true',
  },
  {
    name: 'experimental-watch-progress-notify-interval',
    ...EXPERIMENTAL,
    replacement: 'use --watch-progress-notify-interval',
  },
];
