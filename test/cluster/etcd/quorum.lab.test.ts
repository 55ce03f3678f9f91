import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { judgeRemoval, type RefusalCode } from '../../../src/cluster/etcd/removal.ts';
import { eventually } from '../../lab/shell.ts';
import { type Programs, RealCluster, unpackEtcd } from './real-etcd.ts';

let programs: Programs;
let cluster: RealCluster | undefined;

beforeAll(async () => {
  programs = await unpackEtcd();
});
afterEach(async () => {
  await cluster?.stop();
  cluster = undefined;
});
afterAll(() => programs?.remove());

/** What kubestrap says of a removal, once it sees as many healthy members as there are to be. */
async function judge(real: RealCluster, name: string, healthy: number, accepted = true) {
  let members = await real.members();
  await eventually(10_000, async () => {
    members = await real.members();
    return members?.filter((one) => one.isHealthy).length === healthy;
  });
  // a member that never started has no name
  const leaving = members?.find((one) => one.name === name);
  if (!members || !leaving) throw new Error(`no member ${name}`);
  expect(members.filter((one) => one.isHealthy)).toHaveLength(healthy);
  return { id: leaving.id, verdict: judgeRemoval({ members, remove: leaving.id, accepted }) };
}

/** We allow it, so does etcd, and the cluster takes writes afterwards. */
async function goes(real: RealCluster, name: string, healthy: number): Promise<void> {
  const { id, verdict } = await judge(real, name, healthy);
  expect(verdict).toMatchObject({ verdict: 'allowed' });
  expect(await real.remove(id, name)).toBeNull();
  // a removed member ends itself, a leader that went is followed by another
  expect(await eventually(10_000, async () => (await real.write(`without ${name}`)) === null)).toBe(true);
  expect((await real.members())?.map((one) => one.id)).not.toContain(id);
}

/** We refuse it; etcd, too, and in these words; null: etcd would not, so it is not asked. */
async function stays(
  real: RealCluster,
  name: string,
  healthy: number,
  code: RefusalCode,
  words: string | RegExp | null,
): Promise<void> {
  const { id, verdict } = await judge(real, name, healthy);
  expect(verdict).toMatchObject({ verdict: 'refused', code });
  if (words !== null) expect(await real.remove(id, name)).toMatch(words);
}

describe('what is allowed, etcd allows; what etcd refuses, is refused', () => {
  test('five members, two of them dead, down to three, then two, then one', async () => {
    cluster = await RealCluster.start(programs, 5);
    await cluster.kill('m-4');
    await stays(cluster, 'm-1', 4, 'others-unwell', null);
    await cluster.kill('m-5');
    await stays(cluster, 'm-1', 3, 'others-unwell', 'unhealthy cluster');
    await goes(cluster, 'm-5', 3);
    await stays(cluster, 'm-1', 3, 'others-unwell', null);
    await goes(cluster, 'm-4', 3);
    await goes(cluster, await cluster.leader(), 3);
    const [first, second] = (await cluster.members())?.map(({ name }) => name) ?? [];
    if (first === undefined || second === undefined) throw new Error('two members should be left');
    expect((await judge(cluster, first, 2, false)).verdict).toMatchObject({ code: 'not-accepted' });
    await goes(cluster, first, 2);
    await stays(cluster, second, 1, 'last-member', 'not enough started members');
  });

  test('four members that are well, then three with one dead, then two with one dead', async () => {
    cluster = await RealCluster.start(programs, 4);
    await goes(cluster, 'm-4', 4);
    await cluster.kill('m-3');
    await stays(cluster, 'm-1', 2, 'others-unwell', 'unhealthy cluster');
    await goes(cluster, 'm-3', 2);
    await cluster.kill('m-2');
    await stays(cluster, 'm-2', 0, 'no-quorum', /deadline exceeded|timed out|unhealthy cluster/);
    await stays(cluster, 'm-1', 0, 'no-quorum', /deadline exceeded|timed out|unhealthy cluster/);
  });

  test('two members and what a join left behind: one that never started, and a learner', async () => {
    cluster = await RealCluster.start(programs, 2);
    expect(await cluster.add('x', '--peer-urls=http://127.0.0.1:1')).toBeNull();
    await stays(cluster, 'm-1', 2, 'others-unwell', 'not enough started members');
    await goes(cluster, '', 2);
    // another address: of the same one within a second etcd makes the same id, which was just removed
    expect(await cluster.add('x', '--learner', '--peer-urls=http://127.0.0.1:2')).toBeNull();
    await stays(cluster, 'm-1', 2, 'others-unwell', null);
    await goes(cluster, '', 2);
    await goes(cluster, await cluster.leader(), 2);
  });
});
