import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change, Plan } from '../../src/model/plan.ts';
import { type Lab, up } from '../lab/lab.ts';
import { failing, inProject, kubestrap } from './cli.ts';
import { expectFourHostCluster } from './end-state.ts';
import { connectedTo, expectEndpoint, expectNewService } from './endpoint.ts';
import { CONTROL_PLANES, FOUR, fourHosts } from './four-hosts.ts';
import { each, items, type Node, on, onEach } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { edited, hostIn, type Project } from './project.ts';
import { leaksIn, leaksOnHosts, Witness } from './secrets.ts';
import { everything, hostFiles, touched } from './snapshot.ts';

/** The plan's changes, as `where: action resource`. */
function changes({ cluster, hosts }: Plan): string[] {
  const say = (where: string) => (change: Change) => `${where}: ${change.action} ${change.resource}`;
  return [
    ...cluster.changes.map(say('cluster')),
    ...hosts.flatMap((host) => host.changes.map(say(host.name))),
  ];
}

async function planOf(project: Project): Promise<Plan> {
  const { code, stdout, stderr } = await kubestrap(project, 'plan', '-o', 'json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Plan;
}

onLab('four bare hosts with kubeadm', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-bootstrap', hosts: FOUR });
    project = await fourHosts(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('plan shows what would be done on each host, and changes nothing', async () => {
    const before = await hostFiles(lab);
    const plan = await planOf(project);
    expect(plan).toMatchObject({
      version: 1,
      refusals: [],
      summary: { hosts: 4, unreachable: 0, update: expect.any(Number), delete: 0 },
      hosts: FOUR.map((name) => ({ name, reachable: true })),
    });
    expect(plan.hosts.every((host) => host.problems === undefined)).toBe(true);
    const all = [...plan.cluster.changes, ...plan.hosts.flatMap((host) => host.changes)];
    for (const change of all) {
      expect(change).toMatchObject({
        phase: expect.any(String),
        resource: expect.any(String),
        action: expect.stringMatching(/^(create|update|delete|run)$/),
        reason: expect.stringMatching(/./),
        disruption: expect.stringMatching(/^(none|restart|drain|reboot)$/),
      });
    }
    const said = changes(plan);
    expect(said).toContain('cp-1: run kubeadm init');
    for (const name of ['cp-2', 'cp-3', 'w-1']) expect(said).toContain(`${name}: run kubeadm join`);
    expect(said).toContain('cluster: create addon hello');
    expect(said).toContain('cluster: update node w-1 labels');
    for (const name of FOUR) expect(said).toContain(`${name}: update sysctl net.core.somaxconn`);

    const saving = await kubestrap(project, 'plan', '--detailed-exitcode', '--out', 'saved.json');
    expect(saving.code).toBe(3);
    expect(await hostFiles(lab)).toEqual(before);
    expect(await onEach(lab, '[ ! -e /run/kubestrap ] || ls -A /run/kubestrap')).toEqual(each(FOUR, ''));
  });

  test('apply of the saved plan makes them a cluster, as the files say, and leaves no secret behind', async () => {
    const witness = new Witness(lab);
    const reviewed = ['--plan', 'saved.json', '--log-dir', 'logs'];
    const { code, stdout, stderr } = await kubestrap(project, 'apply', '-y', '-v', ...reviewed);
    // before anything else fails for want of a cluster
    expect(code, stderr).toBe(0);
    const { secrets, commands } = await witness.end();
    await expectFourHostCluster(project);

    expect(secrets).toContainEqual(expect.stringMatching(/^[0-9a-f]{64}$/)); // the certificate key
    expect(secrets).toContainEqual(expect.stringMatching(/^[0-9a-z]{16}$/)); // tokens, kubeadm's own too
    expect(secrets.filter((secret) => stdout.includes(secret) || stderr.includes(secret))).toEqual([]);
    for (const [host, text] of Object.entries(commands)) {
      expect(text, host).toContain('kubeadm ');
      expect(
        secrets.some((secret) => text.includes(secret)),
        `the command lines of ${host}`,
      ).toBe(false);
    }
    expect(await leaksOnHosts(lab, secrets)).toEqual([]);
    expect(await leaksIn(project.dir, secrets)).toEqual([]);
  });

  test('a second apply has nothing to change, and has changed nothing', async () => {
    const before = await everything(lab);
    const { code, stdout } = await kubestrap(project, 'apply', '-y');
    expect(code).toBe(0);
    expect(stdout).toContain('No changes. 4 hosts match the spec.');
    const old = await failing(project, 'apply', '-y', '--plan', 'saved.json');
    expect([old.code, old.error.message]).toEqual([4, expect.stringContaining('no longer fits')]);
    const after = await everything(lab);
    expect(after).toEqual(before);
    const json = await kubestrap(project, 'apply', '-y', '-o', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({ version: 1, changed: false });
    expect((await kubestrap(project, 'plan', '--detailed-exitcode')).code).toBe(0);
  });

  test('kubeconfig writes a private file that works', async () => {
    const file = inProject(project, 'admin.conf');
    const { code } = await kubestrap(project, 'kubeconfig', '--out', file);
    expect(code).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const server = `https://${lab.host('cp-1').address}:6443`;
    expect(await readFile(file, 'utf8')).toContain(`server: ${server}\n`);
    // with the cluster's own kubectl, on a host that has no credentials of its own
    const text = (await readFile(file)).toString('base64');
    const script = `base64 -d >/tmp/admin.conf <<'END'\n${text}\nEND\nkubectl --kubeconfig /tmp/admin.conf get nodes -o name; rm /tmp/admin.conf`;
    expect(await on(lab, 'w-1', script)).toBe(FOUR.map((name) => `node/${name}\n`).join(''));
  });

  test('labels, taints and sysctls follow the files, and go back when they leave them', async () => {
    const key = 'net.ipv4.tcp_fin_timeout';
    const original = await on(lab, 'cp-2', `sysctl -n ${key}`);
    expect(original).not.toBe('31\n');
    const changed = await edited(project, (draft) => {
      Object.assign(hostIn(draft, 'w-1'), {
        labels: { 'node-role.kubernetes.io/worker': '', shared: 'changed' },
      });
      Object.assign(hostIn(draft, 'cp-2'), {
        taints: ['extra:NoExecute'],
        node: { sysctls: { [key]: '31' } },
      });
    });
    const expected = [
      'cluster: update node cp-2 taints',
      'cluster: update node w-1 labels',
      'cp-2: update record',
      'cp-2: update file /etc/sysctl.d/99-kubestrap.conf',
      `cp-2: update sysctl ${key}`,
    ];
    expect(changes(await planOf(changed)).sort()).toEqual(expected.sort());

    const before = await hostFiles(lab);
    expect((await kubestrap(changed, 'apply', '-y')).code).toBe(0);
    expect(await on(lab, 'cp-2', `sysctl -n ${key}`)).toBe('31\n');
    const nodes = await items<Node>(lab, 'nodes');
    const node = (name: string) => nodes.find(({ metadata }) => metadata.name === name);
    expect(node('w-1')?.metadata.labels).toMatchObject({ shared: 'changed', tier: 'edge' });
    expect(node('cp-2')?.spec.taints).toEqual([{ key: 'extra', effect: 'NoExecute' }]);
    expect(touched(before, await hostFiles(lab))).toEqual([
      'cp-2: /etc/sysctl.d',
      'cp-2: /etc/sysctl.d/99-kubestrap.conf',
      'cp-2: /var/lib/kubestrap',
      'cp-2: /var/lib/kubestrap/record.json',
    ]);

    expect((await kubestrap(project, 'apply', '-y')).code).toBe(0);
    expect(await on(lab, 'cp-2', `sysctl -n ${key}`)).toBe(original);
    await expectFourHostCluster(project);
    expect((await kubestrap(project, 'plan', '--detailed-exitcode')).code).toBe(0);
  });

  test('a changed flag of the API server is named as what apply cannot change yet', async () => {
    const changed = await edited(project, ({ cluster }) => {
      cluster.spec.apiServer = { ...cluster.spec.apiServer, extraArgs: { 'audit-log-maxage': '8' } };
    });
    const { cluster } = await planOf(changed);
    expect(cluster.changes).toEqual([
      expect.objectContaining({
        resource: 'ClusterConfiguration apiServer.extraArgs.audit-log-maxage',
        supported: false,
      }),
    ]);
    const { code, stdout } = await kubestrap(changed, 'plan', '--detailed-exitcode');
    expect(code).toBe(3);
    expect(stdout).toContain('audit-log-maxage');
    expect(stdout).toContain('1 difference to settle by hand');
    const applied = await kubestrap(changed, 'apply', '-y');
    expect(applied.code).toBe(0);
    expect(applied.stdout).toContain('1 difference to settle by hand');
    expect(applied.stdout).not.toMatch(/No changes\./);
  });

  test('a changed service subnet is refused, with the reason, and nothing is changed', async () => {
    const before = await everything(lab);
    const changed = await edited(project, ({ cluster }) => {
      cluster.spec.networking = { ...cluster.spec.networking, serviceSubnet: '10.112.0.0/12' };
    });
    const { code, stdout } = await kubestrap(changed, 'apply', '-y', '-o', 'json');
    expect(code).toBe(4);
    expect(stdout).toContain('networking.serviceSubnet');
    expect(stdout).toContain('cannot change in a running cluster');
    expect(await everything(lab)).toEqual(before);
  });

  test('lines and copies as an earlier version left them are shown, brought up to date, and are the same afterwards', async () => {
    const [first = '', ...rest] = CONTROL_PLANES.map((name) => lab.host(name).address);
    const old = `sed -i -e '/ apiserver.cluster.local$/d' -e '/^# END kubestrap/i ${first} apiserver.cluster.local'`;
    // in place, as the kubelet writes it
    const edit = `for f in /var/lib/kubelet/pods/*/etc-hosts; do ${old.replace('-i ', '')} "$f" >/tmp/hosts && cat /tmp/hosts >"$f"; done`;
    await onEach(lab, edit);
    await on(lab, 'w-1', `${old} /etc/hosts`);
    const doctor = await kubestrap(project, 'doctor', '--only', 'hosts-copies', '-o', 'json');
    const { findings } = JSON.parse(doctor.stdout) as { findings: { host: string }[] };
    expect([...new Set(findings.map(({ host }) => host))]).toEqual(CONTROL_PLANES);
    const plan = await planOf(project);
    expect(changes(plan).sort()).toEqual(FOUR.map((name) => `${name}: update hosts-entry /etc/hosts`));
    const reasons = plan.hosts.flatMap((host) => host.changes.map(({ reason }) => reason));
    expect(reasons[0]).toMatch(/kube-system\/kube-proxy-\w+/);
    expect(plan.hosts[3]?.changes[0]?.after).toContain(rest[0]);
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
    await expectEndpoint(lab, FOUR, CONTROL_PLANES);
    expect((await kubestrap(project, 'apply', '-y')).stdout).toContain('No changes. 4 hosts match the spec.');
    expect((await kubestrap(project, 'doctor', '--only', 'hosts-copies')).code).toBe(0);
  });

  test('a control plane whose API server hangs is not asked, and when its power is cut every other node moves to the others', async () => {
    const [left, planes] = [FOUR.slice(1), CONTROL_PLANES.slice(1)];
    const ids = () => Promise.all(left.map((name) => on(lab, name, 'pgrep -x kube-proxy')));
    const before = await ids();
    expect(await connectedTo(lab, left, 'cp-1')).not.toEqual([]);
    // the kubelet would start it again
    await on(lab, 'cp-1', 'systemctl stop kubelet; pkill -STOP -x kube-apiserver');
    const { stdout } = await kubestrap(project, 'kubeconfig', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ server: `https://${lab.host('cp-2').address}:6443` });
    // first the link, so that nobody is told
    await lab.cut('cp-1');
    await lab.kill('cp-1');
    const seconds = await expectNewService(lab, 'after-a-power-cut', { hosts: left, planes });
    process.stderr.write(`a Service made after the power cut answers everywhere after ${seconds} s\n`);
    expect(await ids()).toEqual(before);
    expect(await connectedTo(lab, left, 'cp-1')).toEqual([]);
  });
});
