import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { failing, kubestrap } from './cli.ts';
import { FOUR } from './four-hosts.ts';
import { each, having, on, readiness, wrapped } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project, without } from './project.ts';

const RECORD = '/var/lib/kubestrap/record.json';
const SYSCTLS = '/etc/sysctl.d/99-kubestrap.conf';

/** A host whose clock is ten minutes ahead, as far as anyone who asks it can tell. */
async function lyingClock(lab: Lab, host: string): Promise<() => Promise<void>> {
  const mend = await wrapped(lab, host, 'date', 'exec REAL -d "+600 seconds" "$@"');
  onTestFinished(mend);
  return mend;
}

onLab('what apply does without the hosts that fail or are left out', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-partial', hosts: FOUR });
    project = await createProject(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('--limit and --only: one host is prepared, and nothing else is done', async () => {
    const { code, stderr } = await kubestrap(project, 'apply', '-y', '--only', 'prepare', '--limit', 'w-1');
    expect(code, stderr).toBe(0);
    expect(await having(lab, RECORD)).toEqual(['w-1']);
    expect(await having(lab, SYSCTLS)).toEqual(['w-1']);
    expect(await having(lab, '/etc/kubernetes/kubelet.conf')).toEqual([]);
  });

  test('a host that does not answer: the others are prepared, and the error names it', async () => {
    await lab.kill('w-1');
    onTestFinished(() => lab.start('w-1'));
    const { code, errors } = await failing(project, 'apply', '-y', '--only', 'prepare');
    expect(code).toBe(1);
    expect(errors.map(({ host }) => host)).toEqual(['w-1']);
    expect(await having(lab, RECORD)).toEqual(['cp-1', 'cp-2', 'cp-3']);
  });

  test('a control plane that does not answer: no cluster is started without it', async () => {
    await on(lab, 'cp-1', `rm ${SYSCTLS}`); // so that there is something to prepare
    await lab.cut('cp-3');
    onTestFinished(() => lab.mend('cp-3'));
    const { code, said } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    expect(said).toContain('kubeadm init runs only once every control plane has answered');
    expect(said).toContain('cp-3');
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
    expect(await having(lab, SYSCTLS)).toContain('cp-1');
  });

  test('a control plane whose clock is off: no cluster is started, and the clock that is wrong is named', async () => {
    await lyingClock(lab, 'cp-2');
    const { code, said } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    expect(said).toMatch(/the clock of cp-2 is (599|600)(\.\d)? s ahead/);
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
  });

  test('a worker whose clock is off joins once it is right; a user with sudo does all that root does', async () => {
    const small = await edited(project, (draft) => {
      draft.inventory.ssh = { ...draft.inventory.ssh, user: 'ops' };
      without(draft, 'cp-2', 'cp-3');
    });
    const mend = await lyingClock(lab, 'w-1');
    const { code, errors } = await failing(small, 'apply', '-y');
    expect(code).toBe(1);
    expect(errors.map(({ host }) => host)).toEqual(['w-1']);
    expect(errors[0]?.message).toMatch(/the clock of w-1 is (599|600)(\.\d)? s ahead/);
    expect(await readiness(lab)).toEqual({ 'cp-1': 'True' });

    await mend();
    expect((await kubestrap(small, 'plan', '--out', 'saved.json')).code).toBe(0);
    const second = await kubestrap(small, 'apply', '-y', '--plan', 'saved.json');
    expect(second.code, second.stderr).toBe(0);
    expect(await readiness(lab)).toEqual(each(['cp-1', 'w-1'], 'True'));
    const again = await kubestrap(small, 'apply', '-y');
    expect(again.stdout).toContain('No changes. 2 hosts match the spec.');
    expect(await on(lab, 'w-1', `stat -c '%a %U:%G' ${RECORD} ${SYSCTLS}`)).toBe(
      '600 root:root\n644 root:root\n',
    );
  });
});
