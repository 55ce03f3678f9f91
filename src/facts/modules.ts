import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';
import type { ModuleState } from './types.ts';

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
  snippet: ({ modules }) =>
    modules.length === 0
      ? sh`:`
      : sh`state() {
  under=$(printf '%s' "$1" | tr - _)
  if grep -qs "^$under " /proc/modules; then echo loaded
  elif [ -d "/sys/module/$under" ] || grep -qsE "/($1|$under|$(printf '%s' "$1" | tr _ -))\.ko" "/lib/modules/$(uname -r)/modules.builtin"; then echo builtin
  elif { [ -n "$2" ] && [ -e "$2" ]; } || grep -qs "[[:space:]]$under\$" /proc/filesystems; then echo builtin
  elif modprobe -n -q -- "$1"; then echo available
  else echo missing; fi
}
${modules.map((name) => sh`printf '%s %s\n' ${name} "$(state ${name} ${EVIDENCE[name] ?? ''})";`)}`,
  parse: (output) =>
    new Map(
      rows(output).map((row): [string, ModuleState] => {
        const [name = '', state = ''] = row.split(' ');
        return [name, Object.hasOwn(STATES, state) ? (STATES[state] ?? 'missing') : 'missing'];
      }),
    ),
};
