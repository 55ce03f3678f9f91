import { hasSelinux, SELINUX_CONFIG, selinux } from '../resources/selinux.ts';
import type { Area } from './area.ts';

const ABSENT = `SELinux cannot be enforcing: the kernel runs without it and there is no ${SELINUX_CONFIG}; install SELinux and its policy, or set node.selinux.mode to unmanaged for this host`;

/** What the kernel lets programs do, beyond file modes. */
export const security: Area = {
  resources: ({ host }) => (host.node.selinux === 'unmanaged' ? [] : [selinux(host.node.selinux)]),
  problems: ({ host, facts }) =>
    // a host that render made up has no system
    host.node.selinux !== 'enforcing' || facts.os === '' || hasSelinux(facts) ? [] : [ABSENT],
  // also where it is not managed (any more): what was there before comes back
  asks: () => ({ files: [SELINUX_CONFIG] }),
};
