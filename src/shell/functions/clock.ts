import { call, type Script } from '../sh.ts';

/** Makes a time client enabled, disabled, masked or (`-`) as it is at boot, and active or inactive now. */
export const timeClient = (unit: string, boot: string, run: string): Script =>
  call('time_client', unit, boot, run);

/** Waits until chrony has synchronised; more than `most` milliseconds are set at once (`-`: never). */
export const waitChrony = (seconds: number, most: number | '-', servers: string): Script =>
  call('wait_chrony', seconds, most, servers);

/** Waits until timesyncd has synchronised. */
export const waitTimesyncd = (seconds: number, servers: string): Script =>
  call('wait_timesyncd', seconds, servers);
