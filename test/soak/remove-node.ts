import { parseArgs } from 'node:util';
import { kubestrap, start } from '../e2e/cli.ts';
import { etcdMembers } from '../e2e/etcd-members.ts';
import { having } from '../e2e/hosts.ts';
import { createProject, type Project } from '../e2e/project.ts';
import { lost, whileWriting } from '../e2e/writer.ts';
import { type Lab, up } from '../lab/lab.ts';
import { beginning, must, stepsOf } from './steps.ts';

// Takes control planes out of a cluster of three, kills kubestrap (KILL) at the beginning of every step, runs it again,
// looks at the members and at the host, and joins it again; with a writer at work all along. Exit code 1 when anything
// was found. About a minute and a half a step.
//   npx tsx test/lab/cli.ts session -- npx tsx test/soak/remove-node.ts [--every N] [--from N]

const PLANES = ['cp-1', 'cp-2', 'cp-3'];
const OPTIONS = ['--replace', '--accept-no-fault-tolerance'];

const { values } = parseArgs({
  options: { every: { type: 'string', default: '1' }, from: { type: 'string', default: '1' } },
});
const [every, from] = [Number(values.every), Number(values.from)];

const started = Date.now();
const lab = await up({ name: 'soak-remove', hosts: PLANES });
const project = await createProject(lab);
const findings: string[] = [];
await must(project, 'apply', '-y');
const { written } = await whileWriting(lab, PLANES, 'w', () => soak(lab, project));
const gone = await lost(lab, written);
if (gone.length > 0)
  findings.push(`${gone.length} acknowledged writes are lost: ${gone.slice(0, 5).join(', ')}`);
await lab.down();

for (const finding of findings) console.log(`FOUND ${finding}`);
console.log(
  `${findings.length} findings, ${written.acknowledged.length} writes, the longest gap ${written.longestGapMs} ms, ${seconds()} s`,
);
process.exitCode = findings.length > 0 ? 1 : 0;

/** Every step of a removal, by what the plan calls it; the host changes each time, so that the first one is one of them. */
async function soak(hosts: Lab, of: Project): Promise<void> {
  const steps = await stepsOf(of, 'node', 'remove', 'cp-3', ...OPTIONS);
  for (const [index, step] of steps.entries()) {
    if (index % every !== 0 || index + 1 < from) continue;
    const name = PLANES[(index + 2) % PLANES.length] ?? 'cp-3';
    const found = await cut(hosts, of, name, step.replaceAll('cp-3', name)).catch((error: unknown) => [
      String(error),
    ]);
    findings.push(...found.map((text) => `${name}, killed at ${step}: ${text}`));
    console.log(`${index + 1}/${steps.length} ${seconds()} s  ${name}, ${step}: ${found.join('; ') || 'ok'}`);
  }
}

async function cut(hosts: Lab, of: Project, name: string, step: string): Promise<string[]> {
  const args = ['node', 'remove', name, '-y', ...OPTIONS];
  const run = start(of, ...args);
  await run.line(beginning(step)).catch(() => {});
  const killed = await run.end('SIGKILL');
  const again = await kubestrap(of, ...args);
  const left = PLANES.filter((one) => one !== name);
  const members = await etcdMembers(hosts, left[0] ?? '');
  const found = [
    ...(killed.signal === 'SIGKILL' ? [] : [`it was over before it could be killed (${killed.code})`]),
    ...(again.code === 0 ? [] : [`exit ${again.code}: ${again.stderr}`]),
    ...(members.join() === left.join() ? [] : [`members are ${members.join()}`]),
    ...(await Promise.all(
      ['/etc/kubernetes/admin.conf', '/var/lib/etcd/member', '/var/lib/kubestrap'].map(async (path) =>
        (await having(hosts, path)).includes(name) ? [`${path} is left`] : [],
      ),
    ).then((all) => all.flat())),
  ];
  const back = await kubestrap(of, 'apply', '-y');
  if (back.code !== 0) found.push(`apply: exit ${back.code}: ${back.stderr}`);
  return found;
}

function seconds(): string {
  return ((Date.now() - started) / 1000).toFixed(0);
}
