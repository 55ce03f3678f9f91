import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap } from './cli.ts';
import { each, on, readiness, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';
import { offsetBeyondDoubt, setClock } from './vms.ts';

const HOSTS = ['cp-1', 'w-1'];
const TEN_MINUTES = 600;
/** Of control planes, where the spec does not say otherwise; workers may be off by more. */
const MAX_SKEW_SECONDS = 0.5;
const CLUSTER_IP = '10.96.0.50';
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'hello', namespace: 'default' },
  spec: { clusterIP: CLUSTER_IP, selector: { app: 'hello' }, ports: [{ port: 80, targetPort: 8080 }] },
};

// The worker is a virtual machine, with a clock and a kernel of its own; the control plane, a container, is faster.
onLab('a virtual machine that joins', () => {
  let lab: Lab;
  let untimed: Project;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-ipvs', hosts: ['cp-1', { name: 'w-1', vm: {} }] });
    // the kernel of a container host has no ip_vs, and kube-proxy falls back there: this test is about the other
    const modules = ['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh'].map((name) => `kernel/${name}.ko`);
    await on(
      lab,
      'cp-1',
      `mkdir -p /lib/modules/$(uname -r); printf '%s\\n' ${modules.join(' ')} >>/lib/modules/$(uname -r)/modules.builtin`,
    );
    untimed = await createProject(lab, ({ inventory, cluster: { spec } }) => {
      spec.kubeProxy = {
        mode: 'ipvs',
        // without it kube-proxy takes away what it did not make
        ipvs: { scheduler: 'wrr', excludeCIDRs: ['192.0.2.0/24'] },
        conntrack: { maxPerCore: 0 },
      };
      const worker = inventory.hosts.find(({ name }) => name === 'w-1');
      if (worker !== undefined) worker.node = { kubeletExtraArgs: { 'cgroup-driver': 'systemd' } };
    });
    project = await edited(untimed, ({ cluster: { spec } }) => {
      spec.node = { ...spec.node, timeSync: { provider: 'chrony', servers: ['cp-1'] } };
    });
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('a clock ten minutes behind keeps its host out, and the host is named', async () => {
    await setClock(lab, 'w-1', -TEN_MINUTES);
    const { code, stderr } = await kubestrap(untimed, 'apply', '-y');
    expect(code, stderr).toBe(1);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/the clock of w-1 is (59\d|60\d)\.\d s behind/);
    expect(await readiness(lab)).toHaveProperty('cp-1');
    expect(await readiness(lab)).not.toHaveProperty('w-1');
    expect(await offsetBeyondDoubt(lab, 'w-1')).toBeGreaterThan(TEN_MINUTES - 10);
  });

  test('chrony sets it by an exchange with the host that serves, and the host joins', async () => {
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
    expect(await offsetBeyondDoubt(lab, 'w-1')).toBeLessThan(MAX_SKEW_SECONDS);
    const source = await on(lab, 'w-1', 'chronyc -n -c sources');
    expect(source).toContain(`^,*,${lab.host('cp-1').address},`);
    await vi.waitFor(async () => expect(await readiness(lab)).toEqual(each(HOSTS, 'True')), {
      timeout: 120_000,
      interval: 2_000,
    });
  });

  test('kube-proxy balances a ClusterIP in the kernel, with the scheduler of the spec', async () => {
    const admin = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
    await on(lab, 'cp-1', `${admin} apply -f - <<'END'\n${JSON.stringify(SERVICE)}\nEND`);
    await expectIpvs();
  });

  /** Mode ipvs, seen from the host, and used. */
  async function expectIpvs(): Promise<void> {
    const virtual = new RegExp(`TCP +${CLUSTER_IP.replaceAll('.', '\\.')}:80 wrr *\\n( +-> .*\\n)+`);
    const balances = async () => virtual.test(await on(lab, 'w-1', 'ipvsadm -Ln'));
    await until(`w-1 balances ${CLUSTER_IP}`, balances, 240, 1000);
    const ask = `curl -s --max-time 20 --retry 5 --retry-all-errors http://${CLUSTER_IP}/`;
    expect(await on(lab, 'w-1', ask)).toMatch(/hello/);
    expect(await on(lab, 'w-1', 'ipvsadm -Ln')).toMatch(/TCP +10\.96\.0\.1:443 wrr/);
  }

  test('a second apply changes nothing', async () => {
    const { code, stdout, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('No changes');
  });

  test('rebooted, it is Ready again, the plan is empty, and IPVS balances', async () => {
    await lab.reboot('w-1');
    await vi.waitFor(async () => expect(await readiness(lab)).toEqual(each(HOSTS, 'True')), {
      timeout: 240_000,
      interval: 2_000,
    });
    const { code, stdout, stderr } = await kubestrap(project, 'plan', '--detailed-exitcode');
    expect(code, stdout + stderr).toBe(0);
    await expectIpvs();
  });

  test('taken out, its kernel balances nothing of the cluster any more, and what others balance stays', async () => {
    await on(lab, 'w-1', 'ipvsadm -A -t 192.0.2.10:80 -s rr');
    const { code, stdout, stderr } = await kubestrap(project, 'node', 'remove', 'w-1', '-y');
    expect(code, stdout + stderr).toBe(0);
    const services = (await on(lab, 'w-1', 'ipvsadm -Ln'))
      .split('\n')
      .filter((line) => /^(TCP|UDP) /.test(line));
    expect(services.map((line) => line.trim())).toEqual(['TCP  192.0.2.10:80 rr']);
    const links = await on(lab, 'w-1', 'ip -o link');
    expect(links).not.toMatch(/kube-ipvs0|cni0|veth|flannel/);
    expect(await on(lab, 'w-1', 'iptables-save; ip6tables-save')).not.toMatch(/KUBE-|CNI-/);
    expect(await on(lab, 'w-1', 'ipset list -n 2>/dev/null || :')).not.toContain('KUBE-');
    expect(Object.keys(await readiness(lab))).toEqual(['cp-1']);
  });
});
