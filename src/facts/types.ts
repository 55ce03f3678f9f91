import type { HostRecord } from '../model/record.ts';
import type { IngressFacts } from '../pki/ingress-secrets.ts';
import type { ApiServerFacts } from './api-server.ts';
import type { BootWriters } from './boot-writers.ts';
import type { EtcdFacts } from './etcd-types.ts';
import type { HostsCopy } from './hosts-copies.ts';
import type { LiveCluster } from './live-types.ts';
import type { Machine } from './machine.ts';
import type { ModuleConfig } from './module-config.ts';
import type { AdvertisedInterface } from './router-advertisements.ts';
import type { SwapUnit } from './swap-units.ts';
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
  /** Why a rename cannot replace it; absent: it can. */
  readonly lock?: FileLock;
}

/** `lock_of` (templates/lib/locked.sh). */
export type FileLock = 'mount' | 'immutable' | 'read-only';

/** `builtin`: compiled in, or the kernel shows what it brings. */
export type ModuleState = 'loaded' | 'builtin' | 'available' | 'missing';

export interface ServiceFact {
  /** systemd's LoadState: `loaded`, `not-found`, `masked`. */
  readonly load: string;
  readonly active: string;
  readonly enabled: string;
}

/** A run of `long` (templates/lib/long.sh) as it left its traces. */
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
  /** Of what kubeadm would take instead of making it, and of what it makes from that, what is there (kubeadm/pki-material.ts). */
  readonly pki?: readonly string[];
  /** The kubelet has run here with a configuration of kubeadm's. */
  readonly hasKubeletConfig?: true;
  readonly init: LongRun | null;
  readonly join: LongRun | null;
  /** What was begun here on a member and is not finished; absent: nothing. */
  readonly unfinished?: Unfinished;
}

export type Unfinished = 'removal' | 'reset' | 'restore';

/** Who sets the host's clock, and how well it is set. What is not known is null. */
export interface TimeSyncFact {
  /** Of the programs that set clocks, those that systemd knows. */
  readonly units: ReadonlyMap<string, ServiceFact>;
  /** Of their packages, those with which dpkg was interrupted. */
  readonly halfInstalled: ReadonlySet<string>;
  readonly synchronised: boolean;
  /** Address or name of the server that is followed, or `its own clock`. */
  readonly source: string | null;
  readonly stratum: number | null;
  /** What chrony still has to correct, in ms; positive: the clock is behind. */
  readonly correctionMs: number | null;
  readonly lastOffsetMs: number | null;
  /** Bound of the error against the reference clock at the root, in ms. */
  readonly rootDistanceMs: number | null;
}

export interface SecurityFacts {
  /** In the running kernel; `disabled`: it is not there, or was not turned on at boot. */
  readonly selinux: 'enforcing' | 'permissive' | 'disabled';
  readonly apparmor: boolean;
  /** Of SELinux, on the kernel's command line: `selinux=0`, `enforcing=0`. */
  readonly bootParameters: readonly string[];
}

/** A zone of firewalld. */
export interface Zone {
  readonly target: string;
  readonly interfaces: readonly string[];
  readonly sources: readonly string[];
  readonly services: readonly string[];
  /** `6443/tcp`, `2379-2380/tcp`. */
  readonly ports: readonly string[];
  readonly richRules: readonly string[];
}

export interface FirewalldFacts {
  readonly defaultZone: string;
  /** Address of the host to its interface. */
  readonly interfaces: ReadonlyMap<string, string>;
  readonly runtime: ReadonlyMap<string, Zone>;
  readonly permanent: ReadonlyMap<string, Zone>;
  /** What the zones' services stand for. */
  readonly services: ReadonlyMap<
    string,
    { readonly ports: readonly string[]; readonly includes: readonly string[] }
  >;
}

export interface UfwFacts {
  readonly enabled: boolean;
  /** What no rule speaks of is not let in. */
  readonly drops: boolean;
  /** Rules as ufw keeps them: `allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in`. */
  readonly tuples: readonly string[];
}

export interface FirewallFacts {
  /** Null: it does not run. */
  readonly firewalld: FirewalldFacts | null;
  /** Null: it is not installed. */
  readonly ufw: UfwFacts | null;
  /** Chains of other rulesets that look at what comes in, with their lines; asked for where neither is active. */
  readonly chains: readonly { readonly name: string; readonly lines: readonly string[] }[];
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
  /** Other programs that write at boot what node preparation writes. */
  readonly bootWriters: BootWriters;
  /** Interfaces whose routes come from router advertisements that the kernel follows. */
  readonly routerAdvertisements: readonly AdvertisedInterface[];
  readonly modules: ReadonlyMap<string, ModuleState>;
  /** Options that modules run with, and lines that deny them. */
  readonly moduleConfig: ModuleConfig;
  /** Active swap devices and files. */
  readonly swaps: readonly string[];
  /** systemd units that turn swap on, or are masked so that they do not. */
  readonly swapUnits: ReadonlyMap<string, SwapUnit>;
  readonly services: ReadonlyMap<string, ServiceFact>;
  readonly timeSync: TimeSyncFact;
  readonly security: SecurityFacts;
  readonly firewall: FirewallFacts;
  /** Units that still run with a configuration that kubestrap has replaced. */
  readonly restarts: ReadonlySet<string>;
  /** Program → version as it reports it (empty: present, version unknown); null: not installed. */
  readonly programs: ReadonlyMap<string, string | null>;
  /** What kubeadm's preflight looks at. */
  readonly machine: Machine;
  readonly kubernetes: KubernetesFacts;
  /** Of a control plane. */
  readonly apiServer: ApiServerFacts;
  /** Of a control plane with an etcd of its own. */
  readonly etcd: EtcdFacts;
  readonly record: HostRecord | null;
  /** SHA-256 of the record's file as it was read, in hex; absent where there is none. */
  readonly recordHash?: string;
  /** What this control plane's API server says; null when there is none or it does not answer. */
  readonly live: LiveCluster | null;
  readonly ingress: IngressFacts;
  /** What hostNetwork Pods read in place of /etc/hosts, by Pod. */
  readonly hostsCopies: readonly HostsCopy[];
}
