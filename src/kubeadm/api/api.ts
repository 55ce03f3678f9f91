import type { JsonObject } from '../../spec/model.ts';

/** What only some versions of the kubeadm API can express. A new one is a row here and in the versions' files. */
export type Capability = 'extraEnvs' | 'repeatedFlags';

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
  /** `ClusterConfiguration.dns` for CoreDNS with kubeadm's own image. Absent: not to be written. */
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
