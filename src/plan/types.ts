/** The plan document: what `plan -o json` prints and `apply --plan` reads. Plain data, versioned. */

export type Action = 'create' | 'update' | 'delete' | 'run';
export type Disruption = 'none' | 'restart' | 'drain' | 'reboot';

/** How a value that only the run itself will show is written. */
export const KNOWN_AFTER_APPLY = '(known after apply)';

/** One difference between what the spec wants and what is there. */
export interface Change {
  readonly phase: string;
  /** The noun and its name: `sysctl net.ipv4.ip_forward`, `file /etc/…`, `node cp-1 label tier`. */
  readonly resource: string;
  readonly action: Action;
  /** What is there now; null when nothing is. */
  readonly before: string | null;
  /** What will be there; null when nothing will. */
  readonly after: string | null;
  /** Why, for a person: "kube-proxy in mode ipvs needs it". */
  readonly reason: string;
  readonly disruption: Disruption;
  /** False: kubestrap sees it and cannot make it yet; the reason says what to do. Absent: it can. */
  readonly supported?: false;
}

export interface HostPlan {
  readonly name: string;
  readonly reachable: boolean;
  /** Why not reachable, or why this host cannot go on (a preflight finding); absent when all is well. */
  readonly problems?: readonly string[];
  readonly changes: readonly Change[];
}

export interface Plan {
  readonly version: 1;
  readonly cluster: { readonly changes: readonly Change[] };
  readonly hosts: readonly HostPlan[];
  /** Why apply would refuse to go on with (part of) this plan; empty when it would not. */
  readonly refusals: readonly string[];
  readonly summary: {
    readonly create: number;
    readonly update: number;
    readonly delete: number;
    readonly run: number;
    readonly hosts: number;
    readonly unreachable: number;
  };
}
