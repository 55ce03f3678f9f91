import type { Leaving } from '../cluster/state.ts';
import type { RunSecrets } from '../cluster/token.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Phase } from '../phases/phase.ts';
import type { IngressSelection } from '../pki/ingress-secrets.ts';
import type { Progress } from './events.ts';
import type { Fleet } from './fleet.ts';

/** What every action that talks to hosts works with. */
export interface Context {
  readonly cluster: Cluster;
  readonly fleet: Fleet;
  readonly phases: readonly Phase[];
  /** Names from `--limit`; null: all hosts. */
  readonly limit: ReadonlySet<string> | null;
  readonly secrets: RunSecrets;
  /** Of `certs ingress --apply`; absent: all certificates, due when they are by default. */
  readonly ingress?: IngressSelection;
  /** Of `node remove`: the host on its way out; absent: those that the inventory says are absent. */
  readonly leaving?: ReadonlyMap<string, Leaving>;
  /** Of `apply --remove-stale-members`. */
  readonly removesStaleMembers?: true;
  /** Of `apply --accept-no-fault-tolerance`. */
  readonly acceptsNoFaultTolerance?: true;
  /** Of `--without-majority`: control planes may be changed though most of them cannot be locked. */
  readonly acceptsMinority?: true;
  /** Control planes whose locks count for the majority; absent: all that are not declared lost. */
  readonly countedPlanes?: ReadonlySet<string>;
  readonly progress: Progress;
  readonly concurrency: number;
  readonly signal: AbortSignal;
}
