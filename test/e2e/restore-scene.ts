import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { kubestrap, type Result, start } from './cli.ts';
import { having, items, on, readiness, until } from './hosts.ts';
import { createProject, type Project } from './project.ts';
import type { KillPoint } from './restore-kill-points.ts';

/** The three control planes of a cluster whose etcd is to be restored. */
export const PLANES = ['cp-1', 'cp-2', 'cp-3'];
export const SNAPSHOT = 'before.db';

/** As after a disk was swapped: no data, and the etcd that had it is gone. */
export const WIPE = 'rm -rf /var/lib/etcd/*; for pid in $(pidof etcd); do kill -9 "$pid"; done';

const ADMIN = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';

/** Brings the cluster up, with a key for its snapshots. Throws where that fails. */
export async function createRestoreProject(lab: Lab): Promise<Project> {
  const project = await createProject(lab, ({ cluster: { spec } }) => {
    spec.addons = [];
    spec.etcd = { local: { snapshotKey: { file: './snapshot.key' } } };
  });
  await writeFile(join(project.dir, 'snapshot.key'), 'the key of the snapshots of this test\n', {
    mode: 0o600,
  });
  const { code, stderr } = await kubestrap(project, 'apply', '-y');
  if (code !== 0) throw new Error(`apply: exit ${code}: ${stderr}`);
  return project;
}

/** Makes the namespace `kept` with ConfigMaps in it. Resolves to what `kept` finds afterwards. */
export async function createKept(lab: Lab, ...names: string[]): Promise<string[]> {
  await on(lab, 'cp-1', `${ADMIN} create namespace kept`);
  await create(lab, ...names);
  return kept(lab);
}

/** More ConfigMaps in the namespace `kept`. */
export async function create(lab: Lab, ...names: string[]): Promise<void> {
  await on(lab, 'cp-1', names.map((name) => `${ADMIN} -n kept create configmap ${name}`).join('\n'));
}

interface Named {
  metadata: { name: string; uid: string };
}

/** The ConfigMaps in the namespace `kept` that the tests made, by name and uid. */
export async function kept(lab: Lab): Promise<string[]> {
  const found = await items<Named>(lab, '-n kept configmaps');
  return found
    .filter(({ metadata }) => metadata.name !== 'kube-root-ca.crt') // a controller's
    .map(({ metadata: { name, uid } }) => `${name} ${uid}`)
    .toSorted();
}

export async function allReady(lab: Lab, seconds = 60): Promise<void> {
  await until(
    'all nodes are Ready',
    async () => Object.values(await readiness(lab)).every((is) => is === 'True'),
    seconds,
  );
}

/** Runs a command that is killed (KILL) at a point, and, when the hosts are free again, once more to its end. */
export async function killedThenAgain(
  project: Project,
  { after, at }: KillPoint,
  ...args: string[]
): Promise<{ killed: Result; again: Result }> {
  const running = start(project, ...args);
  if (after !== undefined) await running.line(after);
  const killed = await running.endAt(at, 'SIGKILL');
  await until(
    'the lock is free',
    async () => (await having(project.lab, '/run/kubestrap/lock')).length === 0,
    300,
  );
  return { killed, again: await kubestrap(project, ...args) };
}
