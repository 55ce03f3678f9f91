import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap } from './cli.ts';
import { each, kubectl, on, onEach, readiness, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';
import { offsets, setClock, swapAtBoot } from './vms.ts';

const HOSTS = ['cp-1', 'w-1'];
const TEN_MINUTES = 600;
const CLUSTER_IP = '10.96.0.50';
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'hello', namespace: 'default' },
  spec: { clusterIP: CLUSTER_IP, selector: { app: 'hello' }, ports: [{ port: 80, targetPort: 8080 }] },
};

// Hosts with kernels, clocks and swap of their own: what container hosts cannot show.
onLab('virtual machines', () => {
  let lab: Lab;
  let untimed: Project;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-vms', hosts: HOSTS.map((name) => ({ name, vm: {} })) });
    untimed = await createProject(lab, ({ cluster: { spec } }) => {
      // emulated processors take their time
      spec.kubeadm = { timeouts: { controlPlaneComponentHealthCheck: '12m' } };
      spec.kubelet = { cgroupDriver: 'systemd', failSwapOn: false };
      spec.kubeProxy = { mode: 'ipvs', ipvs: { scheduler: 'wrr' } };
      spec.node = {
        kernelModuleOptions: { ip_vs: 'conn_tab_bits=14' },
        deniedKernelModules: ['pcspkr'],
        sysctls: { 'net.netfilter.nf_conntrack_max': '65536', 'vm.swappiness': '1' },
      };
    });
    project = await edited(untimed, ({ cluster: { spec } }) => {
      spec.node = { ...spec.node, timeSync: { provider: 'chrony', servers: ['cp-1'] } };
    });
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('a clock ten minutes behind keeps its host out, and the host is named', async () => {
    await swapAtBoot(lab, 'w-1');
    await setClock(lab, 'w-1', -TEN_MINUTES);
    const { code, stderr } = await kubestrap(untimed, 'apply', '-y');
    expect(code, stderr).toBe(1);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/the clock of w-1 is (599|60\d)\.\d s behind/);
    expect(await readiness(lab)).toHaveProperty('cp-1');
    expect(await readiness(lab)).not.toHaveProperty('w-1');
    expect(Math.abs((await offsets(lab)).get('w-1') ?? 0)).toBeGreaterThan(TEN_MINUTES - 5);
  });

  test('chrony sets it by an exchange with the host that serves, and the host joins', async () => {
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
    expect(Math.abs((await offsets(lab)).get('w-1') ?? TEN_MINUTES)).toBeLessThan(0.5);
    const source = await on(lab, 'w-1', 'chronyc -n -c sources');
    expect(source).toContain(`^,*,${lab.host('cp-1').address},`);
    await vi.waitFor(async () => expect(await readiness(lab)).toEqual(each(HOSTS, 'True')), {
      timeout: 120_000,
      interval: 2_000,
    });
  });

  /** Mode ipvs, seen from the host, and used. */
  async function expectIpvs(): Promise<void> {
    for (const host of HOSTS) {
      await until(
        `${host} balances ${CLUSTER_IP}`,
        async () => /TCP +10\.96\.0\.50:80 wrr *\n( +-> .*\n)+/.test(await on(lab, host, 'ipvsadm -Ln')),
        180,
        1000,
      );
      const answer = await on(
        lab,
        host,
        `curl -s --max-time 20 --retry 5 --retry-all-errors http://${CLUSTER_IP}/`,
      );
      expect(answer).toMatch(/hello/);
    }
    expect(await on(lab, 'w-1', 'ipvsadm -Ln')).toMatch(/TCP +10\.96\.0\.1:443 wrr/);
  }

  test('kube-proxy balances a ClusterIP in the kernel, with the scheduler of the spec', async () => {
    await on(
      lab,
      'cp-1',
      `kubectl --kubeconfig /etc/kubernetes/admin.conf apply -f - <<'END'\n${JSON.stringify(SERVICE)}\nEND`,
    );
    await expectIpvs();
  });

  async function expectPrepared(): Promise<void> {
    expect(await onEach(lab, 'tail -n +2 /proc/swaps')).toEqual(each(HOSTS, ''));
    const modules = await onEach(lab, 'cut -d " " -f 1 /proc/modules');
    for (const host of HOSTS) {
      expect(modules[host]?.split('\n'), host).toEqual(
        expect.arrayContaining([
          'br_netfilter',
          'ip_vs',
          'ip_vs_rr',
          'ip_vs_wrr',
          'ip_vs_sh',
          'nf_conntrack',
        ]),
      );
    }
    const keys = 'net.bridge.bridge-nf-call-iptables net.ipv4.ip_forward net.netfilter.nf_conntrack_max';
    expect(await onEach(lab, `sysctl -n ${keys} vm.swappiness`)).toEqual(each(HOSTS, '1\n1\n65536\n1\n'));
  }

  test('a second apply changes nothing', async () => {
    await expectPrepared();
    const { code, stdout, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('No changes');
  });

  test('both rebooted, everything is as it was: the plan is empty, swap is off, IPVS is back', async () => {
    await Promise.all(HOSTS.map((host) => lab.reboot(host)));
    await until(
      'the API server answers',
      async () =>
        (await lab.exec('cp-1', 'kubectl --kubeconfig /etc/kubernetes/admin.conf get --raw /readyz')).code ===
        0,
      300,
      2000,
    );
    await vi.waitFor(async () => expect(await readiness(lab)).toEqual(each(HOSTS, 'True')), {
      timeout: 180_000,
      interval: 2_000,
    });
    await expectPrepared();
    const { code, stdout, stderr } = await kubestrap(project, 'plan', '--detailed-exitcode');
    expect(code, stdout + stderr).toBe(0);
    expect(await on(lab, 'w-1', 'cat /sys/module/ip_vs/parameters/conn_tab_bits')).toBe('14\n');
    expect((await lab.exec('w-1', 'modprobe pcspkr')).code).not.toBe(0);
    await expectIpvs();
  });

  test('swap turned on and a module taken out by hand are found and mended', async () => {
    await on(lab, 'w-1', 'swapon /swapfile; modprobe -r ip_vs_sh');
    const planned = await kubestrap(project, 'plan', '--detailed-exitcode', '-o', 'json');
    expect(planned.code).toBe(3);
    const { hosts } = JSON.parse(planned.stdout) as {
      hosts: { name: string; changes: { resource: string }[] }[];
    };
    expect(hosts.map(({ name, changes }) => [name, changes.map(({ resource }) => resource).sort()])).toEqual([
      ['cp-1', []],
      ['w-1', ['kernel-module ip_vs_sh', 'swap all']],
    ]);
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
    await expectPrepared();
  });

  test('swap that the spec keeps comes back, now and at boot', async () => {
    const kept = await edited(project, ({ cluster: { spec } }) => {
      spec.node = { ...spec.node, swap: 'kept' };
    });
    const { code, stderr } = await kubestrap(kept, 'apply', '-y');
    expect(code, stderr).toBe(0);
    expect(await on(lab, 'w-1', 'swapon --show=NAME --noheadings | sort')).toContain('/swapfile');
    expect(await on(lab, 'w-1', 'grep -c "^/swapfile none swap" /etc/fstab')).toBe('1\n');
    expect(await kubectl(lab, 'get nodes -o json')).toHaveProperty('items.length', 2);
  });
});
