import { NODE_UNITS } from '../../knowledge/runtimes.ts';
import { lockAge } from '../../shell/functions/lock.ts';
import { wholeLines } from '../../shell/functions/text.ts';
import { sh } from '../../shell/sh.ts';
import { type Probe, tagged } from './probe.ts';

/** A unit's proxy variables, names in lower case; passwords are masked on the host. */
export interface UnitProxy {
  readonly unit: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** Settings of the host that no fact has. */
export interface Settings {
  readonly proxies: readonly UnitProxy[];
  /** Who holds the run lock, as its file says; empty: nobody. */
  readonly lock: string;
  /** Seconds of the host's uptime since the holder was last heard of; `boot`: that was before the host was started. */
  readonly lockAge: number | 'boot';
}

/** The lease of a host (docs/adr/0010-lock-is-a-lease.md). */
const LOCK = '/run/kubestrap/lock';

export const settings: Probe<Settings> = {
  name: 'settings',
  seconds: 10,
  snippet: () => sh`for unit in ${NODE_UNITS}; do
  systemctl show -p Environment -p EnvironmentFiles -- "$unit" | while read -r row; do
    case $row in
      Environment=*) printf '%s\n' "\${row#*=}" | tr ' ' '\n' ;;
      EnvironmentFiles=*) row=\${row#*=}; ${wholeLines(sh`"\${row%% *}"`)} ;;
    esac
  done | tr -d '"'"'" | grep -iE '^[[:space:]]*(https?|all|no)_proxy=' | sed 's#//[^@/]*@#//***@#' | head -n 20 | sed "s/^[[:space:]]*/proxy $unit /"
done
if [ -e ${LOCK}/holder ]; then
  echo "lock-age $(${lockAge(LOCK)})"
  echo "lock $(head -c 1000 ${LOCK}/holder | tr '\n' ' ')"
fi`,
  parse: (output) => {
    const rows = tagged(output);
    const one = (tag: string) => rows(tag)[0]?.trim() ?? '';
    const proxies = new Map<string, Map<string, string>>();
    for (const row of rows('proxy')) {
      const [, unit = '', name = '', value = ''] = /^(\S+) ([A-Za-z_]+)=(.*)$/.exec(row) ?? [];
      const variables = proxies.get(unit) ?? new Map<string, string>();
      variables.set(name.toLowerCase(), value.trim());
      if (unit !== '') proxies.set(unit, variables);
    }
    return {
      proxies: [...proxies].map(([unit, variables]) => ({ unit, variables })),
      lock: one('lock'),
      lockAge: one('lock-age') === 'boot' ? 'boot' : Number(one('lock-age')) || 0,
    };
  },
};
