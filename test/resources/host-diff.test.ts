import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../src/facts/types.ts';
import type { HostRecord } from '../../src/model/record.ts';
import { prepare } from '../../src/phases/prepare.ts';
import { file } from '../../src/resources/file.ts';
import { diffHost } from '../../src/resources/host-diff.ts';
import { hostsEntries } from '../../src/resources/hosts-entry.ts';
import { kernelModule } from '../../src/resources/kernel-module.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { service } from '../../src/resources/service.ts';
import { noSwap } from '../../src/resources/swap.ts';
import { sysctl } from '../../src/resources/sysctl.ts';
import { fingerprint } from '../../src/workflow/fingerprint.ts';
import { makeFacts, makeFile } from '../fixtures/facts.ts';
import { commandsOf, simulate } from '../workflow/simulate.ts';

const diff = (resources: readonly Resource[], facts: HostFacts, cluster: HostRecord['cluster'] = null) =>
  diffHost('prepare', resources, facts, cluster);
const run = (resources: readonly Resource[], facts: HostFacts) => simulate(facts, diff(resources, facts));
const names = (resources: readonly Resource[], facts: HostFacts) =>
  diff(resources, facts).map(({ change }) => `${change.action} ${change.resource}`);

const swappiness = (value: string) => sysctl({ key: 'vm.swappiness', value, reason: 'x' });
const live = (value: string): Partial<HostFacts> => ({ sysctls: new Map([['vm.swappiness', value]]) });

/** One of many things a host may be asked for; the same id is never asked for twice. */
const resources: fc.Arbitrary<Resource[]> = fc.uniqueArray(
  fc.oneof(
    fc
      .tuple(fc.constantFrom('/etc/a.conf', "/etc/b'c.conf"), fc.constantFrom('1\n', "it's $x\n", ''))
      .map(([path, content]) => file({ path, content, mode: '0644', reason: 'x' })),
    fc
      .tuple(fc.constantFrom('vm.swappiness', 'net.core.somaxconn'), fc.constantFrom('1', '4096', '1 2'))
      .map(([key, value]) => sysctl({ key, value, reason: 'x' })),
    fc.constantFrom('overlay', 'ip_vs').map((name) => kernelModule({ name, reason: 'x' })),
    fc.constantFrom('a', 'b').map((name) => hostsEntries([{ ip: '10.0.0.1', names: [name] }], 'x')),
    fc.boolean().map((running) => service({ unit: 'containerd.service', running, reason: 'x' })),
    fc.constant(noSwap('x')),
  ),
  { selector: ({ id }) => id },
);

const facts: fc.Arbitrary<HostFacts> = fc
  .record({
    swappiness: fc.constantFrom('60', '1'),
    hosts: fc.constantFrom('127.0.0.1 localhost\n', 'no newline at the end', ''),
    swaps: fc.constantFrom<readonly string[]>([], ['/dev/sda2']),
    fstab: fc.constantFrom('/dev/sda2 none swap sw 0 0\n', ''),
    active: fc.constantFrom('active', 'inactive'),
  })
  .map(({ swappiness, hosts, swaps, fstab, active }) =>
    makeFacts({
      sysctls: new Map([
        ['vm.swappiness', swappiness],
        ['net.core.somaxconn', '128'],
      ]),
      files: new Map([
        ['/etc/hosts', makeFile(hosts)],
        ['/etc/fstab', makeFile(fstab)],
      ]),
      swaps,
      services: new Map([['containerd.service', { load: 'loaded', active, enabled: 'disabled' }]]),
    }),
  );

describe('the difference of a host', () => {
  test('leaves nothing to change once it is made', () => {
    fc.assert(
      fc.property(resources, facts, (wanted, start) => {
        expect(names(wanted, run(wanted, start))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('leaves nothing to change when the spec changes from one run to the next', () => {
    fc.assert(
      fc.property(resources, resources, facts, (first, second, start) => {
        expect(names(second, run(second, run(first, start)))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('goes on to the same end after a run that died at any command', () => {
    fc.assert(
      fc.property(resources, resources, facts, fc.nat({ max: 12 }), (first, second, start, died) => {
        const before = run(first, start);
        const half = simulate(before, diff(second, before), died);
        const end = run(second, half);
        expect(names(second, end)).toEqual([]);
        expect(end.record).toEqual(run(second, before).record);
      }),
      { numRuns: 40 },
    );
  });

  test('puts sysctls, files, names and fstab back once nothing is wanted any more', () => {
    fc.assert(
      fc.property(resources, facts, (wanted, start) => {
        const end = run([], run(wanted, start));
        expect(Object.fromEntries(end.sysctls)).toEqual(Object.fromEntries(start.sysctls));
        expect(end.files.get('/etc/hosts')?.content?.trimEnd()).toBe(
          start.files.get('/etc/hosts')?.content?.trimEnd(),
        );
        expect(end.files.get('/etc/fstab')?.content).toBe(start.files.get('/etc/fstab')?.content);
        for (const path of ['/etc/a.conf', "/etc/b'c.conf"])
          expect(end.files.get(path)?.type ?? 'absent').toBe('absent');
        expect(end.record?.resources).toEqual({});
      }),
      { numRuns: 40 },
    );
  });
});

describe('the record', () => {
  test('is written before the first change, and names what will be ours', () => {
    const steps = diff([swappiness('1')], makeFacts(live('60')));
    expect(steps.map(({ change }) => change.resource)).toEqual(['record', 'sysctl vm.swappiness']);
    const [first = []] = commandsOf(steps);
    expect(first.slice(0, 3)).toEqual(['put_record', '/var/lib/kubestrap/record.json', '']);
    expect(JSON.parse(first[3] ?? '')).toEqual({
      version: 1,
      cluster: null,
      resources: { 'sysctl vm.swappiness': { value: '1', original: '60' } },
    });
  });

  test('keeps the value that was there before the first run through all later ones', () => {
    const end = ['1', '10', '20'].reduce((is, value) => run([swappiness(value)], is), makeFacts(live('60')));
    expect(end.record?.resources['sysctl vm.swappiness']).toEqual({ value: '20', original: '60' });
  });

  test('names what leaves until it has left: a crash in between forgets nothing', () => {
    const before = run([swappiness('1')], makeFacts(live('60')));
    const kept = kernelModule({ name: 'overlay', reason: 'x' });
    const crashed = simulate(before, diff([kept], before), 1);
    expect(Object.keys(crashed.record?.resources ?? {}).toSorted()).toEqual([
      'kernel-module overlay',
      'sysctl vm.swappiness',
    ]);
    expect(Object.keys(run([kept], crashed).record?.resources ?? {})).toEqual(['kernel-module overlay']);
  });

  test('is written once where nothing leaves, and not at all where nothing changes', () => {
    const after = run([swappiness('1')], makeFacts(live('60')));
    expect(names([swappiness('1')], after)).toEqual([]);
    expect(names([swappiness('2')], after)).toEqual(['update record', 'update sysctl vm.swappiness']);
  });

  test('keeps what only a newer kubestrap knows how to remove', () => {
    const entry = { value: '1', original: null };
    const record = {
      version: 1,
      cluster: null,
      resources: { 'gadget x': entry, 'constructor y': entry },
    } as const;
    expect(run([], makeFacts({ record })).record?.resources).toEqual(record.resources);
  });

  test('takes what leaves out first: a new owner of the same thing has the last word', () => {
    const before = run(
      [swappiness('1'), file({ path: '/etc/a', content: 'a', mode: '0644', reason: 'x' })],
      makeFacts(live('60')),
    );
    expect(names([kernelModule({ name: 'overlay', reason: 'x' })], before)).toEqual([
      'update record',
      'delete file /etc/a',
      'update sysctl vm.swappiness',
      'create kernel-module overlay',
      'update record',
    ]);
  });

  test('says which cluster the host belongs to, once that is known, and forgets it when it is none', () => {
    const cluster = { name: 'prod', uid: 'u-1', caPin: 'sha256:x' };
    const joined = simulate(makeFacts(), diff([], makeFacts(), cluster));
    expect(joined.record?.cluster).toEqual(cluster);
    expect(simulate(joined, diff([], joined, null)).record?.cluster).toBeNull();
  });
});

test('a saved plan holds, whether a kubelet that restarts over and over runs at the time or not', () => {
  const wanted = [swappiness('1'), service({ unit: 'kubelet.service', running: false, reason: 'x' })];
  const [active, activating] = ['active', 'activating'].map((is) => {
    const services = new Map([['kubelet.service', { load: 'loaded', active: is, enabled: 'enabled' }]]);
    const steps = diff(wanted, makeFacts({ ...live('60'), services }));
    return fingerprint([{ phase: prepare, plan: { rounds: [[{ host: 'w-1', steps }]] } }]);
  });
  expect(activating?.hashes).toEqual(active?.hashes);
  expect(Object.keys(active?.hashes ?? {})).toHaveLength(2);
});
