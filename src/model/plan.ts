import type { ChangeId } from './change-id.ts';

/** The plan document: what `plan -o json` prints and `apply --plan` reads. Plain data, versioned. */

export type Action = 'create' | 'update' | 'delete' | 'run';
export type Disruption = 'none' | 'restart' | 'drain' | 'reboot';

/** How a value that only the run itself will show is written. */
export const KNOWN_AFTER_APPLY = '(known after apply)';

/** One difference between what the spec wants and what is there. */
export interface Change {
  readonly phase: string;
  readonly id: ChangeId;
  /** The same for people: `sysctl net.ipv4.ip_forward`, `file /etc/…`, `node cp-1 labels`. Nothing decides by it. */
  readonly resource: string;
  readonly action: Action;
  /** What is there now; null when nothing is. */
  readonly before: string | null;
  /** What will be there; null when nothing will. */
  readonly after: string | null;
  /** Why, for a person: "kube-proxy in mode ipvs needs it". */
  readonly reason: string;
  readonly disruption: Disruption;
}

/** A change as the document has it. */
export interface PlannedChange extends Change {
  /** False: kubestrap sees it and cannot make it; the reason says what to do. Absent: it can. */
  readonly supported?: false;
}

export interface HostPlan {
  readonly name: string;
  readonly reachable: boolean;
  /** Why not reachable, or why this host cannot go on (a preflight finding); absent when all is well. */
  readonly problems?: readonly string[];
  readonly changes: readonly PlannedChange[];
}

/** A host's clock as it was when the facts were read; times in ms. */
export interface ClockRow {
  readonly host: string;
  /** Against the clock of the machine that kubestrap runs on; positive: ahead. Null: not measured. */
  readonly offsetMs: number | null;
  /** Against the median of all hosts; null where it is the only one. */
  readonly othersMs: number | null;
  /** How far either may be off (half a round trip, and that of the median). */
  readonly uncertaintyMs: number | null;
  /** How far it may be from the others. */
  readonly allowedMs: number;
  /** What keeps it, as far as is known: `chrony: 192.0.2.1 (stratum 3)`. */
  readonly source: string;
  /** `off`: further from the others than allowed, beyond doubt. */
  readonly state: 'ok' | 'off' | 'not measured';
}

export interface Plan {
  readonly version: 1;
  readonly cluster: { readonly changes: readonly PlannedChange[] };
  readonly hosts: readonly HostPlan[];
  /** Why apply would refuse to go on with (part of) this plan; empty when it would not. */
  readonly refusals: readonly string[];
  /** What `-y` does not confirm; absent: nothing. */
  readonly cautions?: readonly string[];
  /** Measured anew each time, so not part of what is compared; absent in plans saved by older versions. */
  readonly clocks?: readonly ClockRow[];
  readonly summary: {
    readonly create: number;
    readonly update: number;
    readonly delete: number;
    readonly run: number;
    readonly hosts: number;
    readonly unreachable: number;
    /** Hosts that answered and cannot go on; absent: none. */
    readonly blocked?: number;
    /** Reasons to refuse the run; absent: none. */
    readonly refusals?: number;
  };
}
