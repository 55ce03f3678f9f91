import type { HostFacts } from '../facts/types.ts';
import { restartDue, restartUnit } from '../shell/functions/restarts.ts';
import { lines, type Script } from '../shell/sh.ts';
import type { Planned } from './resource.ts';

/**
 * Units that read what a program changes, and so have to be restarted by it. A restart that is due is noted on the
 * host before the change and forgotten after the restart: a run that is cut off in between is made up for by the next.
 */
export class Restarts {
  readonly #due: Set<string>;
  readonly #facts: HostFacts;

  constructor(facts: HostFacts) {
    this.#due = new Set(facts.restarts);
    this.#facts = facts;
  }

  /** A change of what a unit reads, which notes first that the unit is due. One that does not run reads it later. */
  noted(planned: Planned, unit: string | undefined): Planned {
    const { script } = planned;
    if (script === undefined || unit === undefined || !mayRun(unit, this.#facts)) return planned;
    this.#due.add(unit);
    return { ...planned, script: lines([restartDue(unit), script]) };
  }

  /** What is to be done about a unit, with its restart where one is due. Null: nothing. */
  settled(planned: Planned | null, unit: string): Planned | null {
    const { script } = planned ?? {};
    // what is only said restarts nothing: what is due stays so
    if ((planned !== null && script === undefined) || !this.#due.delete(unit)) return planned;
    // one that is not running is not started by this; what starts it then reads the new configuration
    return planned && script ? { ...planned, script: lines([restart(unit), script]) } : restarted(unit);
  }

  /** Restarts of units that nothing of the spec is about (any more). */
  left(): { readonly unit: string; readonly planned: Planned }[] {
    return [...this.#due].map((unit) => ({ unit, planned: restarted(unit) }));
  }
}

function mayRun(unit: string, { services, timeSync }: HostFacts): boolean {
  const is = services.get(unit) ?? timeSync.units.get(unit);
  return is === undefined || !['inactive', 'failed'].includes(is.active);
}

function restarted(unit: string): Planned {
  return {
    change: {
      action: 'run',
      before: null,
      after: 'restarted',
      reason: 'it reads its configuration when it starts, and that changed',
      disruption: 'restart',
    },
    script: restart(unit),
  };
}

function restart(unit: string): Script {
  return restartUnit(unit);
}
