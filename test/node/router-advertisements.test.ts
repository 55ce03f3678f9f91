import { describe, expect, test } from 'vitest';
import { acceptRaKey, routerAdvertisements } from '../../src/facts/router-advertisements.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { hostResources } from '../../src/node/index.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';

const networking = {
  podSubnets: ['10.244.0.0/16', 'fd00::/56'],
  serviceSubnets: ['10.96.0.0/12', 'fd01::/112'],
  dnsDomain: 'cluster.local',
};
const dual = makeCluster({ networking });
const ACCEPT = 'sysctl net.ipv6.conf.eth0.accept_ra';
const FORWARDING = 'sysctl net.ipv6.conf.all.forwarding';

/** Sysctls of a host in the order they are set, with their values. */
function sysctls(facts: Partial<HostFacts>, cluster = dual, host = makeHost()): [string, string][] {
  const desired = { cluster, host, facts: makeFacts(facts), entries: [] };
  return hostResources(desired)
    .filter(({ id }) => /^sysctl .*ipv6.conf/.test(id))
    .map(({ id, value }) => [id, String(value)]);
}
const heard = { routerAdvertisements: [{ name: 'eth0', acceptRa: '1' }] };
const recorded = (value: string): Partial<HostFacts> => ({
  sysctls: new Map([['net.ipv6.conf.eth0.accept_ra', value]]),
  record: {
    ...makeFacts().record,
    version: 1,
    cluster: null,
    resources: { [ACCEPT]: { value, original: '1' } },
  } as unknown as HostFacts['record'],
});

describe('a host that hears router advertisements', () => {
  test('accepts them also while it forwards, before it forwards', () => {
    const order = sysctls(heard);
    expect(order[0]).toEqual([ACCEPT, '2']);
    expect(order.map(([id]) => id).indexOf(FORWARDING)).toBeGreaterThan(0);
  });

  test('is left alone where IPv6 is not forwarded, and where the spec says what to do', () => {
    expect(sysctls(heard, makeCluster())).toEqual([]);
    const own = makeHost({ node: makeNode({ sysctls: { 'net.ipv6.conf.eth0.accept_ra': '0' } }) });
    expect(sysctls(heard, dual, own)).toContainEqual([ACCEPT, '0']);
    expect(sysctls({})).not.toContainEqual([ACCEPT, '2']);
  });

  test('keeps what was set while no router is heard', () => {
    expect(sysctls(recorded('2'))[0]).toEqual([ACCEPT, '2']);
    expect(sysctls(recorded('0'))).not.toContainEqual([ACCEPT, '2']);
    expect(sysctls(recorded('2'), makeCluster())).toEqual([]);
  });
});

describe('interfaces with router advertisements', () => {
  test('are those on which the kernel follows them', () => {
    expect(routerAdvertisements.parse('eth0 1\neth1 2\neth2 0\neth3\n\n')).toEqual([
      { name: 'eth0', acceptRa: '1' },
      { name: 'eth1', acceptRa: '2' },
    ]);
  });

  test('with a dot in the name have a key that sysctl reads', () => {
    expect(acceptRaKey('bond0.100')).toBe('net.ipv6.conf.bond0/100.accept_ra');
  });
});
