import type { JsonObject } from '../../values/json.ts';

/**
 * What only some versions of the kubeadm API can express, beyond the fields in `../fields.ts`: a flag that comes
 * twice; `timeouts` of their own, before which two of them were fields of other objects; documents for reset and
 * upgrade. A new one is a row here and in the versions' files.
 */
export type Capability = 'maintenance' | 'repeatedFlags' | 'timeouts';

/** One flag as it will be written; the same name may come twice. */
export interface Flag {
  readonly name: string;
  readonly value: string;
}

/** One version of kubeadm's configuration API: everything in which it differs from the others. */
export interface KubeadmApi {
  readonly apiVersion: string;
  /** The first kubeadm minor (of 1.x) for which we write it. It is used until the next version's first minor. */
  readonly firstMinor: number;
  readonly capabilities: ReadonlySet<Capability>;
  /** `extraArgs`; no name twice unless the version is capable of `repeatedFlags`. */
  readonly args: (flags: readonly Flag[]) => JsonObject | readonly JsonObject[];
  /** What `ClusterConfiguration.dns` has by itself. Absent: nothing. */
  readonly dns?: JsonObject;
}

/** `extraArgs` before v1beta4: a map from flag to value. */
export function argsMap(flags: readonly Flag[]): JsonObject {
  return Object.fromEntries(flags.map(({ name, value }) => [name, value]));
}

/** `extraArgs` from v1beta4 on: a list in which a flag may be repeated, in the order it is passed in. */
export function argsList(flags: readonly Flag[]): readonly JsonObject[] {
  return flags.map(({ name, value }) => ({ name, value }));
}
