import type { Opening } from '../knowledge/reachable-ports.ts';
import { openingsText } from './openings.ts';
import type { Remover, Resource } from './resource.ts';

/** Ports that a firewall does not let through and that are not ours to open: shown, with what to do. */
export function closedPorts(firewall: string, closed: readonly Opening[], remedy: string): Resource {
  return {
    id: `closed-ports ${firewall}`,
    value: 'none',
    original: () => null,
    plan: () =>
      closed.length === 0
        ? null
        : {
            change: {
              action: 'update',
              before: `closed: ${openingsText(closed)}`,
              after: 'open',
              reason: `other hosts need these ports, and no rule of ${firewall} that can be read lets them through; ${remedy}`,
              disruption: 'none',
            },
          },
  };
}

/** Nothing was done, so there is nothing to undo. */
export const removeClosedPorts: Remover = () => null;
