import { describe, expect, test } from 'vitest';
import { KubeconfigError, kubeconfigServer, withServer } from '../../src/cluster/kubeconfig.ts';
import { NO_API_SERVER } from '../../src/facts/api-server.ts';
import { run } from '../cli/capture.ts';
import { makeCluster, makeHost } from '../fixtures/cluster.ts';

const hosts = makeCluster({ endpoint: { host: 'apiserver.cluster.local', port: 6443, provider: 'hosts' } });
const outside = makeCluster({ endpoint: { host: 'api.example.org', port: 6443, provider: 'external' } });
const host = makeHost({
  name: 'cp-1',
  address: '203.0.113.11',
  internalAddresses: ['10.0.0.11', 'fd00::11'],
});
const through = (...names: string[]) => ({
  host,
  apiServer: {
    ...NO_API_SERVER,
    names: ['apiserver.cluster.local', ...names],
    advertiseAddress: '10.0.0.11',
    securePort: 8443,
  },
});

describe('the server of a kubeconfig', () => {
  test('is the address that SSH goes to, where the certificate has it', () => {
    const server = kubeconfigServer(hosts, through('10.0.0.11', '203.0.113.11'));
    expect(server).toEqual({
      url: 'https://203.0.113.11:8443',
      why: 'SSH reaches cp-1 there, and its certificate has it',
    });
  });

  test('is the address of the node where the certificate has only that, and says what is missing', () => {
    const server = kubeconfigServer(hosts, through('10.0.0.11'));
    expect(server?.url).toBe('https://10.0.0.11:8443');
    expect(server).not.toHaveProperty('tlsServerName');
    expect(server?.why).toContain('203.0.113.11, where SSH reaches cp-1, is not in the API server');
    expect(server?.why).toContain('spec.apiServer.certSANs');
  });

  test('has an IPv6 address in brackets, however the certificate writes it', () => {
    const six = { ...through('FD00:0:0:0:0:0:0:11') };
    expect(kubeconfigServer(hosts, six)?.url).toBe('https://[fd00::11]:8443');
  });

  test('is verified as the endpoint where the certificate has no address of it', () => {
    const server = kubeconfigServer(hosts, through());
    expect(server).toMatchObject({
      url: 'https://203.0.113.11:8443',
      tlsServerName: 'apiserver.cluster.local',
    });
  });

  test('is the endpoint where others resolve it, too', () => {
    expect(kubeconfigServer(outside, through('10.0.0.11'))).toBeUndefined();
  });

  test.each([
    ['in the certificate', 'https://10.0.0.11:6443', undefined],
    ['not in it', 'https://lb.example.org:443', 'apiserver.cluster.local'],
  ])('is what was asked for, %s', (_, url, tlsServerName) => {
    for (const cluster of [hosts, outside]) {
      const server = kubeconfigServer(cluster, through('10.0.0.11'), url);
      expect(server?.url).toBe(url);
      expect(server?.tlsServerName).toBe(tlsServerName);
    }
  });

  test.each([['10.0.0.11:6443'], ['http://10.0.0.11:6443'], ['https://'], ['https://a b']])(
    '%s is invalid, and no host is asked',
    async (server) => {
      const { code, stderr, sockets } = await run('kubeconfig', '--server', server);
      expect({ code, sockets }).toEqual({ code: 2, sockets: 0 });
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain('such as https://192.0.2.11:6443');
    },
  );
});

const ADMIN = `apiVersion: v1
clusters:
- cluster:
    server: https://other:6443
  name: other
- cluster:
    certificate-authority-data: ${'QUJD'.repeat(400)}
    server: https://apiserver.cluster.local:6443
  name: prod
contexts:
- context:
    cluster: prod
    user: kubernetes-admin
  name: kubernetes-admin@prod
current-context: kubernetes-admin@prod
kind: Config
users:
- name: kubernetes-admin
  user:
    client-key-data: ${'REVG'.repeat(400)}
`;

describe('a kubeconfig', () => {
  test('gets the server in the cluster of its context, and stays as it is otherwise', () => {
    const text = withServer(ADMIN, { url: 'https://10.0.0.11:6443', why: '' });
    expect(text.split('\n').map((line) => line.trim())).toEqual(
      ADMIN.replace('apiserver.cluster.local:6443', '10.0.0.11:6443')
        .split('\n')
        .map((line) => line.trim()),
    );
  });

  test('gets the name that the certificate is verified for', () => {
    const text = withServer(ADMIN, { url: 'https://10.0.0.11:6443', tlsServerName: 'api', why: '' });
    expect(text).toMatch(/server: https:\/\/10\.0\.0\.11:6443\n +tls-server-name: api\n/);
  });

  test.each([
    ['', 'it is empty'],
    ['# nothing\n', 'it is empty'],
    ['- a\n', 'it is not a YAML mapping'],
    ['{}', 'it has no current context with a cluster'],
    ['current-context: x\n', 'it has no current context with a cluster'],
    ['a: [', 'it is not YAML (line 1'],
    [ADMIN.slice(0, -20).replace('clusters:', 'clusters: {'), 'it is not YAML (line 3'],
  ])('that cannot be used (%j) is an error with its cause and a remedy', (text, why) => {
    const act = () => withServer(text, { url: 'https://a', why: '' });
    expect(act).toThrow(KubeconfigError);
    expect(act).toThrow(`/etc/kubernetes/admin.conf cannot be used: ${why}`);
    expect(act).toThrow(expect.objectContaining({ remedy: expect.stringContaining('certs renew') }));
    // it holds a key: an error shows none of its text
    expect(act).not.toThrow(/QUJD/);
  });
});
