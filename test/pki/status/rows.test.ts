import { describe, expect, it } from 'vitest';
import { API_SERVER_MANIFEST } from '../../../src/knowledge/directories.ts';
import type { Cluster, Host } from '../../../src/model/cluster.ts';
import { parseHostFiles, readPem } from '../../../src/pki/status/host-files.ts';
import { hostRows } from '../../../src/pki/status/host-rows.ts';
import { ingressRows } from '../../../src/pki/status/ingress-rows.ts';
import { inventoryOf } from '../../../src/pki/status/inventory.ts';
import { reportOf, verdict } from '../../../src/pki/status/report.ts';
import type { CertificateRow } from '../../../src/pki/status/types.ts';
import { DAY_MS } from '../../../src/values/validity.ts';
import {
  makeCluster,
  makeHost,
  makeKubeadm,
  makeLocalEtcd,
  makeNode,
  makeVersion,
  makeWorker,
} from '../../fixtures/cluster.ts';
import { wanted } from '../support.ts';
import { base64, Openssl } from './support.ts';

const openssl = new Openssl();
const ca = openssl.ca('kubernetes');
const otherCa = openssl.ca('other');
const NAMES = [
  ...['DNS:cp-1', 'DNS:kubernetes', 'DNS:kubernetes.default', 'DNS:kubernetes.default.svc'],
  ...['DNS:kubernetes.default.svc.cluster.local', 'DNS:apiserver.cluster.local'],
  ...['IP:10.96.0.1', 'IP:10.0.0.11'],
];
const apiserver = openssl.leaf('kube-apiserver', 'kubernetes', { names: NAMES });
// certificates that tests make later on must have begun, however slow the machine is
const NOW = Date.now() + 600_000;
const PKI = '/etc/kubernetes/pki';
const THRESHOLDS = { warnMs: 30 * DAY_MS, criticalMs: 7 * DAY_MS };

function rows(
  printed: readonly string[],
  {
    host = makeHost(),
    now = NOW,
    cluster = makeCluster(),
  }: { host?: Host; now?: number; cluster?: Cluster } = {},
): readonly CertificateRow[] {
  return hostRows(cluster, { host, now, files: parseHostFiles(printed.join('\n')) }, THRESHOLDS);
}
const cert = (path: string, pem: string) => `cert ${path} ${base64(pem)}`;
const said = (list: readonly CertificateRow[]) =>
  list.map(({ name, severity, daysLeft, problems }) => [
    name,
    severity,
    daysLeft,
    ...problems.map(({ code }) => code),
  ]);
const WELL = [cert(`${PKI}/ca.crt`, ca), cert(`${PKI}/apiserver.crt`, apiserver)];

describe('rows of a host', () => {
  it('tell what a certificate says, who really signed it, and that all is well', () => {
    const [row] = rows([...WELL, `has ${PKI}/ca.key`]);
    expect(row).toMatchObject({
      place: 'host',
      host: 'cp-1',
      area: 'Control plane',
      name: 'apiserver',
      path: `${PKI}/apiserver.crt`,
      subject: 'O=system:masters, CN=kube-apiserver',
      issuer: 'CN=kubernetes',
      signedBy: `${PKI}/ca.crt`,
      names: NAMES,
      daysLeft: 364,
      renewedBy: 'kubeadm',
      severity: 'ok',
      problems: [],
    });
    expect(row?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['long before its end', 300, 'ok', []],
    ['within the first threshold', 340, 'warning', []],
    ['within the second', 359, 'critical', []],
    ['after its end', 366, 'expired', []],
    ['before its beginning, by the clock of the host', -1, 'critical', ['not-yet-valid']],
  ])('%s', (_what, days, severity, problems) => {
    const [row] = rows(WELL, { now: NOW + days * DAY_MS });
    expect([row?.severity, row?.problems.map(({ code }) => code)]).toEqual([severity, problems]);
  });

  it.each<[string, Partial<Cluster>, string[]]>([
    [
      'the spec asks for more',
      { apiServer: { ...makeCluster().apiServer, certSANs: ['API.example.org', '192.0.2.1'] } },
      ['DNS:api.example.org', 'IP:192.0.2.1'],
    ],
    [
      'the endpoint is another',
      { endpoint: { host: '10.9.9.9', port: 6443, provider: 'external' } },
      ['IP:10.9.9.9'],
    ],
    [
      'the Services have other addresses',
      { networking: { podSubnets: [], serviceSubnets: ['fd00:1::/112'], dnsDomain: 'k8s.test' } },
      ['DNS:kubernetes.default.svc.k8s.test', 'IP:fd00:1::1'],
    ],
    [
      'the spec has the same names in another form',
      { apiServer: { ...makeCluster().apiServer, certSANs: ['CP-1'] } },
      [],
    ],
  ])('lack names where %s', (_what, overrides, missing) => {
    const [row] = rows(WELL, { cluster: makeCluster(overrides) });
    expect(row?.problems.flatMap(({ names = [] }) => names)).toEqual(missing);
  });

  it('lack names of etcd, each certificate its own', () => {
    const names = ['DNS:cp-1', 'DNS:localhost', 'IP:10.0.0.11', 'IP:127.0.0.1', 'IP:::1'];
    const pem = openssl.leaf('etcd', 'kubernetes', { names });
    const etcd = { local: makeLocalEtcd({ serverCertSANs: ['etcd.test'], peerCertSANs: ['10.0.0.99'] }) };
    const found = rows(
      ['ca', 'server', 'peer'].map((file) => cert(`${PKI}/etcd/${file}.crt`, file === 'ca' ? ca : pem)),
      { cluster: makeCluster({ etcd }) },
    );
    expect(
      found.map(({ name, problems }) => [name, ...problems.flatMap((problem) => problem.names ?? [])]),
    ).toEqual([['etcd-server', 'DNS:etcd.test'], ['etcd-peer', 'IP:10.0.0.99'], ['etcd-ca']]);
  });

  it('name a certificate of another CA, and accept any CA of a bundle', () => {
    const strange = rows([cert(`${PKI}/ca.crt`, otherCa), cert(`${PKI}/apiserver.crt`, apiserver)]);
    expect(strange[0]).toMatchObject({ signedBy: null, problems: [{ code: 'wrong-ca' }] });
    const bundle = rows([cert(`${PKI}/ca.crt`, otherCa + ca), cert(`${PKI}/apiserver.crt`, apiserver)]);
    expect(bundle[0]).toMatchObject({ signedBy: `${PKI}/ca.crt`, problems: [] });
  });

  it('say what is missing where a static Pod needs it, and nothing on a bare host', () => {
    expect(rows([])).toEqual([]);
    const codes = said(rows([`has ${API_SERVER_MANIFEST}`]));
    expect(codes).toContainEqual(['apiserver', 'critical', null, 'missing']);
    expect(codes).toContainEqual(['admin.conf', 'critical', null, 'missing']);
    expect(codes.map(([name]) => name)).not.toContain('super-admin.conf');
    expect(codes.map(([name]) => name)).not.toContain('etcd-peer');
  });

  it('name what cannot be read, and what kubeadm did not put there', () => {
    const found = rows([`cert ${PKI}/apiserver.crt bm90IG9uZQ==`, cert(`${PKI}/mine.crt`, otherCa)]);
    expect(said(found)).toEqual([
      ['apiserver', 'critical', null, 'unreadable'],
      ['mine.crt', 'ok', 3649],
    ]);
    expect(found[1]).toMatchObject({ area: 'Other files', renewedBy: 'nobody', signedBy: 'itself' });
  });

  it('know who renews: nobody, where the key of the CA is elsewhere or kubelet.conf holds the certificate', () => {
    expect(rows(WELL)[0]?.renewedBy).toBe('nobody');
    const kubelet = [cert('/etc/kubernetes/kubelet.conf', apiserver), cert(`${PKI}/ca.crt`, ca)];
    expect(rows(kubelet, { host: makeWorker() }).map(({ name, renewedBy }) => [name, renewedBy])).toEqual([
      ['ca', 'nobody'],
      ['kubelet.conf', 'nobody'],
    ]);
  });

  it('show the serving certificate that a kubelet uses, not the one it used before', () => {
    const directory = '/var/lib/kubelet/pki';
    const old = cert(`${directory}/kubelet.crt`, ca);
    expect(rows([old], { host: makeWorker() }).map(({ path }) => path)).toEqual([`${directory}/kubelet.crt`]);
    const current = cert(`${directory}/kubelet-server-current.pem`, apiserver);
    expect(
      rows([old, current], { host: makeWorker() }).map(({ path, renewedBy }) => [path, renewedBy]),
    ).toEqual([[`${directory}/kubelet-server-current.pem`, 'kubelet']]);
  });
});

describe('the inventory', () => {
  const names = (cluster: Cluster, host = makeHost()) => inventoryOf(cluster, host).map(({ name }) => name);
  it('follows the version, the role, the directory and where etcd is', () => {
    expect(names(makeCluster({ kubernetesVersion: makeVersion('v1.28.0') }))).not.toContain(
      'super-admin.conf',
    );
    expect(names(makeCluster({ kubernetesVersion: makeVersion('v1.29.0') }))).toContain('super-admin.conf');
    expect(names(makeCluster(), makeWorker())).toEqual([
      'kubelet-client',
      'kubelet-server',
      'kubelet-server',
      'ca',
    ]);
    const moved = makeCluster({ kubeadm: { ...makeKubeadm(), certificatesDir: '/srv/pki' } });
    expect(inventoryOf(moved, makeHost()).find(({ name }) => name === 'etcd-peer')?.path).toBe(
      '/srv/pki/etcd/peer.crt',
    );
    const external = {
      endpoints: ['https://e:2379'],
      caFile: '/e/ca.pem',
      certFile: '/e/c.pem',
      keyFile: '/e/k.pem',
    };
    const outside = names(makeCluster({ etcd: { external } }));
    expect(outside).toEqual(expect.arrayContaining(['external-etcd-client', 'external-etcd-ca']));
    expect(outside.filter((name) => name.startsWith('etcd'))).toEqual([]);
    const kubelet = makeHost({ node: makeNode({ kubeletExtraArgs: { 'cert-dir': '/k' } }) });
    expect(inventoryOf(makeCluster(), kubelet).some(({ path }) => path === '/k/kubelet.crt')).toBe(true);
  });
});

describe('ingress certificates', () => {
  const names = ['DNS:web.example.org', 'DNS:old.example.org'];
  const pem = openssl.leaf('web', 'other', { names, days: 5 });
  const question = (found: ReturnType<typeof readPem> | null, signer: string) => ({
    cluster: makeCluster({
      ingress: {
        ...makeCluster().ingress,
        certificates: [wanted({ dnsNames: ['web.example.org', 'new.example.org'] })],
      },
    }),
    found: new Map([['web', [{ place: 'secret' as const, path: 'ingress/web-tls', found }]]]),
    signer: () => ({ where: 'ca.crt', certificates: [readPem(signer).certificate ?? fail()] }),
    now: NOW,
    thresholds: THRESHOLDS,
  });
  const fail = (): never => {
    throw new Error('no CA');
  };
  it('are compared with the spec both ways', () => {
    const [row] = ingressRows(question(readPem(pem), otherCa));
    expect(row).toMatchObject({ severity: 'critical', signedBy: 'ca.crt', renewedBy: 'kubestrap' });
    expect(row?.problems.map(({ code, names: list }) => [code, list])).toEqual([
      ['missing-names', ['DNS:new.example.org']],
      ['extra-names', ['DNS:old.example.org']],
    ]);
    expect(ingressRows(question(readPem(pem), ca))[0]?.problems[0]?.code).toBe('wrong-ca');
    expect(said(ingressRows(question(null, ca)))).toEqual([['web', 'critical', null, 'missing']]);
  });
});

describe('the report', () => {
  const report = (
    list: readonly CertificateRow[],
    reachable = true,
    unanswered: { message: string; remedy: string }[] = [],
  ) =>
    reportOf({
      cluster: 'prod',
      now: new Date(NOW),
      thresholds: THRESHOLDS,
      hosts: [{ name: 'cp-1', role: 'control-plane', reachable }],
      rows: list,
      unanswered,
    });

  it('names the control plane whose CA is another than most have', () => {
    const on = (name: string, pem: string) =>
      rows([cert(`${PKI}/ca.crt`, pem)], { host: makeHost({ name }) });
    const { certificates } = report([...on('cp-1', ca), ...on('cp-2', otherCa), ...on('cp-3', ca)]);
    expect(certificates.map(({ host, problems }) => [host, ...problems.map(({ code }) => code)])).toEqual([
      ['cp-1'],
      ['cp-2', 'other-ca'],
      ['cp-3'],
    ]);
  });

  it.each([
    ['all is well', report(rows(WELL)), 'fine'],
    ['one ends soon', report(rows(WELL, { now: NOW + 340 * DAY_MS })), 'attention'],
    ['one has ended', report(rows(WELL, { now: NOW + 366 * DAY_MS })), 'failed'],
    ['one has not begun', report(rows(WELL, { now: NOW - DAY_MS })), 'failed'],
    ['one cannot be read', report(rows([`cert ${PKI}/apiserver.crt x`])), 'failed'],
    ['one is missing', report(rows([`has ${API_SERVER_MANIFEST}`])), 'attention'],
    ['a host did not answer', report(rows(WELL), false), 'failed'],
    ['the Secrets are not known', report(rows(WELL), true, [{ message: 'no', remedy: 'look' }]), 'failed'],
  ])('%s', (_what, one, expected) => {
    expect(verdict(one)).toBe(expected);
  });
});
