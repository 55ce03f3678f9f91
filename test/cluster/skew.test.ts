import { describe, expect, test } from 'vitest';
import { clockTable, controllerNote, duration, memberSkew, skewProblems } from '../../src/cluster/skew.ts';
import type { State } from '../../src/cluster/state.ts';
import { clockLines } from '../../src/ui/clock-view.ts';
import { createStyle, createSymbols } from '../../src/ui/style.ts';
import { makeCluster, makeHost, makeNode, makeTimeSync } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeHa, makeState, memberFacts } from '../fixtures/state.ts';
import { makeSynchronised } from '../fixtures/time-sync.ts';

const ha = makeHa();

/** The clocks of the hosts of `ha`, in ms against ours; null: not measured. */
const clocks = (offsets: readonly (number | null)[], uncertaintyMs = 5): State =>
  makeState(
    ha,
    Object.fromEntries(
      ha.hosts.map(({ name }, index) => {
        const offsetMs = offsets[index] ?? null;
        return [name, makeFacts({ clock: offsetMs === null ? null : { offsetMs, uncertaintyMs } })];
      }),
    ),
  );
const off = (state: State) =>
  clockTable(state).flatMap(({ host, state: is }) => (is === 'off' ? [host] : []));

describe('the host that is off', () => {
  test.each([
    ['all agree', [0, 1, 2, 3], []],
    ['one is ahead', [0, 900, 2, 3], ['cp-2']],
    ['all agree, and the controller is wrong', [9000, 9001, 9002, 9003], []],
    ['the controller is wrong, and one host as it', [9000, 9001, 0, 9003], ['cp-3']],
    ['a worker may be off further than a control plane', [0, 0, 0, 4900], []],
    ['a worker is off by too much', [0, 0, 0, 5100], ['worker-1']],
    ['within the uncertainty of the measurement', [0, 0, 509, 0], []],
    ['beyond it', [0, 0, 511, 0], ['cp-3']],
    ['one that was not measured counts for nothing', [0, null, 900, 0], ['cp-3']],
  ])('%s', (_title, offsets, expected) => {
    expect(off(clocks(offsets))).toEqual(expected);
    expect([...skewProblems(clocks(offsets)).keys()]).toEqual(expected);
  });
});

test('a problem says by how much, of how much is allowed', () => {
  expect(skewProblems(clocks([0, 1500, 0, 0])).get('cp-2')).toContain(
    "1.5 s ahead of the other hosts' (±10 ms; allowed: 500 ms)",
  );
  expect(skewProblems(clocks([0, -1500, 0, 0])).get('cp-2')).toContain('1.5 s behind');
});

describe('while planning ahead', () => {
  const chrony = makeNode({ timeSync: makeTimeSync({ provider: 'chrony', servers: ['ntp.example.org'] }) });
  const names = new Set(ha.hosts.map(({ name }) => name));
  const state = clocks([0, 1500, 0, 0]);

  test('a host that will have been synchronised is not held back', () => {
    const cluster = { ...ha, hosts: ha.hosts.map((host) => ({ ...host, node: chrony })) };
    expect([...skewProblems({ ...state, cluster, prepared: names }).keys()]).toEqual([]);
    expect([...skewProblems({ ...state, cluster }).keys()]).toEqual(['cp-2']);
  });

  test('one whose clock is not ours to keep is', () => {
    expect([...skewProblems({ ...state, prepared: names }).keys()]).toEqual(['cp-2']);
  });
});

test('members that are off are told from hosts that have yet to join', () => {
  const state = clocks([0, 1500, -1500, 0]);
  const [, cp2 = makeHost()] = ha.hosts;
  const member = memberFacts(ha, cp2, { clock: { offsetMs: 1500, uncertaintyMs: 5 } });
  const facts = new Map([...state.facts, ['cp-2', member] as const]);
  expect([...memberSkew({ ...state, facts }).keys()]).toEqual(['cp-2']);
  expect([...memberSkew({ ...state, facts, targets: new Set(['cp-1']) }).keys()]).toEqual([]);
});

describe('the clock of this machine', () => {
  test.each([
    ['agrees', [1, 2, 3, 4], undefined],
    ['is behind hosts that agree', [9000, 9000, 9000, 9000], 'is 9.0 s behind the hosts'],
    ['is ahead of them', [-9000, -9000, -9000, -9000], 'is 9.0 s ahead of the hosts'],
    ['is not judged by hosts that do not agree', [9000, 0, 9000, 9000], undefined],
    ['is not judged without a measurement', [], undefined],
  ])('%s', (_title, offsets, expected) => {
    const note = controllerNote(clockTable(clocks(offsets)));
    if (expected === undefined) expect(note).toBeUndefined();
    else expect(note).toContain(expected);
  });

  test('is not said to be wrong where one host says so', () => {
    const facts = makeFacts({ clock: { offsetMs: 9000, uncertaintyMs: 1 } });
    const rows = clockTable(makeState(makeCluster({ hosts: [makeHost()] }), { 'cp-1': facts }));
    expect(rows[0]).toMatchObject({ offsetMs: 9000, othersMs: null, state: 'ok' });
    expect(controllerNote(rows)).toContain('nothing tells which');
  });
});

describe('what keeps a clock', () => {
  const unit = { load: 'loaded', active: 'active', enabled: 'enabled' };
  test.each([
    ['a server', makeSynchronised(), 'chrony: 192.0.2.123 (stratum 3)'],
    ['no server yet', makeSynchronised({ synchronised: false, source: null }), 'chrony: not synchronised'],
    ['nobody', makeSynchronised({ units: new Map() }), 'no known program'],
    [
      'two at once',
      makeSynchronised({
        units: new Map([
          ['chronyd.service', unit],
          ['systemd-timesyncd.service', unit],
        ]),
      }),
      'chronyd and timesyncd: 192.0.2.123 (stratum 3)',
    ],
    [
      'one that cannot be asked',
      makeSynchronised({ units: new Map([['ntp.service', unit]]), synchronised: false }),
      'ntp',
    ],
  ])('%s', (_title, timeSync, expected) => {
    const state = makeState(makeCluster({ hosts: [makeHost()] }), { 'cp-1': makeFacts({ timeSync }) });
    expect(clockTable(state).map(({ source }) => source)).toEqual([expected]);
  });
});

describe('the table', () => {
  const pen = { style: createStyle(false), symbols: createSymbols(true), width: 200, color: false };
  const lines = (state: State, verbose = false) => clockLines(clockTable(state), { ...pen, verbose });

  test('is shown where a clock is off, or on request', () => {
    expect(lines(clocks([0, 1, 2, 3]))).toEqual([]);
    expect(lines(clocks([0, 1, 2, 3]), true)).toHaveLength(1);
    expect(
      lines(clocks([0, 1500, 2, null]))
        .join('\n')
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual([
      'CLOCK OF  TO THIS MACHINE  TO THE OTHERS      ±  ALLOWED  STATE         KEPT BY',
      'cp-1                 0 ms          -2 ms  10 ms   500 ms  ok            no known program',
      'cp-2               +1.5 s         +1.5 s  10 ms   500 ms  off           no known program',
      'cp-3                +2 ms           0 ms  10 ms   500 ms  ok            no known program',
      'worker-1                                           5.0 s  not measured  no known program',
    ]);
  });

  test('is shown with a note where this machine is the odd one out', () => {
    expect(lines(clocks([9000, 9000, 9000, 9000])).at(-1)).toContain('⚠ this machine');
  });

  test.each([
    [0.4, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [90_000, '90.0 s'],
  ])('%d ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
