import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap } from './cli.ts';
import { block, DELETED, type Difference, DRIFTS, MODULES_FILE, planned, SYSCTL_FILE } from './drift.ts';
import { on } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';

const SWAP_LINE = '/no-such-swapfile none swap sw,nofail 0 0';
const FILES = [SYSCTL_FILE, MODULES_FILE, '/etc/hosts', '/etc/fstab'];
/** Lines of our sysctl file that the spec, and not Kubernetes, asks for. */
const LEAVING = /^net\.(core\.somaxconn|ipv4\.(ip_local_\w+|tcp_keepalive_time)) = .*\n/gm;
const SYSCTLS = [
  'net.core.somaxconn',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
];

/** The order of the steps is not what this is about. */
function sorted(differences: readonly Difference[]): Difference[] {
  return differences.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

// A cluster of one node: only there can a plan be empty.
onLab('drift', () => {
  let lab: Lab;
  let project: Project;
  let fstab: string;
  let original: string;
  let files: Readonly<Record<string, string>>;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-drift', hosts: ['cp-1'] });
    await on(
      lab,
      'cp-1',
      `echo '${SWAP_LINE}' >>/etc/fstab; sysctl -w net.ipv4.ip_local_reserved_ports=20000`,
    );
    fstab = await on(lab, 'cp-1', 'cat /etc/fstab');
    original = await live();
    project = await createProject(lab, ({ cluster: { spec } }) => {
      spec.addons = [];
      spec.kubelet = { ...spec.kubelet, failSwapOn: false };
      spec.node = {
        sysctls: { 'net.core.somaxconn': '2048', 'net.ipv4.tcp_keepalive_time': '600' },
        ephemeralPorts: { range: [10200, 60999], reserved: 'auto' },
        hosts: [{ ip: '10.0.0.5', names: ['registry.local'] }],
        swap: 'disabled',
      };
    });
    await apply(project);
  });

  afterAll(async () => {
    await lab?.down();
  });

  beforeEach(async () => {
    const texts = await Promise.all(FILES.map((path) => on(lab, 'cp-1', `cat ${path}`)));
    files = Object.fromEntries(FILES.map((path, index) => [path, texts[index] ?? '']));
  });

  async function apply(which: Project): Promise<void> {
    const { code, stderr } = await kubestrap(which, 'apply', '-y');
    expect(code, stderr).toBe(0);
  }

  function live(): Promise<string> {
    return on(lab, 'cp-1', `sysctl ${SYSCTLS.join(' ')}`);
  }

  async function expectConverged(): Promise<void> {
    expect(await planned(project)).toEqual({ code: 0, changes: [] });
    const texts = await Promise.all(FILES.map((path) => on(lab, 'cp-1', `cat ${path}`)));
    expect(Object.fromEntries(FILES.map((path, index) => [path, texts[index]]))).toEqual(files);
  }

  test('there is none on a host that apply is through with', async () => {
    await expectConverged();
  });

  test.each([
    ['of every kind, one after the other,', DRIFTS],
    ['that is a deleted file', [DELETED]],
  ])('drift %s is all that the plan shows, and apply mends it', async (_, drifts) => {
    const expected: Difference[] = [];
    for (const { title, script, expected: differences } of drifts) {
      await on(lab, 'cp-1', script);
      expected.push(...differences((path) => files[path] ?? ''));
      const { code, changes } = await planned(project);
      expect(code, title).toBe(3);
      expect(sorted(changes), title).toEqual(sorted(expected));
    }
    await apply(project);
    await expectConverged();
  });

  test('what leaves the spec is named by the plan first, and leaves the host with the values from before', async () => {
    const bare = await edited(project, ({ cluster: { spec } }) => {
      spec.node = { swap: 'kept' };
    });
    const text = files[SYSCTL_FILE] ?? '';
    const reserved = /^net\.ipv4\.ip_local_reserved_ports = (.*)$/m.exec(text)?.[1] ?? '';
    const hosts = block(files['/etc/hosts'] ?? '');
    const before = await planned(bare);
    expect(before.code).toBe(3);
    const [record, ...changes] = before.changes;
    expect(record).toEqual(['record', 'update', expect.any(String), expect.any(String)]);
    for (const id of ['swap all', ...SYSCTLS.map((key) => `sysctl ${key}`)])
      expect(record?.[3]?.split(/: |, /)).toContain(`-${id}`);
    const left = (key: string, was: string, is: string): Difference => [`sysctl ${key}`, 'update', was, is];
    const expected: Difference[] = [
      ['swap all', 'create', null, 'the entries in /etc/fstab that kubestrap disabled'],
      left('net.core.somaxconn', '2048', '4096'),
      left('net.ipv4.ip_local_port_range', '10200 60999', '32768 60999'),
      left('net.ipv4.ip_local_reserved_ports', reserved, '20000'),
      left('net.ipv4.tcp_keepalive_time', '600', '7200'),
      [`file ${SYSCTL_FILE}`, 'update', text, text.replaceAll(LEAVING, '')],
      ['hosts-entry /etc/hosts', 'update', hosts, hosts.replace('10.0.0.5 registry.local\n', '')],
    ];
    expect(changes).toEqual(expected);

    await apply(bare);
    expect(await planned(bare)).toEqual({ code: 0, changes: [] });
    expect(await live()).toBe(original);
    expect(await on(lab, 'cp-1', 'cat /etc/fstab')).toBe(fstab);
    expect(await on(lab, 'cp-1', 'cat /etc/hosts')).not.toContain('registry.local');
  });
});
