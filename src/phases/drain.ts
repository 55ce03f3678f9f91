import type { DrainOptions } from '../cluster/state.ts';
import { versionFacts } from '../knowledge/versions.ts';
import { named } from '../model/change-id.ts';
import type { Version } from '../model/cluster.ts';
import type { Step } from '../shell/emit.ts';
import { drainNode } from '../shell/functions/removal.ts';
import { volumesLeave } from '../shell/functions/volumes.ts';

interface Drain extends DrainOptions {
  /** The phase that drains. */
  readonly phase: string;
  /** Of the cluster: what kubectl calls its options differs. */
  readonly version: Version;
}

/**
 * Steps that take all Pods off a node whose kubelet runs, for whatever reason; sent to a host that has `kube`. They
 * leave the node cordoned; one that cannot be drained is uncordoned again, unless it was cordoned before. Volumes are waited
 * for as well: without a kubelet they would stay attached for 6 minutes.
 */
export function drain(node: string, { phase, version, seconds, force, detachSeconds }: Drain): Step[] {
  const { emptyDirFlag } = versionFacts(version);
  const evicted: Step = {
    change: {
      phase,
      ...named('node', node, 'Pods'),
      action: 'delete',
      before: 'running',
      after: null,
      reason: `evicted within ${seconds} s as PodDisruptionBudgets allow; what is in their emptyDirs is lost${force ? '; Pods that nothing makes again are deleted, too' : ''}`,
      disruption: 'drain',
    },
    scope: 'cluster',
    script: drainNode(node, seconds, [emptyDirFlag, ...(force ? ['--force'] : [])]),
  };
  return detachSeconds === null ? [evicted] : [evicted, volumesStep(phase, node, detachSeconds)];
}

function volumesStep(phase: string, node: string, seconds: number): Step {
  return {
    change: {
      phase,
      ...named('node', node, 'volumes'),
      action: 'run',
      before: null,
      after: 'detached',
      reason: `waits up to ${seconds} s for volumes of evicted Pods; without its kubelet they would stay attached for 6 minutes`,
      disruption: 'none',
    },
    scope: 'cluster',
    script: volumesLeave(node, seconds),
  };
}
