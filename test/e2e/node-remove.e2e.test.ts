import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap, start } from './cli.ts';
import { expectEndpoint, expectNewService } from './endpoint.ts';
import { etcdMembers } from './etcd-members.ts';
import { each, having, kubectl, on, readiness } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, hostIn, type Project } from './project.ts';
import { lost, PATIENCE_MS, whileWriting } from './writer.ts';

const PLANES = ['cp-1', 'cp-2', 'cp-3'];
const ELECTION_MS = 1_000;
const ACCEPT = '--accept-no-fault-tolerance';

onLab('taking control planes out', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-node-remove', hosts: PLANES });
    project = await createProject(lab);
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
  });

  afterAll(async () => {
    await lab?.down();
  });

  async function expectMembers(names: readonly string[]): Promise<void> {
    const [through = ''] = names;
    expect(await etcdMembers(lab, through)).toEqual(names);
    await vi.waitFor(async () => expect(await readyThrough(through)).toEqual(each(names, 'True')), {
      timeout: 120_000,
      interval: 2_000,
    });
  }

  const readyThrough = async (through: string) => {
    const list = (await kubectl(lab, 'get nodes -o json', through)) as {
      items: Parameters<typeof statusOf>[0][];
    };
    return Object.fromEntries(list.items.map((node) => [node.metadata.name, statusOf(node)]));
  };
  const statusOf = (node: {
    metadata: { name: string };
    status: { conditions: { type: string; status: string }[] };
  }) => node.status.conditions.find(({ type }) => type === 'Ready')?.status;

  test('what would harm etcd is refused, with the way out, and nothing is changed', async () => {
    const two = await edited(project, (draft) => {
      hostIn(draft, 'cp-2').state = 'absent';
      hostIn(draft, 'cp-3').state = 'absent';
    });
    const together = await kubestrap(two, 'apply', '-y');
    expect(together.code).toBe(4);
    expect(together.stderr.replaceAll(/\s+/g, ' ')).toContain('control planes leave one at a time');
    await lab.pause('cp-3');
    try {
      const other = await kubestrap(project, 'node', 'remove', 'cp-2', '-y');
      expect(other.code).toBe(4);
      expect(other.stderr.replaceAll(/\s+/g, ' ')).toContain('cp-2 takes part and cp-3 does not');
    } finally {
      await lab.resume('cp-3');
    }
    await expectMembers(PLANES);
  });

  test('a PodDisruptionBudget that forbids it is named, and the node takes Pods again', async () => {
    const objects = [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'kept', namespace: 'default' },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'kept' } },
          template: {
            metadata: { labels: { app: 'kept' } },
            spec: {
              nodeSelector: { 'kubernetes.io/hostname': 'cp-3' },
              tolerations: [{ operator: 'Exists' }],
              terminationGracePeriodSeconds: 1,
              containers: [{ name: 'kept', image: 'lab.local/hello:1', imagePullPolicy: 'Never' }],
            },
          },
        },
      },
      {
        apiVersion: 'policy/v1beta1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'never', namespace: 'default' },
        spec: { maxUnavailable: 0, selector: { matchLabels: { app: 'kept' } } },
      },
    ];
    const admin = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    await on(lab, 'cp-1', `${admin} apply -f - <<'END'\n${list}\nEND`);
    await on(lab, 'cp-1', `${admin} wait --for=condition=Available deployment/kept --timeout=120s`);
    const { code, stderr } = await kubestrap(
      project,
      'node',
      'remove',
      'cp-3',
      '-y',
      ACCEPT,
      '--drain-timeout',
      '10s',
    );
    expect(code, stderr).toBe(1);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(
      /PodDisruptionBudget default\/never allows no disruption now and covers kept-/,
    );
    expect(await kubectl(lab, 'get node cp-3 -o json')).not.toHaveProperty('spec.unschedulable');
    await expectMembers(PLANES);
    await on(lab, 'cp-1', `${admin} delete deployment/kept pdb/never`);
  });

  test('a volume that stays attached is named after the drain, and the kubelet there is not stopped', async () => {
    const admin = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
    const attachment = JSON.stringify({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttachment',
      metadata: { name: 'lab-1' },
      spec: { attacher: 'disk.example.org', nodeName: 'cp-3', source: { persistentVolumeName: 'pv-lab' } },
    });
    await on(lab, 'cp-1', `${admin} create -f - <<'END'\n${attachment}\nEND`);
    const { code, stderr } = await kubestrap(
      project,
      ...['node', 'remove', 'cp-3', '-y', ACCEPT, '--detach-timeout', '5s'],
    );
    expect(code, stderr).toBe(1);
    const said = stderr.replaceAll(/\s+/g, ' ');
    expect(said).toContain('cp-3 still has volumes of evicted Pods after 5 s: pv-lab');
    expect(said).toContain('--ignore-attached-volumes');
    expect(await on(lab, 'cp-3', 'systemctl is-active kubelet')).toBe('active\n');
    expect(await having(lab, '/etc/kubernetes/manifests/kube-apiserver.yaml')).toEqual(PLANES);
    await on(lab, 'cp-1', `${admin} delete volumeattachment/lab-1; ${admin} uncordon cp-3`);
    await expectMembers(PLANES);
  });

  test('members that reach each other only by way of the one that leaves are found before anything is changed', async () => {
    const wall = (action: string) => `iptables ${action} INPUT -s ${lab.host('cp-2').address} -j DROP`;
    await on(lab, 'cp-1', wall('-I'));
    try {
      const { code, stderr } = await kubestrap(
        project,
        ...['node', 'remove', 'cp-3', '-y', '--replace', ACCEPT],
      );
      expect([1, 4], stderr).toContain(code);
      expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(
        /does not answer from this host|takes part and|not answer/,
      );
    } finally {
      await on(lab, 'cp-1', wall('-D'));
    }
    expect(await having(lab, '/etc/kubernetes/manifests/kube-apiserver.yaml')).toEqual(PLANES);
    // etcd may still be electing a leader
    await vi.waitFor(() => expectMembers(PLANES), { timeout: 180_000, interval: 1_000 });
    expect(await kubectl(lab, 'get node cp-3 -o json')).not.toHaveProperty('spec.unschedulable');
  });

  // the others in turn: test/soak/remove-node.ts
  test('the first one leaves and comes back, killed in between, and no write that was acknowledged is lost', async () => {
    const [left, args] = [
      ['cp-2', 'cp-3'],
      ['node', 'remove', 'cp-1', '-y', '--replace', ACCEPT],
    ];
    const { written } = await whileWriting(lab, PLANES, 'w', async () => {
      const killed = await start(project, ...args).endAt(/etcd-member +etcd member cp-1$/, 'SIGKILL');
      expect(killed.signal).toBe('SIGKILL');
      const { code, stderr } = await kubestrap(project, ...args);
      expect(code, stderr).toBe(0);
      await expectMembers(left);
      expect(await having(lab, '/etc/kubernetes/admin.conf')).toEqual(left);
      expect(await having(lab, '/var/lib/etcd/member')).toEqual(left);
      await expectEndpoint(lab, left, left);
      const seconds = await expectNewService(lab, 'after-removal', { hosts: left, planes: left });
      process.stderr.write(`a Service made after the removal answers everywhere after ${seconds} s\n`);
      const again = await kubestrap(project, 'apply', '-y');
      expect(again.code, again.stderr).toBe(0);
      await expectMembers(PLANES);
      await expectEndpoint(lab, PLANES, PLANES);
    });
    process.stderr.write(
      `${written.acknowledged.length} writes acknowledged, the longest gap ${written.longestGapMs} ms\n`,
    );
    expect(await lost(lab, written)).toEqual([]);
    // a server that is asked and goes away costs a client its patience, etcd an election
    expect(written.longestGapMs).toBeLessThan(ELECTION_MS + PLANES.length * PATIENCE_MS);
  });

  test('a lost host is taken out from the outside, and when it comes back it is fenced, cleaned and joins anew', async () => {
    await lab.kill('cp-2');
    const seen = await kubestrap(project, 'node', 'remove', 'cp-2', '-y');
    expect(seen.code).toBe(4);
    expect(seen.stderr).toContain('--unreachable');
    const { code, stderr, stdout } = await kubestrap(
      project,
      'node',
      'remove',
      'cp-2',
      '-y',
      '--unreachable',
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('state: absent');
    await expectMembers(['cp-1', 'cp-3']);
    await lab.start('cp-2');
    const kept = await kubestrap(project, 'apply', '-y');
    expect(kept.code).toBe(1);
    expect(kept.stderr.replaceAll(/\s+/g, ' ')).toContain('cp-2 was taken out with "kubestrap node remove"');
    await expectMembers(['cp-1', 'cp-3']);
    const wanted = await edited(project, (draft) => {
      hostIn(draft, 'cp-2').state = 'present';
    });
    const back = await kubestrap(wanted, 'apply', '-y');
    expect(back.code, back.stderr).toBe(0);
    await expectMembers(PLANES);
    expect(await readiness(lab)).toEqual(each(PLANES, 'True'));
  });

  test('from three to two, and from two to one, only where somebody says so', async () => {
    const absent = await edited(project, (draft) => {
      hostIn(draft, 'cp-3').state = 'absent';
    });
    const asked = await kubestrap(absent, 'apply', '-y');
    expect(asked.code).toBe(4);
    expect(asked.stderr).toContain('-y does not confirm this');
    await expectMembers(PLANES);
    const through = await kubestrap(absent, 'apply', '-y', ACCEPT);
    expect(through.code, through.stderr).toBe(0);
    await expectMembers(['cp-1', 'cp-2']);
    const refused = await kubestrap(absent, 'node', 'remove', 'cp-2', '-y');
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(ACCEPT);
    const accepted = await kubestrap(absent, 'node', 'remove', 'cp-2', '-y', ACCEPT);
    expect(accepted.code, accepted.stderr).toBe(0);
    await expectMembers(['cp-1']);
    const last = await kubestrap(absent, 'node', 'remove', 'cp-1', '-y', ACCEPT);
    expect(last.code).toBe(4);
    expect(last.stderr).toContain('kubestrap reset');
  });
});
