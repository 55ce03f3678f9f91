import { normaliseSysctl, sysctlPath } from '../facts/sysctls.ts';
import { sh } from '../program/sh.ts';
import type { Planned, Remover, Resource } from './resource.ts';

export interface SysctlSpec {
  readonly key: string;
  readonly value: string;
  readonly reason: string;
  /** The module that brings the key, when one does. */
  readonly needsModule?: string;
  /** What of the value is ours, when it is merged with what others set; default: all of it. */
  readonly ours?: string;
}

/** A sysctl's value in the running kernel. The file that sets it at boot is a file resource. */
export function sysctl({ key, value, reason, needsModule, ours }: SysctlSpec): Resource {
  const want = normaliseSysctl(value);
  return {
    id: `sysctl ${key}`,
    value: ours ?? want,
    original: ({ sysctls }) => sysctls.get(key) ?? null,
    plan: ({ sysctls }) => {
      const is = sysctls.get(key) ?? null;
      if (is === want) return null;
      const absent = needsModule === undefined ? null : `absent until ${needsModule} is loaded`;
      return {
        change: {
          action: 'update',
          before: is === '' ? '(empty)' : (is ?? absent),
          after: want,
          reason,
          disruption: 'none',
        },
        script: set(key, want),
      };
    },
  };
}

/** The live value goes back to what it was before we first set it; without one it stays until the next boot. */
export const removeSysctl: Remover = (key, { original }, { sysctls }): Planned | null => {
  const is = sysctls.get(key) ?? null;
  if (is === null || is === original) return null;
  if (original === null) {
    return {
      change: {
        action: 'delete',
        before: is,
        after: `${is} until the next boot`,
        reason: 'no longer in the spec: what it was before kubestrap is not known',
        disruption: 'none',
      },
      script: sh`:`,
    };
  }
  return {
    change: {
      action: 'update',
      before: is,
      after: original,
      reason: 'no longer in the spec: back to the value before kubestrap',
      disruption: 'none',
    },
    script: set(key, original),
  };
};

function set(key: string, value: string) {
  return sh`sysctl_set ${key} ${sysctlPath(key)} ${value}`;
}
