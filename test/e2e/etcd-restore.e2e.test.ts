import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { failing, kubestrap } from './cli.ts';
import { each, having, on, onEach, readiness } from './hosts.ts';
import { onLab } from './on-lab.ts';
import type { Project } from './project.ts';
import { AT_THE_SWAP, RESTORE_KILL_POINTS } from './restore-kill-points.ts';
import {
  allReady,
  create,
  createKept,
  createRestoreProject,
  kept,
  killedThenAgain,
  PLANES,
  SNAPSHOT,
  WIPE,
} from './restore-scene.ts';

onLab('etcd, when its data is lost', () => {
  let lab: Lab;
  let project: Project;
  let objects: string[];

  beforeAll(async () => {
    lab = await up({ name: 'e2e-etcd-restore', hosts: PLANES });
    project = await createRestoreProject(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('a snapshot is checked, encrypted and described, and leaves nothing on the hosts', async () => {
    objects = await createKept(lab, 'one', 'two', 'three');
    const { code, stdout, stderr } = await kubestrap(
      project,
      'etcd',
      'snapshot',
      '--out',
      SNAPSHOT,
      '-o',
      'json',
    );
    expect(code, stderr).toBe(0);
    const { snapshot } = JSON.parse(stdout) as { snapshot: Record<string, unknown> };
    expect(snapshot).toMatchObject({ kubernetesVersion: 'v1.20.2', encrypted: true });
    expect(snapshot.members).toHaveLength(3);
    expect(Number(snapshot.objects)).toBeGreaterThan(100);
    expect(await having(lab, '/var/lib/etcd/kubestrap-*')).toEqual([]);
    for (let index = 0; index < 2; index++) {
      const again = await kubestrap(project, 'etcd', 'snapshot', '--keep', '1');
      expect(again.code, again.stderr).toBe(0);
    }
    const files = await readdir(join(project.dir, '.kubestrap/e2e/snapshots'));
    expect(files.filter((name) => name.endsWith('.db.enc'))).toHaveLength(1);
  });

  test('neither -y nor a snapshot of another cluster gets past the refusal', async () => {
    const alone = await failing(project, 'etcd', 'restore', SNAPSHOT, '-y');
    expect(alone).toMatchObject({ code: 4, error: { code: 'refused' } });
    const other = '/etc/kubernetes/pki/ca.crt';
    await on(lab, 'cp-2', `cp ${other} /root/ca.crt; cp /etc/kubernetes/pki/front-proxy-ca.crt ${other}`);
    const foreign = await failing(project, 'etcd', 'restore', SNAPSHOT, '--yes-lose-data');
    await on(lab, 'cp-2', `cp /root/ca.crt ${other}`);
    expect(foreign.code).toBe(4);
    expect(foreign.said).toContain('the snapshot is of another cluster');
  });

  test('all data is gone on all hosts: every object of the snapshot comes back, also when the run is killed', async () => {
    await create(lab, 'later');
    await onEach(lab, WIPE);
    const point = RESTORE_KILL_POINTS[Number(process.env.KILL_POINT ?? AT_THE_SWAP)];
    if (point === undefined) throw new Error(`there are ${RESTORE_KILL_POINTS.length} kill points`);
    const { killed, again } = await killedThenAgain(
      project,
      point,
      ...['etcd', 'restore', SNAPSHOT, '--yes-lose-data'],
    );
    expect(killed.signal).toBe('SIGKILL');
    expect(again.code, again.stderr).toBe(0);
    // it went on, and did not begin again
    if (point === RESTORE_KILL_POINTS[AT_THE_SWAP]) expect(again.stdout).not.toContain('kubestrap-restore');
    expect(await kept(lab)).toEqual(objects);
    await allReady(lab);
    await create(lab, 'after-restore');
    expect(await onEach(lab, 'ls -A /var/lib/kubestrap/restore')).toEqual(each(PLANES, 'objects\nstate\n'));
    const plan = await kubestrap(project, 'apply', '-y');
    expect(plan.stdout, plan.stderr).toContain('No changes.');
  });

  test('with the quorum lost, one member goes on alone with what it has, and the others are off', async () => {
    const before = await kept(lab);
    const early = await failing(project, 'etcd', 'restore', '--from-member', 'cp-1', '--yes-lose-data');
    expect(early.code).toBe(4);
    expect(early.said).toContain('etcd has a quorum');
    await Promise.all([on(lab, 'cp-2', WIPE), lab.kill('cp-3')]);
    const { code, stderr, stdout } = await kubestrap(
      project,
      ...['etcd', 'restore', '--from-member', 'cp-1', '--yes-lose-data'],
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('kubestrap reset --limit cp-2,cp-3');
    expect(await kept(lab)).toEqual(before);
    await create(lab, 'alone');
    expect(Object.keys(await readiness(lab))).toEqual(['cp-1']);
    expect(await on(lab, 'cp-2', 'ls /etc/kubernetes/manifests; pidof etcd kube-apiserver || :')).toBe('');
  });
});
