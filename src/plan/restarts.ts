import type { HostFacts } from '../facts/types.ts';
import { lines, type Script, sh } from '../program/sh.ts';
import type { Planned } from '../resources/resource.ts';

/**
 * Units that read what a program changes, and so have to be restarted by it. A restart that is due is noted on the
 * host before the change and forgotten after the restart: a run that is cut off in between is made up for by the next.
 */
export class Restarts {
  readonly #due: Set<string>;

  constructor({ restarts }: HostFacts) {
    this.#due = new Set(restarts);
  }

  /** A change of what a unit reads, which notes first that the unit is due. */
  noted(planned: Planned, unit: string | undefined): Planned {
    if (unit === undefined) return planned;
    this.#due.add(unit);
    return { ...planned, script: lines([sh`restart_due ${unit}`, planned.script]) };
  }

  /** What is to be done about a unit, with its restart where one is due. Null: nothing. */
  settled(planned: Planned | null, unit: string): Planned | null {
    if (!this.#due.delete(unit)) return planned;
    // one that is not running is not started by this; what starts it then reads the new configuration
    return planned ? { ...planned, script: lines([restart(unit), planned.script]) } : restarted(unit);
  }

  /** Restarts of units that nothing of the spec is about (any more). */
  left(): { readonly unit: string; readonly planned: Planned }[] {
    return [...this.#due].map((unit) => ({ unit, planned: restarted(unit) }));
  }
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
  return sh`restart_unit ${unit}`;
}
