import { call, type Script } from '../sh.ts';

/** Sets the name in /etc/hostname (empty: none) and that of the running kernel. */
export const setHostname = (inFile: string, live: string): Script => call('set_hostname', inFile, live);

/** Sets SELinux's mode in the running kernel. */
export const selinuxSet = (mode: 'enforcing' | 'permissive'): Script => call('selinux_set', mode);
