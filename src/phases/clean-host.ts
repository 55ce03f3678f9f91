import { hasNotes, type Leftovers } from '../facts/leftovers.ts';
import type { HostFacts } from '../facts/types.ts';
import { certificatesDirectory } from '../knowledge/directories.ts';
import { named } from '../model/change-id.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Item, Notice, Step } from '../shell/emit.ts';
import { forgetHost } from '../shell/functions/leftovers.ts';
import { checkStep, clusterSteps, isDirty } from './clean-cluster.ts';
import { recordSteps, serviceSteps } from './clean-record.ts';

/**
 * Everything that takes off one host what kubeadm, the cluster's add-ons and kubestrap put there, in order; each step can
 * be run again. Members of etcd and Nodes are not touched: whoever calls this has taken them out, or wants the cluster
 * gone. The host's record, by which a run that was cut off goes on, goes last. `found`: what `leftovers` listed there, so
 * that only what is there has a step; without it every step is there. Empty: there is nothing to clean.
 */
export function cleanHostSteps(
  phase: string,
  cluster: Cluster,
  host: Host,
  facts: HostFacts,
  found?: Leftovers,
): Item[] {
  const cleaning = { phase, cluster, host, facts, found };
  const steps = [...clusterSteps(cleaning), ...serviceSteps(phase, facts), ...recordSteps(phase, facts)];
  const { init, join } = facts.kubernetes;
  const isNoted = facts.record !== null || init !== null || join !== null;
  const notes = isDirty(found) || found === undefined || hasNotes(found) || isNoted;
  return [
    ...steps,
    ...(steps.length > 0 ? keptFiles(phase, cluster, host) : []),
    ...(steps.length > 0 ? [checkStep(cleaning)] : []),
    ...(notes ? [forgetStep(phase, facts)] : []),
  ];
}

/** kubeadm takes the files of an etcd elsewhere to control planes that join, and takes back only those beside its own. */
function keptFiles(phase: string, cluster: Cluster, { role }: Host): Notice[] {
  if ('local' in cluster.etcd || role !== 'control-plane') return [];
  const { keyFile } = cluster.etcd.external;
  if (keyFile.startsWith(`${certificatesDirectory(cluster)}/`)) return [];
  return [
    {
      change: {
        phase,
        ...named('file', keyFile),
        action: 'delete',
        before: 'opens the external etcd',
        after: null,
        reason: 'it may be there for others, too: if not, remove it by hand, with its certificate',
        disruption: 'none',
      },
    },
  ];
}

function forgetStep(phase: string, { record }: HostFacts): Step {
  const size = Object.keys(record?.resources ?? {}).length;
  return {
    change: {
      phase,
      ...named('record'),
      action: 'delete',
      before: `/var/lib/kubestrap${size === 0 ? '' : `: ${size} resource${size === 1 ? '' : 's'}`}`,
      after: null,
      reason: 'last of all: until then a run that is cut off can be run again',
      disruption: 'none',
    },
    script: forgetHost(),
  };
}
