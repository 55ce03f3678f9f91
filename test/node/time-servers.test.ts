import { describe, expect, test } from 'vitest';
import { timeGraph, timeRole } from '../../src/model/time-servers.ts';
import { makeCluster, makeHost, makeNode, makeTimeSync, makeWorker } from '../fixtures/cluster.ts';

/** Hosts and their servers; what each asks, and `*` where it serves its own clock. */
const cases: readonly (readonly [string, Record<string, string[]>, Record<string, string>])[] = [
  ['servers outside are asked by all', { a: ['ntp'], b: ['ntp'] }, { a: 'ntp', b: 'ntp' }],
  ['a host that all name serves its own clock', { a: ['a'], b: ['a'] }, { a: '*', b: 'a' }],
  [
    'a host that serves asks outside, and never those it serves',
    { a: ['ntp', 'a', 'b'], b: ['ntp', 'a', 'b'], w: ['a', 'b'] },
    { a: 'ntp', b: 'ntp', w: 'a b' },
  ],
  ['a chain keeps its order', { a: ['ntp'], b: ['a'], w: ['b'] }, { a: 'ntp', b: 'a', w: 'b' }],
  [
    'a chain from an own clock has one own clock',
    { a: ['a'], b: ['b', 'a'], w: ['b'] },
    { a: '*', b: 'a', w: 'b' },
  ],
  [
    'two that name each other agree',
    { a: ['a', 'b'], b: ['a', 'b'], w: ['a', 'b'] },
    { a: 'b *', b: 'a *', w: 'a b' },
  ],
  [
    'a ring asks all of itself',
    { a: ['b'], b: ['c'], c: ['a'], w: ['a'] },
    { a: 'b c *', b: 'c a *', c: 'a b *', w: 'a' },
  ],
  ['a host that nobody names serves nobody', { a: ['ntp'], w: [] }, { a: 'ntp', w: '' }],
];

describe('who follows whom', () => {
  test.each(cases)('%s', (_title, servers, expected) => {
    const graph = timeGraph(Object.entries(servers).map(([name, list]) => ({ name, servers: list })));
    const read = (name: string) =>
      [...graph.outside(name), ...graph.inside(name), ...(graph.ownClock(name) ? ['*'] : [])].join(' ');
    expect(Object.fromEntries(Object.keys(servers).map((name) => [name, read(name)]))).toEqual(expected);
  });
});

describe('the part of a host', () => {
  const follow = (servers: string[]) => makeNode({ timeSync: makeTimeSync({ provider: 'chrony', servers }) });
  const [cp, w1, w2] = [
    makeHost({ node: follow(['cp-1']) }),
    makeWorker({ name: 'w-1', internalAddresses: ['10.0.0.21', 'fd00::21'], node: follow(['cp-1']) }),
    makeWorker({
      name: 'w-2',
      address: 'w-2.example.org',
      internalAddresses: ['10.0.0.22'],
      node: makeNode(),
    }),
  ];
  const cluster = makeCluster({ hosts: [cp, w1, w2] });

  test('serves the addresses of the hosts that name it, and no others', () => {
    expect(timeRole(cluster, cp).clients).toEqual(['10.0.0.21', 'fd00::21', '192.0.2.21']);
    expect(timeRole(cluster, w1).clients).toEqual([]);
  });

  test('asks hosts at their address in the cluster', () => {
    expect(timeRole(cluster, w1).servers).toEqual(['10.0.0.11']);
    expect(timeRole(cluster, w1).hosts).toEqual([cp]);
  });
});
