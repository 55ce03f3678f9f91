import { baseName, type SysctlLine } from '../facts/sysctl-files.ts';
import { normaliseSysctl } from '../facts/sysctls.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Step } from '../program/emit.ts';
import { sh } from '../program/sh.ts';

/**
 * Values of ours that a file read after ours sets otherwise: right now, and wrong after the next boot. The other file
 * is not ours, so it is named and left alone.
 */
export function bootOverrides(
  phase: string,
  ourFile: string,
  sysctls: readonly { readonly key: string; readonly value: string }[],
  { sysctlFiles }: HostFacts,
): Step[] {
  const later = sysctlFiles.filter(({ file }) => baseName(file) > baseName(ourFile));
  return sysctls.flatMap(({ key, value }) => {
    const last = later.findLast((line) => matches(line, key));
    if (last === undefined || last.value === normaliseSysctl(value)) return [];
    return [
      {
        change: {
          phase,
          resource: `sysctl ${key} at boot`,
          action: 'update',
          before: last.value,
          after: normaliseSysctl(value),
          reason: `${last.file} is read after ${ourFile} and sets it: take the line out there, or give the spec its value`,
          disruption: 'none',
          supported: false,
        },
        script: sh`:`,
      },
    ];
  });
}

/** `*` in a file's key stands for one part of it. */
function matches({ key: pattern }: SysctlLine, key: string): boolean {
  if (!pattern.includes('*')) return pattern === key;
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^.]*');
  return new RegExp(`^${escaped}$`).test(key);
}
