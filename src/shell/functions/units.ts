import { call, type Script } from '../sh.ts';

/** Stops a unit and masks it, keeping a unit file in /etc. */
export const maskUnit = (unit: string): Script => call('mask_unit', unit);

/** Takes our mask off, and starts the unit again if `run` is `active`. */
export const unmaskUnit = (unit: string, run: 'active' | '-'): Script => call('unmask_unit', unit, run);
