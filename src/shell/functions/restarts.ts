import { call, type Script } from '../sh.ts';

/** Notes that a unit runs with a configuration that is about to change. */
export const restartDue = (unit: string): Script => call('restart_due', unit);

/** Restarts a unit if it runs, and drops the note. */
export const restartUnit = (unit: string): Script => call('restart_unit', unit);
