import { sh } from '../shell/sh.ts';
import { sysctlKey } from '../values/sysctl-key.ts';
import { type Fact, rows } from './fact.ts';
import { normaliseSysctl } from './sysctls.ts';

/** A line of a sysctl.d file, as systemd-sysctl(8) reads it. */
export interface SysctlLine {
  readonly file: string;
  /** In dotted form; may be a pattern of glob(7), of which `*` stands for part of one component. */
  readonly key: string;
  /** Null: the line has no value, and only keeps the key from being set by a pattern. */
  readonly value: string | null;
}

/** Where systemd-sysctl looks, most important first: a file hides those of its name further down (sysctl.d(5)). */
const DIRECTORIES = ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map(
  (parent) => `${parent}/sysctl.d`,
);

/**
 * What sets sysctls at boot, in the order it is read: by file name, whatever the directory. A link to /dev/null or an
 * empty file hides as well as any other. /etc/sysctl.conf is among them where the distribution links it there (as
 * 99-sysctl.conf): systemd-sysctl does not read it elsewhere.
 */
export const sysctlFiles: Fact<readonly SysctlLine[]> = {
  name: 'sysctl_files',
  snippet: () => sh`seen=/; set --
for directory in ${DIRECTORIES}; do
  for file in "$directory"/*.conf; do
    [ -e "$file" ] || [ -L "$file" ] || continue
    case $seen in *"/\${file##*/}/"*) continue ;; esac
    seen=$seen\${file##*/}/
    if [ -f "$file" ] && [ -s "$file" ] && [ -r "$file" ]; then set -- "$@" "$file"; else printf 'file %s\n' "$file"; fi
  done
done
[ $# = 0 ] || LC_ALL=C awk 'FNR == 1 { print "file " FILENAME }
  { sub(/^[ \t\r\f\v]+/, "") } $0 != "" && !/^[#;]/ { print "line " $0 }' "$@"`,
  parse: (output) => {
    const files = new Map<string, SysctlLine[]>();
    let current: SysctlLine[] = [];
    let path = '';
    for (const row of rows(output)) {
      const [tag, text] = [row.slice(0, 5), row.slice(5)];
      if (tag === 'file ') {
        path = text;
        current = [];
        const name = baseName(path);
        if (!files.has(name)) files.set(name, current);
      } else if (tag === 'line ') current.push(...lineOf(path, text));
    }
    return [...files].toSorted(([a], [b]) => compareNames(a, b)).flatMap(([, lines]) => lines);
  },
  bare: [],
};

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** File names in the order of their bytes, as strcmp(3) has it. */
export function compareNames(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * `key = value`, `-key = value` (its failure is ignored), `-key` (keeps the key from patterns). Anything else without
 * a value is no assignment, and is ignored.
 */
export function lineOf(file: string, text: string): SysctlLine[] {
  const at = text.indexOf('=');
  if (at === -1)
    return text.startsWith('-') ? [{ file, key: sysctlKey(text.slice(1).trim()), value: null }] : [];
  const name = text.slice(0, at).replace(/^-/, '').trim();
  return [{ file, key: sysctlKey(name), value: normaliseSysctl(text.slice(at + 1)) }];
}
