import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap, start } from './cli.ts';
import { each, having, kubectl, on, onEach, readiness, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { watching } from './poll-api-servers.ts';
import { createProject, edited, type Project } from './project.ts';

const PLANES = ['cp-1', 'cp-2', 'cp-3'];
const NEW = 'new.example.org';
const PKI = '/etc/kubernetes/pki';
const FILES = [
  'apiserver',
  'apiserver-etcd-client',
  'apiserver-kubelet-client',
  'front-proxy-client',
  'etcd/peer',
];
const CONFIGS = ['admin', 'controller-manager', 'scheduler'];

/** What each API server itself says of a name, asked by openssl from another host. */
async function presented(lab: Lab, name: string): Promise<Record<string, string>> {
  const answers = PLANES.map(async (host) => {
    const ask = `openssl s_client -connect ${lab.host(host).address}:6443 -servername ${name} </dev/null 2>/dev/null`;
    const from = host === 'cp-1' ? 'cp-2' : 'cp-1';
    return [host, (await on(lab, from, `${ask} | openssl x509 -noout -checkhost ${name}`)).trim()] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** The serial numbers of what is on a host: another certificate has another one. */
function serials(lab: Lab): Promise<Record<string, string>> {
  const files = FILES.map((file) => `openssl x509 -noout -serial -in ${PKI}/${file}.crt`);
  const configs = CONFIGS.map(
    (name) =>
      `sed -n 's/^ *client-certificate-data: *//p' /etc/kubernetes/${name}.conf | base64 -d | openssl x509 -noout -serial`,
  );
  return onEach(lab, [...files, ...configs].join('\n'));
}

/** Ends as seconds since the epoch, of all certificates of a host. */
async function ends(lab: Lab): Promise<Record<string, number[]>> {
  const files = FILES.map(
    (file) => `date -d "$(openssl x509 -noout -enddate -in ${PKI}/${file}.crt | cut -d = -f 2)" +%s`,
  );
  const answers = await onEach(lab, files.join('\n'));
  return Object.fromEntries(
    Object.entries(answers).map(([name, text]) => [name, text.trim().split('\n').map(Number)]),
  );
}

const urls = (lab: Lab, path: string) =>
  Object.fromEntries(PLANES.map((name) => [name, `https://${lab.host(name).address}:6443${path}`]));

const DUE = '/var/lib/kubestrap/restart-pods';

onLab('certificates of a running cluster', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-certs-renew', hosts: PLANES });
    project = await createProject(lab, ({ cluster: { spec } }) => {
      spec.addons = [];
      // what changes along with the name below, and must not come along with it
      spec.apiServer = { extraArgs: { 'audit-log-maxage': '7' } };
    });
    const { code, stderr } = await kubestrap(project, 'apply', '-y');
    expect(code, stderr).toBe(0);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('a new name reaches every API server, one restart at a time, also when the run is killed in one', async () => {
    project = await edited(project, ({ cluster: { spec } }) => {
      spec.apiServer = { extraArgs: { 'audit-log-maxage': '9' }, certSANs: [NEW] };
    });
    const plan = await kubestrap(project, 'plan', '-o', 'json');
    const { hosts } = JSON.parse(plan.stdout) as {
      hosts: { name: string; changes: { resource: string; before: string; disruption: string }[] }[];
    };
    for (const { name, changes } of hosts) {
      const found = changes.find(({ resource }) => resource === 'certificate apiserver');
      expect(found, name).toMatchObject({ before: `lacks ${NEW}`, disruption: 'restart' });
    }
    const { result, downs, looks } = await watching(urls(lab, '/readyz'), async () => {
      const killed = await start(project, 'apply', '-y').endAt(
        /cp-2 +apiserver-sans +static-pod kube-apiserver$/,
        'SIGKILL',
      );
      expect(killed.signal).toBe('SIGKILL');
      await until(
        'the lock is free',
        async () => (await having(lab, '/run/kubestrap/lock')).length === 0,
        120,
      );
      return kubestrap(project, 'apply', '-y');
    });
    expect(result.code, result.stderr).toBe(0);
    expect(downs.filter(({ down }) => down.length > 1)).toEqual([]);
    // the look was close enough to see each of them go
    expect([...new Set(downs.flatMap(({ down }) => down))].sort()).toEqual(PLANES);
    expect(looks).toBeGreaterThan(downs.length);
    expect(await presented(lab, NEW)).toEqual(each(PLANES, `Hostname ${NEW} does match certificate`));
    const { data } = (await kubectl(lab, '-n kube-system get configmap kubeadm-config -o json')) as {
      data: Record<string, string>;
    };
    expect(data.ClusterConfiguration).toContain(NEW);
    expect(data.ClusterConfiguration).toContain('audit-log-maxage: "7"');
    const again = await kubestrap(project, 'apply', '-y');
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).not.toContain('apiserver-sans');
    project = await edited(project, ({ cluster: { spec } }) => {
      spec.apiServer = { extraArgs: { 'audit-log-maxage': '7' }, certSANs: [NEW] };
    });
    expect((await kubestrap(project, 'apply', '-y')).stdout).toContain('No changes. 3 hosts match the spec.');
  });

  test('certs renew gives every certificate a later end, and what reads them runs with them', async () => {
    const [old, oldEnds] = [await serials(lab), await ends(lab)];
    const started = await onEach(lab, 'date +%s');
    const { result, downs } = await watching(urls(lab, '/readyz?exclude=etcd'), () =>
      kubestrap(project, 'certs', 'renew', '-y'),
    );
    expect(result.code, result.stderr).toBe(0);
    expect(result.stdout).toContain('kubestrap kubeconfig');
    expect(downs.filter(({ down }) => down.length > 1)).toEqual([]);
    const [now, nowEnds] = [await serials(lab), await ends(lab)];
    for (const host of PLANES) {
      const [was, is] = [old[host]?.trim().split('\n') ?? [], now[host]?.trim().split('\n') ?? []];
      expect(is).toHaveLength(FILES.length + CONFIGS.length);
      expect(
        is.filter((serial) => was.includes(serial)),
        host,
      ).toEqual([]);
      nowEnds[host]?.forEach((end, index) => {
        expect(end, host).toBeGreaterThan(oldEnds[host]?.[index] ?? Number.POSITIVE_INFINITY);
      });
      // renewed before the processes that read them started
      const ages = await on(
        lab,
        host,
        'for name in etcd kube-apiserver kube-controller kube-scheduler; do ps -C "$name" -o etimes=; done',
      );
      const since = Number(await on(lab, host, 'date +%s')) - Number(started[host]);
      const seconds = ages.trim().split(/\s+/).map(Number);
      expect(seconds).toHaveLength(4);
      expect(Math.max(...seconds), host).toBeLessThanOrEqual(since);
    }
    expect(await presented(lab, NEW)).toEqual(each(PLANES, `Hostname ${NEW} does match certificate`));
    await until('all nodes are Ready', async () =>
      Object.values(await readiness(lab)).every((is) => is === 'True'),
    );
    expect(await onEach(lab, `ls -A ${DUE}`)).toEqual(each(PLANES, ''));
  });
});
