import type { LiveCluster } from '../kube/live.ts';
import type { HostRecord } from '../record/record.ts';
import type { SysctlLine } from './sysctl-files.ts';

export interface FileFact {
  readonly type: 'file' | 'absent' | 'other';
  readonly sha256: string;
  /** Octal, as stat(1) prints it: `644`. */
  readonly mode: string;
  readonly owner: string;
  /** Text of the files we own or edit; absent for the others. */
  readonly content?: string;
  /** The content is not UTF-8 text: what is above is good for looking at, not for writing back. */
  readonly binary?: true;
}

/** `builtin`: compiled in, or the kernel shows what it brings. */
export type ModuleState = 'loaded' | 'builtin' | 'available' | 'missing';

export interface ServiceFact {
  /** systemd's LoadState: `loaded`, `not-found`, `masked`. */
  readonly load: string;
  readonly active: string;
  readonly enabled: string;
}

/** A run of `long` (templates/lib.sh) as it left its traces. */
export interface LongRun {
  readonly startedAt: string;
  readonly running: boolean;
  /** Null: it runs, or ended without writing one (the host went down). */
  readonly exitCode: number | null;
}

export interface KubernetesFacts {
  /** Paths under /etc/kubernetes and /var/lib/etcd that exist, of those that tell a member from a bare host. */
  readonly present: readonly string[];
  /** `sha256:…` of the cluster CA on this host, null without one. */
  readonly caPin: string | null;
  readonly init: LongRun | null;
  readonly join: LongRun | null;
}

/** Everything known of one host, gathered in one script. Plain data. */
export interface HostFacts {
  readonly uid: number;
  readonly hostname: string;
  readonly kernel: string;
  readonly os: string;
  readonly addresses: readonly string[];
  /** Host clock minus controller clock, and how far off that may be, in ms; null when not measured. */
  readonly clock: { readonly offsetMs: number; readonly uncertaintyMs: number } | null;
  readonly files: ReadonlyMap<string, FileFact>;
  /** Live value as the kernel writes it; null: the key does not exist. */
  readonly sysctls: ReadonlyMap<string, string | null>;
  /** What sets sysctls at boot, in the order it is applied. */
  readonly sysctlFiles: readonly SysctlLine[];
  readonly modules: ReadonlyMap<string, ModuleState>;
  /** Active swap devices and files. */
  readonly swaps: readonly string[];
  readonly services: ReadonlyMap<string, ServiceFact>;
  /** Program → version as it reports it (empty: present, version unknown); null: not installed. */
  readonly programs: ReadonlyMap<string, string | null>;
  readonly kubernetes: KubernetesFacts;
  readonly record: HostRecord | null;
  /** What this control plane's API server says; null when there is none or it does not answer. */
  readonly live: LiveCluster | null;
}
