import { openings } from '../../knowledge/reachable-ports.ts';
import { isClosed } from '../../node/input-chains.ts';
import type { Check, Finding } from '../check.ts';

/** Firewalls that are not kubestrap's to manage. */
export const firewall: Check = {
  name: 'firewall',
  title: 'no firewall of the host is in the way',
  look: ({ host, facts }, { cluster }) => {
    const { firewalld, ufw, chains } = facts.firewall;
    const firewalls = [
      ...(firewalld === null ? [] : ['firewalld']),
      ...(ufw?.enabled ? ['ufw'] : []),
      ...chains.filter(isClosed).map(({ name }) => `${name}, which refuses what no rule lets in`),
    ];
    if (firewalls.length === 0 || host.node.firewall.manage) return [];
    const ports = openings(cluster, host).map(
      ({ protocol, ports: [first, last] }) => `${first === last ? first : `${first}-${last}`}/${protocol}`,
    );
    return [
      {
        severity: 'warning',
        message: 'a firewall runs, and its rules were not looked at',
        evidence: [`active: ${firewalls.join(', ')}`],
        remedy: `make sure that it lets through ${ports.join(', ')} and the network add-on's traffic from the other hosts, or set spec.node.firewall.manage`,
      },
    ];
  },
};

/** SELinux and AppArmor: good to know when something is "permission denied". */
export const security: Check = {
  name: 'security-modules',
  title: 'what SELinux and AppArmor are set to (for information)',
  look: ({ facts }) => {
    const { selinux, apparmor } = facts.security;
    const findings: (Finding | false)[] = [
      selinux !== 'disabled' && {
        severity: 'info',
        message: `SELinux is ${selinux}`,
        remedy: '"ausearch -m avc -ts recent" shows what it denied',
      },
      apparmor && { severity: 'info', message: 'AppArmor is on' },
    ];
    return findings.filter((finding) => finding !== false);
  },
};
