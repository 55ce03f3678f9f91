import { sh } from '../shell/sh.ts';
import { moduleName } from '../values/module-name.ts';
import { type Fact, rows } from './fact.ts';

/** A line that keeps a module from being loaded. */
export interface Denial {
  /** With `_` where it may be `-`. */
  readonly module: string;
  /** `blacklist`: not by itself and not at boot. `install`: not at all, a command runs instead. */
  readonly how: 'blacklist' | 'install';
  /** Where the line is: a file of modprobe.d, or the kernel command line. */
  readonly where: string;
}

export interface ModuleConfig {
  /** Is there a /lib/modules directory of the running kernel? */
  readonly hasDirectory: boolean;
  readonly denials: readonly Denial[];
  /** Module → parameter → value as /sys/module has it, both names with `_`; of what can be read. */
  readonly parameters: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** What a host knows when it says nothing of modules. */
export const NO_MODULE_CONFIG: ModuleConfig = { hasDirectory: true, denials: [], parameters: new Map() };

/** Where modprobe looks, most important first: a file hides those of its name further down (modprobe.d(5)). */
const DIRECTORIES = ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map(
  (parent) => `${parent}/modprobe.d`,
);
const COMMAND_LINE = 'the kernel command line';

/** How modules are configured that the spec has: options they run with, and lines of anybody that deny them. */
export const moduleConfig: Fact<ModuleConfig> = {
  name: 'module_config',
  snippet: ({ modules }) => {
    if (modules.length === 0) return sh`:`;
    const names = modules.map((name) => name.replaceAll(/[-_]/g, '[-_]')).join('|');
    return sh`read -r kernel </proc/sys/kernel/osrelease; [ -d "/lib/modules/$kernel" ] || echo none
for module in ${modules.map(moduleName)}; do
  for file in "/sys/module/$module/parameters"/*; do
    [ -r "$file" ] || continue
    value=; IFS= read -r value <"$file" || [ -n "$value" ] || continue
    printf 'parameter %s %s %s\n' "$module" "\${file##*/}" "$value"
  done
done
read -r line </proc/cmdline
case $line in *blacklist=*) printf 'cmdline %s\n' "$line" ;; esac
seen=/; set --
for directory in ${DIRECTORIES}; do
  for file in "$directory"/*.conf; do
    [ -e "$file" ] || continue
    case $seen in *"/\${file##*/}/"*) continue ;; esac
    seen=$seen\${file##*/}/; set -- "$@" "$file"
  done
done
[ $# = 0 ] || grep -HsE ${`^[[:space:]]*(blacklist|install)[[:space:]]+(${names})([[:space:]]|$)`} -- "$@"`;
  },
  parse: (output) => {
    const parameters = new Map<string, Map<string, string>>();
    const denials: Denial[] = [];
    for (const row of rows(output)) {
      const [tag, module = '', name = '', ...value] = row.split(' ');
      if (tag === 'parameter') {
        const known = parameters.get(module) ?? new Map<string, string>();
        parameters.set(module, known.set(moduleName(name), value.join(' ')));
      } else if (tag === 'cmdline') denials.push(...ofCommandLine(row));
      else denials.push(...ofFile(row));
    }
    return { hasDirectory: !rows(output).includes('none'), denials, parameters };
  },
  bare: NO_MODULE_CONFIG,
};

/** `module_blacklist=` is the kernel's own; `modprobe.blacklist=` is read like a line of modprobe.d. */
function ofCommandLine(text: string): Denial[] {
  return [...text.matchAll(/(?<=\s)"?(module_blacklist|modprobe[._]blacklist)=([^\s"]+)/g)].flatMap(
    ([, key, list = '']) =>
      list.split(',').map(
        (name): Denial => ({
          module: moduleName(name),
          how: key === 'module_blacklist' ? 'install' : 'blacklist',
          where: COMMAND_LINE,
        }),
      ),
  );
}

/** `FILE:install NAME /bin/false`. An install command that is not false or true loads the module its own way. */
function ofFile(row: string): Denial[] {
  const match = /^(\/[^:]*):\s*(?:(blacklist)|install)\s+(\S+)\s*(.*)$/.exec(row);
  const [, where = '', isBlacklist, name = '', command = ''] = match ?? [];
  if (match === null) return [];
  if (isBlacklist) return [{ module: moduleName(name), how: 'blacklist', where }];
  if (!/^(\/(usr\/)?s?bin\/)?(false|true|:)(\s|$)/.test(command)) return [];
  return [{ module: moduleName(name), how: 'install', where }];
}
