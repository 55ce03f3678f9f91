import { parseArgs } from 'node:util';
import { kubestrap } from '../e2e/cli.ts';
import { etcdMembers } from '../e2e/etcd-members.ts';
import { on, onEach, readiness } from '../e2e/hosts.ts';
import type { Project } from '../e2e/project.ts';
import { type KillPoint, MEMBER_KILL_POINTS, RESTORE_KILL_POINTS } from '../e2e/restore-kill-points.ts';
import { apiEndpoints, leftByRestores } from '../e2e/restore-left.ts';
import {
  allReady,
  createKept,
  createRestoreProject,
  kept,
  killedThenAgain,
  PLANES,
  SNAPSHOT,
  WIPE,
} from '../e2e/restore-scene.ts';
import { type Lab, up } from '../lab/lab.ts';

// Takes the data of all members away and restores them from a snapshot; kills kubestrap (KILL) at the beginning of
// every round, runs it again, and looks at the objects, the members and the hosts. With --from-member two of three are
// lost, the third goes on alone, and the others are reset and joined again. Exit code 1 when anything was found. About
// two minutes a point, five with --from-member.
//   npx tsx test/lab/cli.ts session -- npx tsx test/soak/etcd-restore.ts [--from-member] [--every N] [--from N]

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    'from-member': { type: 'boolean', default: false },
  },
});
const [every, from] = [Number(values.every), Number(values.from)];

const started = Date.now();
const lab = await up({ name: 'soak-restore', hosts: PLANES });
const project = await createRestoreProject(lab);
const objects = await createKept(lab, 'one', 'two', 'three');
const findings: string[] = [];
let rounds = 0;
if (values['from-member']) await soak(MEMBER_KILL_POINTS, alone);
else {
  const { code, stderr } = await kubestrap(project, 'etcd', 'snapshot', '--out', SNAPSHOT);
  if (code !== 0) throw new Error(stderr);
  await soak(RESTORE_KILL_POINTS, restored);
}
await lab.down();

for (const finding of findings) console.log(`FOUND ${finding}`);
console.log(`${findings.length} findings, ${seconds()} s`);
process.exitCode = findings.length > 0 ? 1 : 0;

type Round = (hosts: Lab, of: Project, point: KillPoint) => Promise<string[]>;

async function soak(points: readonly KillPoint[], round: Round): Promise<void> {
  for (const [index, point] of points.entries()) {
    if (index % every !== 0 || index + 1 < from) continue;
    rounds++;
    const found = await round(lab, project, point).catch((error: unknown) => [String(error)]);
    findings.push(...found.map((text) => `killed at ${point.name}: ${text}`));
    console.log(
      `${index + 1}/${points.length} ${seconds()} s  ${point.name}: ${found.length > 0 ? `FOUND ${found.join('; ')}` : 'ok'}`,
    );
  }
}

/** All data is lost, and comes back out of the snapshot. */
async function restored(hosts: Lab, of: Project, point: KillPoint): Promise<string[]> {
  await onEach(hosts, WIPE);
  return [
    ...(await cut(of, point, 'etcd', 'restore', SNAPSHOT, '--yes-lose-data')),
    ...(await whole(hosts, of)),
    // where all hosts had finished when it was killed, the same command restored anew
    ...(await leftByRestores(hosts, point.name === 'finish' ? 2 : 1)),
  ];
}

/** Two of three are lost, one of them with its power; the third goes on alone, until they are reset and joined. */
async function alone(hosts: Lab, of: Project, point: KillPoint): Promise<string[]> {
  await Promise.all([on(hosts, 'cp-2', WIPE), hosts.kill('cp-3')]);
  const found = await cut(of, point, 'etcd', 'restore', '--from-member', 'cp-1', '--yes-lose-data');
  const nodes = Object.keys(await readiness(hosts));
  const noted = await apiEndpoints(hosts);
  const running = (await on(hosts, 'cp-2', 'pidof etcd kube-apiserver || :')).trim();
  found.push(
    ...(nodes.join() === 'cp-1' ? [] : [`nodes are ${nodes.join()}`]),
    ...(noted.join() === 'cp-1' ? [] : [`ClusterStatus of kubeadm-config has ${noted.join()}`]),
    ...(running === '' ? [] : [`on cp-2 etcd or its API server runs: ${running}`]),
  );
  await hosts.start('cp-3');
  found.push(
    ...(await must(of, 'reset', '--limit', 'cp-2,cp-3', '-y')),
    ...(await must(of, 'apply', '-y')),
    ...(await whole(hosts, of)),
    ...(await leftByRestores(hosts, rounds)),
  );
  return found;
}

async function cut(of: Project, point: KillPoint, ...args: string[]): Promise<string[]> {
  const { killed, again } = await killedThenAgain(of, point, ...args);
  return [
    ...(killed.signal === 'SIGKILL' ? [] : [`it was over before it could be killed (${killed.code})`]),
    ...(again.code === 0 ? [] : [`exit ${again.code}: ${again.stderr}`]),
  ];
}

async function must(of: Project, ...args: string[]): Promise<string[]> {
  const { code, stderr } = await kubestrap(of, ...args);
  return code === 0 ? [] : [`${args.join(' ')}: exit ${code}: ${stderr}`];
}

/** What a cluster of three healthy control planes with these objects is not. */
async function whole(hosts: Lab, of: Project): Promise<string[]> {
  await allReady(hosts, 240);
  const ready = Object.keys(await readiness(hosts)).toSorted();
  const members = await etcdMembers(hosts, 'cp-1');
  const now = await kept(hosts);
  const status = await kubestrap(of, 'etcd', 'status', '-o', 'json');
  const plan = await kubestrap(of, 'apply', '-y');
  return [
    ...(ready.join() === PLANES.join() ? [] : [`nodes are ${ready.join()}`]),
    ...(members.join() === PLANES.join() ? [] : [`members are ${members.join()}`]),
    ...(now.join() === objects.join() ? [] : [`objects are ${now.join()}, and were ${objects.join()}`]),
    ...(status.code === 0 ? [] : [`etcd status: exit ${status.code}: ${status.stdout}${status.stderr}`]),
    ...(plan.stdout.includes('No changes.') ? [] : [`apply: ${plan.stdout}${plan.stderr}`]),
  ];
}

function seconds(): string {
  return ((Date.now() - started) / 1000).toFixed(0);
}
