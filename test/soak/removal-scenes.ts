import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { kubestrap, type Result, start } from '../e2e/cli.ts';
import { etcdMembers } from '../e2e/etcd-members.ts';
import { having, on } from '../e2e/hosts.ts';
import { createProject } from '../e2e/project.ts';
import { lost, whileWriting } from '../e2e/writer.ts';
import { up } from '../lab/lab.ts';
import { beginning, must } from './steps.ts';

// What can happen to the others while a control plane leaves, with a writer at work all along: five go to three, the first
// one among those that leave; two that stay lose each other in the middle of it; the one that leaves is lost in the middle of
// it. Exit code 1 when anything was found. About a quarter of an hour; without the five it takes three hosts.
//   npx tsx test/lab/cli.ts session -- npx tsx test/soak/removal-scenes.ts [--without-five]

const PLANES = ['cp-1', 'cp-2', 'cp-3', 'cp-4', 'cp-5'];
const LEAVE = ['node', 'remove', 'cp-5', '-y', '--replace', '--accept-no-fault-tolerance'];
const THREE = ['cp-2', 'cp-3', 'cp-5'];

const { values } = parseArgs({ options: { 'without-five': { type: 'boolean', default: false } } });
const hosts = values['without-five'] ? THREE : PLANES;

const started = Date.now();
const lab = await up({ name: 'soak-scenes', hosts });
const project = await createProject(lab);
const findings: string[] = [];

await must(project, 'apply', '-y');
say(`${hosts.length} control planes`);
const { written } = await whileWriting(lab, hosts, 'w', async () => {
  if (hosts === PLANES) await fiveToThree();
  for (const step of ['drain node cp-5 Pods', 'etcd-member etcd snapshot', 'etcd-member etcd member cp-5'])
    await partition(step);
  await lostHost();
});
const gone = await lost(lab, written, 'cp-2');
check(gone.length === 0, `${gone.length} acknowledged writes are lost: ${gone.slice(0, 5).join(', ')}`);
await lab.down();
say(
  `${findings.length} findings, ${written.acknowledged.length} writes, the longest gap ${written.longestGapMs} ms`,
);
process.exitCode = findings.length > 0 ? 1 : 0;

async function fiveToThree(): Promise<void> {
  for (const [name, left] of [
    ['cp-1', ['cp-2', 'cp-3', 'cp-4', 'cp-5']],
    ['cp-4', THREE],
  ] as const) {
    ended(await kubestrap(project, 'node', 'remove', name, '-y'), 0);
    await members(left);
    check(!(await having(lab, '/var/lib/etcd/member')).includes(name), `${name} still has etcd's data`);
    say(`${left.length} control planes: without ${name}`);
  }
}

/** Two that stay reach each other only by way of the one that leaves, from the beginning of a step on. */
async function partition(step: string): Promise<void> {
  const wall = (action: string) =>
    Promise.all([
      on(lab, 'cp-2', `iptables ${action} INPUT -s ${lab.host('cp-3').address} -j DROP`),
      on(lab, 'cp-3', `iptables ${action} INPUT -s ${lab.host('cp-2').address} -j DROP`),
    ]);
  const run = start(project, ...LEAVE);
  await run.line(beginning(step));
  await wall('-I');
  const result = await run.result;
  const seen = await etcdMembers(lab, 'cp-2').catch(() => []);
  await wall('-D');
  say(`parted at ${step}: exit ${result.code}, etcd has ${seen.join(', ') || 'no quorum'}\n${tail(result)}`);
  check(result.code === 1, `parted at ${step}: exit ${result.code}`);
  check(
    result.stderr.replaceAll(/\s+/g, ' ').includes('the same command again'),
    'it does not say how to go on',
  );
  ended(await again(LEAVE), 0);
  await members(['cp-2', 'cp-3']);
  await joinAgain();
}

async function lostHost(): Promise<void> {
  const run = start(project, ...LEAVE);
  await run.line(/cp-5 +clean-host +kubeadm reset$/);
  await lab.kill('cp-5');
  const result = await run.result;
  say(`cp-5 lost while it was cleaned: exit ${result.code}\n${tail(result)}`);
  check(result.code === 1, `lost while it was cleaned: exit ${result.code}`);
  ended(await kubestrap(project, ...LEAVE), 4);
  ended(await kubestrap(project, ...LEAVE, '--unreachable'), 0);
  await members(['cp-2', 'cp-3']);
  await lab.start('cp-5');
  ended(await kubestrap(project, 'apply', '-y', '--limit', THREE.join()), 4);
  ended(await kubestrap(project, 'reset', '--limit', 'cp-5', '-y'), 0);
  await joinAgain();
}

/** cp-1 and cp-4 stay out: they are in the inventory, and nothing says that they are to be present. */
async function joinAgain(): Promise<void> {
  ended(await kubestrap(project, 'apply', '-y', '--limit', THREE.join()), 0);
  await members(THREE);
}

/** As somebody would who mended the cause: API servers that lost etcd start again after a while. */
async function again(args: readonly string[]): Promise<Result> {
  const until = Date.now() + 300_000;
  for (;;) {
    const result = await kubestrap(project, ...args);
    if (result.code === 0 || Date.now() > until) return result;
    await sleep(10_000);
  }
}

async function members(names: readonly string[]): Promise<void> {
  const found = await etcdMembers(lab, 'cp-2');
  check(found.join() === names.join(), `members are ${found.join()}, not ${names.join()}`);
}

function ended(result: Result, code: number): void {
  check(result.code === code, `exit ${result.code}, not ${code}: ${tail(result)}`);
}

function check(isRight: boolean, finding: string): void {
  if (isRight) return;
  findings.push(finding);
  say(`FOUND ${finding}`);
}

function tail({ stderr }: Result): string {
  return stderr.trim().split('\n').slice(-12).join('\n');
}

function say(text: string): void {
  console.log(`${((Date.now() - started) / 1000).toFixed(0)} s  ${text}`);
}
