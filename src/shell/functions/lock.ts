import { call, type Script } from '../sh.ts';

/** Takes the run lock and prints the verdict. `stale`: seconds of uptime without a beat after which a holder counts as dead. */
export const takeLock = (directory: string, id: string, holder: string, stale: number): Script =>
  call('take_lock', directory, id, holder, stale);

/** Prints how many seconds of uptime ago the holder was last heard of; `boot`: before the host was started; `none`: no lock. */
export const lockAge = (directory: string): Script => call('lock_age', directory);

/** Prints whether the run lock is still this session's. */
export const keepLock = (directory: string, id: string): Script => call('keep_lock', directory, id);
