import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../src/facts/types.ts';
import { formatPorts, parsePorts } from '../../src/knowledge/port-list.ts';
import { sysctls } from '../../src/node/sysctls.ts';
import { diffHost } from '../../src/resources/host-diff.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { simulate } from '../workflow/simulate.ts';

const KEY = 'net.ipv4.ip_local_reserved_ports';
const cluster = makeCluster();

/** One apply with these ports reserved by the spec; null: the spec says nothing. */
function apply(reserved: readonly string[] | null, facts: HostFacts): HostFacts {
  const ports = reserved === null ? {} : { ephemeralPorts: { range: [10000, 20000], reserved } as const };
  const host = makeHost({ node: makeNode(ports) });
  const wanted = sysctls
    .resources({ cluster, host, facts, entries: [] })
    .filter(({ id }) => id === `sysctl ${KEY}`);
  return simulate(facts, diffHost('prepare', wanted, facts, null));
}

const live = ({ sysctls: values }: HostFacts) => values.get(KEY);
const having = (ports: string) => makeFacts({ sysctls: new Map([[KEY, ports]]) });
const reservedByHand = (facts: HostFacts, ports: string): HostFacts => ({
  ...facts,
  sysctls: new Map([...facts.sysctls, [KEY, formatPorts(parsePorts(`${live(facts)},${ports}`))]]),
});

describe('reserved ports', () => {
  test('that others reserved after us stay when ours go', () => {
    const after = reservedByHand(apply(['10250', '10256'], having('')), '20001');
    expect(live(after)).toBe('10250,10256,20001');
    expect(live(apply(null, after))).toBe('20001');
  });

  test('that others had before us stay theirs when our list gets shorter, and when it goes', () => {
    const after = apply(['10250'], apply(['10250', '10256'], having('10256,10333')));
    expect(live(after)).toBe('10250,10256,10333');
    expect(live(apply(null, after))).toBe('10256,10333');
  });

  test('are in the end those of the spec and those of others, whatever came in between', () => {
    const ours = fc.subarray(['10250', '10256', '10300-10310'], { minLength: 1 });
    const others = fc.subarray(['10256', '10333', '20001']);
    fc.assert(
      fc.property(others, ours, others, ours, (before, first, byHand, last) => {
        // by hand, one that is ours already cannot be told from ours
        const theirs = [...before, ...byHand.filter((port) => port !== '10256')];
        const start = having(list(before));
        const after = apply(last, reservedByHand(apply(first, start), list(theirs)));
        expect(live(after)).toBe(list([...theirs, ...last]));
        expect(live(apply(null, after))).toBe(list(theirs));
      }),
      { numRuns: 50 },
    );
  });
});

function list(ports: readonly string[]): string {
  return formatPorts(parsePorts(ports.join(',')));
}
