import type { SwapUnit } from '../facts/swap-units.ts';
import type { HostFacts } from '../facts/types.ts';
import { keyParts } from '../model/record.ts';
import { maskUnit, unmaskUnit } from '../shell/functions/units.ts';
import type { Remover, Resource } from './resource.ts';

const KIND = 'swap-unit';
/** systemd's words for a unit that is not running. `activating` and the like count as running. */
const STOPPED = new Set(['inactive', 'failed', '']);

/** A systemd unit that must not turn swap on: masked, and stopped. */
export function maskedSwapUnit(unit: string, reason: string): Resource {
  return {
    id: `${KIND} ${unit}`,
    value: 'masked',
    original: ({ swapUnits }) => {
      const is = swapUnits.get(unit);
      return is === undefined ? null : state(is);
    },
    plan: ({ swapUnits }) => {
      const is = swapUnits.get(unit);
      if (is === undefined || (is.enabled === 'masked' && STOPPED.has(is.active))) return null;
      return {
        change: {
          action: 'update',
          before: state(is),
          after: 'masked, inactive',
          reason,
          disruption: 'none',
        },
        script: maskUnit(unit),
      };
    },
  };
}

/**
 * Swap units to mask on a host: those that bring swap now or at boot, and those that we have masked. What fstab
 * brings goes with its lines, what is masked already is not ours, and what has no file systemd only found active.
 */
export function unitsToMask({ swapUnits, record }: HostFacts): string[] {
  const found = [...swapUnits].filter(([, unit]) => bringsSwap(unit)).map(([name]) => name);
  const ours = Object.keys(record?.resources ?? {})
    .map(keyParts)
    .filter(({ kind }) => kind === KIND)
    .map(({ name }) => name);
  return [...new Set([...found, ...ours])].toSorted();
}

function bringsSwap({ enabled, active, source }: SwapUnit): boolean {
  if (enabled === '' || enabled === 'masked' || source === '/etc/fstab') return false;
  return enabled !== 'disabled' || !STOPPED.has(active);
}

function state({ enabled, active }: SwapUnit): string {
  return `${enabled || 'not enabled'}, ${active}`;
}

/** The unit as it was: without our mask, and running if it ran. One that somebody else unmasked is left alone. */
export const removeSwapUnit: Remover = (unit, { original }, { swapUnits }) => {
  const is = swapUnits.get(unit);
  if (is?.enabled !== 'masked') return null;
  const wasActive = original?.endsWith(', active') === true;
  return {
    change: {
      action: 'update',
      before: state(is),
      after: original ?? 'not masked',
      reason: 'the spec keeps swap now: back to what it was before kubestrap',
      disruption: 'none',
    },
    script: unmaskUnit(unit, wasActive ? 'active' : '-'),
  };
};
