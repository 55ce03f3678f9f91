import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_ADDRESSES, noProxy } from '../../src/knowledge/no-proxy.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { makeCluster, makeHost, makeWorker } from '../fixtures/cluster.ts';

const LOOPBACK = ['localhost', '127.0.0.0/8', '::1'];
const ALWAYS = [...LOOPBACK, 'apiserver.cluster.local'];
const CLUSTER = ['10.244.0.0/16', '10.96.0.0/12', '.svc', '.cluster.local'];
const NODES = ['10.0.0.11', '192.0.2.11', '10.0.0.21', '192.0.2.21'];

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const address = `10.1.${Math.floor(index / 200)}.${(index % 200) + 1}`;
    return makeWorker({ name: `w-${index}`, address, internalAddresses: [address] });
  });

const rows: readonly (readonly [what: string, Partial<Cluster>, added: readonly string[], string[]])[] = [
  ['every host, the endpoint, Pods and Services', {}, [], [...ALWAYS, ...NODES, ...CLUSTER]],
  [
    'what the spec adds comes last',
    {},
    ['.example.org', 'db'],
    [...ALWAYS, ...NODES, ...CLUSTER, '.example.org', 'db'],
  ],
  ['what is there already is not added again', {}, ['.svc', '10.0.0.11'], [...ALWAYS, ...NODES, ...CLUSTER]],
  [
    "with the nodes' network in the spec, no node is listed",
    {},
    ['10.0.0.0/24', '192.0.2.0/24'],
    [...ALWAYS, ...CLUSTER, '10.0.0.0/24', '192.0.2.0/24'],
  ],
  [
    'IPv6 without brackets, as Go wants it',
    {
      hosts: [makeHost({ address: 'cp-1.example.org', internalAddresses: ['10.0.0.11', '2001:db8::11'] })],
      networking: { podSubnets: ['fd01::/48'], serviceSubnets: ['fd02::/112'], dnsDomain: 'k8s.test' },
    },
    [],
    [
      ...ALWAYS,
      '10.0.0.11',
      '2001:db8::11',
      'cp-1.example.org',
      'fd01::/48',
      'fd02::/112',
      '.svc',
      '.k8s.test',
    ],
  ],
  [
    'an etcd elsewhere',
    {
      hosts: [],
      etcd: {
        external: {
          endpoints: ['https://etcd-1.example.org:2379', 'https://[2001:db8::5]:2379'],
          caFile: '/ca',
          certFile: '/crt',
          keyFile: '/key',
        },
      },
    },
    [],
    [...ALWAYS, 'etcd-1.example.org', '2001:db8::5', ...CLUSTER],
  ],
  [
    'a host that is to be absent is not listed',
    { hosts: [makeHost({ state: 'absent' })] },
    [],
    [...ALWAYS, ...CLUSTER],
  ],
  [
    'an endpoint that is a host is listed once',
    { endpoint: { host: '10.0.0.11', port: 6443, provider: 'external' } },
    [],
    [...LOOPBACK, '10.0.0.11', '192.0.2.11', '10.0.0.21', '192.0.2.21', ...CLUSTER],
  ],
  [
    'many hosts are listed as the networks around them',
    { hosts: many(300) },
    [],
    [...ALWAYS, '10.1.0.0/24', '10.1.1.0/24', ...CLUSTER],
  ],
  [
    'as many as may be are listed one by one',
    { hosts: many(MOST_ADDRESSES) },
    [],
    [...ALWAYS, ...many(MOST_ADDRESSES).map(({ address }) => address), ...CLUSTER],
  ],
  [
    'many IPv6 hosts likewise, names as they are',
    {
      hosts: many(MOST_ADDRESSES + 1).map((host, index) => ({
        ...host,
        address: 'bastion.example.org',
        internalAddresses: [`2001:db8:7:${index % 2}::${index.toString(16)}`],
      })),
    },
    [],
    [...ALWAYS, '2001:db8:7::/64', 'bastion.example.org', '2001:db8:7:1::/64', ...CLUSTER],
  ],
];

describe('noProxy', () => {
  test.each(rows)('%s', (_what, cluster, added, expected) => {
    expect(noProxy(makeCluster(cluster), added)).toEqual(expected);
  });

  test('fits into a variable of the environment for 5,000 hosts, and holds nothing twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.array(fc.constantFrom('.a', '10.1.0.0/20', 'b')),
        (count, added) => {
          const list = noProxy(makeCluster({ hosts: many(count) }), added);
          expect(list.join(',').length).toBeLessThan(4096);
          expect(new Set(list).size).toBe(list.length);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('a new host changes nothing once its network is in the spec', () => {
    const list = (count: number) => noProxy(makeCluster({ hosts: many(count) }), ['10.1.0.0/16']);
    expect(list(3)).toEqual(list(1000));
  });
});
