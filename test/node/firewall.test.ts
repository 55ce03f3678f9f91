import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FirewallFacts, HostFacts } from '../../src/facts/types.ts';
import { firewall } from '../../src/node/firewall.ts';
import { diffHost } from '../../src/plan/host-diff.ts';
import { nameSecrets } from '../../src/program/sh.ts';
import { EMPTY_RECORD } from '../../src/record/record.ts';
import { makeCluster, makeHost, makeNode, makeWorker } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeFirewall, makeFirewalld, makeUfw, makeZone } from '../fixtures/security.ts';
import { simulate } from '../plan/simulate.ts';

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
    .filter(({ change }) => change.resource !== 'record' && change.supported !== false)
    .map(({ script }) => script.write(nameSecrets));
}

function notes(host: ReturnType<typeof makeHost>, is: HostFacts) {
  return steps(host, is)
    .map(({ change }) => change)
    .filter(({ supported }) => supported === false);
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

  test('a port that is open now and not at boot is opened', () => {
    const runtime = new Map([['public', makeZone({ ports: ['10250/tcp'] })]]);
    const is = facts({ firewalld: makeFirewalld({ runtime }) });
    expect(commands(makeWorker({ node: managed() }), is)).toContain(
      'firewalld_set add public port 10250/tcp',
    );
  });

  test.each([
    [
      'a rule of ufw against a port',
      { ufw: makeUfw([`deny tcp 10250 ${ANY} any ${ANY} in`]) },
      'ufw deny 10250/tcp',
    ],
    [
      'a rate limit of ufw',
      { ufw: makeUfw([`limit tcp 10250 ${ANY} any ${ANY} in`]) },
      'ufw limit 10250/tcp',
    ],
    [
      'a network that another zone has',
      {
        firewalld: makeFirewalld({
          permanent: new Map([['work', makeZone({ sources: ['10.244.0.0/16'] })]]),
        }),
      },
      'take it out of work',
    ],
  ])('%s is named and left alone', (_what, is, says) => {
    expect(
      notes(makeWorker({ node: managed() }), facts(is))
        .map(({ reason }) => reason)
        .join(),
    ).toContain(says);
  });

  test('a rule for one interface, or for one source, does not stand for ours', () => {
    const rules = [`allow tcp 10250 ${ANY} any ${ANY} in_eth1`, `allow tcp 10250 ${ANY} any 10.9.0.0/16 in`];
    expect(commands(makeWorker({ node: managed() }), facts({ ufw: makeUfw(rules) }))).toContain(
      'ufw_rule add allow 10250/tcp',
    );
  });

  test('sctp, which ufw does not know, is named', () => {
    const [note] = notes(makeWorker({ node: managed(['9/sctp']) }), facts({ ufw: makeUfw() }));
    expect(note?.reason).toContain('ufw knows no sctp');
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

const INPUT = ['table inet own {', 'chain input {', 'type filter hook input priority filter; policy drop;'];

describe('a firewall that is not managed', () => {
  test.each([
    [
      'firewalld',
      { firewalld: makeFirewalld() },
      'closed: 10250/tcp (kubelet); 10256/tcp (kube-proxy healthz); 30000-32767/tcp',
    ],
    [
      'ufw',
      { ufw: makeUfw([`allow tcp 10250 ${ANY} any ${ANY} in`]) },
      'closed: 10256/tcp (kube-proxy healthz); 30000-32767/tcp',
    ],
    [
      'nftables',
      {
        chains: [
          {
            name: 'nft chain inet own input',
            lines: [
              ...INPUT,
              'tcp dport { 22, 10250-10256 } accept',
              'meta l4proto udp udp dport { 30000-32767, 53 } counter packets 3 bytes 9 accept',
              '}',
            ],
          },
        ],
      },
      'closed: 30000-32767/tcp (NodePort Services)',
    ],
    [
      'iptables that ends with a rejection',
      {
        chains: [
          {
            name: 'iptables INPUT',
            lines: [
              '-P INPUT ACCEPT',
              '-A INPUT -p tcp -m state --state NEW -m tcp --dport 10250 -j ACCEPT',
              '-A INPUT -p tcp -m multiport --dports 22,10256 -j ACCEPT',
              '-A INPUT -i eth1 -p tcp -m tcp --dport 30000:32767 -j ACCEPT',
              '-A INPUT -j REJECT --reject-with icmp-host-prohibited',
            ],
          },
        ],
      },
      'closed: 30000-32767/tcp',
    ],
  ])('%s: what it does not let through is named, and nothing done', (_what, is, before) => {
    const [note, ...rest] = notes(makeWorker(), facts(is));
    expect(note?.before?.startsWith(before)).toBe(true);
    expect(note?.before).not.toContain(' 22/tcp');
    expect(rest).toEqual([]);
    expect(commands(makeWorker(), facts(is))).toEqual([]);
  });

  test.each([
    ['no firewall', {}],
    ['ufw that is off', { ufw: makeUfw([], { enabled: false }) }],
    ['ufw that lets in the rest', { ufw: makeUfw([], { drops: false }) }],
    [
      'a chain that lets in the rest',
      { chains: [{ name: 'iptables INPUT', lines: ['-P INPUT ACCEPT', '-A INPUT -j KUBE-FIREWALL'] }] },
    ],
    ['a zone that accepts everything', { firewalld: makeFirewalld({ defaultZone: 'trusted' }) }],
  ])('%s: nothing to say', (_what, is) => {
    expect(notes(makeWorker(), facts(is))).toEqual([]);
  });

  test("an operator's own rules are named even where the spec wants them managed", () => {
    const is = facts({ chains: [{ name: 'nft chain inet own input', lines: [...INPUT, '}'] }] });
    const [note] = notes(makeHost({ node: managed() }), is);
    expect(note).toMatchObject({ resource: 'closed-ports nft chain inet own input', supported: false });
    expect(note?.before).toContain('2379/tcp from 10.0.0.12 (etcd client)');
    expect(note?.reason).toContain('never edited');
  });

  test('a rule for the peers is enough for etcd, and not for the rest', () => {
    const rules = [
      'ip saddr 10.0.0.12 tcp dport 2379-2380 accept',
      'ip saddr 10.0.0.12 tcp dport 6443 accept',
      '}',
    ];
    const is = facts({ chains: [{ name: 'nft chain inet own input', lines: [...INPUT, ...rules] }] });
    const [note] = notes(makeHost(), is);
    expect(note?.before).not.toContain('etcd');
    expect(note?.before).toContain('6443/tcp');
  });
});
