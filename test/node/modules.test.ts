import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Denial, moduleConfig } from '../../src/facts/module-config.ts';
import type { ModuleState } from '../../src/facts/modules.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import type { NodeSettings } from '../../src/model/cluster.ts';
import { sameValue } from '../../src/node/module-options.ts';
import { moduleNotes, modules } from '../../src/node/modules.ts';
import { diffHost } from '../../src/resources/host-diff.ts';
import { MODPROBE_FILE } from '../../src/resources/kernel-module.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { simulate } from '../workflow/simulate.ts';

const desired = (node: Partial<NodeSettings>, facts: Partial<HostFacts> = {}, mode = 'iptables') => {
  const host = makeHost({ node: makeNode(node) });
  const cluster = makeCluster({ hosts: [host], kubeProxy: { mode } });
  return { cluster, host, entries: [], facts: makeFacts(facts) };
};
const states = (all: Readonly<Record<string, ModuleState>>): Pick<HostFacts, 'modules'> => ({
  modules: new Map(Object.entries({ overlay: 'builtin', br_netfilter: 'builtin', ...all })),
});
const denied = (...denials: Denial[]): Pick<HostFacts, 'moduleConfig'> => ({
  moduleConfig: { hasDirectory: true, denials, parameters: new Map() },
});
const running = (output: string): Pick<HostFacts, 'moduleConfig'> => ({
  moduleConfig: moduleConfig.parse(output),
});

describe('options and denials', () => {
  test('are one file of ours, which lands before a module is loaded', () => {
    const wanted = desired({
      kernelModules: ['ip_vs'],
      kernelModuleOptions: { ip_vs: 'conn_tab_bits=16', nf_conntrack: 'hashsize=1 acct' },
      deniedKernelModules: ['sctp'],
    });
    const ids = modules.resources(wanted).map(({ id }) => id);
    expect(ids[0]).toBe(`file ${MODPROBE_FILE}`);
    expect(ids).toContain('kernel-module ip_vs');
    expect(modules.resources(wanted)[0]?.plan(wanted.facts)?.change.after).toBe(
      '# Written by kubestrap; edits are lost.\noptions ip_vs conn_tab_bits=16\noptions nf_conntrack hashsize=1 acct\nblacklist sctp\ninstall sctp /bin/false\n',
    );
  });

  test('without any there is no file, and one that was there goes', () => {
    const before = desired({ deniedKernelModules: ['sctp'] });
    const facts = simulate(before.facts, diffHost('prepare', modules.resources(before), before.facts, null));
    expect(facts.files.get(MODPROBE_FILE)?.type).toBe('file');
    const after = { ...desired({}), facts };
    const steps = diffHost('prepare', modules.resources(after), facts, null);
    expect(simulate(facts, steps).files.get(MODPROBE_FILE)?.type).toBe('absent');
  });

  test('are asked for: the states of modules that are not loaded by us, too', () => {
    const { cluster, host } = desired({ kernelModuleOptions: { a: 'b=1' }, deniedKernelModules: ['sctp'] });
    expect(modules.asks(cluster, host).modules).toEqual(['overlay', 'br_netfilter', 'a', 'sctp']);
    expect(modules.asks(cluster, host).files).toContain(MODPROBE_FILE);
  });
});

describe('a module that went into another', () => {
  const problems = (kernel: string, state: ModuleState) => {
    const wanted = desired(
      { kernelModules: ['nf_conntrack_ipv4'] },
      { kernel, ...states({ nf_conntrack_ipv4: state }) },
    );
    const ids = modules.resources(wanted).map(({ id }) => id);
    return [modules.problems?.(wanted), ids.includes('kernel-module nf_conntrack_ipv4')];
  };

  test('is named with what it became, and not asked for', () => {
    expect(problems('6.1.0-25-amd64', 'missing')).toEqual([
      [
        'kernel module nf_conntrack_ipv4 became nf_conntrack in 4.19, and the kernel is 6.1.0-25-amd64: write nf_conntrack in kernelModules',
      ],
      false,
    ]);
  });

  test.each([
    ['an older kernel', '4.18.0-553.el8', 'missing'],
    ['a kernel that still has it', '5.4.0', 'available'],
    ['a kernel of unknown version', '', 'missing'],
  ] as const)('is asked for on %s', (_what, kernel, state) => {
    expect(problems(kernel, state)).toEqual([[], true]);
  });
});

describe('notes', () => {
  const sctp: Denial = { module: 'sctp', how: 'blacklist', where: '/etc/modprobe.d/cis.conf' };

  test.each<[string, Partial<NodeSettings>, Partial<HostFacts>, readonly string[]]>([
    ['a host as it should be', { kernelModules: ['ip_vs'] }, states({ ip_vs: 'loaded' }), []],
    [
      'a module that runs with another value',
      { kernelModuleOptions: { ip_vs: 'conn_tab_bits=16' } },
      { ...states({ ip_vs: 'loaded' }), ...running('parameter ip_vs conn_tab_bits 12\n') },
      ['kernel-module ip_vs option conn_tab_bits: 12 -> 16, reboot'],
    ],
    [
      'a module that runs with the value',
      { kernelModuleOptions: { 'ip-vs': 'conn-tab-bits=0x10' } },
      { ...states({ 'ip-vs': 'loaded' }), ...running('parameter ip_vs conn_tab_bits 16\n') },
      [],
    ],
    [
      'a value that cannot be read',
      { kernelModuleOptions: { ip_vs: 'conn_tab_bits=16' } },
      states({ ip_vs: 'loaded' }),
      [],
    ],
    [
      'a module that is yet to be loaded',
      { kernelModuleOptions: { ip_vs: 'conn_tab_bits=16' } },
      { ...states({ ip_vs: 'available' }), ...running('parameter ip_vs conn_tab_bits 12\n') },
      [],
    ],
    [
      'an option of a module that is built in',
      { kernelModuleOptions: { zswap: 'enabled' } },
      { ...states({ zswap: 'builtin' }), ...running('parameter zswap enabled N\n') },
      ['kernel-module zswap option enabled: N -> Y, reboot'],
    ],
    [
      'a denied module that is loaded',
      { deniedKernelModules: ['sctp'] },
      states({ sctp: 'loaded' }),
      ['kernel-module sctp denied: loaded -> null, reboot'],
    ],
    [
      'a denied module that is built in',
      { deniedKernelModules: ['sctp'] },
      states({ sctp: 'builtin' }),
      ['kernel-module sctp denied: part of the kernel -> null, reboot'],
    ],
    [
      'a denied module that is not there',
      { deniedKernelModules: ['sctp', 'dccp'] },
      { ...states({ sctp: 'available', dccp: 'missing' }), ...denied(sctp) },
      [],
    ],
    [
      'a needed module that somebody else denies',
      { kernelModules: ['sctp'] },
      { ...states({ sctp: 'loaded' }), ...denied(sctp) },
      ['kernel-module sctp at boot: denied by /etc/modprobe.d/cis.conf -> loaded, none'],
    ],
    [
      'a needed module that our own file denies so far',
      { kernelModules: ['sctp'] },
      { ...states({ sctp: 'loaded' }), ...denied({ ...sctp, where: MODPROBE_FILE }) },
      [],
    ],
    [
      'a needed module that is built in, whoever denies it',
      { kernelModules: ['sctp'] },
      { ...states({ sctp: 'builtin' }), ...denied(sctp) },
      [],
    ],
  ])('on %s', (_what, node, facts, expected) => {
    const notes = moduleNotes(desired(node, facts)).map(
      ({ resource, before, after, disruption }) => `${resource}: ${before} -> ${after}, ${disruption}`,
    );
    expect(notes).toEqual(expected);
  });

  test('say how options reach a module that is built in', () => {
    const facts = { ...states({ zswap: 'builtin' }), ...running('parameter zswap enabled N\n') };
    const [note] = moduleNotes(desired({ kernelModuleOptions: { zswap: 'enabled=1' } }, facts));
    expect(note?.reason).toContain('zswap.enabled=1 on the kernel command line');
  });
});

describe('the values of parameters', () => {
  test.each([
    ['Y', '1', true],
    ['Y', 'on', true],
    ['N', 'off', true],
    ['N', '0', true],
    ['N', '1', false],
    ['Y', 'maybe', false],
    ['10', '0xa', true],
    ['8', '010', true],
    ['-1', '-1', true],
    ['1', '-1', false],
    ['a', 'b', false],
    ['', '0', false],
    ['16384', '16384', true],
  ])('%j is %j: %s', (is, want, expected) => {
    expect(sameValue(is, want)).toBe(expected);
  });

  test('any value is itself, and no text breaks the comparison', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(sameValue(a, a)).toBe(true);
        expect(typeof sameValue(a, b)).toBe('boolean');
      }),
    );
  });
});

test.each([
  ['nftables', '5.12.19', 1],
  ['nftables', '4.18.0-553.el8.x86_64', 1],
  ['nftables', '5.13.0', 0],
  ['nftables', '6.1.0-25-amd64', 0],
  ['nftables', '', 0],
  ['iptables', '4.18.0', 0],
  ['ipvs', '4.18.0', 0],
])('mode %s on kernel %j has %i problems', (mode, kernel, count) => {
  const problems = modules.problems?.(desired({}, { kernel }, mode)) ?? [];
  expect(problems).toHaveLength(count);
  for (const problem of problems) expect(problem).toContain(`the kernel is ${kernel}`);
});
