import type { Membership } from '../cluster/membership.ts';
import type { Reached, State } from '../cluster/state.ts';
import type { LongRun } from '../facts/kubernetes.ts';
import type { HostFacts } from '../facts/types.ts';
import { named } from '../model/change-id.ts';
import { type Item, isStep, type Step } from '../shell/emit.ts';
import { endCleanUp } from '../shell/functions/leftovers.ts';
import { expectRuns } from '../shell/functions/long.ts';
import { lines, type Script } from '../shell/sh.ts';
import { checkStep, clusterSteps } from './clean-cluster.ts';

/** Is there something of ours on a host that has to go before the next try? */
export function leavesTraces(membership: Membership): membership is 'half-done' | 'expelled' {
  return membership === 'half-done' || membership === 'expelled';
}

const TRACES = {
  'half-done': {
    before: 'kubeadm started here and did not finish',
    reason: 'kubestrap started it, so what it left is cleaned up before the next try',
    keepsPki: true,
  },
  expelled: {
    before: 'was taken out of the cluster',
    reason:
      'the cluster knows it no more: what is here must never run again, its member of etcd least of all',
  },
} as const;

/**
 * Cleans up what a run of ours left half done, or what was taken out of the cluster, by the same chain as a removal and a
 * reset; what kubestrap prepared stays. Empty where there is nothing.
 */
export function cleanUpSteps(
  phase: string,
  { cluster, leftovers }: State,
  { host, facts, membership }: Reached,
): Item[] {
  if (!leavesTraces(membership)) return [];
  const rejoins = TRACES[membership];
  const cleaning = { phase, cluster, host, facts, found: leftovers?.get(host.name), rejoins };
  const end: Step = {
    change: {
      phase,
      ...named('run-notes'),
      action: 'delete',
      before: '/var/lib/kubestrap/runs',
      after: null,
      reason: 'last of all: until then a clean-up that is cut off is resumed',
      disruption: 'none',
    },
    silent: true,
    script: endCleanUp(),
  };
  const items = [...clusterSteps(cleaning), checkStep(cleaning), end];
  const first = items.find(isStep);
  return items.map((item) =>
    item === first ? { ...first, script: lines([unchangedRuns(facts), first.script]) } : item,
  );
}

/** Ends the program where a kubeadm of ours ran since the facts were read: what it made may be a member by now. */
function unchangedRuns({ kubernetes: { init, join } }: HostFacts): Script {
  const seen = (run: LongRun | null) => (run === null ? '- -' : `${run.startedAt} ${run.exitCode ?? '-'}`);
  return expectRuns(seen(init), seen(join));
}
