import { asFound, desiredEntries } from '../cluster/hosts-entries.ts';
import { identityOf } from '../cluster/identity.ts';
import { hasJoined, membership } from '../cluster/membership.ts';
import { present, type Reached, type State, targeted } from '../cluster/state.ts';
import type { FileFact } from '../facts/files.ts';
import type { HostFacts } from '../facts/types.ts';
import { named } from '../model/change-id.ts';
import type { HostsEntry } from '../model/cluster.ts';
import { KNOWN_AFTER_APPLY } from '../model/plan.ts';
import { namedByKey, RECORD_PATH } from '../model/record.ts';
import { hostResources } from '../node/index.ts';
import { diffHost } from '../resources/host-diff.ts';
import { hostsBlock, hostsEntries, withBlock } from '../resources/hosts-entry.ts';
import type { Item, Step } from '../shell/emit.ts';
import { sh } from '../shell/sh.ts';
import type { Phase } from './phase.ts';

const NAME = 'settle';
const HOSTS = '/etc/hosts';

/** What changes on a host because it is a member now: where the endpoint's name points, and the cluster it records. */
export const settle: Phase = {
  name: NAME,
  title: 'Point every node at all control planes',
  timeoutMinutes: 5,
  plan: (state) => {
    const members = targeted(state, present(state)).filter((one) => hasJoined(one.membership));
    const work = members.map((one) => ({ host: one.host.name, steps: steps(state, one) }));
    return { rounds: [work.filter((one) => one.steps.length > 0)] };
  },
};

function steps(state: State, { host, facts }: Reached): Item[] {
  const isMember = membership(facts, host.role) === 'member';
  const will = desiredEntries(state, host, true);
  if (!isMember) {
    // what `endpoint` will have left, or else `prepare`
    const then = state.pointed?.has(host.name) ? state : asFound(state);
    return [
      recordLater(NAME, 'no cluster', 'the host remembers which cluster it belongs to'),
      ...hostsLater(NAME, facts, { was: desiredEntries(then, host, false), will }),
    ];
  }
  // prepared in this plan, so all there is left is what later phases of the plan change
  if (state.prepared.has(host.name))
    return moved(NAME, facts, { was: desiredEntries(asFound(state), host, true), will });
  const resources = hostResources({ cluster: state.cluster, host, facts, entries: will });
  return diffHost(NAME, resources, facts, identityOf(state, host, facts));
}

interface Move {
  readonly was: readonly HostsEntry[];
  readonly will: readonly HostsEntry[];
}

/** While planning ahead: lines of /etc/hosts that an earlier phase will have left, and that this one changes, with the record. */
export function moved(phase: string, facts: HostFacts, move: Move): Item[] {
  const steps = hostsLater(phase, facts, move);
  if (steps.length === 0) return [];
  return [
    recordLater(phase, 'as prepared', 'what kubestrap manages here, and what was there before'),
    ...steps,
  ];
}

function hostsLater(phase: string, facts: HostFacts, { was, will }: Move): Item[] {
  const block = hostsBlock(was);
  const content = withBlock(facts.files.get(HOSTS)?.content ?? '', block);
  const file: FileFact = { type: 'file', sha256: '', mode: '644', owner: 'root:root', content };
  const entries = hostsEntries(will, 'a node resolves the endpoint to what it can always reach');
  const planned = entries.plan({
    ...facts,
    files: new Map([...facts.files, [HOSTS, file]]),
    hostsCopies: facts.hostsCopies.map(({ pod }) => ({ pod, block })),
  });
  return planned ? [{ ...planned, change: { phase, ...namedByKey(entries.id), ...planned.change } }] : [];
}

/** While planning ahead: the record follows from the other changes, and from the cluster that there will be. */
function recordLater(phase: string, before: string, reason: string): Step {
  return {
    change: {
      phase,
      ...named('record'),
      action: 'update',
      before,
      after: KNOWN_AFTER_APPLY,
      reason,
      disruption: 'none',
    },
    later: true,
    script: sh`: ${`${RECORD_PATH}: ${KNOWN_AFTER_APPLY}`}`,
  };
}
