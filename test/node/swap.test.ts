import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileFact } from '../../src/facts/files.ts';
import type { SwapUnit } from '../../src/facts/swap-units.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { swap } from '../../src/node/swap.ts';
import { diffHost } from '../../src/resources/host-diff.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';
import { makeFacts, makeFile } from '../fixtures/facts.ts';
import { commandsOf, simulate } from '../workflow/simulate.ts';

const steps = (facts: HostFacts, setting: 'disabled' | 'kept' = 'disabled') => {
  const host = makeHost({ node: makeNode({ swap: setting }) });
  const cluster = makeCluster({ hosts: [host], kubelet: { failSwapOn: setting === 'disabled' } });
  return diffHost('prepare', swap.resources({ cluster, host, facts, entries: [] }), facts, null);
};
const with_ = (units: Readonly<Record<string, string>>, more: Partial<HostFacts> = {}) =>
  makeFacts({
    swapUnits: new Map(
      Object.entries(units).map(([name, text]): [string, SwapUnit] => {
        const [enabled = '', active = '', source = ''] = text.split(' ');
        return [name, { enabled: enabled === '-' ? '' : enabled, active, source }];
      }),
    ),
    ...more,
  });
const masked = (facts: HostFacts) =>
  commandsOf(steps(facts)).flatMap(([name, unit]) => (name === 'mask_unit' ? [unit] : []));
const ETC = '/etc/systemd/zram-generator.conf';
const USR = '/usr/lib/systemd/zram-generator.conf';

describe('units that are masked', () => {
  test.each([
    ['what the GPT generator made', { 'dev-vda3.swap': 'generated active' }, ['dev-vda3.swap']],
    [
      'what the zram generator made, before it is started',
      { 'dev-zram0.swap': 'generated inactive' },
      ['dev-zram0.swap'],
    ],
    ['a unit file', { 'swapfile.swap': 'enabled active' }, ['swapfile.swap']],
    ['a unit that something else may start', { 'swapfile.swap': 'static inactive' }, ['swapfile.swap']],
    ['a service', { 'zramswap.service': 'enabled active' }, ['zramswap.service']],
    ['a disabled unit that runs', { 'zramswap.service': 'disabled active' }, ['zramswap.service']],
    ['a disabled unit', { 'zramswap.service': 'disabled inactive', 'a.swap': 'disabled failed' }, []],
    ['what fstab brings', { 'dev-sda2.swap': 'generated active /etc/fstab' }, []],
    ['what systemd only found active', { 'dev-sdb1.swap': '- active' }, []],
    ['what somebody masked before', { 'dev-zram0.swap': 'masked inactive' }, []],
    [
      'what is masked until the next boot only',
      { 'dev-zram0.swap': 'masked-runtime inactive' },
      ['dev-zram0.swap'],
    ],
  ])('%s', (_what, units, expected) => {
    expect(masked(with_(units))).toEqual(expected);
  });
});

describe('zram-generator', () => {
  const conf = (files: Readonly<Record<string, string>>) =>
    makeFacts({
      files: new Map(Object.entries(files).map(([path, text]): [string, FileFact] => [path, makeFile(text)])),
    });
  const written = (facts: HostFacts) =>
    commandsOf(steps(facts)).some(([name, path]) => name === 'put_file' && path === ETC);

  test.each([
    ['no configuration', {}, false],
    ["the distribution's", { [USR]: '[zram0]\nzram-size = ram / 2\n' }, true],
    ["the administrator's", { [ETC]: '# big\n[zram0]\n' }, true],
    ["the administrator's, empty, which hides the distribution's", { [ETC]: '', [USR]: '[zram0]\n' }, false],
    ['one without a device', { [USR]: '# [zram0]\n' }, false],
    ['one with a file system', { [ETC]: '[zram0]\n[zram1]\nmount-point = /var/tmp\n' }, false],
  ])('with %s', (_what, files, expected) => {
    expect(written(conf(files))).toBe(expected);
  });

  test('comes back as it was when swap is kept', () => {
    const start = conf({ [ETC]: '[zram0]\nzram-size = 1\n' });
    const off = simulate(start, steps(start));
    expect(off.files.get(ETC)?.content).not.toContain('[');
    expect(steps(off)).toEqual([]);
    const on = simulate(off, steps(off, 'kept'));
    expect(on.files.get(ETC)).toEqual(start.files.get(ETC));
  });
});

describe('whatever brings swap', () => {
  const unit = fc.record({
    enabled: fc.constantFrom('', 'enabled', 'disabled', 'static', 'generated', 'masked'),
    active: fc.constantFrom('active', 'inactive', 'failed'),
    source: fc.constantFrom('', '/etc/fstab'),
  });
  const names = fc.constantFrom(
    'dev-zram0.swap',
    'dev-disk-by\\x2duuid-1.swap',
    'zramswap.service',
    'a b.swap',
  );
  const facts = fc
    .record({
      units: fc.dictionary(names, unit),
      swaps: fc.constantFrom<readonly string[]>([], ['/dev/zram0']),
    })
    .map(({ units, swaps }) => makeFacts({ swaps, swapUnits: new Map(Object.entries(units)) }));

  test('applied once, nothing is left to do, and no unit of ours can start', () => {
    fc.assert(
      fc.property(facts, (start) => {
        const units = masked(start);
        const done = simulate(start, steps(start));
        expect(steps(done)).toEqual([]);
        for (const name of units)
          expect(done.swapUnits.get(name ?? '')).toMatchObject({ enabled: 'masked', active: 'inactive' });
      }),
    );
  });

  test('kept again, every unit that we masked runs if it ran, and no other is touched', () => {
    fc.assert(
      fc.property(facts, (start) => {
        const units = new Set(masked(start));
        const off = simulate(start, steps(start));
        const on = simulate(off, steps(off, 'kept'));
        expect(steps(on, 'kept')).toEqual([]);
        for (const [name, was] of start.swapUnits) {
          const is = on.swapUnits.get(name);
          if (!units.has(name)) expect(is).toEqual(was);
          else {
            expect(is?.enabled).not.toBe('masked');
            expect(is?.active === 'active').toBe(was.active === 'active');
          }
        }
      }),
    );
  });

  test('a run that was cut off at any place is made up for by the next', () => {
    fc.assert(
      fc.property(facts, fc.nat({ max: 8 }), (start, most) => {
        const cut = simulate(start, steps(start), most);
        const done = simulate(cut, steps(cut));
        expect(steps(done)).toEqual([]);
      }),
    );
  });
});
