import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CertificateSurvey } from '../../src/cluster/renewal.ts';
import type { State } from '../../src/cluster/state.ts';
import { NO_API_SERVER } from '../../src/facts/api-server.ts';
import { RENEWABLE } from '../../src/knowledge/renewable-certificates.ts';
import { versionFacts } from '../../src/knowledge/versions.ts';
import { renewCertificates } from '../../src/phases/renew-certificates.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeVersion } from '../fixtures/cluster.ts';
import { makeHa, memberFacts, memberState } from '../fixtures/state.ts';

const certificate = new X509Certificate(readFileSync(new URL('../pki/ca-rsa.crt', import.meta.url)));
const ha = makeHa();
const PLANES = ['cp-1', 'cp-2', 'cp-3'];
const NOW = Date.parse(certificate.validTo) - 1000;

function survey(overrides: Partial<CertificateSurvey> = {}): CertificateSurvey {
  const rows = RENEWABLE.filter(({ name }) => name !== 'super-admin.conf');
  return {
    found: rows.map((row) => ({ row, certificate })),
    keys: new Set(['ca', 'etcd/ca', 'front-proxy-ca']),
    ready: true,
    kubelet: { embedded: null, rotated: certificate },
    ...overrides,
  };
}

function plan(
  surveys: Readonly<Record<string, Partial<CertificateSurvey>>> = {},
  { state = stateOf(), only, now = NOW }: { state?: State; only?: readonly string[]; now?: number } = {},
) {
  const all = new Map(PLANES.map((name) => [name, survey(surveys[name])]));
  return renewCertificates({ survey: all, only: only && new Set(only), now }).plan(state);
}

function stateOf(overrides: Partial<State> = {}): State {
  const facts = ha.hosts.map((host) => {
    const is = memberFacts(ha, host);
    const present = [...is.kubernetes.present, '/etc/kubernetes/manifests/etcd.yaml'];
    return [host.name, { ...is, kubernetes: { ...is.kubernetes, present } }] as const;
  });
  return memberState(ha, Object.fromEntries(facts), overrides);
}

const hosts = ({ rounds }: ReturnType<typeof plan>) => rounds.map((round) => round.map(({ host }) => host));
const resources = (of: ReturnType<typeof plan>, round = 0) =>
  of.rounds[round]?.[0]?.steps.map(({ change }) => change.resource);
const scripts = (of: ReturnType<typeof plan>, round = 0) =>
  of.rounds[round]?.map(({ steps }) => steps.map(({ script }) => script?.write(nameSecrets)).join('\n')) ??
  [];

const PODS = 'static-pod kube-apiserver, etcd, kube-controller-manager, kube-scheduler';

describe('the order', () => {
  test('one control plane after the other, and none after one that failed', () => {
    const all = plan();
    expect(hosts(all)).toEqual([['cp-1'], ['cp-2'], ['cp-3']]);
    expect(all.essential).toEqual(new Set(PLANES));
    expect(all.refusals).toEqual([]);
  });

  test('the one whose API server is down comes first, and does not wait for the others', () => {
    const all = plan({ 'cp-3': { ready: false } });
    expect(hosts(all)).toEqual([['cp-3'], ['cp-1'], ['cp-2']]);
    expect(scripts(all, 0)[0]).not.toContain('apiservers_ready');
    expect(scripts(all, 1)[0]).toContain('apiservers_ready https://10.0.0.12:6443 https://10.0.0.13:6443');
    expect(all.refusals).toEqual([]);
  });

  test('where no API server answers, all renew together and are waited for afterwards', () => {
    const down = { ready: false };
    const all = plan({ 'cp-1': down, 'cp-2': down, 'cp-3': down });
    expect(hosts(all)).toEqual([PLANES, PLANES]);
    expect(
      scripts(all, 0).every((script) => script.includes('stop_pod etcd') && !script.includes('wait_pod')),
    ).toBe(true);
    expect(scripts(all, 1).every((script) => script.includes('wait_pod kube-apiserver'))).toBe(true);
  });
});

describe('what is renewed and restarted', () => {
  test.each<[string, readonly string[] | undefined, string[]]>([
    [
      'all',
      undefined,
      [
        ...RENEWABLE.map(({ name }) => name)
          .filter((name) => name !== 'super-admin.conf')
          .map((name) => `certificate ${name}`),
        PODS,
      ],
    ],
    ['one that etcd reads', ['etcd-peer'], ['certificate etcd-peer', 'static-pod etcd']],
    ['one that nothing reads at its start', ['admin.conf'], ['certificate admin.conf']],
    ['one that is not there', ['super-admin.conf'], []],
  ])('%s', (_what, only, expected) => {
    expect(resources(plan({}, { ...(only && { only }) })) ?? []).toEqual(expected);
  });

  test('restarts are noted before the certificate changes, so that a run that is cut off is made up for', () => {
    const script = scripts(plan({}, { only: ['scheduler.conf'] }))[0] ?? '';
    const order = ['pods_due kube-scheduler', 'renew_certificate scheduler.conf', 'stop_pod kube-scheduler'];
    expect(order.map((text) => script.indexOf(text))).toEqual(
      order.map((text) => script.indexOf(text)).toSorted((a, b) => a - b),
    );
    expect(script).not.toContain('kube-apiserver --tls');
  });

  test('what an earlier run left to restart is restarted along', () => {
    const state = stateOf();
    const facts = new Map(state.facts);
    const own = facts.get('cp-1');
    if (own) facts.set('cp-1', { ...own, apiServer: { ...NO_API_SERVER, podsDue: ['etcd'] } });
    const one = plan({}, { only: ['scheduler.conf'], state: { ...state, facts } });
    expect(resources(one)).toEqual(['certificate scheduler.conf', 'static-pod etcd, kube-scheduler']);
  });

  test('the API server is believed with the certificate that was renewed, and no other', () => {
    expect(scripts(plan({}, { only: ['apiserver'] }))[0]).toContain(
      'wait_pod kube-apiserver --tls-cert-file --server https://10.0.0.11:6443 --certificate-authority /etc/kubernetes/pki/apiserver.crt get --raw /readyz',
    );
  });

  test.each([
    ['v1.18.9', ['alpha', 'certs']],
    ['v1.19.0', ['alpha', 'certs']],
    ['v1.20.0', ['certs']],
    ['v1.37.0', ['certs']],
  ])('kubeadm %s says it in its own words', (version, words) => {
    expect(versionFacts(makeVersion(version)).certificateCommand).toEqual(words);
  });
});

describe('refusals', () => {
  test('an API server that is not ready and is not among those to be renewed', () => {
    const state = stateOf({ targets: new Set(['cp-1']) });
    expect(plan({ 'cp-2': { ready: false } }, { state }).refusals).toEqual([
      expect.stringMatching(/^cp-2 has an API server that is not ready: a restart on cp-1 /),
    ]);
  });

  test('a member that cannot be reached', () => {
    const state = stateOf({ unreachable: new Map([['cp-3', 'no route']]) });
    const { facts: _, ...rest } = state;
    const facts = new Map([...state.facts].filter(([name]) => name !== 'cp-3'));
    const all = new Map([...PLANES.slice(0, 2)].map((name) => [name, survey()]));
    const phase = renewCertificates({ survey: all, only: undefined, now: NOW });
    expect(phase.plan({ ...rest, facts }).refusals).toEqual([
      expect.stringMatching(/^cp-3 cannot be reached/),
    ]);
  });

  test('none where nothing is restarted', () => {
    const state = stateOf({ targets: new Set(['cp-1']) });
    expect(plan({ 'cp-2': { ready: false } }, { state, only: ['admin.conf'] }).refusals).toEqual([]);
  });
});

describe('what a person has to do', () => {
  const notes = (of: ReturnType<typeof plan>) =>
    of.rounds
      .flat()
      .flatMap(({ steps }) => steps.filter(({ script }) => script === undefined))
      .map(({ change }) => `${change.resource}: ${change.reason}`);

  test('a CA whose key is elsewhere: what it signed is explained, the rest renewed', () => {
    const all = plan(
      { 'cp-1': { keys: new Set(['etcd/ca', 'front-proxy-ca']) } },
      { only: ['apiserver', 'etcd-server'] },
    );
    expect(notes(all)).toEqual([expect.stringContaining('(/etc/kubernetes/pki/ca.key)')]);
    expect(resources(all)).toEqual(['certificate apiserver', 'certificate etcd-server', 'static-pod etcd']);
  });

  const kubeletOf = (
    kubelet: CertificateSurvey['kubelet'],
    { now = NOW, keys, only }: { now?: number; keys?: ReadonlySet<string>; only?: readonly string[] } = {},
  ) =>
    plan({ 'cp-1': { kubelet, ...(keys ? { keys } : {}) } }, { now, ...(only ? { only } : {}) })
      .rounds.flat()
      .filter(({ host }) => host === 'cp-1')
      .flatMap(({ steps }) => steps.filter(({ change }) => change.resource === 'kubelet client certificate'));
  const rotating = { embedded: null, rotated: certificate };
  const LATER = { now: NOW + 2000 };

  test('the kubelet renews its own certificate', () => {
    expect(kubeletOf(rotating)).toEqual([]);
    expect(kubeletOf({ embedded: null, rotated: null })).toEqual([]);
  });

  test.each<[string, CertificateSurvey['kubelet']]>([
    ['in its file', rotating],
    ['in kubelet.conf alone', { embedded: certificate, rotated: null }],
  ])('one that has expired is issued by kubeadm: %s', (_, kubelet) => {
    const [step, ...more] = kubeletOf(kubelet, LATER);
    expect(more).toEqual([]);
    expect(step?.script?.write(nameSecrets)).toMatch(/^renew_kubelet /);
    expect(step?.script?.write(nameSecrets)).toContain('name: cp-1');
  });

  test.each<[string, ReturnType<typeof kubeletOf>, string]>([
    [
      'without the key of the CA',
      kubeletOf(rotating, { ...LATER, keys: new Set(['etcd/ca']) }),
      'system:node:cp-1',
    ],
    [
      'in kubelet.conf beside one that is renewed',
      kubeletOf({ embedded: certificate, rotated: certificate }),
      'kubeadm#1753',
    ],
  ])('a person is told what to do about one %s', (_, [step], said) => {
    expect(step?.change).toMatchObject({ reason: expect.stringContaining(said) });
    expect(step?.script).toBeUndefined();
  });

  test('with --only it is left alone', () => {
    expect(kubeletOf(rotating, { ...LATER, only: ['admin.conf'] })).toEqual([]);
  });
});
