import { lines, sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** `builtin`: compiled in, or the kernel shows what it brings. */
export type ModuleState = 'loaded' | 'builtin' | 'available' | 'missing';

/**
 * What a kernel shows when a feature is there, for modules that leave no trace in /sys/module when built in
 * (no parameters, no version) on kernels that ship no modules.builtin.
 */
const EVIDENCE: Readonly<Record<string, string>> = {
  br_netfilter: '/proc/sys/net/bridge/bridge-nf-call-iptables',
  ip_vs: '/proc/net/ip_vs',
  nf_conntrack: '/proc/sys/net/netfilter/nf_conntrack_max',
};

const STATES: Readonly<Record<string, ModuleState>> = {
  loaded: 'loaded',
  builtin: 'builtin',
  available: 'available',
};

/** Names compare with `-` and `_` alike (modprobe(8)). */
export const modules: Fact<ReadonlyMap<string, ModuleState>> = {
  name: 'modules',
  // state NAME WITH_UNDERSCORES WITH_DASHES EVIDENCE: only what was loaded has an initstate (kernel/module/sysfs.c)
  snippet: ({ modules }) =>
    modules.length === 0
      ? sh`:`
      : sh`read -r kernel </proc/sys/kernel/osrelease; list=/lib/modules/$kernel/modules.builtin filesystems=' '
while read -r name other; do filesystems="$filesystems\${other:-$name} "; done </proc/filesystems
state() {
  if [ -e "/sys/module/$2/initstate" ]; then state=loaded
  elif [ -d "/sys/module/$2" ] || { [ -e "$list" ] && grep -qsE "/($1|$2|$3)\.ko" "$list"; }; then state=builtin
  elif { [ -n "$4" ] && [ -e "$4" ]; } || case $filesystems in *" $2 "*) ;; *) false ;; esac; then state=builtin
  elif modprobe -n -q -- "$1"; then state=available
  else state=missing; fi
  printf '%s %s\n' "$1" "$state"
}
${lines(
  modules.map(
    (name) =>
      sh`state ${name} ${name.replaceAll('-', '_')} ${name.replaceAll('_', '-')} ${EVIDENCE[name] ?? ''}`,
  ),
)}`,
  parse: (output) =>
    new Map(
      rows(output).map((row): [string, ModuleState] => {
        const [name = '', state = ''] = row.split(' ');
        return [name, Object.hasOwn(STATES, state) ? (STATES[state] ?? 'missing') : 'missing'];
      }),
    ),
  bare: new Map(),
};
