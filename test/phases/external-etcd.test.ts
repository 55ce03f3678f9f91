import { describe, expect, test } from 'vitest';
import type { State } from '../../src/cluster/state.ts';
import { kubernetes } from '../../src/facts/kubernetes.ts';
import { parseLeftovers } from '../../src/facts/leftovers.ts';
import { wantedFacts } from '../../src/node/index.ts';
import { cleanHostSteps } from '../../src/phases/clean-host.ts';
import { init } from '../../src/phases/init.ts';
import { joinControlPlanes } from '../../src/phases/join.ts';
import type { Phase } from '../../src/phases/phase.ts';
import { REMOVAL_PHASES } from '../../src/phases/removal/index.ts';
import { resetPhase } from '../../src/phases/reset.ts';
import type { Reset } from '../../src/phases/reset-refusals.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { planPhases } from '../../src/workflow/assemble.ts';
import { makeComponent, makeVersion } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import {
  makeHa,
  makeLive,
  makeNode,
  makeRun,
  makeState,
  memberFacts,
  memberState,
} from '../fixtures/state.ts';
import { scene } from './removal/support.ts';

const PKI = '/etc/kubernetes/pki';
const external = {
  endpoints: ['https://192.0.2.31:2379', 'https://192.0.2.32:2379'] as [string, ...string[]],
  caFile: `${PKI}/etcd/ca.crt`,
  certFile: `${PKI}/apiserver-etcd-client.crt`,
  keyFile: `${PKI}/apiserver-etcd-client.key`,
};
const outside = makeHa({ etcd: { external } });
const ASKED = `external_etcd ${external.endpoints.join(',')} ${external.caFile} ${external.certFile} ${external.keyFile}`;
const [cp1, cp2] = outside.hosts;
if (cp1 === undefined || cp2 === undefined) throw new Error('no hosts');

const stepsOf = (phase: Phase, state: State) =>
  phase
    .plan(state)
    .rounds.flat()
    .flatMap(({ host, steps }) => steps.map((step) => ({ host, ...step })));
const resources = (phase: Phase, state: State) =>
  stepsOf(phase, state).map(({ host, change }) => `${host}: ${change.resource}`);
const scriptOf = (phase: Phase, state: State, resource: string) =>
  stepsOf(phase, state)
    .find(({ change }) => change.resource === resource)
    ?.script?.write(nameSecrets) ?? '';

const halfDone = makeFacts({
  kubernetes: { ...makeFacts().kubernetes, present: [`${PKI}/ca.crt`], init: makeRun({ exitCode: 1 }) },
});

describe('with an external etcd', () => {
  test.each([
    ['is no trace of a cluster', outside, false],
    ['is one where kubeadm runs etcd', makeHa(), true],
  ])('data of an etcd on a control plane %s', (_what, cluster, isTrace) => {
    const script = kubernetes.snippet(wantedFacts(cluster, cp1)).write(nameSecrets);
    expect(script.includes('/var/lib/etcd/member')).toBe(isTrace);
  });

  test('a cluster begins where etcd holds nothing of another one', () => {
    const state = makeState(outside);
    expect(resources(init, state)).toEqual(['cp-1: etcd keys below /registry/', 'cp-1: kubeadm init']);
    expect(scriptOf(init, state, 'etcd keys below /registry/')).toBe(
      `${ASKED}\nexternal_etcd_empty /registry/`,
    );
  });

  test.each([
    ['prod', '/prod/'],
    ['/a/b/', '/a/b/'],
    ['/', '/'],
  ])('that is below the prefix that the API server is given: %s', (prefix, key) => {
    const apiServer = { ...outside.apiServer, ...makeComponent({ extraArgs: { 'etcd-prefix': prefix } }) };
    expect(resources(init, makeState({ ...outside, apiServer }))[0]).toBe(`cp-1: etcd keys below ${key}`);
  });

  test("the CA of etcd, which has its key elsewhere, is no CA of one's own that lacks it", () => {
    const bare = makeFacts();
    const trusts = makeFacts({ kubernetes: { ...bare.kubernetes, pki: ['etcd/ca.crt'] } });
    expect(resources(init, makeState(outside, { 'cp-1': trusts }))).toContain('cp-1: kubeadm init');
    expect(resources(init, makeState(makeHa(), { 'cp-1': trusts }))).toEqual([]);
  });

  test('what an init left half done is looked at before it is cleaned up, and the files of etcd stay', () => {
    const state = makeState(outside, { 'cp-1': halfDone });
    const steps = resources(init, state);
    expect([steps[0], steps.at(-1)]).toEqual(['cp-1: etcd keys below /registry/', 'cp-1: kubeadm init']);
    const script = scriptOf(init, state, 'kubeadm reset');
    expect(script).toContain(`${ASKED}\nkeeping_etcd_files keeping_pki reset_kubeadm`);
    expect(scriptOf(init, state, "the cluster's files and credentials")).toBe(
      `${ASKED}\nkeeping_etcd_files keeping_pki clear_files ${PKI}`,
    );
    expect(scriptOf(init, state, 'leftovers')).toContain(`'file ${external.keyFile}'`);
    expect(steps.join()).not.toContain('etcd’s data');
  });

  test('an init that runs is waited for: what is in etcd is its own', () => {
    const facts = makeFacts({
      kubernetes: { ...makeFacts().kubernetes, init: makeRun({ running: true, exitCode: null }) },
    });
    expect(resources(init, makeState(outside, { 'cp-1': facts }))).toEqual(['cp-1: kubeadm init']);
  });

  const joining = (cluster = outside, away: readonly string[] = []) =>
    makeState(
      cluster,
      {
        'cp-1': memberFacts(cluster, cp1, {
          live: makeLive(cluster, { nodes: [makeNode('cp-1'), ...away.map((name) => makeNode(name))] }),
        }),
      },
      { unreachable: new Map(away.map((name) => [name, 'no route'])) },
    );

  test('control planes join although another one is down: it has no member of etcd', () => {
    expect(resources(joinControlPlanes, joining(outside, ['cp-3']))).toContain('cp-2: kubeadm join');
    expect(joinControlPlanes.plan(joining(outside, ['cp-3'])).blocked).toEqual([]);
  });

  test.each([
    ['v1.20.2', true],
    ['v1.23.0', false],
  ])('of %s: is the key looked at before it is handed on? %s', (version, isLookedAt) => {
    const cluster = { ...outside, kubernetesVersion: makeVersion(version) };
    const script = scriptOf(joinControlPlanes, joining(cluster), 'control plane certificates');
    expect(script.startsWith(`key_to_hand_on ${external.keyFile}\n`)).toBe(isLookedAt);
  });

  test('a control plane leaves without a word of etcd, whose files go with its certificates', () => {
    const state = scene({ cluster: outside, leaving: { 'cp-3': {} } });
    const planned = planPhases(REMOVAL_PHASES, state);
    expect(planned.flatMap(({ plan }) => [...(plan.refusals ?? []), ...(plan.cautions ?? [])])).toEqual([]);
    const steps = planned.flatMap(({ plan }) => plan.rounds.flat().flatMap((work) => work.steps));
    const texts = steps.map(({ change }) => `${change.resource}: ${change.reason}`);
    expect(texts.filter((text) => text.includes('etcd'))).toEqual([]);
    expect(texts.join('\n')).toContain('kube-scheduler: the other API servers go on');
  });

  const NAMES = outside.hosts.map(({ name }) => name);
  const reset = (overrides: Partial<Reset> = {}): Phase => {
    const survey = new Map(
      NAMES.map((name) => [name, parseLeftovers('file /etc/kubernetes/kubelet.conf\nend\n')]),
    );
    return resetPhase({ survey, includeForeign: false, isWhole: true, ...overrides });
  };
  const stays = (phase: Phase, cluster = outside, state = memberState(cluster)) =>
    stepsOf(phase, state).filter(({ change }) => change.resource.startsWith('etcd keys'));

  test('what it holds stays where the whole cluster goes, and the plan says so, once', () => {
    const [step, ...others] = stays(reset());
    expect(others).toEqual([]);
    expect(step).toMatchObject({
      host: 'cp-1',
      scope: 'cluster',
      change: {
        resource: 'etcd keys below /registry/',
        before: `at ${external.endpoints.join(', ')}`,
      },
    });
  });

  test.each([
    ['single hosts are cleaned', reset({ isWhole: false }), outside],
    ['there is nothing to clean', reset({ survey: new Map() }), outside],
    ['etcd goes with the hosts', reset(), makeHa()],
  ])('and nothing of the kind where %s', (_what, phase, cluster) => {
    expect(stays(phase, cluster)).toEqual([]);
  });

  test('nor where hosts were prepared, and kubeadm never came', () => {
    expect(stays(reset(), outside, makeState(outside))).toEqual([]);
  });

  test('a control plane whose neighbours are away is no member of it, and can be cleaned', () => {
    const state = makeState(
      outside,
      { 'cp-2': memberFacts(outside, cp2, { live: null }) },
      { unreachable: new Map([['cp-1', 'no route']]), targets: new Set(['cp-2']) },
    );
    expect(reset({ isWhole: false }).plan(state).refusals).toEqual([]);
  });

  test.each([
    ['beside the certificates of kubeadm', external, []],
    ['elsewhere', { ...external, keyFile: '/etc/etcd/client.key' }, ['file /etc/etcd/client.key']],
  ])('a host that leaves: a key %s is named where it stays', (_what, where, named) => {
    const cluster = makeHa({ etcd: { external: where } });
    const steps = cleanHostSteps('reset', cluster, cp2, memberFacts(cluster, cp2));
    const unsupported = steps.filter(({ script }) => script === undefined);
    expect(unsupported.map(({ change }) => change.resource)).toEqual(named);
  });
});
