import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { type Lab, up } from '../lab/lab.ts';
import { failing, inProject, kubestrap } from './cli.ts';
import { FOUR } from './four-hosts.ts';
import { having, on, sshJournal } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';
import { hostFiles } from './snapshot.ts';

async function misspell(project: Project, file: string, right: string, wrong: string): Promise<void> {
  const path = inProject(project, file);
  const text = await readFile(path, 'utf8');
  if (!text.includes(right)) throw new Error(`${file} has no ${right}`);
  await writeFile(path, text.replace(right, wrong));
}

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
    // as on a disk that is mounted at the data directory of etcd
    await on(lab, 'cp-1', 'mkdir -p /var/lib/etcd/lost+found');
    const before = await hostFiles(lab);
    const { code, error, errors } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    expect(error.message).toContain('nothing was changed');
    const said = errors.map(({ host, message }) => `${host}: ${message}`);
    expect(said).toContain('cp-1: not installed: kubelet, kubeadm, kubectl');
    expect(said).toContain('w-1: not installed: kubelet, kubeadm');
    expect(said).toContainEqual(
      expect.stringMatching(
        /^cp-1: .*\/var\/lib\/etcd\/lost\+found.*set spec\.etcd\.local\.dataDir to a directory below it/,
      ),
    );
    expect(await hostFiles(lab)).toEqual(before);
  });
});

onLab('what apply refuses', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-refusals', hosts: FOUR });
    project = await createProject(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  const journals = () => Promise.all(FOUR.map((name) => sshJournal(lab, name)));

  test('a broken spec: every problem with its place, and no connection is opened', async () => {
    const before = await journals();
    const broken = await edited(project, () => {});
    await misspell(broken, 'cluster.yaml', 'kubeProxy:', 'kubeProxi:');
    await misspell(broken, 'cluster.yaml', 'port: 6443', 'port: 70000');
    await misspell(broken, 'inventory.yaml', 'role: worker', 'role: wurker');
    const { code, error } = await failing(broken, 'apply', '-y');
    expect(code).toBe(2);
    const places = error.problems.map(({ file, line, message }) => `${basename(file)}:${line}: ${message}`);
    expect(places).toEqual([
      expect.stringMatching(/^inventory\.yaml:\d+: `role` must be one of control-plane, worker/),
      expect.stringMatching(/^cluster\.yaml:\d+: `port` must be between/),
      expect.stringMatching(/^cluster\.yaml:\d+: unknown key `kubeProxi`/),
    ]);
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
    expect(await having(lab, '/var/lib/kubestrap')).not.toContain('cp-2');
    expect(code).toBe(4);
  });

  test('no terminal and no -y: the plan is shown and not applied', async () => {
    const before = await hostFiles(lab);
    const { code, stdout, stderr } = await kubestrap(project, 'apply');
    expect(code).toBe(4);
    expect(stdout).toContain('kubeadm init');
    expect(stderr).toContain('stdin is not a terminal');
    expect(await hostFiles(lab)).toEqual(before);
  });

  test('traces of a cluster that kubestrap did not start', async () => {
    const certificate = '/etc/kubernetes/pki/ca.crt';
    await on(lab, 'w-1', `mkdir -p /etc/kubernetes/pki; echo someone else >${certificate}`);
    onTestFinished(async () => void (await on(lab, 'w-1', 'rm -r /etc/kubernetes/pki')));
    const before = await hostFiles(lab);
    const { code, said } = await failing(project, 'apply', '-y');
    expect(code).toBe(4);
    expect(said).toContain('w-1 has traces of a cluster that kubestrap did not start');
    expect(await hostFiles(lab)).toEqual(before);
  });

  test("what kubeadm's preflight refuses is in the plan, in its own words, and nothing is changed", async () => {
    await on(
      lab,
      'cp-1',
      `systemd-run --quiet --unit=taken socat TCP-LISTEN:10250,fork,reuseaddr STDIO
mkdir -p /var/lib/etcd/lost+found; conntrack=$(command -v conntrack); mv "$conntrack" "$conntrack.away"
until ss -Hltn 'sport = :10250' | grep -q .; do sleep 0.1; done`,
    );
    onTestFinished(async () => {
      const back =
        'for file in /usr/sbin/conntrack /sbin/conntrack; do [ ! -e "$file.away" ] || mv "$file.away" "$file"; done';
      await on(lab, 'cp-1', `systemctl stop taken; rmdir /var/lib/etcd/lost+found; ${back}`);
    });
    const kubeadm = await lab.exec(
      'cp-1',
      'kubeadm init phase preflight --ignore-preflight-errors=ImagePull 2>&1',
    );
    const theirs = [...kubeadm.stdout.matchAll(/\[ERROR ([\w-]+)\]/g)].map(([, name]) => name);
    const before = await hostFiles(lab);
    const { stdout } = await kubestrap(project, 'plan', '-o', 'json');
    const plan: Plan = JSON.parse(stdout);
    const problems = plan.hosts.find(({ name }) => name === 'cp-1')?.problems ?? [];
    const ours = problems.flatMap((problem) => /kubeadm refuses it \(([\w-]+)\)$/.exec(problem)?.[1] ?? []);
    // what the phase prepare sets is no refusal of ours
    expect(ours.toSorted()).toEqual(theirs.filter((name) => !name?.startsWith('FileContent-')).toSorted());
    expect(ours).toHaveLength(3);
    const { code, said } = await failing(project, 'apply', '-y');
    expect([code, said]).toEqual([1, expect.stringContaining('port 10250 (kubelet) is taken by socat')]);
    expect(await hostFiles(lab)).toEqual(before);
  });

  test('a saved plan that no longer fits', async () => {
    expect((await kubestrap(project, 'apply', '-y', '--only', 'prepare')).code).toBe(0);
    expect((await kubestrap(project, 'plan', '--out', 'saved.json')).code).toBe(0);
    await on(lab, 'cp-2', 'sysctl -q -w net.ipv4.ip_forward=0');
    const { code, error } = await failing(project, 'apply', '-y', '--plan', 'saved.json');
    expect(code).toBe(4);
    expect(error.message).toContain('the saved plan no longer fits');
    expect(await on(lab, 'cp-2', 'sysctl -n net.ipv4.ip_forward')).toBe('0\n');
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
  });
});
