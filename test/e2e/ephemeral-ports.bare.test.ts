import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { on } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { prepare, toPrepare } from './prepare.ts';
import { createProject, edited, type Project } from './project.ts';
import { LISTENERS, sourcePorts } from './source-ports.ts';

const [FIRST, LAST] = [10200, 10499];
const RANGE = span(FIRST, LAST);
/** Ports of a control plane's components in the range (docs/reference, ports), and the NodePorts put there. */
const COMPONENTS = [10248, 10249, 10250, 10256, 10257, 10259];
const NODE_PORTS = span(10400, 10419);
/** What somebody else reserved before: in the range, beyond it, and one that is a component's, too. */
const FOREIGN = '10256,10333,20000';

function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function without(ports: readonly number[], taken: readonly number[]): number[] {
  return ports.filter((port) => !taken.includes(port));
}

onLab('ephemeral ports', () => {
  let lab: Lab;
  let project: Project;
  let bare: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-ports', hosts: ['cp-1'], kube: false });
    bare = await createProject(lab, ({ cluster }) => {
      cluster.spec.apiServer = { extraArgs: { 'service-node-port-range': '10400-10419' } };
    });
    project = await edited(bare, ({ cluster }) => {
      cluster.spec.node = { ephemeralPorts: { range: [FIRST, LAST], reserved: 'auto' } };
    });
    await on(lab, 'cp-1', `sysctl -w net.ipv4.ip_local_reserved_ports=${FOREIGN}`);
  });

  afterAll(async () => {
    await lab?.down();
  });

  async function converge(which: Project): Promise<void> {
    await prepare(which);
    expect(await toPrepare(which)).toEqual({ 'cp-1': [] });
  }

  function live(key: string): Promise<string> {
    return on(lab, 'cp-1', `cat /proc/sys/net/ipv4/${key}`);
  }

  /** The ports that programs on the host listen on. */
  async function listeners(): Promise<number[]> {
    const rows = (await on(lab, 'cp-1', 'ss -H -t -l -n')).trim().split('\n');
    return rows.map((row) => Number(/:(\d+)\s+\S+\s*$/.exec(row)?.[1]));
  }

  /** Asserts which source ports connections get, once all that there are have been handed out. */
  async function expectSources(ports: readonly number[]): Promise<void> {
    const runs = await sourcePorts(lab, 'cp-1', RANGE.length + 20);
    expect(runs).toHaveLength(2 * LISTENERS.length);
    const own = lab.host('cp-1').address;
    // containerd's streaming server asks the kernel for any port
    const taken = await listeners();
    expect(taken.filter((port) => RANGE.includes(port) && !ports.includes(port))).toEqual([]);
    const free = without(ports, taken);
    for (const { sources, refusals } of runs) {
      expect(sources.map(({ port }) => port).toSorted((a, b) => a - b)).toEqual(free);
      expect(new Set(sources.map(({ address }) => address))).toEqual(new Set([own]));
      expect(refusals).toEqual(['EADDRNOTAVAIL']);
    }
  }

  test('no connection gets a port of a component, a NodePort or one that others reserved; all others are used', async () => {
    await converge(project);
    expect(await live('ip_local_port_range')).toBe(`${FIRST}\t${LAST}\n`);
    await expectSources(without(RANGE, [...COMPONENTS, ...NODE_PORTS, 10333]));
  });

  test('without the reservation the kernel hands them out', async () => {
    const open = await edited(project, ({ cluster }) => {
      cluster.spec.node = { ephemeralPorts: { range: [FIRST, LAST], reserved: [] } };
    });
    await converge(open);
    expect(await live('ip_local_reserved_ports')).toBe(`${FOREIGN}\n`);
    await expectSources(without(RANGE, [10256, 10333]));
  });

  test('what others reserve stays, whenever they did, and is all that is left when the setting leaves the spec', async () => {
    await converge(project);
    const all = '10248-10250,10256-10257,10259,10333,10400-10419';
    expect(await live('ip_local_reserved_ports')).toBe(`${all},20000\n`);
    await on(lab, 'cp-1', `sysctl -w net.ipv4.ip_local_reserved_ports=${all},20000-20001`);
    await converge(project);
    expect(await live('ip_local_reserved_ports')).toBe(`${all},20000-20001\n`);
    await converge(bare);
    expect(await live('ip_local_reserved_ports')).toBe('10256,10333,20000-20001\n');
    expect(await live('ip_local_port_range')).toBe('32768\t60999\n');
  });

  test('a component port that others had reserved stays theirs when the list gets shorter', async () => {
    await on(lab, 'cp-1', `sysctl -w net.ipv4.ip_local_reserved_ports=${FOREIGN}`);
    await converge(project);
    const shorter = await edited(project, ({ cluster }) => {
      cluster.spec.node = { ephemeralPorts: { range: [FIRST, LAST], reserved: ['10250'] } };
    });
    await converge(shorter);
    expect(await live('ip_local_reserved_ports')).toBe('10250,10256,10333,20000\n');
  });
});
