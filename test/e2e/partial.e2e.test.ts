import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { failing, kubestrap } from './cli.ts';
import { FOUR } from './four-hosts.ts';
import { each, having, kubectl, type Node, on, readiness, wrapped } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, hostIn, type Project, without } from './project.ts';

const RECORD = '/var/lib/kubestrap/record.json';
const SYSCTLS = '/etc/sysctl.d/99-kubestrap.conf';

/** A host whose clock is ten minutes ahead, as far as anyone who asks it can tell. */
async function lyingClock(lab: Lab, host: string): Promise<() => Promise<void>> {
  const mend = await wrapped(lab, host, 'date', 'exec REAL -d "+600 seconds" "$@"');
  onTestFinished(mend);
  return mend;
}

// not where the kubelet would look for volumes of Pods that it does not know, and unmount them
const VOLUME = '/var/lib/kubelet/pods/0/data';
const PRECIOUS = '/srv/disk/precious';

/** A volume with a file on it, mounted where the kubelet mounts those of Pods. */
async function mountVolume(lab: Lab, host: string): Promise<void> {
  await on(
    lab,
    host,
    `mkdir -p /srv/disk ${VOLUME}; mount -t tmpfs disk /srv/disk; echo data >${PRECIOUS}; mount --bind /srv/disk ${VOLUME}`,
  );
}

/** Keeps that volume from being unmounted. Resolves to what ends this. */
async function hold(lab: Lab, host: string): Promise<() => Promise<void>> {
  await on(lab, host, `systemd-run -q --unit=busy --property=WorkingDirectory=${VOLUME} sleep 600`);
  return async () => {
    await on(lab, host, 'systemctl stop busy');
  };
}

const isBusy = 'delete mounts of volumes failed';

onLab('what apply does without the hosts that fail or are left out', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-partial', hosts: FOUR });
    project = await createProject(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('--limit and --only: one host is prepared, and nothing else is done', async () => {
    const { code, stderr } = await kubestrap(project, 'apply', '-y', '--only', 'prepare', '--limit', 'w-1');
    expect(code, stderr).toBe(0);
    expect(await having(lab, RECORD)).toEqual(['w-1']);
    expect(await having(lab, SYSCTLS)).toEqual(['w-1']);
    expect(await having(lab, '/etc/kubernetes/kubelet.conf')).toEqual([]);
  });

  test('a host that does not answer: the others are prepared, and the error names it', async () => {
    await lab.kill('w-1');
    onTestFinished(() => lab.start('w-1'));
    const { code, errors } = await failing(project, 'apply', '-y', '--only', 'prepare');
    expect(code).toBe(1);
    expect(errors.map(({ host }) => host)).toEqual(['w-1']);
    expect(await having(lab, RECORD)).toEqual(['cp-1', 'cp-2', 'cp-3']);
  });

  test('a control plane that does not answer: no cluster is started without it', async () => {
    await on(lab, 'cp-1', `rm ${SYSCTLS}`); // so that there is something to prepare
    await lab.cut('cp-3');
    onTestFinished(() => lab.mend('cp-3'));
    const { code, said } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    expect(said).toContain('kubeadm init runs only once every control plane has answered');
    expect(said).toContain('cp-3');
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
    expect(await having(lab, SYSCTLS)).toContain('cp-1');
  });

  test('a control plane whose clock is off: no cluster is started, and the clock that is wrong is named', async () => {
    await lyingClock(lab, 'cp-2');
    const { code, said } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    expect(said).toMatch(/the clock of cp-2 is (599|600)(\.\d)? s ahead/);
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
  });

  const CA = '/etc/kubernetes/pki/ca.crt';
  const makeCa = (host: string) =>
    on(
      lab,
      host,
      `mkdir -p /etc/kubernetes/pki; cd /etc/kubernetes/pki; umask 077
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj /CN=ours-${host} -days 30 -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,digitalSignature,keyEncipherment 2>/dev/null
cat ca.crt`,
    );
  let ca: string;

  test("CAs of one's own that differ: no cluster is started, and the hosts are named", async () => {
    ca = await makeCa('cp-1');
    await makeCa('cp-2');
    onTestFinished(async () => {
      await on(lab, 'cp-2', 'rm -r /etc/kubernetes/pki');
    });
    const { code, said } = await failing(project, 'apply', '-y');
    expect(code).toBe(1);
    expect(said).toMatch(/cp-1 has the CA sha256:\w+, and cp-2 has another/);
    expect(await having(lab, '/var/lib/kubestrap/runs')).toEqual([]);
  });

  test("a CA of one's own stays when kubeadm init fails", async () => {
    const fails = 'if [ "$1" = init ]; then REAL init phase certs all "$2" "$3"; exit 7; fi; exec REAL "$@"';
    onTestFinished(await wrapped(lab, 'cp-1', 'kubeadm', fails));
    for (const _try of [1, 2]) {
      const { code, said } = await failing(project, 'apply', '-y', '--only', 'init');
      expect(code).toBe(1);
      expect(said).toContain('kubeadm init');
      expect(await having(lab, '/var/lib/kubestrap/runs/kubeadm-init/exit')).toEqual(['cp-1']);
      expect(await on(lab, 'cp-1', `cat ${CA}; [ -s /etc/kubernetes/pki/ca.key ]`)).toBe(ca);
    }
  });

  const small = () =>
    edited(project, (draft) => {
      draft.inventory.ssh = { ...draft.inventory.ssh, user: 'ops' };
      without(draft, 'cp-2', 'cp-3');
    });

  test('a volume that cannot be unmounted survives the clean-up of an init that did not finish', async () => {
    const run = '/var/lib/kubestrap/runs/kubeadm-init';
    await on(
      lab,
      'cp-1',
      `mkdir -p ${run} /etc/kubernetes; date -u +%FT%TZ >${run}/started; echo 1 >${run}/exit`,
    );
    await on(lab, 'cp-1', 'touch /etc/kubernetes/kubelet.conf');
    await mountVolume(lab, 'cp-1');
    const release = await hold(lab, 'cp-1');
    const { code, said } = await failing(await small(), 'apply', '-y');
    await release();
    expect([code, said]).toEqual([1, expect.stringContaining(isBusy)]);
    expect(await on(lab, 'cp-1', `cat ${PRECIOUS} ${VOLUME}/precious`)).toBe('data\ndata\n');
    expect(await having(lab, '/etc/kubernetes/admin.conf')).toEqual([]);
  });

  test('a worker whose clock is off joins once it is right; a user with sudo does all that root does', async () => {
    const two = await small();
    const mend = await lyingClock(lab, 'w-1');
    const { code, errors } = await failing(two, 'apply', '-y');
    expect(code).toBe(1);
    expect(errors.map(({ host }) => host)).toEqual(['w-1']);
    expect(errors[0]?.message).toMatch(/the clock of w-1 is (599|600)(\.\d)? s ahead/);
    expect(await readiness(lab)).toEqual({ 'cp-1': 'True' });
    expect(await on(lab, 'cp-1', `cat ${PRECIOUS}; ls -A ${VOLUME} 2>/dev/null || :`)).toBe('data\n');

    await mend();
    expect((await kubestrap(two, 'plan', '--out', 'saved.json')).code).toBe(0);
    const second = await kubestrap(two, 'apply', '-y', '--plan', 'saved.json');
    expect(second.code, second.stderr).toBe(0);
    expect(await readiness(lab)).toEqual(each(['cp-1', 'w-1'], 'True'));
    const again = await kubestrap(two, 'apply', '-y');
    expect(again.stdout).toContain('No changes. 2 hosts match the spec.');
    // kubeadm took the CA that was there
    for (const host of ['cp-1', 'w-1']) expect(await on(lab, host, `cat ${CA}`)).toBe(ca);
    expect(await on(lab, 'w-1', `stat -c '%a %U:%G' ${RECORD} ${SYSCTLS}`)).toBe(
      '600 root:root\n644 root:root\n',
    );
  });

  test('a worker whose Node was deleted is registered again, and nothing else on it is touched', async () => {
    const two = await edited(await small(), (draft) => {
      hostIn(draft, 'w-1').labels = { tier: 'edge' };
    });
    await mountVolume(lab, 'w-1');
    const sandboxes = 'ctr -n k8s.io containers ls -q "labels.\\"io.cri-containerd.kind\\"==sandbox" | sort';
    const before = await on(lab, 'w-1', sandboxes);
    await on(lab, 'cp-1', 'kubectl --kubeconfig /etc/kubernetes/admin.conf delete node w-1');
    const { code, stdout, stderr } = await kubestrap(two, 'apply', '-y');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/register\s+\+ node w-1/);
    expect(await on(lab, 'w-1', sandboxes)).toBe(before);
    expect(await on(lab, 'w-1', `cat ${VOLUME}/precious`)).toBe('data\n');
    expect(await kubectl(lab, 'get node w-1 -o json')).toMatchObject({
      metadata: {
        labels: { tier: 'edge' },
        annotations: {
          'kubeadm.alpha.kubernetes.io/cri-socket': 'unix:///run/containerd/containerd.sock',
        },
      },
    });
    expect(await readiness(lab)).toEqual(each(['cp-1', 'w-1'], 'True'));
    expect((await kubestrap(two, 'apply', '-y')).stdout).toContain('No changes.');
  });

  test('a control plane whose Node was deleted is registered again, with what kubeadm gave it', async () => {
    const two = await small();
    const node = async () => (await kubectl(lab, 'get node cp-1 -o json')) as Node;
    // controllers add those of a node that is not ready, and take them away a little after it is
    const taints = async () =>
      (await node()).spec.taints?.filter(({ key }) => !key.startsWith('node.kubernetes.io/'));
    const before = await taints();
    await on(lab, 'cp-1', 'kubectl --kubeconfig /etc/kubernetes/admin.conf delete node cp-1');
    const { code, stderr } = await kubestrap(two, 'apply', '-y');
    expect(code, stderr).toBe(0);
    expect(await taints()).toEqual(before);
    expect((await node()).metadata.labels).toHaveProperty(['node-role.kubernetes.io/control-plane'], '');
  });

  test('a volume that cannot be unmounted survives the clean-up of a host that was removed while it was away', async () => {
    const two = await small();
    await lab.cut('w-1');
    try {
      const lost = ['node', 'remove', 'w-1', '-y', '--unreachable'];
      const off = await kubestrap(two, ...lost, '--powered-off');
      expect([off.code, off.stderr.replaceAll(/\s+/g, ' ')]).toEqual([
        2,
        expect.stringContaining('acts on from 1.28 on, and spec.kubernetesVersion is v1.20.2'),
      ]);
      const removed = await kubestrap(two, ...lost);
      expect(removed.code, removed.stderr).toBe(0);
    } finally {
      await lab.mend('w-1');
    }
    const wanted = await edited(two, (draft) => {
      hostIn(draft, 'w-1').state = 'present';
    });
    await on(lab, 'w-1', `mountpoint -q ${VOLUME}`);
    const release = await hold(lab, 'w-1');
    const { code, said } = await failing(wanted, 'apply', '-y');
    await release();
    expect([code, said]).toEqual([1, expect.stringContaining(isBusy)]);
    expect(await on(lab, 'w-1', `cat ${PRECIOUS} ${VOLUME}/precious`)).toBe('data\ndata\n');
    const again = await kubestrap(wanted, 'apply', '-y');
    expect(again.code, again.stderr).toBe(0);
    expect(await on(lab, 'w-1', `cat ${PRECIOUS}; ls -A ${VOLUME} 2>/dev/null || :`)).toBe('data\n');
    expect(await readiness(lab)).toEqual(each(['cp-1', 'w-1'], 'True'));
  });

  test('no second cluster is started beside one that the inventory has as absent', async () => {
    const other = await edited(project, (draft) => {
      hostIn(draft, 'cp-1').state = 'absent';
      without(draft, 'cp-3', 'w-1');
    });
    const { code, said } = await failing(other, 'apply', '-y', '--only', 'init');
    expect([code, said]).toEqual([1, expect.stringContaining('the inventory has cp-1 as absent')]);
    expect(await having(lab, '/var/lib/kubestrap/runs')).not.toContain('cp-2');
  });
});
