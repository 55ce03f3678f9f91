import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { chmod, cp, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { type Lab, up } from '../lab/lab.ts';
import { failing, inProject, kubestrap } from './cli.ts';
import { kubectl, on } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';

const run = promisify(execFile);
const CA_FILE = '.kubestrap/e2e/ingress-ca/ca.crt';
const CA_KEY = '.kubestrap/e2e/ingress-ca/ca.key';

interface Secret {
  readonly type: string;
  readonly metadata: { readonly annotations: Record<string, string>; readonly managedFields?: object[] };
  readonly data: Record<string, string>;
}

const CERTIFICATES = [
  { name: 'web', namespace: 'ingress', dnsNames: ['web.example.org'], ipAddresses: ['127.0.0.1'] },
  { name: 'inner', dnsNames: ['inner.example.org'], ca: { mode: 'cluster' as const } },
].map((one) => ({ ...one, keyAlgorithm: 'ECDSA-P256' as const }));

onLab('ingress certificates in a cluster', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-ingress', hosts: ['cp-1'] });
    project = await createProject(lab, ({ cluster: { spec } }) => {
      spec.addons = [];
      spec.ingress = {
        generatedCA: { keyAlgorithm: 'ECDSA-P256', permittedDomains: ['example.org'] },
        certificates: CERTIFICATES,
      };
    });
  });

  afterAll(async () => {
    await lab?.down();
  });

  const secret = async (namespace: string, name: string) =>
    (await kubectl(lab, `-n ${namespace} get secret ${name} -o json`)) as Secret;
  const field = ({ data }: Secret, key: string) => Buffer.from(data[key] ?? '', 'base64').toString('utf8');

  async function planned(of: Project, ...args: string[]) {
    const { code, stdout, stderr } = await kubestrap(of, 'plan', '-o', 'json', ...args);
    expect(code, stderr).toBe(0);
    const { cluster, refusals } = JSON.parse(stdout) as Plan;
    return { refusals, changes: cluster.changes.filter(({ phase }) => phase === 'ingress-certificates') };
  }

  /** What the API server answers to somebody with this client certificate: the HTTP status. */
  async function asClient(certificate: string, key: string): Promise<string> {
    const { address } = lab.host('cp-1');
    const ca = join(lab.dir, 'cluster-ca.crt');
    await writeFile(ca, await on(lab, 'cp-1', 'cat /etc/kubernetes/pki/ca.crt'));
    const url = `https://${address}:6443/api/v1/namespaces/kube-system/secrets`;
    const { command, args } = lab.inNetns('curl', [
      ...['-sS', '--cacert', ca, '--cert', certificate, '--key', key],
      ...['-o', '/dev/null', '-w', '%{http_code}', url],
    ]);
    return (await run(command, args)).stdout;
  }

  test('the plan for a bare host names them, and what is known only after apply; no CA is made for a plan', async () => {
    const { changes, refusals } = await planned(project);
    expect(refusals).toEqual([]);
    expect(changes.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      'create namespace ingress',
      'create secret kube-system/kubestrap-ingress-ca',
      'create secret ingress/web-tls',
      'create secret default/inner-tls',
    ]);
    expect(changes.at(-1)?.after).toContain('issued by (known after apply)');
    await expect(stat(inProject(project, '.kubestrap'))).rejects.toThrow('ENOENT');
  });

  test('apply issues them with the cluster, and the next one finds nothing to do', async () => {
    const { code, stderr, stdout } = await kubestrap(project, 'apply', '-y', '-v');
    expect(code, stderr).toBe(0);
    const web = await secret('ingress', 'web-tls');
    expect(web.type).toBe('kubernetes.io/tls');
    expect(field(web, 'ca.crt')).toBe(await readFile(inProject(project, CA_FILE), 'utf8'));
    expect(JSON.stringify(web.metadata.managedFields)).toContain('"manager":"kubestrap"');
    expect(web.metadata.annotations).not.toHaveProperty(['kubectl.kubernetes.io/last-applied-configuration']);
    for (const text of [web.data['tls.key'] ?? '', field(web, 'tls.key').split('\n')[1] ?? '']) {
      expect(text.length).toBeGreaterThan(20);
      expect(`${stdout}${stderr}`).not.toContain(text);
    }
    const again = await kubestrap(project, 'apply');
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('No changes. 1 host matches the spec');
  });

  test('a server with the Secret’s content is trusted by curl with its ca.crt', async () => {
    const web = await secret('ingress', 'web-tls');
    const server = createServer({ cert: field(web, 'tls.crt'), key: field(web, 'tls.key') }, (socket) => {
      socket.end('HTTP/1.0 200 OK\r\n\r\nhello');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    const ca = inProject(project, 'clients-trust.crt');
    await writeFile(ca, field(web, 'ca.crt'));
    const name = `web.example.org:${address.port}`;
    const curl = (...args: string[]) =>
      run('curl', ['-sS', '--noproxy', '*', '--resolve', `${name}:127.0.0.1`, `https://${name}/`, ...args]);
    expect((await curl('--cacert', ca)).stdout).toBe('hello');
    await expect(curl()).rejects.toThrow(/certificate/);
    server.close();
  });

  test('the CA of the cluster signs for servers alone: the API server takes no such certificate from a client', async () => {
    const inner = await secret('default', 'inner-tls');
    const directory = inProject(project, '.');
    await writeFile(inProject(project, 'inner.crt'), field(inner, 'tls.crt'));
    await writeFile(inProject(project, 'inner.key'), field(inner, 'tls.key'), { mode: 0o600 });
    const openssl = (...args: string[]) => run('openssl', args, { cwd: directory });
    await writeFile(inProject(project, 'k8s.crt'), await on(lab, 'cp-1', 'cat /etc/kubernetes/pki/ca.crt'));
    expect((await openssl('verify', '-CAfile', 'k8s.crt', 'inner.crt')).stdout).toContain('OK');
    const usages = (await openssl('x509', '-in', 'inner.crt', '-noout', '-text')).stdout;
    expect(usages).toMatch(/Extended Key Usage: *\n *TLS Web Server Authentication\n/);
    expect(await asClient(inProject(project, 'inner.crt'), inProject(project, 'inner.key'))).toBe('401');

    // what an operator makes by hand with the same CA, as guides have it: no extendedKeyUsage, and a group in O
    const byHand = async (name: string, extensions: string) => {
      const pem = await on(
        lab,
        'cp-1',
        `cd /tmp && openssl req -new -newkey rsa:2048 -nodes -keyout ${name}.key -subj '/O=system:masters/CN=${name}' 2>/dev/null |
openssl x509 -req -CA /etc/kubernetes/pki/ca.crt -CAkey /etc/kubernetes/pki/ca.key -set_serial 4711 -days 1 ${extensions} 2>/dev/null >${name}.crt
cat ${name}.crt ${name}.key`,
      );
      const path = inProject(project, `${name}.pem`);
      await writeFile(path, pem, { mode: 0o600 });
      return asClient(path, path);
    };
    expect(await byHand('by-hand', '')).toBe('200');
    await on(lab, 'cp-1', "printf 'extendedKeyUsage=serverAuth\\n' >/tmp/server.cnf");
    expect(await byHand('server-only', '-extfile /tmp/server.cnf')).toBe('401');
  });

  test('names that change are shown in the plan, and the Secret is issued again', async () => {
    const before = await secret('ingress', 'web-tls');
    project = await changed(project, ['shop.example.org']);
    const { changes } = await planned(project);
    expect(changes).toMatchObject([
      { resource: 'secret ingress/web-tls', action: 'update', reason: 'its names change' },
    ]);
    expect(changes[0]?.before).toContain('DNS:web.example.org');
    expect(changes[0]?.after).toContain('DNS:shop.example.org');
    const dry = await kubestrap(project, 'certs', 'ingress', '--apply', '--dry-run');
    expect(dry.stdout).toMatch(/- DNS:web\.example\.org\n/);
    expect(dry.stdout).toMatch(/\+ DNS:shop\.example\.org\n/);
    const { code, stderr } = await kubestrap(project, 'certs', 'ingress', '--apply', '-y');
    expect(code, stderr).toBe(0);
    const after = await secret('ingress', 'web-tls');
    expect(new X509Certificate(field(after, 'tls.crt')).subjectAltName).toContain('DNS:shop.example.org');
    expect(after.data['tls.key']).not.toBe(before.data['tls.key']);
    expect((await planned(project)).changes).toEqual([]);
  });

  test('a second operator, elsewhere, gets the same CA, and the key only when it is to sign', async () => {
    const hash = async (of: Project, file: string) =>
      createHash('sha256')
        .update(await readFile(inProject(of, file)))
        .digest('hex');
    const other = await edited(project, () => {});
    expect((await planned(other)).changes).toEqual([]);
    await expect(stat(inProject(other, CA_KEY))).rejects.toThrow('ENOENT');
    const elsewhere = await changed(other, ['api.example.org']);
    const { code, stderr, stdout } = await kubestrap(elsewhere, 'certs', 'ingress', '--apply', '-y');
    expect(code, stderr).toBe(0);
    for (const file of [CA_FILE, CA_KEY]) expect(await hash(elsewhere, file)).toBe(await hash(project, file));
    const lines = (await readFile(inProject(elsewhere, CA_KEY), 'utf8')).split('\n');
    expect(`${stdout}${stderr}`).not.toContain(lines[1]);
    expect((await stat(inProject(elsewhere, CA_KEY))).mode & 0o777).toBe(0o600);
  });

  test('two CAs are an error that says which is which, and a Secret of others is left alone', async () => {
    const other = await edited(project, () => {});
    const files = await kubestrap(other, 'certs', 'ingress', '--only', 'web');
    expect(files.code, files.stderr).toBe(0);
    const two = await failing(other, 'apply', '-y');
    expect(two.code).toBe(4);
    expect(two.said).toMatch(/there are two generated CAs: .* beside the spec .*, and .* in the cluster/);

    await on(
      lab,
      'cp-1',
      'kubectl --kubeconfig /etc/kubernetes/admin.conf -n default create secret generic others-tls --from-literal a=b',
    );
    const theirs = await edited(project, ({ cluster: { spec } }) => {
      const [web] = spec.ingress?.certificates ?? [];
      if (web === undefined) throw new Error('the spec has no certificate');
      web.secretName = 'others-tls';
      web.namespace = 'default';
    });
    await cp(inProject(project, '.kubestrap'), inProject(theirs, '.kubestrap'), { recursive: true });
    const refused = await failing(theirs, 'certs', 'ingress', '--apply', '-y');
    expect(refused.code).toBe(4);
    expect(refused.said).toContain('default/others-tls is there, and is not of type kubernetes.io/tls');
    expect((await secret('default', 'others-tls')).data).toEqual({ a: 'Yg==' });
  });

  test('where openssl is missing on the host, or the CA is an external one, it is said before anything is written', async () => {
    const fresh = await edited(project, ({ cluster: { spec } }) => {
      const [, inner] = spec.ingress?.certificates ?? [];
      if (spec.ingress === undefined || inner === undefined) throw new Error('the spec has no certificate');
      spec.ingress.certificates = [{ ...inner, dnsNames: ['other.example.org'] }];
    });
    const directory = await mkdtemp(join(fresh.dir, 'out-'));
    await chmod(directory, 0o700);
    const issue = () => failing(fresh, 'certs', 'ingress', '-d', directory);
    await on(lab, 'cp-1', 'mv /usr/bin/openssl /usr/bin/openssl.away');
    const without = await issue();
    await on(lab, 'cp-1', 'mv /usr/bin/openssl.away /usr/bin/openssl; mv /etc/kubernetes/pki/ca.key /root/');
    const external = await issue();
    await on(lab, 'cp-1', 'mv /root/ca.key /etc/kubernetes/pki/');
    expect(without.error.problems.map(({ message }) => message).join()).toContain('is not installed on cp-1');
    expect(external.error.problems.map(({ message }) => message).join()).toContain('is an external one');
    expect([without.code, external.code]).toEqual([2, 2]);
    const { code, stderr } = await kubestrap(fresh, 'certs', 'ingress', '-d', directory);
    expect(code, stderr).toBe(0);
    const made = new X509Certificate(await readFile(join(directory, 'inner', 'inner.crt')));
    expect(made.issuer).toBe('CN=kubernetes');
  });

  /** The project with other names for its first certificate, in a directory of its own, with the CA of the old one. */
  async function changed(of: Project, dnsNames: [string, ...string[]]): Promise<Project> {
    const next = await edited(of, ({ cluster: { spec } }) => {
      const [web] = spec.ingress?.certificates ?? [];
      if (web === undefined) throw new Error('the spec has no certificate');
      web.dnsNames = dnsNames;
    });
    const has = await stat(inProject(of, '.kubestrap')).then(
      () => true,
      () => false,
    );
    if (has) await cp(inProject(of, '.kubestrap'), inProject(next, '.kubestrap'), { recursive: true });
    return next;
  }
});
