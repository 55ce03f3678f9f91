import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CertificateRow, StatusReport } from '../../src/pki/status/types.ts';
import { type Lab, up } from '../lab/lab.ts';
import { inProject, kubestrap } from './cli.ts';
import { on, onEach } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';

/** A day either way: kubeadm is asked a moment before or after us. */
const AROUND = 1;

onLab('certs status', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'certs-status-e2e', hosts: ['cp-1', 'w-1'] });
    project = await createProject(lab, ({ cluster }) => {
      delete cluster.spec.addons;
    });
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    if (code !== 0) throw new Error(stderr);
  });

  afterAll(async () => {
    await lab?.down();
  });

  async function status(
    of: Project,
    ...args: string[]
  ): Promise<{ code: number | null; report: StatusReport }> {
    const { code, stdout, stderr } = await kubestrap(of, 'certs', 'status', '-o', 'json', ...args);
    expect(stdout + stderr).not.toContain('PRIVATE');
    return { code, report: JSON.parse(stdout) };
  }

  const find = (
    { certificates }: StatusReport,
    name: string,
    host: string | null = 'cp-1',
  ): CertificateRow => {
    const row = certificates.find((one) => one.name === name && one.host === host);
    if (row === undefined) throw new Error(`no ${name} on ${host}`);
    return row;
  };

  test('lists what kubeadm does, with its days, and what kubeadm does not know; nothing on the hosts changes', async () => {
    await onEach(lab, 'touch /tmp/mark');
    const said = await on(lab, 'cp-1', 'kubeadm certs check-expiration');
    const { code, report } = await status(project);
    const days = new Map(
      [...said.matchAll(/^(\S+) +\w{3} \d.*? (\d+)([dy]) /gm)].map(
        ([, name = '', amount, unit]) => [name, [Number(amount), unit]] as const,
      ),
    );
    expect(days.size).toBe(13);
    for (const [name, [amount, unit]] of days) {
      const left = find(report, name).daysLeft ?? Number.NaN;
      if (unit === 'd') expect(Math.abs(left - Number(amount))).toBeLessThanOrEqual(AROUND);
      else expect(Math.floor(left / 365)).toBe(amount);
    }
    const others = report.certificates.filter(({ name, host }) => host === 'w-1' || !days.has(name));
    expect(others.map(({ host, name }) => `${host} ${name}`)).toEqual([
      'cp-1 kubelet-client',
      'cp-1 kubelet-server',
      'w-1 kubelet-client',
      'w-1 kubelet-server',
      'w-1 ca',
    ]);
    expect(report.certificates.flatMap(({ problems }) => problems)).toEqual([]);
    expect(find(report, 'kubelet-client', 'w-1').signedBy).toBe('/etc/kubernetes/pki/ca.crt');
    expect(find(report, 'apiserver').renewedBy).toBe('kubeadm');
    expect(code).toBe(0);
    expect(await onEach(lab, 'find /etc/kubernetes /var/lib/kubelet/pki -newer /tmp/mark -type f')).toEqual({
      'cp-1': '',
      'w-1': '',
    });
  });

  test('a threshold that is not kept, a name that is missing, and a Secret that is not there: exit code 3', async () => {
    const soon = await status(project, '--warn', '365d', '--critical', '1d');
    expect([soon.code, find(soon.report, 'apiserver').severity]).toEqual([3, 'warning']);
    const wider = await edited(project, ({ cluster }) => {
      cluster.spec.apiServer = { certSANs: ['api.example.org'] };
      cluster.spec.ingress = {
        certificates: [{ name: 'web', dnsNames: ['web.example.org'], ca: { mode: 'selfSigned' } }],
      };
    });
    const { code, report } = await status(wider);
    expect(code).toBe(3);
    expect(find(report, 'apiserver').problems.map(({ names }) => names)).toEqual([['DNS:api.example.org']]);
    expect(find(report, 'web', null).problems.map(({ code: what }) => what)).toEqual(['missing']);

    await on(
      lab,
      'cp-1',
      `cd /tmp && openssl req -x509 -newkey rsa:2048 -nodes -keyout web.key -out web.crt -days 3 -subj /CN=web -addext subjectAltName=DNS:web.example.org 2>/dev/null
kubectl --kubeconfig /etc/kubernetes/admin.conf create secret tls web-tls --cert web.crt --key web.key`,
    );
    const there = find((await status(wider)).report, 'web', null);
    expect(there).toMatchObject({
      place: 'secret',
      path: 'default/web-tls',
      severity: 'critical',
      signedBy: 'itself',
    });
    expect(there.problems).toEqual([]);
  });

  test('a certificate that has ended, and a kubelet.pem with its key: exit code 1, in every format, and no key', async () => {
    await on(
      lab,
      'cp-1',
      `cd /etc/kubernetes/pki && openssl req -new -key front-proxy-client.key -subj /CN=front-proxy-client -out /tmp/f.csr &&
openssl x509 -req -in /tmp/f.csr -CA front-proxy-ca.crt -CAkey front-proxy-ca.key -CAcreateserial -days -1 -out front-proxy-client.crt 2>/dev/null
grep -q PRIVATE /var/lib/kubelet/pki/kubelet-client-current.pem`,
    );
    const { code, report } = await status(project);
    expect(code).toBe(1);
    expect(find(report, 'front-proxy-client')).toMatchObject({
      severity: 'expired',
      signedBy: '/etc/kubernetes/pki/front-proxy-ca.crt',
    });

    const table = await kubestrap(project, 'certs', 'status', '-v');
    expect([table.code, table.stdout]).toEqual([
      1,
      expect.stringMatching(/✖ front-proxy-client +cp-1 +ended/),
    ]);
    const file = inProject(project, 'certificates.prom');
    const metrics = await kubestrap(project, 'certs', 'status', '--format', 'prometheus', '--out', file);
    expect([metrics.code, metrics.stdout]).toEqual([1, `Wrote ${file}.\n`]);
    const ended = /^kubestrap_certificate_not_after_seconds\{.*name="front-proxy-client".*\} (\d+)$/m;
    const written = await readFile(file, 'utf8');
    expect(Number(ended.exec(written)?.[1])).toBeLessThan(Date.now() / 1000);
    const calendar = await kubestrap(project, 'certs', 'status', '--format', 'ics');
    expect(calendar.stdout.match(/BEGIN:VEVENT/g)).toHaveLength(15);
    for (const text of [table.stdout, written, calendar.stdout]) expect(text).not.toContain('PRIVATE');
  });

  test('a host that does not answer: exit code 1, and the others are shown', async () => {
    const more = await edited(project, ({ inventory }) => {
      inventory.hosts.push({ name: 'w-9', role: 'worker', address: '10.77.0.99' });
    });
    const { code, report } = await status(more, '--limit', 'w-1,w-9');
    expect(code).toBe(1);
    expect(report.hosts.map(({ name, reachable }) => [name, reachable])).toEqual([
      ['w-1', true],
      ['w-9', false],
    ]);
    expect(find(report, 'kubelet-client', 'w-1').severity).toBe('ok');
  });
});
