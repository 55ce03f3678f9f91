import type { FileFact, HostFacts } from '../facts/types.ts';
import { hasJoined, membership } from '../kube/membership.ts';
import { hostResources } from '../node/index.ts';
import { diffHost } from '../plan/host-diff.ts';
import { KNOWN_AFTER_APPLY } from '../plan/types.ts';
import type { Step } from '../program/emit.ts';
import { sh } from '../program/sh.ts';
import { RECORD_PATH } from '../record/record.ts';
import { hostsBlock, hostsEntries, withBlock } from '../resources/hosts-entry.ts';
import type { Host } from '../spec/model.ts';
import { desiredEntries } from './hosts-entries.ts';
import { identityOf } from './identity.ts';
import type { Phase } from './phase.ts';
import { present, type Reached, type State, targeted } from './state.ts';

const NAME = 'settle';
const HOSTS = '/etc/hosts';

/** What changes on a host because it is a member now: where the endpoint's name points, and the cluster it records. */
export const settle: Phase = {
  name: NAME,
  title: 'Point every node at its own control planes',
  timeoutMinutes: 5,
  plan: (state) => {
    const members = targeted(state, present(state)).filter((one) => hasJoined(one.membership));
    const work = members.map((one) => ({ host: one.host.name, steps: steps(state, one) }));
    return { rounds: [work.filter((one) => one.steps.length > 0)] };
  },
};

function steps(state: State, { host, facts }: Reached): Step[] {
  const isMember = membership(facts, host.role) === 'member';
  if (!isMember)
    return [
      recordLater('no cluster', 'the host remembers which cluster it belongs to'),
      ...moved(state, host, facts, false),
    ];
  // prepared in this plan, so all there is left is what later phases of the plan change
  if (state.prepared.has(host.name)) return moved(state, host, facts, true);
  const { cluster } = state;
  const resources = hostResources({ cluster, host, facts, entries: desiredEntries(state, host, true) });
  return diffHost(NAME, resources, facts, identityOf(state, host, facts));
}

/** While planning ahead: where the endpoint's name will point, compared with what `prepare` will have left. */
function moved(state: State, host: Host, facts: HostFacts, isMember: boolean): Step[] {
  const before = desiredEntries({ ...state, expected: new Set() }, host, isMember);
  const content = withBlock(facts.files.get(HOSTS)?.content ?? '', hostsBlock(before));
  const file: FileFact = { type: 'file', sha256: '', mode: '644', owner: 'root:root', content };
  const entries = hostsEntries(
    desiredEntries(state, host, true),
    'a node resolves the endpoint to what it can always reach',
  );
  const planned = entries.plan({ ...facts, files: new Map([...facts.files, [HOSTS, file]]) });
  if (planned === null) return [];
  return [
    ...(isMember
      ? [recordLater('as prepared', 'what kubestrap manages here, and what was there before')]
      : []),
    { ...planned, change: { phase: NAME, resource: entries.id, ...planned.change } },
  ];
}

/** While planning ahead: the record follows from the other changes, and from the cluster that there will be. */
function recordLater(before: string, reason: string): Step {
  return {
    change: {
      phase: NAME,
      resource: 'record',
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
