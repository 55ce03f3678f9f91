import { addons } from './addons.ts';
import { apiserverSans } from './apiserver-sans.ts';
import { config } from './config.ts';
import { endpoint } from './endpoint.ts';
import { ingressCertificates } from './ingress-certificates.ts';
import { init } from './init.ts';
import { joinControlPlanes, joinWorkers } from './join.ts';
import { nodes } from './nodes.ts';
import type { Phase } from './phase.ts';
import { prepare } from './prepare.ts';
import { register } from './register.ts';
import { REMOVAL_PHASES } from './removal/index.ts';
import { removalNotes } from './removal/notes.ts';
import { staleMembers } from './removal/stale-members.ts';
import { settle } from './settle.ts';

/** What `apply` does, in order. A new phase is a file beside these and a line here. */
export const APPLY_PHASES: readonly Phase[] = [
  register,
  prepare,
  init,
  config,
  apiserverSans,
  addons,
  ...REMOVAL_PHASES,
  staleMembers,
  joinControlPlanes,
  endpoint,
  joinWorkers,
  settle,
  nodes,
  ingressCertificates,
  removalNotes,
];
