import { normaliseSysctl } from '../facts/sysctls.ts';
import {
  formatPorts,
  intersectPorts,
  type PortList,
  parsePorts,
  subtractPorts,
  unionPorts,
} from '../knowledge/port-list.ts';
import type { RecordEntry } from '../model/record.ts';
import { sysctlSet } from '../shell/functions/kernel.ts';
import { sh } from '../shell/sh.ts';
import { sysctlPath } from '../values/sysctl-key.ts';
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
          before: is === null ? absent : shown(is),
          after: want,
          reason,
          disruption: 'none',
        },
        script: set(key, want),
      };
    },
  };
}

/** The list that is other people's as well as ours: what it holds beside ours stays when ours goes. */
const SHARED_PORTS = 'net.ipv4.ip_local_reserved_ports';

/** The ports of a shared list that are not (only) ours: those we did not set, and those that were there before us. */
export function foreignPorts(live: string, entry: RecordEntry | undefined): PortList {
  const is = parsePorts(live);
  return unionPorts(
    subtractPorts(is, parsePorts(entry?.value ?? '')),
    intersectPorts(is, parsePorts(entry?.original ?? '')),
  );
}

/** The live value goes back to what it was before we first set it; without one it stays until the next boot. */
export const removeSysctl: Remover = (key, entry, { sysctls }): Planned | null => {
  const is = sysctls.get(key) ?? null;
  const isShared = key === SHARED_PORTS && is !== null;
  const original = isShared ? formatPorts(foreignPorts(is, entry)) : entry.original;
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
      before: shown(is),
      after: shown(original),
      reason: isShared
        ? 'no longer in the spec: what others reserved stays'
        : 'no longer in the spec: back to the value before kubestrap',
      disruption: 'none',
    },
    script: set(key, original),
  };
};

function shown(value: string): string {
  return value === '' ? '(empty)' : value;
}

function set(key: string, value: string) {
  return sysctlSet(key, sysctlPath(key), value);
}
