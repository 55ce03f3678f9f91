import { spawn } from 'node:child_process';
import { lstat, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quote } from '../../src/shell/sh.ts';
import type { SavedPlan } from '../../src/workflow/saved/document.ts';
import { type Lab, up } from '../lab/lab.ts';
import { failing, inProject, kubestrap, PROGRAM } from './cli.ts';
import { on, sshJournal } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, type Draft, edited, hostIn, type Project } from './project.ts';
import { hostFiles } from './snapshot.ts';

const HOSTS = ['cp-1', 'w-1'];
const PATCHES = 'kubeletconfiguration+merge.yaml';

async function readPlan(path: string): Promise<SavedPlan> {
  return JSON.parse(await readFile(path, 'utf8'));
}

onLab('a saved plan', () => {
  let lab: Lab;
  let project: Project;
  let saved: string;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-saved-plan', hosts: HOSTS });
    project = await createProject(lab);
    saved = inProject(project, 'saved.json');
    expect((await kubestrap(project, 'plan', '--out', 'saved.json')).code).toBe(0);
  });

  afterAll(async () => {
    await lab?.down();
  });

  const journals = () => Promise.all(HOSTS.map((name) => sshJournal(lab, name)));
  const applied = (other: Project, ...args: string[]) =>
    failing(other, 'apply', '-y', '--plan', saved, ...args);

  test('is private, whole, holds what a person reviews and no secret, and is the same each time', async () => {
    expect((await stat(saved)).mode & 0o777).toBe(0o600);
    const plan = await readPlan(saved);
    expect(plan).toMatchObject({
      version: 2,
      kubestrap: expect.stringMatching(/^\d+\./),
      options: { limit: null, only: null, skipPhases: null },
      targets: {
        'w-1': {
          address: lab.host('w-1').address,
          port: 22,
          user: 'root',
          hostKey: expect.stringMatching(/^ssh-ed25519 SHA256:/),
        },
      },
      cluster: null,
      plan: { version: 1 },
    });
    const file = plan.files['host cp-1: init: kubeadm init']?.['/run/kubestrap/kubeadm-init.yaml'];
    expect(file).toContain('kind: InitConfiguration');
    expect(file).toContain('(secret: bootstrap-token)');
    expect((await kubestrap(project, 'plan', '--out', 'again.json')).code).toBe(0);
    const { plan: _, ...again } = await readPlan(inProject(project, 'again.json'));
    const { plan: _plan, ...first } = plan;
    expect(again).toEqual(first);
    const { stdout } = await kubestrap(project, 'plan', '-v');
    expect(stdout).toContain('kind: InitConfiguration');
  });

  test('is not written through a symbolic link', async () => {
    const target = inProject(project, 'target');
    await writeFile(target, 'mine\n');
    await symlink(target, inProject(project, 'link'));
    expect((await kubestrap(project, 'plan', '--out', 'link')).code).toBe(2);
    expect(await readFile(target, 'utf8')).toBe('mine\n');
    expect((await lstat(inProject(project, 'link'))).isSymbolicLink()).toBe(true);
  });

  test.each<[string, (draft: Draft) => void, string[]]>([
    [
      'a flag of the kubelet',
      (draft) => {
        Object.assign(hostIn(draft, 'w-1'), { node: { kubeletExtraArgs: { 'anonymous-auth': 'true' } } });
      },
      ['w-1', 'kubeadm join', 'anonymous-auth'],
    ],
    [
      'preflight checks that kubeadm ignores',
      ({ cluster }) => {
        cluster.spec.ignorePreflightErrors = ['Swap'];
      },
      ['kubeadm init', '/run/kubestrap/kubeadm-init.yaml', 'Swap'],
    ],
    [
      'the CRI socket',
      ({ cluster }) => {
        cluster.spec.runtime = { install: 'none', criSocket: 'unix:///run/other.sock' };
      },
      ['kubeadm join', 'unix:///run/other.sock'],
    ],
  ])('refuses another value of %s, by name, and changes nothing', async (_what, edit, words) => {
    const before = await hostFiles(lab);
    const { code, said, error } = await applied(await edited(project, edit));
    expect(code).toBe(4);
    expect(error.message).toContain('the saved plan no longer fits');
    for (const word of words) expect(said).toContain(word);
    expect(await hostFiles(lab)).toEqual(before);
  });

  test('refuses another manifest of an add-on', async () => {
    const other = await edited(project, () => {});
    await writeFile(
      inProject(other, 'hello.yaml'),
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: x }\n',
    );
    const { code, said } = await applied(other);
    expect(code).toBe(4);
    expect(said).toContain('addon hello');
  });

  test.each<[string, (draft: Draft, lab: Lab) => void, string]>([
    ['user', ({ inventory }) => Object.assign(inventory.ssh ?? {}, { user: 'ops' }), 'user'],
    [
      'address',
      (draft) =>
        Object.assign(hostIn(draft, 'w-1'), {
          address: '10.77.0.99',
          internalAddress: lab.host('w-1').address,
        }),
      'address',
    ],
    ['port', (draft) => Object.assign(hostIn(draft, 'w-1'), { ssh: { port: 2222 } }), 'port'],
    [
      'bastion',
      (draft, { host }) =>
        Object.assign(hostIn(draft, 'w-1'), {
          ssh: { bastion: { address: host('cp-1').address, user: 'root' } },
        }),
      'bastion',
    ],
  ])('refuses another SSH %s, and connects to no host', async (_what, edit, word) => {
    const before = await journals();
    const { code, said } = await applied(await edited(project, (draft) => edit(draft, lab)));
    expect(code).toBe(4);
    expect(said).toContain(`w-1: ${word}: the saved plan has`);
    expect(await journals()).toEqual(before);
  });

  test('refuses a host that shows another key than the reviewed one, known or not, and sends it nothing', async () => {
    const plan = await readPlan(saved);
    const target = { ...plan.targets['w-1'], hostKey: `ssh-ed25519 SHA256:${'A'.repeat(43)}` };
    const other = inProject(project, 'other-key.json');
    await writeFile(other, JSON.stringify({ ...plan, targets: { ...plan.targets, 'w-1': target } }));
    const before = await sshJournal(lab, 'w-1');
    const { code, stdout } = await kubestrap(project, 'apply', '-y', '--plan', other, '-o', 'json');
    expect(code).toBe(4);
    expect(stdout).toContain('w-1');
    const said = (await sshJournal(lab, 'w-1')).slice(before.length).join('\n');
    expect(said).not.toMatch(/Accepted|session opened/);
  });

  test('refuses another version of kubestrap, and options that are not its own', async () => {
    const before = await journals();
    const plan = await readPlan(saved);
    const old = inProject(project, 'old.json');
    await writeFile(old, JSON.stringify({ ...plan, kubestrap: '0.0.9' }));
    const version = await failing(project, 'apply', '-y', '--plan', old);
    expect([version.code, version.said]).toEqual([
      4,
      expect.stringContaining('kubestrap: the saved plan has 0.0.9'),
    ]);
    const only = await applied(project, '--only', 'prepare');
    expect([only.code, only.said]).toEqual([4, expect.stringContaining('--only: the saved plan has none')]);
    const limit = await applied(project, '--limit', 'w-1');
    expect([limit.code, limit.said]).toEqual([4, expect.stringContaining('--limit')]);
    expect(await journals()).toEqual(before);
  });

  test('runs with its own options where nothing changed, and only once', async () => {
    expect(
      (await kubestrap(project, 'plan', '--only', 'prepare', '--limit', 'w-1', '--out', 'part.json')).code,
    ).toBe(0);
    const { code, stderr } = await kubestrap(project, 'apply', '-y', '--plan', 'part.json');
    expect(code, stderr).toBe(0);
    expect(await on(lab, 'w-1', 'sysctl -n net.ipv4.ip_forward')).toBe('1\n');
    expect(await on(lab, 'cp-1', '[ ! -e /var/lib/kubestrap ] && echo untouched')).toBe('untouched\n');
    const again = await failing(project, 'apply', '-y', '--plan', inProject(project, 'part.json'));
    expect(again.code).toBe(4);
    expect(again.said).toContain('no longer to be made');
  });

  test('refuses other patches of kubeadm, by content', async () => {
    const patched = await edited(project, ({ cluster }) => {
      // kubeadm of the lab knows no patches: its absence is a problem of the hosts, and the plan is made all the same
      cluster.spec.kubernetesVersion = 'v1.31.0';
      cluster.spec.patches = './patches';
    });
    await mkdir(inProject(patched, 'patches'));
    const patch = inProject(patched, `patches/${PATCHES}`);
    await writeFile(patch, 'maxPods: 50\n');
    const { code, stderr } = await kubestrap(patched, 'plan', '--out', 'patched.json');
    expect(code, stderr).toBe(1);
    await writeFile(patch, 'maxPods: 51\n');
    const refused = await failing(patched, 'apply', '-y', '--plan', 'patched.json');
    expect(refused.code).toBe(4);
    expect(refused.said).toContain('maxPods: 51');
  });
});

onLab('a prompt', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-prompt', hosts: ['cp-1'], kube: false });
    project = await createProject(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('whose plan changes while it stands is shown again, and asked about again', async () => {
    const { command, args } = lab.inNetns(process.execPath, [
      PROGRAM,
      '--no-color',
      'apply',
      '--only',
      'prepare',
    ]);
    const line = [command, ...args].map(quote).join(' ');
    const child = spawn('script', ['-qec', line, '/dev/null'], {
      cwd: project.dir,
      env: { PATH: process.env.PATH, HOME: project.dir, LANG: 'C.UTF-8' },
    });
    let said = '';
    let asked = 0;
    const work: Promise<unknown>[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.split('Apply this plan?').length - 1 === asked) return;
      asked++;
      work.push(answer(asked));
    });
    const answer = async (time: number) => {
      if (time === 1)
        await on(lab, 'cp-1', 'sysctl -q -w net.ipv4.ip_forward=0 net.ipv4.conf.all.rp_filter=2');
      child.stdin.write('yes\n');
    };
    await on(lab, 'cp-1', 'sysctl -q -w net.ipv4.ip_forward=1');
    const code = await new Promise((resolve) => child.on('close', resolve));
    await Promise.all(work);
    expect(code, said).toBe(0);
    expect(asked).toBe(2);
    const [first = '', second = ''] = said.split('The plan changed while it was on screen.');
    expect(first).not.toContain('sysctl net.ipv4.ip_forward');
    expect(second).toMatch(/~ sysctl net\.ipv4\.ip_forward\s+0 → 1/);
    expect(await on(lab, 'cp-1', 'sysctl -n net.ipv4.ip_forward')).toBe('1\n');
  });
});
