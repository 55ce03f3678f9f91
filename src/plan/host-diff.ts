import type { HostFacts } from '../facts/types.ts';
import type { Step } from '../program/emit.ts';
import { sh } from '../program/sh.ts';
import { EMPTY_RECORD, formatRecord, type HostRecord, RECORD_PATH, unionRecords } from '../record/record.ts';
import { REMOVERS } from '../resources/index.ts';
import type { Planned, Resource } from '../resources/resource.ts';

/**
 * What differs between a host and the resources it should have, as steps in order: what leaves the spec leaves
 * first, then the resources in their order, each under the protection of the record (written before the first
 * change, and again when something left).
 */
export function diffHost(
  phase: string,
  resources: readonly Resource[],
  facts: HostFacts,
  identity: HostRecord['cluster'],
): Step[] {
  const record = facts.record ?? EMPTY_RECORD;
  const step = (resource: string, { change, ...rest }: Planned): Step => ({
    change: { phase, resource, ...change },
    ...rest,
  });

  const wanted = new Set(resources.map(({ id }) => id));
  const gone = Object.entries(record.resources).filter(([id]) => !wanted.has(id));
  const removals = gone.flatMap(([id, entry]) => {
    const [kind = '', ...name] = id.split(' ');
    const planned = REMOVERS[kind]?.(name.join(' '), entry, facts);
    return planned ? [step(id, planned)] : [];
  });
  const changes = resources.flatMap((resource) => {
    const planned = resource.plan(facts);
    return planned ? [step(resource.id, planned)] : [];
  });

  const after: HostRecord = {
    version: 1,
    cluster: identity ?? record.cluster,
    resources: Object.fromEntries(
      resources.map(({ id, value, original }) => [
        id,
        { value, original: record.resources[id] ? record.resources[id].original : original(facts) },
      ]),
    ),
  };
  return withRecord(phase, facts.record, after, [...removals, ...changes]);
}

/** Puts the record's own writes around the steps: before them what was and will be ours, after them what is. */
function withRecord(
  phase: string,
  before: HostRecord | null,
  after: HostRecord,
  steps: readonly Step[],
): Step[] {
  const [was, final] = [before ? formatRecord(before) : '', formatRecord(after)];
  const during = formatRecord(before ? unionRecords(before, after) : after);
  const write = (text: string, note: string): Step => ({
    change: {
      phase,
      resource: 'record',
      action: before ? 'update' : 'create',
      before: before ? count(before) : null,
      after: count(after),
      reason: note,
      disruption: 'none',
    },
    script: sh`put_file ${RECORD_PATH} 0600 root:root ${text}`,
  });
  return [
    ...(during === was ? [] : [write(during, 'what kubestrap manages here, and what was there before')]),
    ...steps,
    ...(during === final ? [] : [write(final, 'forget what is no longer managed')]),
  ];
}

function count({ resources, cluster }: HostRecord): string {
  const size = Object.keys(resources).length;
  return `${size} resource${size === 1 ? '' : 's'}${cluster ? `, cluster ${cluster.name} ${cluster.uid}` : ''}`;
}
