import type { ServiceFact } from '../facts/services.ts';
import { timeClient as setTimeClient } from '../shell/functions/clock.ts';
import type { Planned, Remover, Resource } from './resource.ts';

/** Whether systemd starts a unit at boot, and whether it runs. `-`: it has no say in it (a static unit). */
interface Stand {
  readonly boot: 'enabled' | 'disabled' | 'masked' | '-';
  readonly run: 'active' | 'inactive';
}

function standOf({ load, active, enabled }: ServiceFact): Stand {
  const isRunning = ['active', 'activating', 'reloading'].includes(active);
  const boot =
    load === 'masked' || enabled.startsWith('masked')
      ? 'masked'
      : enabled.startsWith('enabled')
        ? 'enabled'
        : enabled === 'disabled'
          ? 'disabled'
          : '-';
  return { boot, run: isRunning ? 'active' : 'inactive' };
}

const textOf = ({ boot, run }: Stand): string => `${boot}, ${run}`;

/**
 * A program that sets the clock: the one that is to do it, enabled and running, or another, which would work against
 * it, turned off now and at boot. What is not installed needs no turning off.
 */
export function timeClient({ unit, on }: { readonly unit: string; readonly on: boolean }): Resource {
  return {
    id: `time-client ${unit}`,
    value: on ? 'on' : 'off',
    ...(on ? { unit } : {}),
    original: ({ timeSync: { units } }) => {
      const is = units.get(unit);
      return is ? textOf(standOf(is)) : null;
    },
    plan: ({ timeSync: { units } }) => {
      const fact = units.get(unit);
      if (fact === undefined && !on) return null;
      const is = fact && standOf(fact);
      const want: Stand = on
        ? { boot: is?.boot === '-' ? '-' : 'enabled', run: 'active' }
        : { boot: is?.boot === 'enabled' ? 'disabled' : (is?.boot ?? '-'), run: 'inactive' };
      if (is && textOf(is) === textOf(want)) return null;
      return {
        change: {
          action: 'update',
          before: is ? textOf(is) : null,
          after: textOf(want),
          reason: on ? 'it keeps the clock' : 'two programs that set the clock work against each other',
          disruption: 'none',
        },
        script: setTimeClient(unit, is?.boot === want.boot ? '-' : want.boot, want.run),
      };
    },
  };
}

/** Each is turned on or off again as it was before kubestrap. */
export const removeTimeClient: Remover = (unit, { original }, { timeSync: { units } }): Planned | null => {
  const fact = units.get(unit);
  // it was not there before, and is not ours to remove: off, so that the one from before can do its work
  const [boot = '-', run = 'inactive'] = (original ?? 'disabled, inactive').split(', ');
  const change = {
    action: 'update',
    before: fact ? textOf(standOf(fact)) : null,
    after: `${boot}, ${run}`,
    reason: 'no longer in the spec: back to what it was before kubestrap',
    disruption: 'none',
  } as const;
  if (fact === undefined) {
    if (run === 'inactive') return null;
    const reason = `it kept the clock before kubestrap and is not installed any more (a package may have taken its place): install it again`;
    return { change: { ...change, reason } };
  }
  const is = standOf(fact);
  if (textOf(is) === change.after || (original === null && is.run === 'inactive' && is.boot === '-'))
    return null;
  return { change, script: setTimeClient(unit, is.boot === boot ? '-' : boot, run) };
};
