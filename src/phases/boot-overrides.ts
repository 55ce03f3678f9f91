import { setAtBoot } from '../facts/sysctl-boot.ts';
import { baseName, compareNames, type SysctlLine } from '../facts/sysctl-files.ts';
import { normaliseSysctl } from '../facts/sysctls.ts';
import type { HostFacts } from '../facts/types.ts';
import { named } from '../model/change-id.ts';
import type { Notice } from '../shell/emit.ts';

/**
 * Values of ours that a line of another file sets otherwise: right now, and wrong after the next boot. The other file
 * is not ours, so it is named and left alone.
 */
export function bootOverrides(
  phase: string,
  ourFile: string,
  sysctls: readonly { readonly key: string; readonly value: string }[],
  { sysctlFiles }: HostFacts,
): Notice[] {
  const lines = withOurs(sysctlFiles, ourFile, sysctls);
  return sysctls.flatMap(({ key, value }) => {
    // none at all: a later line without a value took ours away
    const last = setAtBoot(lines, key) ?? lines.findLast((line) => line.key === key);
    const want = normaliseSysctl(value);
    if (last === undefined || last.value === want) return [];
    const is = last.value ?? 'not set';
    const other = last.key === key ? 'it' : `${last.key}, which is the same switch`;
    const what = last.value === null ? 'keeps it from being set' : `sets ${other}`;
    return [
      {
        change: {
          phase,
          ...named('sysctl', key, 'at boot'),
          action: 'update',
          before: is,
          after: want,
          reason: `${last.file} is read after ${ourFile} and ${what}: remove the line there, or give the spec its value`,
          disruption: 'none',
        },
      },
    ];
  });
}

/** The lines that the host will have: what is in our file now is replaced by what will be. */
function withOurs(
  lines: readonly SysctlLine[],
  file: string,
  sysctls: readonly { readonly key: string; readonly value: string }[],
): SysctlLine[] {
  const others = lines.filter((line) => line.file !== file);
  const before = others.filter((line) => compareNames(baseName(line.file), baseName(file)) < 0);
  return [
    ...before,
    ...sysctls.map(({ key, value }) => ({ file, key, value: normaliseSysctl(value) })),
    ...others.slice(before.length),
  ];
}
