import { createHash } from 'node:crypto';
import type { HostFacts } from '../facts/types.ts';
import { named } from '../model/change-id.ts';
import {
  EMPTY_RECORD,
  formatRecord,
  type HostRecord,
  keyParts,
  namedByKey,
  RECORD_PATH,
  type RecordKey,
  unionRecords,
} from '../model/record.ts';
import type { Item, Step } from '../shell/emit.ts';
import { putRecord } from '../shell/functions/record.ts';
import { isResourceKind, REMOVERS } from './index.ts';
import type { Planned, Resource, ResourceKind } from './resource.ts';
import { Restarts } from './restarts.ts';

/**
 * What differs between a host and the resources it should have, as steps in order: what leaves the spec leaves
 * first, then the resources in their order, each under the protection of the record (written before the first
 * change, and again when something left). `identity` is the cluster the host belongs to, as far as is known.
 */
export function diffHost(
  phase: string,
  resources: readonly Resource[],
  facts: HostFacts,
  identity: HostRecord['cluster'],
): Item[] {
  const record = facts.record ?? EMPTY_RECORD;
  const item = (key: RecordKey<ResourceKind>, { change, ...rest }: Planned): Item => ({
    change: { phase, ...namedByKey(key), ...change },
    ...rest,
  });

  const wanted = new Set<string>(resources.map(({ id }) => id));
  const gone = Object.entries(record.resources).filter(([id]) => !wanted.has(id));
  const restarts = new Restarts(facts);
  const removals = gone.flatMap(([id, entry]) => {
    const { kind, name } = keyParts(id);
    const planned = isResourceKind(kind) ? REMOVERS[kind](name, entry, facts) : null;
    return isResourceKind(kind) && planned
      ? [item(`${kind} ${name}`, restarts.noted(planned, entry.notifies))]
      : [];
  });
  const changes = resources.flatMap(({ id, notifies, unit, plan }) => {
    const own = plan(facts);
    const noted = own && restarts.noted(own, notifies);
    const planned = unit === undefined ? noted : restarts.settled(noted, unit);
    return planned ? [item(id, planned)] : [];
  });
  const others = restarts.left().map(({ unit, planned }) => item(`service ${unit}` as const, planned));

  const after: HostRecord = {
    version: 1,
    cluster: identity,
    resources: Object.fromEntries([
      // of a kind that only a newer kubestrap knows: not ours to forget
      ...gone.filter(([id]) => !isResourceKind(keyParts(id).kind)),
      ...resources.map(
        ({ id, value, original, notifies }) =>
          [
            id,
            {
              value,
              original: record.resources[id] ? record.resources[id].original : original(facts),
              ...(notifies === undefined ? {} : { notifies }),
            },
          ] as const,
      ),
    ]),
  };
  return withRecord(phase, facts, after, [...removals, ...changes, ...others]);
}

/** Puts the record's own writes around the steps: before them what was and will be ours, after them what is. */
function withRecord(
  phase: string,
  { record: before, recordHash }: Pick<HostFacts, 'record' | 'recordHash'>,
  after: HostRecord,
  steps: readonly Item[],
): Item[] {
  const [was, final] = [before ? formatRecord(before) : '', formatRecord(after)];
  const during = formatRecord(before ? unionRecords(before, after) : after);
  const read = recordHash ?? '';
  // each write replaces what was read, or the write before it: another run's record is never overwritten
  const write = (text: string, expected: string): Step => ({
    change: {
      phase,
      ...named('record'),
      action: before ? 'update' : 'create',
      before: before ? count(before) : null,
      after: `${count(after)}${difference(before, after)}`,
      reason: 'what kubestrap manages here, and what was there before',
      disruption: 'none',
    },
    script: putRecord(RECORD_PATH, expected, text),
    // what was there before is measured anew each time: a kubelet that restarts over and over runs or not
    later: true,
  });
  return [
    ...(during === was ? [] : [write(during, read)]),
    ...steps,
    // with the write before the steps this is one change to a reader
    ...(during === final
      ? []
      : [
          {
            ...write(final, during === was ? read : hashOf(during)),
            ...(during === was ? {} : { silent: true as const }),
          },
        ]),
  ];
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function count({ resources }: HostRecord): string {
  const size = Object.keys(resources).length;
  return `${size} resource${size === 1 ? '' : 's'}`;
}

/** Which resources come, change and go: `: +sysctl a, ~file b, -sysctl c`; empty for a first record. */
function difference(before: HostRecord | null, after: HostRecord): string {
  if (before === null) return '';
  const [was, is] = [before.resources, after.resources];
  const { cluster } = after;
  const marks = [
    ...(cluster !== null && cluster.uid !== before.cluster?.uid
      ? [`+cluster ${cluster.name} ${cluster.uid}`]
      : []),
    ...Object.keys(is).flatMap((id) =>
      !was[id] ? [`+${id}`] : was[id].value !== is[id]?.value ? [`~${id}`] : [],
    ),
    ...Object.keys(was).flatMap((id) => (is[id] ? [] : [`-${id}`])),
  ];
  return marks.length > 0 ? `: ${marks.join(', ')}` : '';
}
