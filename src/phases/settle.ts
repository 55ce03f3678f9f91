import type { FileFact, HostFacts } from '../facts/types.ts';
import { membership } from '../kube/membership.ts';
import { diffHost } from '../plan/host-diff.ts';
import { KNOWN_AFTER_APPLY } from '../plan/types.ts';
import type { Step } from '../program/emit.ts';
import { sh } from '../program/sh.ts';
import { RECORD_PATH } from '../record/record.ts';
import { hostsBlock, hostsEntries, withBlock } from '../resources/hosts-entry.ts';
import type { Host } from '../spec/model.ts';
import { hostResources } from './host-resources.ts';
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
    const members = targeted(state, present(state)).filter((one) => one.membership === 'member');
    const work = members.map((one) => ({ host: one.host.name, steps: steps(state, one) }));
    return { rounds: [work.filter((one) => one.steps.length > 0)] };
  },
};

function steps(state: State, { host, facts }: Reached): Step[] {
  if (membership(facts, host.role) !== 'member') return ahead(state, host, facts);
  if (state.prepared.has(host.name)) return [];
  const resources = hostResources(state.cluster, host, facts, desiredEntries(state, host, true));
  return diffHost(NAME, resources, facts, identityOf(state, facts));
}

/** Before the host has joined: what `prepare` will have left there is what will change. */
function ahead(state: State, host: Host, facts: HostFacts): Step[] {
  const content = facts.files.get(HOSTS)?.content ?? '';
  const prepared = withBlock(content, hostsBlock(desiredEntries(state, host, false)));
  const file: FileFact = { type: 'file', sha256: '', mode: '644', owner: 'root:root', content: prepared };
  const entries = hostsEntries(
    desiredEntries(state, host, true),
    'a node resolves the endpoint to what it can always reach',
  );
  const planned = entries.plan({ ...facts, files: new Map([...facts.files, [HOSTS, file]]) });
  const record: Step = {
    change: {
      phase: NAME,
      resource: 'record',
      action: 'update',
      before: 'no cluster',
      after: KNOWN_AFTER_APPLY,
      reason: 'the host remembers which cluster it belongs to',
      disruption: 'none',
    },
    script: sh`: ${`${RECORD_PATH}: ${KNOWN_AFTER_APPLY}`}`,
  };
  const change = planned && { ...planned, change: { phase: NAME, resource: entries.id, ...planned.change } };
  return change ? [record, change] : [record];
}
