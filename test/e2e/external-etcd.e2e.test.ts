import { execFile } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DefragResult } from '../../src/actions/etcd-defrag.ts';
import type { EtcdReport } from '../../src/cluster/etcd/report-types.ts';
import type { Sidecar } from '../../src/cluster/etcd/sidecar.ts';
import type { ExternalEtcd } from '../../src/spec/documents.generated.ts';
import { type Programs, unpackEtcd } from '../cluster/etcd/real-etcd.ts';
import { type Lab, up } from '../lab/lab.ts';
import { failing, inProject, kubestrap } from './cli.ts';
import { asking, giveClientFiles, OTHER_NAME, QUOTA, startExternalEtcd } from './external-members.ts';
import { having, on, readiness, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project, without } from './project.ts';

const KEY = 'the key of the snapshots of this test';
const MEMBERS = ['m-1', 'm-2', 'm-3'];
const DIRECTORY = '/var/lib/kubestrap/snapshots';

// One cluster on an etcd of its own: it begins, is looked after, loses a control plane and its API (a full etcd), and goes.
onLab('an etcd that kubeadm does not run', () => {
  let lab: Lab;
  let programs: Programs;
  let external: ExternalEtcd;
  let project: Project;
  let ctl: string;

  beforeAll(async () => {
    programs = await unpackEtcd();
    lab = await up({ name: 'e2e-external-etcd', hosts: ['cp-1', 'cp-2', 'etcd-1'] });
    external = await startExternalEtcd(lab, 'etcd-1', programs);
    await giveClientFiles(lab, { from: 'etcd-1', to: 'cp-1' }, external);
    ctl = asking(external);
    project = await createProject(lab, (draft) => {
      without(draft, 'etcd-1');
      const { spec } = draft.cluster;
      spec.addons = [];
      spec.etcd = { external };
      spec.node = { hosts: [{ ip: lab.host('etcd-1').address, names: [OTHER_NAME] }] };
    });
  });

  afterAll(async () => {
    await lab?.down();
    await programs?.remove();
  });

  async function status(): Promise<{ code: number | null; report: EtcdReport }> {
    const { code, stdout } = await kubestrap(project, 'etcd', 'status', '-o', 'json');
    return { code, report: JSON.parse(stdout) as EtcdReport };
  }
  const errors = ({ problems }: EtcdReport) =>
    problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  /** What etcd's own tool says of a file here. */
  async function looked(file: string): Promise<Record<string, number>> {
    const { stdout } = await promisify(execFile)(
      programs.etcdctl,
      ['snapshot', 'status', inProject(project, file), '-w', 'json'],
      { env: { ...process.env, ETCDCTL_API: '3' } },
    );
    return JSON.parse(stdout) as Record<string, number>;
  }

  const memberNames = async () => (await status()).report.members.map(({ name }) => name).toSorted();

  test('carries a cluster: control planes join with its files, and have no etcd of their own', async () => {
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
    expect(await readiness(lab)).toEqual({ 'cp-1': 'True', 'cp-2': 'True' });
    expect(await having(lab, external.keyFile)).toEqual(['cp-1', 'cp-2']);
    expect(await having(lab, '/etc/kubernetes/manifests/etcd.yaml')).toEqual([]);
    const again = await kubestrap(project, 'apply', '-y');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('No changes')]);
  });

  test('is shown member by member, by whatever names the spec has for their endpoints', async () => {
    const { code, report } = await status();
    expect({ code, errors: errors(report) }).toEqual({ code: 0, errors: [] });
    expect(report).toMatchObject({
      external: true,
      summary: '3 members, 3 healthy: tolerates the loss of 1',
    });
    expect(report.members.map(({ name }) => name).toSorted()).toEqual(MEMBERS);
    expect(report.members.filter(({ isLeader }) => isLeader)).toHaveLength(1);
    for (const { dbSize, healthMs } of report.members) {
      expect(dbSize).toBeGreaterThan(0);
      expect(healthMs).toBeGreaterThan(0);
    }
  });

  test('a control plane leaves, and etcd hears nothing of it; the last one stays', async () => {
    const { code, stderr } = await kubestrap(project, 'node', 'remove', 'cp-2', '-y');
    expect(code, stderr).toBe(0);
    expect(await readiness(lab)).toEqual({ 'cp-1': 'True' });
    expect(await memberNames()).toEqual(MEMBERS);
    expect(await having(lab, external.keyFile)).toEqual(['cp-1']);
    const last = await failing(project, 'node', 'remove', 'cp-1', '-y');
    expect([last.code, last.said]).toEqual([4, expect.stringContaining('kubestrap reset')]);
  });

  test('is saved from a member that does not lead, and nothing stays on the host', async () => {
    const { code, stdout, stderr } = await kubestrap(
      project,
      ...['etcd', 'snapshot', '--out', 'plain.db', '-o', 'json'],
    );
    expect(code, stderr).toBe(0);
    const { snapshot } = JSON.parse(stdout) as { snapshot: Sidecar };
    const { report } = await status();
    const leader = report.members.find(({ isLeader }) => isLeader)?.name ?? '';
    expect(snapshot).toMatchObject({ encrypted: false, kubernetesVersion: 'v1.20.2' });
    expect(snapshot.objects).toBeGreaterThan(100);
    expect(snapshot.host).toMatch(/^m-\d \(https:/);
    expect(snapshot.host).not.toContain(`${leader} `);
    expect(snapshot.members).toHaveLength(3);
    expect((await stat(inProject(project, 'plain.db'))).mode & 0o777).toBe(0o600);
    expect(await looked('plain.db')).toMatchObject({
      hash: snapshot.hash,
      revision: snapshot.revision,
      totalKey: snapshot.totalKeys,
    });
    expect(await having(lab, `${DIRECTORY}/*`)).toEqual([]);
  });

  test('is saved encrypted, the old ones go, and what was encrypted opens', async () => {
    const keyed = await edited(project, ({ cluster: { spec } }) => {
      spec.etcd = { external: { ...external, snapshotKey: { file: './snapshot.key' } } };
    });
    await writeFile(inProject(keyed, 'snapshot.key'), `${KEY}\n`, { mode: 0o600 });
    for (let round = 0; round < 2; round++) {
      const { code, stderr } = await kubestrap(keyed, 'etcd', 'snapshot', '-d', 'saved', '--keep', '1');
      expect(code, stderr).toBe(0);
    }
    const [file = '', ...others] = (await readdir(inProject(keyed, 'saved'))).filter((name) =>
      name.endsWith('.db.enc'),
    );
    expect(others).toEqual([]);
    const out = inProject(project, 'opened.db');
    const opened = await kubestrap(keyed, 'etcd', 'snapshot', '--decrypt', `saved/${file}`, '--out', out);
    expect(opened.code, opened.stderr).toBe(0);
    expect((await looked('opened.db')).totalKey).toBeGreaterThan(100);
  });

  test('with a member down it is saved, and not defragmented', async () => {
    await on(lab, 'etcd-1', 'systemctl kill -s STOP m-3');
    try {
      const shown = await kubestrap(project, 'etcd', 'defrag', '--compact', '--dry-run', '-o', 'json');
      expect(shown.code).toBe(4);
      const { plan } = JSON.parse(shown.stdout) as DefragResult;
      expect(plan.refusals.join()).toContain("etcd's m-3 does not take part");
      const saved = await kubestrap(project, 'etcd', 'snapshot', '--out', 'without.db');
      expect(saved.code, saved.stderr).toBe(0);
    } finally {
      await on(lab, 'etcd-1', 'systemctl kill -s CONT m-3');
    }
    await until('all are well', async () => (await status()).code === 0, 120);
  });

  test('is asked by no host without etcdctl or with a full disk, and restored by none', async () => {
    await on(lab, 'cp-1', `mkdir -p ${DIRECTORY} && mount -t tmpfs -o size=1m none ${DIRECTORY}`);
    const full = await failing(project, 'etcd', 'snapshot');
    await on(lab, 'cp-1', `umount ${DIRECTORY}`);
    expect(full.code).toBe(1);
    expect(full.said).toContain('none was taken');

    await on(lab, 'cp-1', 'mv /usr/bin/etcdctl /usr/bin/etcdctl.away');
    const { code, said } = await failing(project, 'etcd', 'snapshot');
    const shown = await kubestrap(project, 'etcd', 'defrag', '--dry-run', '-o', 'json');
    await on(lab, 'cp-1', 'mv /usr/bin/etcdctl.away /usr/bin/etcdctl');
    expect(code).toBe(1);
    expect(said).toContain('cp-1 has no etcdctl on its PATH (Debian: install the package etcd-client)');
    expect(shown.code).toBe(4);
    const { plan } = JSON.parse(shown.stdout) as DefragResult;
    expect(plan.refusals.join()).toContain('cp-1 has no etcdctl');

    const restored = await failing(project, 'etcd', 'restore', 'plain.db');
    expect(restored.code).toBe(2);
    expect(restored.error.message).toContain('etcdutl snapshot restore');
  });

  test('a full database is defragmented a member at a time, the leader last, and takes writes again', async () => {
    await on(
      lab,
      'cp-1',
      `head -c 700000 /dev/urandom | base64 -w0 >/tmp/value
for i in $(seq 40); do ${ctl} put /test/key </tmp/value >/dev/null 2>&1 || break; done`,
    );
    const full = await status();
    expect(full.code).toBe(1);
    expect(new Set(errors(full.report))).toEqual(new Set(['alarm-nospace']));
    const { code, stdout, stderr } = await kubestrap(
      project,
      ...['etcd', 'defrag', '--compact', '-y', '-o', 'json'],
    );
    expect(code, stderr).toBe(0);
    const { plan, databases, disarmed } = JSON.parse(stdout) as DefragResult;
    const leader = full.report.members.find(({ isLeader }) => isLeader)?.name ?? '';
    const resources = plan.cluster.changes.map(({ resource }) => resource);
    expect([resources[0], resources.at(-1)]).toEqual(['etcd revisions', 'etcd alarm NOSPACE']);
    expect(resources.slice(1, -1).toSorted()).toEqual(MEMBERS.map((name) => `etcd database of ${name}`));
    expect(resources.at(-2)).toBe(`etcd database of ${leader}`);
    expect(disarmed[0]).toMatch(/^NOSPACE /);
    expect(Object.keys(databases).toSorted()).toEqual(MEMBERS);
    for (const { before, after } of Object.values(databases)) {
      expect(before.dbSize).toBeGreaterThan(QUOTA * 0.6);
      expect(after.dbSize).toBeLessThan(QUOTA * 0.3);
    }
    expect(await status()).toMatchObject({ code: 0 });
    await on(lab, 'cp-1', `${ctl} put /test/again x`);
    await until('the API server takes writes', async () => {
      const made = 'kubectl --kubeconfig /etc/kubernetes/admin.conf create namespace again';
      return (await lab.exec('cp-1', made)).code === 0;
    });
    expect(await having(lab, '/run/kubestrap/lock')).toEqual([]);
  });

  test('stays as it is where the cluster goes, and no other begins in it before it is emptied', async () => {
    const { code, stdout, stderr } = await kubestrap(project, 'reset', '--destroy-cluster', 'e2e');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('! etcd keys below /registry/');
    const again = await kubestrap(project, 'reset', '-y');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('Nothing to do')]);
    expect(await having(lab, external.keyFile)).toEqual([]);
    await giveClientFiles(lab, { from: 'etcd-1', to: 'cp-1' }, external);
    const { code: ended, stderr: said } = await kubestrap(project, 'apply', '-y');
    expect(ended).toBe(1);
    expect(said).toMatch(/holds [1-9]\d\d+ keys below \/registry\//);
    expect(await having(lab, '/var/lib/kubestrap/runs/kubeadm-init')).toEqual([]);
    const [command = ''] = /ETCDCTL_API=3 etcdctl .* del --prefix .*$/m.exec(said) ?? [];
    expect(Number(await on(lab, 'cp-1', command))).toBeGreaterThan(100);
    const left = await on(lab, 'cp-1', `${ctl} get --prefix / --keys-only`);
    expect(left.split('\n').filter((key) => key !== '')).toEqual(['/test/again', '/test/key', '/test/one']);
  });
});
