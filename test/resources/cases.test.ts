/** What a resource makes of a host: (desired, facts) → change → shell, of the files in cases/. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../src/facts/types.ts';
import type { Change } from '../../src/model/plan.ts';
import type { RecordEntry } from '../../src/model/record.ts';
import { isResourceKind, REMOVERS } from '../../src/resources/index.ts';
import type { Planned, Resource } from '../../src/resources/resource.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { facts } from './case-facts.ts';
import { KINDS } from './kinds.ts';
import {
  all,
  byKey,
  made,
  map,
  nullable,
  object,
  oneOf,
  orWord,
  type Read,
  readList,
  text,
} from './read-yaml.ts';

const DIRECTORY = fileURLToPath(new URL('cases/', import.meta.url));
const kinds = readdirSync(DIRECTORY).map((name) => name.replace(/\.yaml$/, ''));

/** What a case does not say: nothing is disrupted, and kubestrap can do it. */
const change = made(
  object(
    { action: oneOf('create', 'update', 'delete', 'run'), before: nullable(text), after: nullable(text) },
    { reason: text, disruption: oneOf('none', 'restart', 'drain', 'reboot'), supported: oneOf(false) },
  ),
  (is) => ({ disruption: 'none', supported: true, ...is }),
);

const entry = all({ value: text, original: nullable(text) });
const head = { title: text, change: orWord('none', null, change) };
const body = { facts, shell: text, files: map(text) };

/** Where several resources are made (a rule for each address), `change` is that of each that changes. */
interface Case {
  readonly title: string;
  readonly facts?: HostFacts;
  readonly resources: (facts: HostFacts) => readonly Resource[];
  readonly removed: ((facts: HostFacts) => Planned | null) | null;
  readonly change: Pick<Change, 'action' | 'before' | 'after'> | null;
  readonly shell?: string;
  readonly record?: RecordEntry;
  readonly files?: ReadonlyMap<string, string>;
}

/** A case of a kind: what the spec wants, or what the record has of a resource that left the spec. */
function caseOf(kind: string): Read<Case> {
  const desired = KINDS[kind];
  if (desired === undefined || !isResourceKind(kind)) throw new Error(`${kind}: no such kind of resource`);
  const remove = REMOVERS[kind];
  const wanted = object({ ...head, desired }, { ...body, record: entry });
  const left = object({ ...head, removed: all({ name: text, entry }) }, body);
  return byKey<Case>({
    desired: made(wanted, ({ desired: resources, ...rest }) => ({ ...rest, resources, removed: null })),
    removed: made(left, ({ removed: { name, entry: was }, ...rest }) => {
      const plan = (is: HostFacts): Planned | null => remove(name, was, is);
      return { ...rest, resources: () => [], removed: plan };
    }),
  });
}

/** `place` says where the case is: every message begins with it. */
function check(kind: string, place: string, { resources, removed, facts: is = makeFacts(), ...says }: Case) {
  const wanted = resources(is);
  for (const { id } of wanted) expect(id.split(' ')[0], `${place}: kind`).toBe(kind);
  const planned = [...wanted.map(({ plan }) => plan(is)), removed?.(is) ?? null].filter(
    (one) => one !== null,
  );
  const changes = planned.map((one) => ({ supported: one.script !== undefined, ...one.change }));
  if (says.change === null) expect(changes, `${place}: change`).toEqual([]);
  else {
    expect(changes, `${place}: change`).not.toEqual([]);
    for (const one of changes) expect(one, `${place}: change`).toMatchObject(says.change);
  }
  const shell = planned.flatMap(({ script }) => script?.write(nameSecrets) ?? []).join('\n');
  expect(shell, `${place}: shell`).toBe((says.shell ?? '').replace(/\n$/, ''));
  if (says.record !== undefined) {
    const records = wanted.map(({ value, original }) => ({ value, original: original(is) }));
    expect(records, `${place}: record`).toEqual([says.record]);
  }
  if (says.files !== undefined) {
    const files = planned.flatMap(({ files: made = [] }) => made);
    const texts = new Map(files.map(({ path, content }) => [path, content]));
    expect(texts, `${place}: files`).toEqual(says.files);
  }
}

describe.each(kinds)('%s', (kind) => {
  const cases = readList(`${DIRECTORY}${kind}.yaml`, caseOf(kind));

  test.each(cases.map(({ item, line }) => [item.title, line, item] as const))('%s', (_title, line, item) =>
    check(kind, `test/resources/cases/${kind}.yaml:${line}`, item),
  );

  test('has cases of what is to change, of what is as it should be, and of what leaves', () => {
    const are = (isRemoved: boolean, isChange: boolean) =>
      cases.some(({ item }) => (item.removed !== null) === isRemoved && (item.change !== null) === isChange);
    expect([are(false, true), are(false, false)]).toEqual([true, true]);
    expect(are(true, true) || are(true, false)).toBe(true);
  });

  test('has no two cases of one title', () => {
    const titles = cases.map(({ item }) => item.title);
    expect(titles).toEqual([...new Set(titles)]);
  });
});

test('every kind of resource has cases, and can leave again', () => {
  expect(kinds.toSorted()).toEqual(Object.keys(REMOVERS).toSorted());
  expect(Object.keys(KINDS).toSorted()).toEqual(Object.keys(REMOVERS).toSorted());
});
