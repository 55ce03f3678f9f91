import { KUBEADM_FEATURES } from './sources.ts';
import type { GateRow } from './types.ts';

const programs = ['kubeadm'] as const;
const ALGORITHM = '`encryptionAlgorithm` of v1beta4 takes its place (1.31)';

/** Feature gates of kubeadm itself: outside its window it refuses the whole configuration. */
export const KUBEADM_GATES: readonly GateRow[] = [
  { name: 'CoreDNS', programs, since: 9, removed: 18, source: 'kubernetes#87400' },
  { name: 'IPv6DualStack', programs, since: 16, ga: 23, removed: 24, source: `RN1.24; ${KUBEADM_FEATURES}` },
  {
    name: 'PublicKeysECDSA',
    programs,
    since: 18, // or 19: the sources disagree
    deprecated: 31,
    removed: 37,
    replacement: ALGORITHM,
    source: `RN1.37; ${KUBEADM_FEATURES}`,
  },
  {
    name: 'RootlessControlPlane',
    programs,
    since: 22,
    deprecated: 31,
    removed: 37,
    replacement: 'user namespaces take its place',
    source: `RN1.31; ${KUBEADM_FEATURES}; whether 1.37 still has it was not seen`,
    unverified: ['removed'],
  },
  { name: 'UnversionedKubeletConfigMap', programs, since: 23, ga: 25, removed: 26, source: 'KEP-2915' },
  { name: 'EtcdLearnerMode', programs, since: 27, ga: 32, removed: 33, source: 'kubernetes#129589' },
  {
    name: 'UpgradeAddonsBeforeControlPlane',
    programs,
    since: 28,
    deprecated: 28,
    removed: 31,
    replacement: 'add-ons are upgraded after all control planes',
    source: 'RN1.31',
  },
  { name: 'WaitForAllControlPlaneComponents', programs, since: 30, ga: 34, removed: 35, source: 'RN1.35' },
  {
    name: 'ControlPlaneKubeletLocalMode',
    programs,
    since: 31,
    ga: 35,
    removed: 36,
    source: 'kubernetes#135773',
  },
  { name: 'NodeLocalCRISocket', programs, since: 32, ga: 36, removed: 37, source: 'kubernetes#138645' },
];
