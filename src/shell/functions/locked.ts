import { call, type Script } from '../sh.ts';

/** Prints the paths that something is mounted on: what `lockOf` takes, so that they are listed once. */
export const mounts = (): Script => call('ks_mounts');

/** Prints why a rename cannot replace a file. */
export const lockOf = (path: Script, mounted: Script): Script => call('lock_of', path, mounted);
