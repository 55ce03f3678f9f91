import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap } from './cli.ts';
import { each, on, onEach } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';
import { swapAtBoot } from './vms.ts';

const HOSTS = ['cp-1', 'w-1'];
const MODULES = ['br_netfilter', 'ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh', 'nf_conntrack'];
const PREPARE = ['--only', 'prepare'] as const;

// Hosts with kernels and swap of their own: what container hosts cannot show.
onLab('prepared virtual machines', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-reboots', hosts: HOSTS.map((name) => ({ name, vm: {} })), kube: false });
    project = await createProject(lab, ({ cluster: { spec } }) => {
      spec.kubelet = { cgroupDriver: 'systemd', failSwapOn: false };
      spec.kubeProxy = { mode: 'ipvs', ipvs: { scheduler: 'wrr' } };
      spec.node = {
        kernelModuleOptions: { ip_vs: 'conn_tab_bits=14' },
        deniedKernelModules: ['pcspkr'],
        sysctls: { 'net.netfilter.nf_conntrack_max': '65536', 'vm.swappiness': '1' },
      };
    });
    await swapAtBoot(lab, 'w-1');
  });

  afterAll(async () => {
    await lab?.down();
  });

  async function expectPrepared(): Promise<void> {
    expect(await onEach(lab, 'tail -n +2 /proc/swaps')).toEqual(each(HOSTS, ''));
    const modules = await onEach(lab, 'cut -d " " -f 1 /proc/modules');
    for (const host of HOSTS) {
      expect(modules[host]?.split('\n'), host).toEqual(expect.arrayContaining(MODULES));
    }
    const keys = 'net.bridge.bridge-nf-call-iptables net.ipv4.ip_forward net.netfilter.nf_conntrack_max';
    expect(await onEach(lab, `sysctl -n ${keys} vm.swappiness`)).toEqual(each(HOSTS, '1\n1\n65536\n1\n'));
    expect(await onEach(lab, 'cat /sys/module/ip_vs/parameters/conn_tab_bits')).toEqual(each(HOSTS, '14\n'));
    for (const host of HOSTS) expect((await lab.exec(host, 'modprobe pcspkr')).code, host).not.toBe(0);
  }

  async function expectNoChanges(of = project): Promise<void> {
    const { code, stdout, stderr } = await kubestrap(of, 'plan', '--detailed-exitcode', ...PREPARE);
    expect(code, stdout + stderr).toBe(0);
  }

  async function apply(of = project): Promise<void> {
    const { code, stderr } = await kubestrap(of, 'apply', '-y', ...PREPARE);
    expect(code, stderr).toBe(0);
  }

  test('modules with their options, sysctls and swap are as the spec says, and a second plan is empty', async () => {
    expect((await on(lab, 'w-1', 'tail -n +2 /proc/swaps')).trim().split('\n')).toHaveLength(2);
    await apply();
    await expectPrepared();
    await expectNoChanges();
  });

  test('both rebooted, everything is as it was, and the plan is empty', async () => {
    await Promise.all(HOSTS.map((host) => lab.reboot(host)));
    await expectPrepared();
    await expectNoChanges();
  });

  test('swap turned on, a module taken out and values changed by hand are found, exactly, and mended', async () => {
    const drift = [
      'swapon /swapfile',
      'modprobe -r ip_vs_sh',
      'sysctl -q -w vm.swappiness=60',
      'rm /etc/modules-load.d/kubestrap.conf',
      'echo "# by hand" >>/etc/sysctl.d/99-kubestrap.conf',
    ];
    await on(lab, 'w-1', drift.join('\n'));
    const planned = await kubestrap(project, 'plan', '--detailed-exitcode', '-o', 'json', ...PREPARE);
    expect(planned.code).toBe(3);
    const { hosts } = JSON.parse(planned.stdout) as {
      hosts: { name: string; changes: { resource: string }[] }[];
    };
    const found = hosts.map(({ name, changes }) => [name, changes.map(({ resource }) => resource).sort()]);
    expect(found).toEqual([
      ['cp-1', []],
      [
        'w-1',
        [
          'file /etc/modules-load.d/kubestrap.conf',
          'file /etc/sysctl.d/99-kubestrap.conf',
          'kernel-module ip_vs_sh',
          'swap all',
          'sysctl vm.swappiness',
        ],
      ],
    ]);
    await apply();
    await expectPrepared();
    await expectNoChanges();
  });

  test('swap that the spec keeps comes back, now and at boot', async () => {
    const kept = await edited(project, ({ cluster: { spec } }) => {
      spec.node = { ...spec.node, swap: 'kept' };
    });
    await apply(kept);
    const swaps = async () =>
      (await on(lab, 'w-1', 'swapon --show=NAME --noheadings | sort')).trim().split('\n');
    expect(await swaps()).toContain('/swapfile');
    expect(await on(lab, 'w-1', 'grep -c "^/swapfile none swap" /etc/fstab')).toBe('1\n');
    await lab.reboot('w-1');
    expect(await swaps()).toEqual(['/swapfile', '/var/extra.swap']);
    await expectNoChanges(kept);
  });
});
