import { createSocket } from 'node:dgram';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Diagnosis, HostFinding } from '../../src/doctor/diagnose.ts';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap } from './cli.ts';
import { on, onEach } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, type Project } from './project.ts';

/** The lab's own address in the hosts' network. */
const CONTROLLER = '10.77.0.1';

/** A name server that answers every question with a refusal, on the controller. */
function nameServer(): Promise<() => void> {
  const socket = createSocket('udp4');
  socket.on('message', (question, { address, port }) => {
    const answer = Buffer.from(question);
    answer[2] = 0x81;
    answer[3] = 0x05;
    socket.send(answer, port, address);
  });
  return new Promise((done, failed) => {
    socket.on('error', failed);
    socket.bind(53, CONTROLLER, () => done(() => socket.close()));
  });
}

onLab('doctor', () => {
  let lab: Lab;
  let project: Project;
  let stopNameServer = () => {};

  beforeAll(async () => {
    lab = await up({ name: 'doctor-e2e', hosts: ['cp-1', 'w-1'] });
    project = await createProject(lab);
    stopNameServer = await nameServer();
    await onEach(lab, `echo 'nameserver ${CONTROLLER}' >/etc/resolv.conf`);
  });

  afterAll(async () => {
    stopNameServer();
    await lab?.down();
  });

  async function examine(...args: string[]): Promise<{ code: number | null; diagnosis: Diagnosis }> {
    const { code, stdout, stderr } = await kubestrap(project, 'doctor', '-o', 'json', ...args);
    try {
      return { code, diagnosis: JSON.parse(stdout) };
    } catch {
      throw new Error(`no diagnosis: ${stdout}${stderr}`);
    }
  }

  const found = ({ findings }: Diagnosis, check: string, host: string): HostFinding[] =>
    findings.filter((finding) => finding.check === check && finding.host === host);
  const said = (findings: readonly HostFinding[]) =>
    findings
      .map(({ severity, message, evidence = [] }) => `${severity}: ${message}: ${evidence.join('; ')}`)
      .join('\n');

  test('healthy bare hosts give no error, every check is told, and nothing is left on them', async () => {
    const look =
      'find /etc /root /run/kubestrap* /var/lib/etcd /var/lib/kubestrap* -newer /tmp/mark -type f 2>/dev/null || :';
    await onEach(lab, 'touch /tmp/mark');
    const { code, diagnosis } = await examine('--skip', 'etcd-disk');
    expect(
      said(diagnosis.findings.filter(({ severity }) => severity === 'error' || severity === 'unknown')),
    ).toBe('');
    expect(code).toBe(0);
    expect(diagnosis.hosts).toEqual([
      { name: 'cp-1', role: 'control-plane', reachable: true, membership: 'bare' },
      { name: 'w-1', role: 'worker', reachable: true, membership: 'bare' },
    ]);
    expect(await onEach(lab, look)).toEqual({ 'cp-1': '', 'w-1': '' });
  });

  test('the disk of etcd is measured, and the file it is measured with is gone', async () => {
    const { diagnosis } = await examine('--only', 'etcd-disk');
    expect(said(found(diagnosis, 'etcd-disk', 'cp-1'))).toMatch(
      /\d+ writes to \/var\/lib\/etcd .*: median [\d.]+ ms, 99 % within/,
    );
    expect(diagnosis.checks.map(({ skipped }) => skipped)).toEqual([['w-1']]);
    expect(await on(lab, 'cp-1', 'ls -A /var/lib/etcd')).toBe('');
  });

  test('what was broken by hand is named by the right check, with the right evidence', async () => {
    await on(
      lab,
      'cp-1',
      `set -e
printf '%s\\n' 'use IO::Socket::INET; $s = IO::Socket::INET->new(@ARGV) or die; sleep 600' >/tmp/socket.pl
systemd-run -q --unit=squatter perl /tmp/socket.pl LocalPort 10250 Listen 5
systemd-run -q --unit=source perl /tmp/socket.pl PeerAddr ${lab.host('w-1').address}:22 LocalPort 10259 Proto tcp
mkdir -p /etc/kubernetes/pki /etc/cni/net.d /var/lib/etcd/lost+found
openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/kubernetes/pki/apiserver.key -out /tmp/apiserver.crt -subj /CN=kube-apiserver -days 1 2>/dev/null
cp /tmp/apiserver.crt /etc/kubernetes/pki/apiserver.crt
cat /etc/kubernetes/pki/apiserver.key >>/etc/kubernetes/pki/apiserver.crt
echo '{}' >/etc/cni/net.d/10-old.conf
echo 'nameserver 127.0.0.53' >/etc/resolv.conf
hostname CP-1`,
    );
    await on(
      lab,
      'w-1',
      `set -e
hostname cp-1
mkdir -p /etc/containerd; cp /etc/containerd/config.toml /tmp/config.toml 2>/dev/null || :
printf 'version = 2\\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\\n' >/etc/containerd/config.toml
systemctl restart containerd
echo 'KUBELET_KUBEADM_ARGS=--no-such-flag' >/etc/default/kubelet
systemctl restart kubelet || :`,
    );
    onTestFinished(async () => {
      await on(
        lab,
        'cp-1',
        'systemctl stop squatter source; rm -rf /etc/kubernetes /etc/cni/net.d/10-old.conf /var/lib/etcd/lost+found; hostname cp-1',
      );
      await on(
        lab,
        'w-1',
        'hostname w-1; rm /etc/default/kubelet; if [ -e /tmp/config.toml ]; then mv /tmp/config.toml /etc/containerd; else rm /etc/containerd/config.toml; fi; systemctl restart containerd',
      );
    });
    const { code, diagnosis } = await examine('--skip', 'etcd-disk');
    expect(code).toBe(1);
    const of = (check: string, host: string) => said(found(diagnosis, check, host));

    expect(of('ports', 'cp-1')).toMatch(
      /error: port 10250 \(kubelet\) is taken by perl: listens on 0\.0\.0\.0:10250: perl \(process \d+\)/,
    );
    expect(of('ports', 'cp-1')).toMatch(
      /error: port 10259 \(kube-scheduler\) is the source port of an outgoing connection.*10\.77\.0\.11:10259 → 10\.77\.0\.12:22 \(perl, process \d+\)/,
    );
    expect(of('certificates', 'cp-1')).toMatch(
      /warning: certificates end within 30 days: .*apiserver\.crt: ends .*, in \d days/,
    );
    expect(of('etcd-directory', 'cp-1')).toMatch(/error: .* is not empty: .*\/var\/lib\/etcd\/lost\+found/);
    expect(of('leftovers', 'cp-1')).not.toContain('lost+found');
    expect(of('leftovers', 'cp-1')).toContain('/etc/kubernetes/pki');
    expect(of('leftovers', 'cp-1')).toContain('/etc/cni/net.d/10-old.conf');
    expect(of('dns', 'cp-1')).toMatch(/error: CoreDNS would ask itself: .*127\.0\.0\.53/);
    expect(of('hostname', 'cp-1')).toMatch(
      /warning: the host's name is not one that Kubernetes takes.*uname -n: CP-1/,
    );
    expect(of('hostname', 'w-1')).toMatch(/error: hosts share the name "cp-1": also: cp-1/);
    expect(of('containerd', 'w-1')).toMatch(
      /error: containerd's CRI plugin is turned off.*io\.containerd\.grpc\.v1\.cri/,
    );
    expect(of('kubelet', 'w-1')).toMatch(
      /warning: the kubelet's first error: the kubelet does not know a flag.*unknown flag: --no-such-flag/,
    );
    expect(JSON.stringify(diagnosis)).not.toContain('PRIVATE KEY');
  });

  test('an expired certificate is an error; a host that is away does not keep the others from being examined', async () => {
    await on(
      lab,
      'cp-1',
      `mkdir -p /etc/kubernetes/pki
openssl req -new -newkey rsa:2048 -nodes -keyout /tmp/k -out /tmp/c -subj /CN=x 2>/dev/null
openssl x509 -req -in /tmp/c -signkey /tmp/k -days -1 -out /etc/kubernetes/pki/apiserver.crt 2>/dev/null`,
    );
    onTestFinished(async () => {
      await on(lab, 'cp-1', 'rm -rf /etc/kubernetes');
    });
    await on(lab, 'w-1', 'systemctl stop ssh.socket ssh.service || systemctl stop ssh.service');
    await on(lab, 'w-1', 'pkill -x sshd || :');
    const { code, diagnosis } = await examine('--only', 'certificates');
    expect(code).toBe(1);
    expect(said(found(diagnosis, 'certificates', 'cp-1'))).toMatch(
      /error: certificates have expired: .*apiserver\.crt: ended/,
    );
    expect(diagnosis.summary).toMatchObject({ hosts: 2, unreachable: 1, error: 1 });
    expect(diagnosis.hosts[1]).toMatchObject({ name: 'w-1', reachable: false });
  });
});
