import { call, type Script } from '../sh.ts';

/** Sets a sysctl in the running kernel, at its path below /proc/sys. */
export const sysctlSet = (key: string, path: string, value: string): Script =>
  call('sysctl_set', key, path, value);

/** Loads a kernel module; `reason` and `packages` (what carries it) are for the message of a failure. */
export const loadModule = (name: string, reason: string, packages: string): Script =>
  call('load_module', name, reason, packages);
