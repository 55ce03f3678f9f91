import { sh } from '../program/sh.ts';
import { type Fact, rows } from './fact.ts';
import { normaliseSysctl } from './sysctls.ts';

/** A line of a sysctl.d file, as it is applied at boot. */
export interface SysctlLine {
  readonly file: string;
  /** In dotted form; may hold `*` for one part of the key. */
  readonly key: string;
  readonly value: string;
}

/** Where systemd-sysctl looks, most important first: a file hides those of its name further down (sysctl.d(5)). */
const DIRECTORIES = ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map(
  (parent) => `${parent}/sysctl.d`,
);

/**
 * What sets sysctls at boot, in the order it is applied: by file name, whatever the directory. /etc/sysctl.conf is
 * among them where the distribution links it there (as 99-sysctl.conf), which is where systemd reads it.
 */
export const sysctlFiles: Fact<readonly SysctlLine[]> = {
  name: 'sysctl_files',
  snippet: () => sh`for directory in ${DIRECTORIES}; do
  for file in "$directory"/*.conf; do
    [ -f "$file" ] || continue
    printf 'file %s\n' "$file"
    sed -n 's/^[[:space:]]*\([^#;[:space:]].*\)/line \1/p' "$file"
  done
done`,
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
      } else if (tag === 'line ') current.push(...line(path, text));
    }
    return [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, lines]) => lines);
  },
};

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `key = value`, `-key = value` (its failure is ignored); a key without a value only excludes itself from globs. */
function line(file: string, text: string): SysctlLine[] {
  const at = text.indexOf('=');
  if (at === -1) return [];
  const name = text.slice(0, at).trim().replace(/^-/, '');
  return [{ file, key: dotted(name), value: normaliseSysctl(text.slice(at + 1)) }];
}

/** The first separator of a key is its separator (sysctl.d(5)): with slashes, dots and slashes change places. */
function dotted(key: string): string {
  const first = key.match(/[./]/)?.[0];
  return first === '/' ? key.replace(/[./]/g, (c) => (c === '/' ? '.' : '/')) : key;
}
