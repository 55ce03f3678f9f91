import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap, start } from './cli.ts';
import { having, until, wrapped } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, type Project } from './project.ts';

const LOCK = '/run/kubestrap/lock';

onLab('the lock of a run', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-lock', hosts: ['cp-1', 'cp-2', 'cp-3', 'w-1'] });
    project = await createProject(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('of two applies at once one is refused, and told who is at work', async () => {
    // the one at work takes longer than the other has patience
    onTestFinished(await wrapped(lab, 'w-1', 'sync', 'sleep 2; exec REAL "$@"'));
    const runs = [1, 2].map(() => start(project, 'apply', '-y', '--only', 'prepare'));
    const results = await Promise.all(runs.map((run) => run.result));
    expect(results.map(({ code }) => code).sort()).toEqual([0, 4]);
    const winner = runs[results.findIndex(({ code }) => code === 0)];
    const loser = results.find(({ code }) => code === 4);
    expect(loser?.stderr.replaceAll(/\s+/g, ' ')).toMatch(
      new RegExp(
        `another kubestrap is at work.*@.*process ${winner?.pid}, "kubestrap apply", since .* holds the lock`,
      ),
    );
    await until('nobody has the lock', async () => (await having(lab, LOCK)).length === 0, 5);
    expect((await kubestrap(project, 'apply', '-y', '--only', 'prepare')).code).toBe(0);
  });

  test('the lock of a run that was killed is free at once', async () => {
    await lab.pause('w-1');
    onTestFinished(() => lab.resume('w-1'));
    const run = start(project, 'apply', '-y', '--only', 'prepare');
    await until('it has the lock', async () => (await having(lab, LOCK)).length === 3);
    await run.end('SIGKILL');
    await until('nobody has the lock', async () => (await having(lab, LOCK)).length === 0, 5);
  });
});
