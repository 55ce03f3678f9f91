import { describe, expect, test } from 'vitest';
import { parseObject } from '../../src/cluster/config-drift.ts';
import type { State } from '../../src/cluster/state.ts';
import { clusterConfiguration } from '../../src/documents/documents.ts';
import { apiServer as apiServerFact, NO_API_SERVER } from '../../src/facts/api-server.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { apiserverSans } from '../../src/phases/apiserver-sans.ts';
import { config } from '../../src/phases/config.ts';
import { dump } from '../../src/secrets/yaml.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeComponent, makeHost } from '../fixtures/cluster.ts';
import { makeHa, makeLive, makeState, memberFacts, memberState } from '../fixtures/state.ts';

const before = makeHa({ apiServer: { ...makeComponent(), certSANs: ['old.example.org'] } });
const after: Cluster = {
  ...before,
  apiServer: { ...before.apiServer, certSANs: ['new.example.org', '2001:DB8::7'] },
};

const OWN = ['apiserver.cluster.local', 'kubernetes', 'kubernetes.default', '10.96.0.1'];

/** A control plane of the cluster `before`, whose certificate has these names besides kubeadm's own. */
function member(name: string, names: readonly string[], overrides: Partial<HostFacts> = {}): HostFacts {
  const host = before.hosts.find((one) => one.name === name) ?? makeHost();
  return memberFacts(before, host, {
    apiServer: { ...NO_API_SERVER, names: [...OWN, name, ...names], hasCaKey: true },
    ...overrides,
  });
}

function stateOf(
  names: readonly string[],
  facts: Readonly<Record<string, HostFacts>> = {},
  overrides: Partial<State> = {},
): State {
  const all = Object.fromEntries(['cp-1', 'cp-2', 'cp-3'].map((name) => [name, member(name, names)]));
  return memberState(after, { ...all, ...facts }, overrides);
}

const OLD = ['old.example.org'];
const NEW = ['new.example.org', '2001:db8:0::7'];

function rounds(state: State): string[][] {
  return apiserverSans
    .plan(state)
    .rounds.map((round) =>
      round.map(({ host, steps }) => `${host}: ${steps.map(({ change }) => change.resource).join(', ')}`),
    );
}

const CERTIFICATE = 'certificate apiserver, static-pod kube-apiserver';
const CONFIG = 'cp-1: kubeadm-config apiServer.certSANs';

describe('names that API servers lack', () => {
  test('go into kubeadm-config first, then into one certificate after the other, each with its restart', () => {
    expect(rounds(stateOf(OLD))).toEqual([
      [CONFIG],
      [`cp-1: ${CERTIFICATE}`],
      [`cp-2: ${CERTIFICATE}`],
      [`cp-3: ${CERTIFICATE}`],
    ]);
  });

  test('are shown as missing, with the disruption and with what the new certificate no longer has', () => {
    const [, round] = apiserverSans.plan(stateOf(OLD)).rounds;
    expect(round?.[0]?.steps.map(({ change }) => change)).toMatchObject([
      {
        before: 'lacks new.example.org, 2001:DB8::7',
        after: 'has new.example.org, 2001:DB8::7, and no longer old.example.org',
        disruption: 'restart',
      },
      { action: 'run', disruption: 'restart' },
    ]);
  });

  test('are not reported as a change that cannot be made', () => {
    expect(config.plan(stateOf(OLD))).toEqual({ rounds: [], refusals: [] });
  });

  test('bring nothing else of the spec along', () => {
    const state = stateOf(OLD);
    const more = { ...state, cluster: { ...after, featureGates: { EtcdLearnerMode: true } } };
    const text = apiserverSans
      .plan(more)
      .rounds.flat()
      .flatMap(({ steps }) => steps.map(({ script }) => script?.write(nameSecrets)))
      .join('\n');
    expect(text).toContain('new.example.org');
    expect(text).not.toContain('EtcdLearnerMode');
  });

  test('every restart is preceded by a look at the other API servers', () => {
    const work = apiserverSans.plan(stateOf(OLD)).rounds.slice(1).flat();
    for (const { host, steps } of work) {
      const others = ['10.0.0.11', '10.0.0.12', '10.0.0.13'].filter(
        (address) => !address.endsWith(host.slice(3)),
      );
      const look = `apiservers_ready ${others.map((address) => `https://${address}:6443`).join(' ')}`;
      for (const { script } of steps) expect(script?.write(nameSecrets).split('\n')[0]).toBe(look);
    }
    expect(work).toHaveLength(3);
  });

  test('a control plane that fails keeps the next ones from being restarted', () => {
    expect(apiserverSans.plan(stateOf(OLD)).essential).toEqual(new Set(['cp-1', 'cp-2', 'cp-3']));
  });
});

/** The cluster after kubeadm-config and our note were brought up to date. */
function converged(names: readonly string[], overrides: Partial<HostFacts> = {}): State {
  const live = makeLive(after);
  const all = ['cp-1', 'cp-2', 'cp-3'].map((name) => [name, member(name, names, { live, ...overrides })]);
  return memberState(after, Object.fromEntries(all));
}

describe('what is left to do', () => {
  test.each<[string, State, string[][]]>([
    ['nothing, where all have the names, however an address is written', converged(NEW), []],
    [
      'nothing, where a certificate has a name that left the spec',
      converged([...NEW, 'old.example.org']),
      [],
    ],
    [
      'only what one control plane lacks',
      memberState(after, {
        'cp-1': member('cp-1', NEW, { live: makeLive(after) }),
        'cp-2': member('cp-2', OLD, { live: makeLive(after) }),
        'cp-3': member('cp-3', NEW, { live: makeLive(after) }),
      }),
      [[`cp-2: ${CERTIFICATE}`]],
    ],
    [
      'the restart of a run that was cut off between the certificate and it',
      memberState(after, {
        'cp-1': member('cp-1', NEW, { live: makeLive(after) }),
        'cp-2': member('cp-2', NEW, {
          live: makeLive(after),
          apiServer: {
            ...NO_API_SERVER,
            names: [...OWN, ...NEW],
            hasCaKey: true,
            podsDue: ['kube-apiserver'],
          },
        }),
        'cp-3': member('cp-3', NEW, { live: makeLive(after) }),
      }),
      [['cp-2: static-pod kube-apiserver']],
    ],
    [
      'only the targets of --limit',
      stateOf(OLD, {}, { targets: new Set(['cp-2']) }),
      [['cp-2: kubeadm-config apiServer.certSANs'], [`cp-2: ${CERTIFICATE}`]],
    ],
    ['nothing on hosts that are yet to join', makeState(after, {}), []],
    [
      'nothing where no API server answers',
      memberState(after, {
        'cp-1': member('cp-1', OLD, { live: null }),
        'cp-2': member('cp-2', OLD, { live: null }),
        'cp-3': member('cp-3', OLD, { live: null }),
      }),
      [],
    ],
  ])('%s', (_what, state, expected) => {
    expect(rounds(state)).toEqual(expected);
  });

  test('our note follows where a run died between kubeadm-config and it', () => {
    const live = makeLive(after, {
      state: { ...makeLive(after).state, ClusterConfiguration: dump(clusterConfiguration(before)) },
    });
    const state = converged(NEW, { live });
    const [step] = apiserverSans
      .plan(state)
      .rounds.flat()
      .flatMap(({ steps }) => steps);
    const script = step?.script?.write(nameSecrets) ?? '';
    expect(script).toMatch(/^remember ClusterConfiguration /);
    expect(script).toContain('new.example.org');
  });

  test('a name that left the spec alone changes kubeadm-config and restarts nothing', () => {
    const state = memberState(
      { ...before, apiServer: { ...before.apiServer, certSANs: [] } },
      { 'cp-1': member('cp-1', OLD), 'cp-2': member('cp-2', OLD), 'cp-3': member('cp-3', OLD) },
    );
    const steps = apiserverSans
      .plan(state)
      .rounds.flat()
      .flatMap((work) => work.steps);
    expect(steps.map(({ change }) => [change.resource, change.disruption])).toEqual([
      ['kubeadm-config apiServer.certSANs', 'none'],
    ]);
    expect(steps[0]?.change.reason).toContain('old.example.org stays in certificates');
  });
});

describe('what stands in the way', () => {
  test('another API server that does not answer: nothing is restarted', () => {
    const plan = apiserverSans.plan(stateOf(OLD, { 'cp-3': member('cp-3', OLD, { live: null }) }));
    // the one that is down loses nothing by a restart
    expect(plan.rounds.flat().map(({ host }) => host)).toEqual(['cp-1', 'cp-3']);
    expect((plan.blocked ?? []).map(({ host }) => host)).toEqual(['cp-1', 'cp-2']);
    expect(plan.blocked?.[0]?.reason).toContain('the API server of cp-3 does not answer');
  });

  test('a CA whose key is elsewhere: shown, explained and left alone', () => {
    const external = (name: string) =>
      member(name, OLD, { apiServer: { ...NO_API_SERVER, names: [...OWN, ...OLD] } });
    const state = stateOf(OLD, {
      'cp-1': external('cp-1'),
      'cp-2': external('cp-2'),
      'cp-3': external('cp-3'),
    });
    const steps = apiserverSans
      .plan(state)
      .rounds.slice(1)
      .flat()
      .flatMap((work) => work.steps);
    expect(
      steps.map(({ change, script }) => [change.resource, script === undefined ? false : undefined]),
    ).toEqual(Array(3).fill(['certificate apiserver', false]));
    expect(steps[0]?.change.reason).toContain('/etc/kubernetes/pki/ca.key');
  });
});

describe('facts of the API server', () => {
  test('names of the certificate, flags of the manifest and restarts that are due', () => {
    const facts = apiServerFact.parse(
      'crt Z2FyYmFnZQ==\nkey\nadvertise-address 10.0.0.11\nsecure-port 6443\ndue kube-apiserver\ndue etcd\n',
    );
    expect(facts).toEqual({
      names: null,
      hasCaKey: true,
      advertiseAddress: '10.0.0.11',
      securePort: 6443,
      podsDue: ['kube-apiserver', 'etcd'],
    });
  });

  test('nothing on a host that is no control plane', () => {
    expect(apiServerFact.parse('')).toEqual(NO_API_SERVER);
  });
});

test('the configuration that kubeadm issues from has the new names and the rest of the running cluster', () => {
  const [work] = apiserverSans.plan(stateOf(OLD)).rounds[1] ?? [];
  const script = work?.steps[0]?.script?.write(nameSecrets) ?? '';
  const quoted = /issue_apiserver \S+ '([\s\S]*)'$/.exec(script)?.[1] ?? '';
  const [init = '', cluster = ''] = quoted.split('---\n');
  expect(parseObject(init)).toMatchObject({
    kind: 'InitConfiguration',
    localAPIEndpoint: { advertiseAddress: '10.0.0.11', bindPort: 6443 },
    nodeRegistration: { name: 'cp-1' },
  });
  expect(parseObject(cluster)).toEqual({
    ...parseObject(dump(clusterConfiguration(before))),
    certificatesDir: '/run/kubestrap/pki',
    apiServer: { certSANs: ['apiserver.cluster.local', 'new.example.org', '2001:DB8::7'] },
  });
});
