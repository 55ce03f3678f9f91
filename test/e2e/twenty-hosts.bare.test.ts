import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap } from './cli.ts';
import { each, on, onEach, sshJournal, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { prepare, toPrepare } from './prepare.ts';
import { createProject, edited, type Project } from './project.ts';

const TWENTY = Array.from({ length: 20 }, (_, index) => (index < 3 ? `cp-${index + 1}` : `w-${index - 2}`));
const ALL_CONVERGED = each(TWENTY, []);
/** Every package with its version. */
const PACKAGES = 'dpkg -l';
/** What sshd says when it leaves somebody out, and at which number (sshd_config(5), MaxStartups). */
const DROPPED = /MaxStartups|drop connection/;

onLab('twenty hosts at once', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-twenty', hosts: TWENTY, kube: false });
    project = await createProject(lab, ({ cluster }) => {
      cluster.spec.node = {
        sysctls: { 'net.core.somaxconn': '2048' },
        ephemeralPorts: { range: [10200, 60999], reserved: 'auto' },
      };
    });
  });

  afterAll(async () => {
    await lab?.down();
  });

  let packages: string;

  test('they are prepared side by side, and a second apply has nothing to change', async () => {
    packages = await on(lab, 'w-1', PACKAGES);
    await prepare(project);
    expect(await onEach(lab, 'cat /proc/sys/net/core/somaxconn')).toEqual(each(TWENTY, '2048\n'));
    expect(await onEach(lab, 'systemctl is-active containerd')).toEqual(each(TWENTY, 'active\n'));
    const { stdout } = await prepare(project);
    expect(stdout).toContain('No changes. 20 hosts match the spec in prepare.');
    expect(await toPrepare(project)).toEqual(ALL_CONVERGED);
  });

  test('nothing of kubestrap runs on them afterwards, nothing was installed, and they have no Python', async () => {
    // the brackets keep the search from finding itself
    const agents =
      'systemctl list-units --all --plain --no-legend | grep "kube[s]trap"; grep -lsa "kube[s]trap" /proc/[0-9]*/cmdline; command -v python python3';
    expect(await onEach(lab, `{ ${agents}; } || :`)).toEqual(each(TWENTY, ''));
    expect(await on(lab, 'w-1', PACKAGES)).toBe(packages);
  });

  test('a change of the spec reaches all of them through one bastion, whose sshd turns nobody away', async () => {
    const bastion = { address: lab.host('cp-1').address, user: 'root' };
    const changed = await edited(project, ({ inventory, cluster }) => {
      Object.assign(inventory.ssh ?? {}, { bastion });
      cluster.spec.node = { ...cluster.spec.node, sysctls: { 'net.core.somaxconn': '1024' } };
    });
    expect(await on(lab, 'cp-1', 'sshd -T | grep -i ^maxstartups')).toBe('maxstartups 10:30:100\n');
    await prepare(changed);
    expect(await onEach(lab, 'cat /proc/sys/net/core/somaxconn')).toEqual(each(TWENTY, '1024\n'));
    expect(await toPrepare(changed)).toEqual(ALL_CONVERGED);
    expect((await sshJournal(lab, 'cp-1')).filter((line) => DROPPED.test(line))).toEqual([]);
  });

  test('it would have turned away a crowd that comes at once', async () => {
    const crowd = Array.from({ length: 60 }, () =>
      connect(22, lab.host('cp-1').address).on('error', () => {}),
    );
    const turnedAway = async () => (await sshJournal(lab, 'cp-1')).some((line) => DROPPED.test(line));
    await until('sshd turns somebody away', turnedAway, 20);
    for (const socket of crowd) socket.destroy();
    expect((await kubestrap(project, 'apply', '--dry-run', '--only', 'prepare')).code).toBe(0);
  });
});
