import { describe, expect, test } from 'vitest';
import { membership } from '../../src/cluster/membership.ts';
import type { KubernetesFacts } from '../../src/facts/kubernetes.ts';
import { EXTERNAL_CA_NEEDS, PKI_MATERIAL } from '../../src/knowledge/pki-material.ts';
import { APPLY_PHASES } from '../../src/phases/index.ts';
import { assemblePlan, planPhases } from '../../src/workflow/assemble.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeHa, makeState, memberState, PIN } from '../fixtures/state.ts';

const CA = '/etc/kubernetes/pki/ca.crt';
const OTHER = `sha256:${'b'.repeat(64)}`;
const ha = makeHa();

const kubernetes = (some: Partial<KubernetesFacts>): KubernetesFacts => ({
  present: [CA],
  caPin: PIN,
  init: null,
  join: null,
  ...some,
});
const facts = (some: Partial<KubernetesFacts>) => makeFacts({ kubernetes: kubernetes(some) });
const EXTERNAL = ['ca.crt', ...EXTERNAL_CA_NEEDS];
const CONFIGS = ['/etc/kubernetes/admin.conf', '/etc/kubernetes/kubelet.conf'];

describe('a host with certificates and no cluster', () => {
  test.each([
    ['a CA with its key', { pki: ['ca.crt', 'ca.key'] }, 'bare'],
    ['all CAs and the keys of tokens', { pki: [...PKI_MATERIAL] }, 'bare'],
    ['a CA alone', { pki: ['ca.crt'] }, 'bare'],
    ['an external CA with all it signed', { pki: EXTERNAL, present: [...CONFIGS, CA] }, 'bare'],
    ['what a CA has signed, beside its key', { pki: ['ca.crt', 'ca.key', 'apiserver.crt'] }, 'foreign'],
    [
      'kubeconfigs beside the key of the CA',
      { pki: ['ca.crt', 'ca.key'], present: [...CONFIGS, CA] },
      'foreign',
    ],
    ['a kubelet that has run', { pki: ['ca.crt', 'ca.key'], hasKubeletConfig: true as const }, 'foreign'],
    ["an external CA and etcd's data", { pki: EXTERNAL, present: [CA, '/var/lib/etcd/member'] }, 'foreign'],
    [
      'an external CA and a manifest',
      { pki: EXTERNAL, present: [CA, '/etc/kubernetes/manifests/etcd.yaml'] },
      'foreign',
    ],
  ])('is told by %s', (_what, some, is) => {
    expect(membership(facts(some), 'control-plane')).toBe(is);
  });

  test('is foreign as a worker: kubeadm join refuses the file', () => {
    expect(membership(facts({ pki: ['ca.crt'] }), 'worker')).toBe('foreign');
  });
});

/** The plan for three bare control planes and a worker, with what some of them have. */
function plan(some: Readonly<Record<string, Partial<KubernetesFacts>>>) {
  const state = makeState(
    ha,
    Object.fromEntries(Object.entries(some).map(([name, one]) => [name, facts(one)])),
  );
  const { hosts, refusals } = assemblePlan(planPhases(APPLY_PHASES, state), state);
  expect(refusals).toEqual([]);
  const [first] = hosts;
  return {
    problems: first?.problems ?? [],
    init: first?.changes.find(({ resource }) => resource === 'kubeadm init')?.reason,
  };
}

describe('kubeadm init', () => {
  test('takes a CA with its key, and the plan says which', () => {
    const { problems, init } = plan({ 'cp-1': { pki: ['ca.crt', 'ca.key'] } });
    expect(problems).toEqual([]);
    expect(init).toContain(`the cluster gets the CA ${PIN} that is in /etc/kubernetes/pki, with its key`);
  });

  test('takes an external CA where all is there', () => {
    const { problems, init } = plan({ 'cp-1': { pki: EXTERNAL, present: [...CONFIGS, CA] } });
    expect(problems).toEqual([]);
    expect(init).toContain('without its key, which kubeadm calls an external CA');
  });

  test.each([
    [
      'a CA without its key and what it signed',
      { 'cp-1': { pki: ['ca.crt', 'apiserver.crt', 'apiserver.key'] } },
      /these are missing: .*pki\/apiserver-kubelet-client.crt, .*etc\/kubernetes\/admin.conf/,
    ],
    [
      'an etcd CA without its key',
      { 'cp-1': { pki: ['ca.crt', 'ca.key', 'etcd/ca.crt'] } },
      /not whole: \/etc\/kubernetes\/pki\/etcd\/ca.key missing/,
    ],
    [
      'what is no certificate',
      { 'cp-1': { pki: ['ca.crt', 'ca.key'], caPin: 'unreadable' } },
      /pki\/ca.crt is no certificate/,
    ],
    [
      'another CA on another control plane',
      { 'cp-1': { pki: ['ca.crt', 'ca.key'] }, 'cp-3': { pki: ['ca.crt', 'ca.key'], caPin: OTHER } },
      /cp-1 has the CA sha256:a+, and cp-3 has another/,
    ],
    [
      'a CA that the first control plane has not',
      { 'cp-2': { pki: ['ca.crt', 'ca.key'] } },
      /cp-1 has no CA, and cp-2 has another/,
    ],
  ])('does not begin with %s', (_what, some, message) => {
    const { problems, init } = plan(some);
    expect(init).toBeUndefined();
    expect(problems).toContainEqual(expect.stringMatching(message));
  });
});

test.each([
  ['the same CA joins', PIN, []],
  ['another CA does not join', OTHER, [expect.stringContaining(`it has the CA ${OTHER}`)]],
])('a control plane with %s', (_what, caPin, problems) => {
  const state = memberState(ha, { 'cp-3': facts({ pki: ['ca.crt', 'ca.key'], caPin }) });
  const { hosts } = assemblePlan(planPhases(APPLY_PHASES, state), state);
  expect(hosts.find(({ name }) => name === 'cp-3')?.problems ?? []).toEqual(problems);
});
