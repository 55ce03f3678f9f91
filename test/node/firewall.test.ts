import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FirewallFacts } from '../../src/facts/firewall.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { EMPTY_RECORD } from '../../src/model/record.ts';
import { firewall } from '../../src/node/firewall.ts';
import { diffHost } from '../../src/resources/host-diff.ts';
import { isStep } from '../../src/shell/emit.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeCluster, makeHost, makeNode, makeWorker } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeFirewall, makeFirewalld, makeUfw, makeZone } from '../fixtures/security.ts';
import { simulate } from '../workflow/simulate.ts';

const cp2 = makeHost({ name: 'cp-2', address: '10.0.0.12', internalAddresses: ['10.0.0.12'] });
const cluster = makeCluster({ hosts: [makeHost(), cp2, makeWorker()] });
const managed = (extraPorts: readonly string[] = []) => makeNode({ firewall: { manage: true, extraPorts } });
const OURS = 'in comment=6b7562657374726170';
const ANY = '0.0.0.0/0';

function facts(is: Partial<FirewallFacts>, more: Partial<HostFacts> = {}): HostFacts {
  return makeFacts({ record: EMPTY_RECORD, firewall: makeFirewall(is), ...more });
}

function steps(host: ReturnType<typeof makeHost>, is: HostFacts) {
  const resources = firewall.resources({ cluster, host, facts: is, entries: [] });
  return diffHost('prepare', resources, is, null);
}

/** What is run, less the record: `ufw allow 10250/tcp`. */
function commands(host: ReturnType<typeof makeHost>, is: HostFacts): string[] {
  return steps(host, is)
    .filter(isStep)
    .filter(({ change }) => change.id.kind !== 'record')
    .map(({ script }) => script.write(nameSecrets));
}

describe('a firewall that is managed', () => {
  test('firewalld: ports in the zone of the node, etcd for its peers only, Pods and Services trusted', () => {
    expect(
      commands(makeHost({ node: managed(['8472/udp']) }), facts({ firewalld: makeFirewalld() })),
    ).toEqual([
      'firewalld_set add public port 6443/tcp',
      `firewalld_set add public rich-rule 'rule family="ipv4" source address="10.0.0.12" port port="2379" protocol="tcp" accept'`,
      `firewalld_set add public rich-rule 'rule family="ipv4" source address="10.0.0.12" port port="2380" protocol="tcp" accept'`,
      'firewalld_set add public port 10250/tcp',
      'firewalld_set add public port 10256/tcp',
      'firewalld_set add public port 30000-32767/tcp',
      'firewalld_set add public port 30000-32767/udp',
      'firewalld_set add public port 8472/udp',
      'firewalld_set add trusted source 10.244.0.0/16',
      'firewalld_set add trusted source 10.96.0.0/12',
    ]);
  });

  test('ufw: the same as its rules', () => {
    expect(commands(makeHost({ node: managed(['8000-8010/tcp']) }), facts({ ufw: makeUfw() }))).toEqual([
      'ufw_rule add allow 6443/tcp',
      'ufw_rule add allow from 10.0.0.12 to any port 2379 proto tcp',
      'ufw_rule add allow from 10.0.0.12 to any port 2380 proto tcp',
      'ufw_rule add allow 10250/tcp',
      'ufw_rule add allow 10256/tcp',
      'ufw_rule add allow 30000:32767/tcp',
      'ufw_rule add allow 30000:32767/udp',
      'ufw_rule add allow 8000:8010/tcp',
      ...['10.244.0.0/16', '10.96.0.0/12'].flatMap((network) => [
        `ufw_rule add allow from ${network}`,
        `ufw_rule add route allow from ${network}`,
        `ufw_rule add route allow to ${network}`,
      ]),
    ]);
  });

  test('the zone is the one that the interface of the node is in', () => {
    const runtime = new Map([['internal', makeZone({ interfaces: ['eth0'] })]]);
    const run = commands(makeHost({ node: managed() }), facts({ firewalld: makeFirewalld({ runtime }) }));
    expect(run[0]).toBe('firewalld_set add internal port 6443/tcp');
  });

  test('what services, wider rules or trusted zones let through already is left alone', () => {
    const services = new Map([
      ['kube-worker', { ports: ['30000-32767/tcp', '30000-32767/udp'], includes: ['kubelet'] }],
      ['kubelet', { ports: ['10250/tcp'], includes: [] }],
    ]);
    const zones = new Map([['public', makeZone({ services: ['kube-worker'], ports: ['10000-10300/tcp'] })]]);
    const trusted = makeZone({ target: 'ACCEPT', sources: ['10.0.0.0/8'] });
    const all = new Map([...zones, ['trusted', trusted]]);
    const is = facts({ firewalld: makeFirewalld({ services, runtime: all, permanent: all }) });
    expect(commands(makeHost({ node: managed() }), is)).toEqual([
      'firewalld_set add public port 6443/tcp',
      'firewalld_set add trusted source 10.244.0.0/16',
      'firewalld_set add trusted source 10.96.0.0/12',
    ]);
    const wide = makeUfw([
      `allow any any ${ANY} any 10.0.0.0/8 in`,
      `allow tcp 6000:32767 ${ANY} any ${ANY} in`,
    ]);
    expect(commands(makeHost({ node: managed() }), facts({ ufw: wide }))).toEqual([
      'ufw_rule add allow 30000:32767/udp',
      ...['10.244.0.0/16', '10.96.0.0/12'].flatMap((network) => [
        `ufw_rule add route allow from ${network}`,
        `ufw_rule add route allow to ${network}`,
      ]),
    ]);
  });

  test('without an active firewall nothing is done, and rules in one that is off stay ours', () => {
    expect(commands(makeHost({ node: managed() }), facts({}))).toEqual([]);
    const host = makeHost({ node: managed() });
    const is = facts({ ufw: makeUfw() });
    const after = simulate(is, steps(host, is));
    const off = { ...after, firewall: makeFirewall({ ufw: makeUfw([], { enabled: false }) }) };
    expect(steps(host, off)).toEqual([]);
  });
});

describe('ports that leave the spec', () => {
  test('go, but for those that were open before', () => {
    const before = facts({
      ufw: makeUfw([`allow tcp 22 ${ANY} any ${ANY} in`, `allow tcp 6443 ${ANY} any ${ANY} in`]),
    });
    const host = makeHost({ node: managed(['22/tcp', '8472/udp']) });
    const after = simulate(before, steps(host, before));
    const left = commands(makeHost(), after);
    expect(left).toContain('ufw_rule delete allow 8472/udp');
    expect(left.filter((one) => / (22|6443)\/tcp$/.test(one))).toEqual([]);
  });

  test('a rule that somebody has made theirs since stays', () => {
    const is = facts({ ufw: makeUfw() });
    const after = simulate(is, steps(makeWorker({ node: managed() }), is));
    const tuples = after.firewall.ufw?.tuples.map((text) =>
      text.replace(`10250 ${ANY} any ${ANY} ${OURS}`, `10250 ${ANY} any ${ANY} in`),
    );
    const taken = { ...after, firewall: makeFirewall({ ufw: makeUfw(tuples) }) };
    expect(commands(makeWorker(), taken)).not.toContain('ufw_rule delete allow 10250/tcp');
  });

  const ports = fc.uniqueArray(fc.constantFrom('8472/udp', '80/tcp', '8000-8010/tcp', '22/tcp', '10250/tcp'));
  const backends = fc.oneof(
    ports.map((open) => ({ firewalld: makeFirewalld({ runtime: zones(open), permanent: zones(open) }) })),
    fc
      .constantFrom([], [`allow tcp 80 ${ANY} any ${ANY} in`], [`allow tcp 10250 ${ANY} any ${ANY} in`])
      .map((tuples) => ({ ufw: makeUfw(tuples) })),
  );

  function zones(open: readonly string[]) {
    return new Map([
      ['public', makeZone({ ports: open })],
      ['trusted', makeZone({ target: 'ACCEPT', services: [] })],
    ]);
  }

  test('applied once, a spec leaves nothing to do; taken away, the firewall is what it was', () => {
    fc.assert(
      fc.property(backends, ports, ports, fc.nat(30), (backend, first, second, cut) => {
        const before = facts(backend);
        const host = (extra: readonly string[]) => makeHost({ node: managed(extra) });
        // cut off somewhere, gone on with another spec, then brought to its end
        const begun = simulate(before, steps(host(first), before), cut);
        const done = simulate(begun, steps(host(second), begun));
        expect(steps(host(second), done)).toEqual([]);
        const left = simulate(done, steps(makeHost(), done));
        expect(commands(makeHost(), left)).toEqual([]);
        expect(sorted(left.firewall)).toEqual(sorted(before.firewall));
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  function sorted({ firewalld, ufw }: FirewallFacts) {
    const lists = (all: ReadonlyMap<string, ReturnType<typeof makeZone>> | undefined) =>
      [...(all ?? [])].map(([name, zone]) => [name, [...zone.ports].sort(), zone.sources, zone.richRules]);
    return [lists(firewalld?.runtime), lists(firewalld?.permanent), [...(ufw?.tuples ?? [])].sort()];
  }
});
