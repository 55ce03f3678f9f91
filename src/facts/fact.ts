import type { Role } from '../model/cluster.ts';
import type { Script } from '../shell/sh.ts';

/** What the desired state asks to be looked at on a host. */
export interface Wanted {
  readonly role: Role;
  /** Files whose content we own or edit. */
  readonly files: readonly string[];
  readonly sysctls: readonly string[];
  readonly modules: readonly string[];
  readonly services: readonly string[];
  /** Where kubeadm keeps the cluster's CA. */
  readonly certificatesDir: string;
  /** Where kubeadm's etcd keeps its data. Absent: kubeadm runs no etcd, and one that is on the host is somebody else's. */
  readonly etcdDirectory?: string;
  /** TCP ports of which it matters who listens on them. */
  readonly ports?: readonly number[];
  /** Directories of which it matters whether anything is in them. */
  readonly emptyDirectories?: readonly string[];
  /** Absent: the spec has no ingress certificates. */
  readonly ingress?: WantedIngress;
}

/** One thing to learn about a host: a shell snippet and the pure parser of what it prints. */
export interface Fact<T> {
  readonly name: string;
  /** Reads only; stdin is empty, stderr is dropped. */
  readonly snippet: (wanted: Wanted) => Script;
  readonly parse: (output: string) => T;
  /** What is so on an installed, otherwise untouched host. */
  readonly bare: T;
}

/** Lines of output that say something. */
export function rows(output: string): string[] {
  return output.split('\n').filter((line) => line !== '');
}

/** What the spec's ingress certificates ask control planes for. */
export interface WantedIngress {
  /** Names of Secrets by namespace. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly clusterCa: boolean;
  readonly generatedCa: boolean;
}
