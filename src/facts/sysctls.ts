import { recorded } from '../shell/functions/kube.ts';
import { lines, sh } from '../shell/sh.ts';
import { sysctlKey, sysctlPath } from '../values/sysctl-key.ts';
import { type Fact, rows } from './fact.ts';

/** A sysctl value as we compare it: fields separated by single spaces, as the kernel means them. */
export function normaliseSysctl(value: string): string {
  return value.trim().replaceAll(/\s+/g, ' ');
}

/** Live values of the keys the spec has and of those it had, which older records spell with slashes, too; null where the kernel has no such key. */
export const sysctls: Fact<ReadonlyMap<string, string | null>> = {
  name: 'sysctls',
  snippet: ({ sysctls }) =>
    sh`set --; keys=
want() { if [ -e "$2" ]; then keys="$keys $1"; else printf '%s absent\n' "$1"; fi; }
${lines(sysctls.map((key) => sh`want ${key} ${sysctlPath(key)}; [ ! -e ${sysctlPath(key)} ] || set -- "$@" ${sysctlPath(key)}`))}
while read -r key; do
  case \${key%%/*} in
    '') continue ;;
    *.*) path=$(printf '%s' "$key" | tr './' '/.') ;;
    *) path=$key ;;
  esac
  want "$key" "/proc/sys/$path"; [ ! -e "/proc/sys/$path" ] || set -- "$@" "/proc/sys/$path"
done <<END
$(${recorded('sysctl')})
END
[ $# = 0 ] || grep -Hsm 1 '' -- "$@" | {
  for key in $keys; do
    [ -n "\${row:-}" ] || IFS= read -r row || row=
    case $row in "$1":*) printf '%s = %s\n' "$key" "\${row#"$1":}"; row= ;; *) printf '%s = \n' "$key" ;; esac
    shift
  done
}`,
  parse: (output) =>
    new Map(
      rows(output).flatMap((row): [string, string | null][] => {
        const [key = '', sign, ...value] = row.split(' ');
        if (sign === 'absent') return [[sysctlKey(key), null]];
        return sign === '=' ? [[sysctlKey(key), normaliseSysctl(value.join(' '))]] : [];
      }),
    ),
  bare: new Map(),
};
