import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

export interface SecurityFacts {
  /** In the running kernel; `disabled`: it is not there, or was not turned on at boot. */
  readonly selinux: 'enforcing' | 'permissive' | 'disabled';
  readonly apparmor: boolean;
  /** Of SELinux, on the kernel's command line: `selinux=0`, `enforcing=0`. */
  readonly bootParameters: readonly string[];
}

export const NO_SECURITY: SecurityFacts = { selinux: 'disabled', apparmor: false, bootParameters: [] };

/** What the kernel says of its security modules: selinuxfs is mounted only where SELinux is on. */
export const security: Fact<SecurityFacts> = {
  name: 'security',
  snippet: () => sh`[ ! -r /sys/fs/selinux/enforce ] || printf 'selinux %s\n' "$(cat /sys/fs/selinux/enforce)"
[ ! -r /sys/module/apparmor/parameters/enabled ] || printf 'apparmor %s\n' "$(cat /sys/module/apparmor/parameters/enabled)"
read -r line </proc/cmdline; for word in $line; do case $word in selinux=*|enforcing=*) printf 'boot %s\n' "$word" ;; esac; done`,
  parse: (output) => {
    const said = rows(output).map((row) => row.trim());
    const live = said.find((row) => /^selinux [01]$/.test(row));
    return {
      selinux: live === undefined ? 'disabled' : live.endsWith('1') ? 'enforcing' : 'permissive',
      apparmor: said.includes('apparmor Y'),
      bootParameters: said.flatMap((row) => /^boot ((?:selinux|enforcing)=\d)$/.exec(row)?.[1] ?? []),
    };
  },
  bare: NO_SECURITY,
};
