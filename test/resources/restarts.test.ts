import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../src/facts/types.ts';
import { parseRecord } from '../../src/model/record.ts';
import { file } from '../../src/resources/file.ts';
import { diffHost } from '../../src/resources/host-diff.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { service } from '../../src/resources/service.ts';
import { makeFacts, makeFile } from '../fixtures/facts.ts';
import { after, commandsOf } from '../workflow/simulate.ts';

const UNIT = 'containerd.service';
const PATH = '/etc/systemd/system/containerd.service.d/proxy.conf';

const dropIn = (content: string) => file({ path: PATH, content, mode: '0644', reason: 'x', notifies: UNIT });
const containerd = service({ unit: UNIT, running: true, reason: 'x' });
const steps = (wanted: readonly Resource[], facts: HostFacts) => diffHost('prepare', wanted, facts, null);
const changes = (wanted: readonly Resource[], facts: HostFacts) =>
  steps(wanted, facts).map(({ change }) => `${change.action} ${change.resource}`);

interface Machine {
  readonly facts: HostFacts;
  /** The drop-in that the running unit has read. */
  readonly read: string;
}

const content = ({ files }: HostFacts) => files.get(PATH)?.content ?? '';

/** A host that runs the first `most` commands of what it needs, and remembers what its unit has read. */
function run(wanted: readonly Resource[], machine: Machine, most = Number.POSITIVE_INFINITY): Machine {
  return commandsOf(steps(wanted, machine.facts))
    .slice(0, most)
    .reduce<Machine>(({ facts, read }, command) => {
      const next = after(facts, command);
      const restarted = command[0] === 'restart_unit' && command[1] === UNIT;
      return { facts: next, read: restarted ? content(next) : read };
    }, machine);
}

const start: Machine = { facts: makeFacts(), read: '' };

describe('a unit that reads what changes', () => {
  test('is restarted once, where the spec has it, after all changes that it reads', () => {
    const other = file({ path: '/etc/b', content: 'b', mode: '0644', reason: 'x', notifies: UNIT });
    expect(changes([dropIn('a\n'), other, containerd], start.facts)).toEqual([
      'create record',
      `create file ${PATH}`,
      'create file /etc/b',
      `run service ${UNIT}`,
    ]);
  });

  test('is left alone when nothing that it reads changes', () => {
    const { facts } = run([dropIn('a\n'), containerd], start);
    expect(changes([dropIn('a\n'), containerd], facts)).toEqual([]);
  });

  test('is restarted when what it read leaves the spec, also where the spec is no longer about the unit', () => {
    const { facts } = run([dropIn('a\n'), containerd], start);
    expect(changes([containerd], facts)).toContain(`run service ${UNIT}`);
    expect(changes([], facts)).toContain(`run service ${UNIT}`);
  });

  test('that is not running is started once, and reads what is there then', () => {
    const facts = makeFacts({
      services: new Map([[UNIT, { load: 'loaded', active: 'inactive', enabled: 'enabled' }]]),
    });
    const planned = steps([dropIn('a\n'), containerd], facts);
    expect(planned.filter(({ change }) => change.resource === `service ${UNIT}`)).toHaveLength(1);
    expect(commandsOf(planned).map(([name]) => name)).toEqual(['put_record', 'put_file', 'systemctl']);
  });

  test('that was stopped after a run was cut off is forgotten once it is started', () => {
    const facts = makeFacts({
      restarts: new Set([UNIT]),
      services: new Map([[UNIT, { load: 'loaded', active: 'inactive', enabled: 'enabled' }]]),
    });
    const names = commandsOf(steps([containerd], facts)).map(([name]) => name);
    expect(names).toEqual(['put_record', 'restart_unit', 'systemctl']);
  });

  test('that is not installed is not restarted', () => {
    const facts = makeFacts({
      services: new Map([[UNIT, { load: 'not-found', active: 'inactive', enabled: '' }]]),
    });
    expect(changes([dropIn('a\n'), containerd], facts)).not.toContain(`run service ${UNIT}`);
  });

  test('runs with what is there in the end, wherever earlier runs were cut off', () => {
    const spec = fc.constantFrom<readonly Resource[]>(
      [dropIn('a\n'), containerd],
      [dropIn('b\n'), containerd],
      [containerd],
      [],
    );
    const cutOff = fc.array(fc.tuple(spec, fc.nat({ max: 6 })), { maxLength: 3 });
    fc.assert(
      fc.property(cutOff, spec, (before, last) => {
        const cut = before.reduce((machine, [wanted, most]) => run(wanted, machine, most), start);
        const { facts, read } = run(last, cut);
        expect(read).toBe(content(facts));
        expect(changes(last, facts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a package's file that we replace", () => {
  const ours = file({
    path: '/etc/chrony.conf',
    content: 'ours\n',
    mode: '0644',
    reason: 'x',
    replaces: true,
  });
  const theirs = makeFile('pool a\n', { mode: '640', owner: 'root:_chrony' });
  const facts = makeFacts({ files: new Map([['/etc/chrony.conf', theirs]]) });

  test('comes back as it was, with its mode and owner, however often ours changed in between', () => {
    const twice = file({
      path: '/etc/chrony.conf',
      content: 'two\n',
      mode: '0600',
      reason: 'x',
      replaces: true,
    });
    const first = run([ours], { facts, read: '' });
    const second = run([twice], first);
    expect(second.facts.files.get('/etc/chrony.conf')).toMatchObject({ content: 'two\n' });
    const { files, record } = run([], second).facts;
    expect(files.get('/etc/chrony.conf')).toMatchObject({
      content: 'pool a\n',
      mode: '640',
      owner: 'root:_chrony',
    });
    expect(record?.resources).toEqual({});
  });

  test('that was not there is removed again', () => {
    const { files } = run([], run([ours], start)).facts;
    expect(files.get('/etc/chrony.conf')?.type).toBe('absent');
  });

  test('that cannot be kept is not touched: the step says so', () => {
    const binary = makeFacts({
      files: new Map([['/etc/chrony.conf', { ...theirs, binary: true as const }]]),
    });
    const shell = steps([ours], binary).map((step) => step.script?.write(String));
    expect(shell.join('\n')).toContain('move it away');
    expect(shell.join('\n')).not.toContain('put_file /etc/chrony.conf');
  });
});

test('a record says which unit reads a file, and refuses anything but a name', () => {
  const record = (notifies: unknown) =>
    JSON.stringify({
      version: 1,
      cluster: null,
      resources: { 'file /a': { value: '', original: null, notifies } },
    });
  expect(parseRecord(record(UNIT))?.resources['file /a']?.notifies).toBe(UNIT);
  expect(() => parseRecord(record(1))).toThrow('not a record');
});
