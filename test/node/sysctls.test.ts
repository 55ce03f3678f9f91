import { describe, expect, test } from 'vitest';
import type { ModuleState } from '../../src/facts/modules.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { hostProblems, hostResources } from '../../src/node/index.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';

const cluster = makeCluster();
const LOADED: readonly [string, ModuleState][] = [
  ['overlay', 'builtin'],
  ['br_netfilter', 'loaded'],
];

/** A host on which the key does not exist, with its modules. */
function asked(key: string, modules: readonly [string, ModuleState][], names: readonly string[] = []) {
  const host = makeHost({ node: makeNode({ sysctls: { [key]: '1' }, kernelModules: names }) });
  const facts: HostFacts = makeFacts({ sysctls: new Map([[key, null]]), modules: new Map(modules) });
  const desired = { cluster, host, facts, entries: [] };
  return { problems: hostProblems(desired), ids: hostResources(desired).map(({ id }) => id) };
}

describe('a sysctl that the kernel does not have', () => {
  test('is named when all modules are there, and not tried', () => {
    const { problems, ids } = asked('vm.swapiness', LOADED);
    expect(problems).toEqual([
      'kernel 6.1.0-25-amd64 has no sysctl vm.swapiness: check the spelling, or name the module that brings it in kernelModules',
    ]);
    expect(ids).not.toContain('sysctl vm.swapiness');
  });

  test('may still come with a module that is to be loaded', () => {
    const { problems, ids } = asked('net.x.y', [...LOADED, ['x', 'available']], ['x']);
    expect(problems).toEqual([]);
    expect(ids).toContain('sysctl net.x.y');
  });

  test('is named when the module that is known to bring it is loaded, whatever else is still to come', () => {
    const key = 'net.bridge.bridge-nf-call-typo';
    expect(asked(key, [...LOADED, ['x', 'available']], ['x']).problems).toHaveLength(1);
    expect(asked(key, [['br_netfilter', 'available']]).problems).toEqual([]);
  });

  test('that nobody looked for yet is no problem: render knows no host', () => {
    const host = makeHost({ node: makeNode({ sysctls: { 'vm.x': '1' } }) });
    expect(hostProblems({ cluster, host, facts: makeFacts(), entries: [] })).toEqual([]);
  });
});
