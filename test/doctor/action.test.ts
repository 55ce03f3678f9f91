import { describe, expect, test } from 'vitest';
import { chooseChecks, doctorAction, peers } from '../../src/actions/doctor.ts';
import { createRunSecrets } from '../../src/cluster/token.ts';
import { isUnwell } from '../../src/doctor/diagnose.ts';
import { Fleet } from '../../src/workflow/fleet.ts';
import { run } from '../cli/capture.ts';
import { World } from '../fakes/world.ts';
import { makeHa } from '../fixtures/state.ts';

const inputs = ['-i', 'inventories/single-node/inventory.yaml', '-f', 'inventories/single-node/cluster.yaml'];

async function examine(world: World, limit: ReadonlySet<string> | null = null, only?: readonly string[]) {
  const cluster = makeHa();
  const signal = new AbortController().signal;
  const fleet = new Fleet({
    transport: world.transport,
    concurrency: 8,
    signal,
    target: async ({ name, address, ssh }) => ({ name, address, ssh }),
  });
  const context = {
    cluster,
    fleet,
    phases: [],
    limit,
    secrets: createRunSecrets(),
    progress: () => {},
    concurrency: 8,
    signal,
  };
  const result = await doctorAction(context, chooseChecks(only));
  await fleet.close();
  return result;
}

describe('doctor', { timeout: 60_000 }, () => {
  test('one script a host, and nothing but reading: no lock, no program', async () => {
    const world = new World(makeHa());
    await examine(world);
    expect(world.transport.sent.map(({ host }) => host).toSorted()).toEqual([
      'cp-1',
      'cp-2',
      'cp-3',
      'worker-1',
    ]);
    expect(world.transport.programs()).toEqual([]);
    for (const { script } of world.transport.sent) expect(script).not.toContain('\nsection lock ');
    expect(world.commands).toEqual([]);
  });

  test('the disk is measured where etcd is, and only when it is asked for', async () => {
    const world = new World(makeHa());
    await examine(world);
    const measured = world.transport.sent.filter(({ script }) => script.includes('section probe_fsync'));
    expect(measured.map(({ host }) => host).toSorted()).toEqual(['cp-1', 'cp-2', 'cp-3']);
    const other = new World(makeHa());
    await examine(other, null, ['swap']);
    expect(other.transport.sent.some(({ script }) => script.includes('section probe_fsync'))).toBe(false);
  });

  test('with --limit, only those hosts are examined; control planes still say what the cluster is', async () => {
    const world = new World(makeHa());
    const { diagnosis } = await examine(world, new Set(['worker-1']));
    expect(diagnosis.hosts.map(({ name }) => name)).toEqual(['worker-1']);
    const probed = world.transport.sent.filter(({ script }) => script.includes('section probe_'));
    expect(probed.map(({ host }) => host)).toEqual(['worker-1']);
    expect(world.transport.sent).toHaveLength(4);
  });

  test('hosts that answer nothing to the probes: no check fails, those that need them could not tell', async () => {
    const { diagnosis } = await examine(new World(makeHa()));
    expect(diagnosis.summary).toMatchObject({ error: 0, unreachable: 0, hosts: 4 });
    expect(diagnosis.summary.unknown).toBeGreaterThan(10);
    expect(isUnwell(diagnosis)).toBe(false);
  });

  test('a host that cannot be reached is in the document with its reason, and makes the run fail', async () => {
    const world = new World(makeHa());
    world.transport.unreachable.set(
      'cp-2',
      Object.assign(new Error('no route to host'), { remedy: 'check the cable' }),
    );
    const { diagnosis, unreachable } = await examine(world);
    expect(diagnosis.hosts[1]).toEqual({
      name: 'cp-2',
      role: 'control-plane',
      reachable: false,
      problem: 'no route to host',
      remedy: 'check the cable',
    });
    expect(unreachable).toHaveLength(1);
    expect(isUnwell(diagnosis)).toBe(true);
  });

  test('pings go around a ring, so that no host has to reach all others', () => {
    const cluster = makeHa();
    const [first, , , last] = cluster.hosts;
    if (first === undefined || last === undefined) throw new Error('no hosts');
    expect(peers(cluster, first)).toEqual(['10.0.0.12', '10.0.0.13', '10.0.0.21']);
    expect(peers(cluster, last)).toEqual(['10.0.0.11', '10.0.0.12', '10.0.0.13']);
  });
});

describe('kubestrap doctor', { timeout: 60_000 }, () => {
  test('--list names the checks, and needs neither files nor a network', async () => {
    const { code, stdout, sockets } = await run('doctor', '--list');
    expect({ code, sockets }).toEqual({ code: 0, sockets: 0 });
    expect(stdout).toMatch(/^etcd-disk {2,}\S/m);
    const json = JSON.parse((await run('doctor', '--list', '-o', 'json', '--only', 'ports')).stdout);
    expect(json).toEqual({ version: 1, checks: [{ name: 'ports', title: expect.any(String) }] });
  });

  test.each([
    [
      'a check that does not exist, with what was meant',
      ['--only', 'port'],
      'there is no check "port": did you mean "ports"?',
    ],
    ['a check that nobody can mean', ['--skip', 'zzzzzz'], '"kubestrap doctor --list" shows which there are'],
    ['nothing left to do', ['--only', 'ports', '--skip', 'ports'], '--only and --skip leave no check'],
  ])('%s: exit code 2, and no host is touched', async (_what, args, message) => {
    const { code, stderr, sockets } = await run('doctor', ...inputs, ...args);
    expect({ code, sockets }).toEqual({ code: 2, sockets: 0 });
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  });

  test('hosts that do not answer: the document says so, exit code 1', async () => {
    const { code, stdout } = await run('doctor', ...inputs, '-o', 'json');
    expect(code).toBe(1);
    const { version, summary, hosts } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(summary.unreachable).toBe(hosts.length);
    expect(hosts[0].reachable).toBe(false);
  });
});
