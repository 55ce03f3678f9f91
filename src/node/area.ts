import type { Wanted } from '../facts/fact.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Cluster, Host, HostsEntry } from '../model/cluster.ts';
import type { Change } from '../model/plan.ts';
import type { Resource } from '../resources/resource.ts';

/** What an area looks at on a host, of what can be asked for by name. */
export type Asked = Partial<Pick<Wanted, 'files' | 'sysctls' | 'modules' | 'services'>>;

export interface Desired {
  readonly cluster: Cluster;
  readonly host: Host;
  readonly facts: HostFacts;
  /** The lines of our block in /etc/hosts, which depend on where the cluster stands. */
  readonly entries: readonly HostsEntry[];
}

/** One concern of node preparation. Pure. */
export interface Area {
  readonly resources: (desired: Desired) => readonly Resource[];
  readonly asks: (cluster: Cluster, host: Host) => Asked;
  /** What no change of ours will mend, each in a sentence: the host is reported, and does not join. */
  readonly problems?: (desired: Desired) => readonly string[];
}

/** First line of the files that are wholly ours. */
export const HEADING = '# Written by kubestrap; edits are lost.\n';

/** What is seen on a host and is not ours to change, or not now: named in the plan, with what to do about it. */
export type Note = Omit<Change, 'phase'>;
