import type { Cluster, Host } from '../../model/cluster.ts';
import type { State } from '../state.ts';

/** What follows from `controlPlaneEndpoint.provider`: who makes the endpoint lead to the control planes, and how. */
export interface Endpoint {
  /** Whether machines that are no nodes of the cluster can resolve and reach the endpoint, too. */
  readonly isKnownElsewhere: boolean;
  /** Control planes to which the endpoint's name leads by this host's /etc/hosts, in order; empty: it has no entry there. */
  targets(state: State, host: Host, isMember: boolean): readonly Host[];
  /** What keeps a run from changing anything, one sentence each. */
  problems(state: State): readonly string[];
  /** Why this control plane cannot leave a cluster in which others go on, one sentence each. */
  removalRefusals(cluster: Cluster, host: Host): readonly string[];
}
