import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { inProject, kubestrap, start } from './cli.ts';
import { each, items, on, onEach, sshJournal, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, type Draft, edited, type Project, without } from './project.ts';
import { hostFiles } from './snapshot.ts';

const HOSTS = ['cp-1', 'cp-2', 'cp-3', 'w-1'];
const RECORD = '/var/lib/kubestrap/record.json';
const LOCK = '/run/kubestrap/lock';

interface ErrorDocument {
  version: number;
  error: {
    code: string;
    message: string;
    problems: { file: string; line: number; message: string }[];
    errors?: { host?: string; message: string }[];
  };
}

/** Runs with `-o json` and reads the error that it ends with. */
async function failing(project: Project, ...args: string[]) {
  const { code, stdout, stderr } = await kubestrap(project, ...args, '-o', 'json');
  const { version, error } = JSON.parse(stdout) as ErrorDocument;
  expect(version).toBe(1);
  return { code, error, errors: error.errors ?? [], stderr };
}

/** Which hosts have a file or directory. */
async function having(lab: Lab, path: string): Promise<string[]> {
  const found = await onEach(lab, `ls -d ${path} 2>/dev/null || :`);
  return Object.keys(found).filter((name) => found[name] !== '');
}

/** A host whose clock is ten minutes ahead, as far as anyone who asks it can tell. */
async function lyingClock(lab: Lab, host: string): Promise<() => Promise<unknown>> {
  const wrapper = '/usr/local/sbin/date';
  await on(
    lab,
    host,
    `printf '%s\\n' '#!/bin/sh' 'exec /usr/bin/date -d "+600 seconds" "$@"' >${wrapper}; chmod 755 ${wrapper}`,
  );
  return () => on(lab, host, `rm ${wrapper}`);
}

const asOps = ({ inventory }: Draft) => {
  inventory.ssh = { ...inventory.ssh, user: 'ops' };
};

onLab('hosts without any program of Kubernetes', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-bare', hosts: ['cp-1', 'w-1'], kube: false });
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('apply names all that is missing on all hosts at once, and changes nothing', async () => {
    const project = await createProject(lab);
    const before = await hostFiles(lab);
    const { code, error, errors } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    expect(error.message).toContain('nothing was changed');
    const said = errors.map(({ host, message }) => `${host}: ${message}`);
    expect(said).toContain('cp-1: not installed: kubelet, kubeadm, kubectl');
    expect(said).toContain('w-1: not installed: kubelet, kubeadm');
    expect(await hostFiles(lab)).toEqual(before);
  });
});

onLab('what apply refuses, and what it does without the hosts that fail', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-refusals', hosts: HOSTS });
    project = await createProject(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  const journals = () => Promise.all(HOSTS.map((name) => sshJournal(lab, name)));

  test('a broken spec: every problem with its place, and no connection is opened', async () => {
    const before = await journals();
    const broken = await edited(project, () => {});
    await writeFile(
      inProject(broken, 'cluster.yaml'),
      (await readFile(inProject(broken, 'cluster.yaml'), 'utf8'))
        .replace('podSubnet: 10.244.0.0/16', 'podSubnet: 10.96.0.0/16')
        .replace('kubeProxy:', 'kubeProxi:'),
    );
    const { code, error } = await failing(broken, 'apply', '-y');
    expect(code).toBe(2);
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { file, line } of error.problems) {
      expect(file).toMatch(/cluster\.yaml$/);
      expect(line).toBeGreaterThan(1);
    }
    expect((await kubestrap(project, 'apply', '-y', '--limit', 'nobody')).code).toBe(2);
    expect((await kubestrap(project, 'apply', '-y', '--only', 'nothing')).code).toBe(2);
    expect(await journals()).toEqual(before);
  });

  test('a host key that is not the known one: nothing is sent to that host', async () => {
    const lines = (await readFile(lab.knownHostsFile, 'utf8')).split('\n');
    const keyOf = (name: string) => lines.find((line) => line.startsWith(`${lab.host(name).address} `));
    const other = keyOf('cp-1')?.replace(lab.host('cp-1').address, lab.host('cp-2').address) ?? '';
    const wrong = await edited(project, ({ inventory }) => {
      inventory.ssh = { ...inventory.ssh, knownHostsFile: './known_hosts' };
    });
    const known = lines.map((line) => (line === keyOf('cp-2') ? other : line)).join('\n');
    await writeFile(inProject(wrong, 'known_hosts'), known);

    const before = await sshJournal(lab, 'cp-2');
    const { code, errors } = await failing(wrong, 'apply', '-y', '--only', 'prepare');
    const said = (await sshJournal(lab, 'cp-2')).slice(before.length).join('\n');
    expect(errors).toContainEqual(
      expect.objectContaining({ host: 'cp-2', message: expect.stringContaining('is not the known one') }),
    );
    expect(said).not.toMatch(/Accepted|Failed|Postponed|userauth|session/);
    expect(await having(lab, RECORD)).not.toContain('cp-2');
    expect(code).toBe(4);
  });

  test('no terminal and no -y: the plan is shown and not applied', async () => {
    const before = await hostFiles(lab);
    const { code, stdout, stderr } = await kubestrap(project, 'apply');
    expect(code).toBe(4);
    expect(stdout).toContain('kubeadm init');
    expect(stderr).toContain('stdin is no terminal');
    expect(await hostFiles(lab)).toEqual(before);
  });

  test('traces of a cluster that kubestrap did not start', async () => {
    const certificate = '/etc/kubernetes/pki/ca.crt';
    await on(lab, 'w-1', `mkdir -p /etc/kubernetes/pki; echo someone else >${certificate}`);
    const before = await hostFiles(lab);
    const { code, errors } = await failing(project, 'apply', '-y');
    expect(code).toBe(4);
    expect(errors.map(({ message }) => message).join()).toContain(
      'w-1 has traces of a cluster that kubestrap did not start',
    );
    expect(await hostFiles(lab)).toEqual(before);
    await on(lab, 'w-1', 'rm -r /etc/kubernetes/pki');
  });

  test('--limit and --only: one host is prepared, and nothing else is done', async () => {
    await onEach(lab, 'rm -rf /var/lib/kubestrap /etc/sysctl.d/99-kubestrap.conf');
    const { code, stderr } = await kubestrap(project, 'apply', '-y', '--only', 'prepare', '--limit', 'w-1');
    expect(code, stderr).toBe(0);
    expect(await having(lab, RECORD)).toEqual(['w-1']);
    expect(await having(lab, '/etc/sysctl.d/99-kubestrap.conf')).toEqual(['w-1']);
    expect(await having(lab, '/etc/kubernetes/kubelet.conf')).toEqual([]);
  });

  test('a host that does not answer: the others are prepared, and the error names it', async () => {
    await lab.kill('w-1');
    const { code, errors } = await failing(project, 'apply', '-y', '--only', 'prepare');
    expect(code).toBe(1);
    expect(errors.map(({ host }) => host)).toEqual(['w-1']);
    expect(await having(lab, RECORD)).toEqual(['cp-1', 'cp-2', 'cp-3']);
    await lab.start('w-1');
  });

  test('a control plane that does not answer: no cluster is started without it', async () => {
    await on(lab, 'cp-1', 'rm /etc/sysctl.d/99-kubestrap.conf'); // so that there is something to prepare
    await lab.cut('cp-3');
    const { code, errors } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    const said = errors.map(({ message }) => message).join('\n');
    expect(said).toContain('kubeadm init runs only once every control plane has answered');
    expect(said).toContain('cp-3');
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
    expect(await having(lab, '/etc/sysctl.d/99-kubestrap.conf')).toContain('cp-1');
    await lab.mend('cp-3');
  });

  test('of two applies at once one is refused, and told who is at work', async () => {
    await lab.pause('w-1'); // both wait for it, with or without the lock
    const runs = [1, 2].map(() => start(project, 'apply', '-y', '--only', 'prepare'));
    await until('one has the lock', async () => (await having(lab, LOCK)).includes('cp-1'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await lab.resume('w-1');
    const results = await Promise.all(runs.map((run) => run.result));
    expect(results.map(({ code }) => code).sort()).toEqual([0, 4]);
    const winner = runs[results.findIndex(({ code }) => code === 0)];
    const loser = results.find(({ code }) => code === 4);
    expect(loser?.stderr.replaceAll(/\s+/g, ' ')).toMatch(
      new RegExp(
        `another kubestrap is at work.*@.*process ${winner?.pid}, "kubestrap apply", since .* holds the lock`,
      ),
    );
    expect(await having(lab, LOCK)).toEqual([]);
    expect((await kubestrap(project, 'apply', '-y', '--only', 'prepare')).code).toBe(0);
  });

  test('the lock of a run that was killed is free at once', async () => {
    await lab.pause('w-1');
    const run = start(project, 'apply', '-y', '--only', 'prepare');
    await until('it has the lock', async () => (await having(lab, LOCK)).length === 3);
    await run.end('SIGKILL');
    await until('nobody has the lock', async () => (await having(lab, LOCK)).length === 0, 5);
    await lab.resume('w-1');
  });

  test('a saved plan that no longer fits', async () => {
    expect((await kubestrap(project, 'plan', '--out', 'saved.json')).code).toBe(0);
    await on(lab, 'cp-2', 'sysctl -q -w net.ipv4.ip_forward=0');
    const { code, error } = await failing(project, 'apply', '-y', '--plan', 'saved.json');
    expect(code).toBe(4);
    expect(error.message).toContain('the saved plan no longer fits');
    expect(await on(lab, 'cp-2', 'sysctl -n net.ipv4.ip_forward')).toBe('0\n');
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
  });

  test('a control plane whose clock is off: no cluster is started, and the clock that is wrong is named', async () => {
    const mend = await lyingClock(lab, 'cp-2');
    const { code, errors } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    expect(errors.map(({ message }) => message).join()).toMatch(
      /the clock of cp-2 is (599|600)(\.\d)? s ahead/,
    );
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
    await mend();
  });

  test('a worker whose clock is off joins once it is right; a user with sudo does all that root does', async () => {
    const small = await edited(project, (draft) => {
      asOps(draft);
      without(draft, 'cp-2', 'cp-3');
    });
    const mend = await lyingClock(lab, 'w-1');
    const { code, errors } = await failing(small, 'apply', '-y');
    expect(code).toBe(1);
    expect(errors.map(({ host }) => host)).toEqual(['w-1']);
    expect(errors[0]?.message).toMatch(/the clock of w-1 is (599|600)(\.\d)? s ahead/);
    type Node = { metadata: { name: string }; status: { conditions: { type: string; status: string }[] } };
    const ready = async () =>
      Object.fromEntries(
        (await items<Node>(lab, 'nodes')).map(({ metadata, status }) => [
          metadata.name,
          status.conditions.find(({ type }) => type === 'Ready')?.status,
        ]),
      );
    expect(await ready()).toEqual({ 'cp-1': 'True' });

    await mend();
    expect((await kubestrap(small, 'plan', '--out', 'saved.json')).code).toBe(0);
    const second = await kubestrap(small, 'apply', '-y', '--plan', 'saved.json');
    expect(second.code, second.stderr).toBe(0);
    expect(await ready()).toEqual(each(['cp-1', 'w-1'], 'True'));
    const again = await kubestrap(small, 'apply', '-y');
    expect(again.stdout).toContain('No changes. 2 hosts match the spec.');
  });
});
