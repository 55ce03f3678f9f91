import type { Phase } from '../phase.ts';
import { cleanHost } from './clean.ts';
import { drainLeaving } from './drain.ts';
import { etcdMember } from './etcd-member.ts';
import { nodeObject } from './node-object.ts';
import { removalChecks } from './refusals.ts';
import { stopControlPlane } from './stop-control-plane.ts';

/** How a host leaves the cluster, in order; each of them stops what follows when it fails. */
export const REMOVAL_PHASES: readonly Phase[] = [
  removalChecks,
  drainLeaving,
  stopControlPlane,
  etcdMember,
  cleanHost,
  nodeObject,
];
