import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DefragResult } from '../../src/actions/etcd-defrag.ts';
import type { EtcdReport } from '../../src/cluster/etcd/report-types.ts';
import { type Lab, up } from '../lab/lab.ts';
import { failing, kubestrap } from './cli.ts';
import { kubectl, on, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';

const QUOTA = 16 * 1024 ** 2;
/** etcdctl of the running etcd, as its certificates let one in. */
const CTL = `ETCDCTL_API=3 chroot /proc/$(pgrep -x etcd)/root /usr/bin/etcdctl --endpoints=https://127.0.0.1:2379 \
--cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt --key=/etc/kubernetes/pki/etcd/healthcheck-client.key`;
/** Writes one key until etcd sounds the alarm (a write may also fail for another reason): all but the newest value are old revisions. */
const FILL = `head -c 700000 /dev/urandom | base64 -w0 >/tmp/value
for i in $(seq 60); do
  ${CTL} put /test/key </tmp/value >/dev/null 2>&1 || { ${CTL} alarm list | grep -q NOSPACE && break; }
done; ${CTL} alarm list`;

async function status(project: Project): Promise<{ code: number | null; report: EtcdReport }> {
  const { code, stdout } = await kubestrap(project, 'etcd', 'status', '-o', 'json');
  return { code, report: JSON.parse(stdout) as EtcdReport };
}
const errors = ({ problems }: EtcdReport) =>
  problems.filter(({ severity }) => severity === 'error').map(({ code, subject }) => `${code} ${subject}`);

onLab('etcd of a running cluster', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-etcd-status', hosts: ['cp-1'] });
    project = await createProject(lab, ({ cluster: { spec } }) => {
      spec.addons = [];
      spec.etcd = { local: { extraArgs: { 'quota-backend-bytes': `${QUOTA}` } } };
    });
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('is shown as etcdctl and its metrics tell it', async () => {
    const { code, report } = await status(project);
    const [said = ''] = (await on(lab, 'cp-1', `${CTL} member list`)).split(',');
    expect({ code, errors: errors(report) }).toEqual({ code: 0, errors: [] });
    expect(report).toMatchObject({
      summary: '1 member, 1 healthy: tolerates the loss of 0',
      members: [
        { id: said.trim(), name: 'cp-1', host: 'cp-1', isLeader: true, isHealthy: true, quota: QUOTA },
      ],
    });
    const [member] = report.members;
    expect(member?.version).toMatch(/^3\.\d+\.\d+$/);
    for (const value of [member?.dbSize, member?.healthMs, member?.fsyncMs, member?.commitMs])
      expect(value).toBeGreaterThan(0);
    const { stdout } = await kubestrap(project, 'etcd', 'status');
    expect(stdout).toContain(said.trim());
  });

  test('a full database is found, and defragmentation with compaction gives the cluster its writes back', async () => {
    expect(await on(lab, 'cp-1', FILL)).toContain('alarm:NOSPACE');
    const full = await status(project);
    expect(full.code).toBe(1);
    expect(errors(full.report)).toEqual(['alarm-nospace cp-1']);
    await expect(kubectl(lab, 'create configmap too-much -o json')).rejects.toThrow(
      'database space exceeded',
    );

    // nobody is there to say yes
    const unconfirmed = await failing(project, 'etcd', 'defrag', '--compact');
    expect(unconfirmed.code).toBe(4);
    expect((await status(project)).code).toBe(1);

    const { code, stdout, stderr } = await kubestrap(
      project,
      'etcd',
      'defrag',
      '--compact',
      '-y',
      '-o',
      'json',
    );
    expect(code, stderr).toBe(0);
    const { changed, databases, disarmed } = JSON.parse(stdout) as DefragResult;
    expect({ changed, disarmed }).toEqual({
      changed: true,
      disarmed: [`NOSPACE ${full.report.members[0]?.id}`],
    });
    const { before, after } = databases['cp-1'] ?? {};
    expect(before?.dbSize).toBeGreaterThan(QUOTA * 0.8);
    expect(after?.dbSize).toBeLessThan(QUOTA * 0.3);
    expect(await status(project)).toMatchObject({ code: 0 });
    await kubectl(lab, 'create configmap enough -o json');
  });

  test('an alarm stays where there is no room yet, and that is said', async () => {
    let said = '';
    // each defragmentation makes a little room, until all that is there is in use
    for (let round = 0; round < 5 && said === ''; round++) {
      await on(lab, 'cp-1', FILL.replace('/test/key', `/test/key-${round}-$i`));
      const { code, stderr } = await kubestrap(project, 'etcd', 'defrag', '--compact', '-y');
      if (code !== 0) said = stderr;
    }
    expect(said).toContain('so the alarm stays');
    expect(errors((await status(project)).report)).toEqual(['alarm-nospace cp-1']);
    await on(lab, 'cp-1', `${CTL} del --prefix /test/`);
    expect((await kubestrap(project, 'etcd', 'defrag', '--compact', '-y')).code).toBe(0);
    expect((await status(project)).code).toBe(0);
  });

  test('a member that hangs is shown within seconds, and nothing is defragmented', async () => {
    await on(lab, 'cp-1', 'kill -s STOP $(pgrep -x etcd)');
    try {
      const start = Date.now();
      const { code, report } = await status(project);
      expect(Date.now() - start).toBeLessThan(45_000);
      expect(code).toBe(1);
      expect(errors(report)).toEqual(['no-answer cp-1']);
      // shown, not run: facts are gathered once, and kubectl waits for an API server that waits for etcd
      const shown = await kubestrap(project, 'etcd', 'defrag', '--dry-run', '-o', 'json');
      const { plan } = JSON.parse(shown.stdout) as DefragResult;
      expect(shown.code).toBe(4);
      expect(plan.refusals.join()).toContain('which members etcd has');
    } finally {
      await on(lab, 'cp-1', 'kill -s CONT $(pgrep -x etcd)');
    }
    await until('etcd is well', async () => (await status(project)).code === 0);
  });

  test('a host that does not answer is no healthy one', async () => {
    const away = await edited(project, ({ inventory }) => {
      const [first] = inventory.hosts;
      if (first) inventory.hosts = [first, { name: 'cp-2', role: 'control-plane', address: '10.77.0.99' }];
    });
    const { code, report } = await status(away);
    expect(code).toBe(1);
    expect(errors(report)).toEqual([]);
    expect(report.hosts.map(({ name, reachable }) => [name, reachable])).toEqual([
      ['cp-1', true],
      ['cp-2', false],
    ]);
  });
});
