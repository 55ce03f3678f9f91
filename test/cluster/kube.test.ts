import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldDrift, parseObject } from '../../src/cluster/config-drift.ts';
import { membership } from '../../src/cluster/membership.ts';
import { labelDifference, taintDifference } from '../../src/cluster/node-diff.ts';
import { createRunSecrets } from '../../src/cluster/token.ts';
import type { KubernetesFacts } from '../../src/facts/kubernetes.ts';
import type { LiveNode } from '../../src/facts/live-types.ts';
import { ANNOTATIONS } from '../../src/facts/live-types.ts';
import type { Taint } from '../../src/model/cluster.ts';
import { makeHost, makeVersion, makeWorker } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeNode, makeRun } from '../fixtures/state.ts';

describe('membership', () => {
  const ADMIN = '/etc/kubernetes/admin.conf';
  const KUBELET = '/etc/kubernetes/kubelet.conf';
  const API = '/etc/kubernetes/manifests/kube-apiserver.yaml';
  const CA = '/etc/kubernetes/pki/ca.crt';
  const whole = [ADMIN, KUBELET, API, CA, '/var/lib/etcd/member'];
  const [done, failed, cut] = [makeRun(), makeRun({ exitCode: 1 }), makeRun({ exitCode: null })];
  const running = makeRun({ running: true, exitCode: null });

  const cases: readonly (readonly [string, 'control-plane' | 'worker', Partial<KubernetesFacts>, string])[] =
    [
      ['no trace', 'control-plane', {}, 'bare'],
      ['no trace, and a run of ours that was reset by hand', 'worker', { join: done }, 'bare'],
      ['everything, made by other means', 'control-plane', { present: whole }, 'member'],
      ['everything, made by us', 'control-plane', { present: whole, init: done }, 'member'],
      ['a kubelet that joined', 'worker', { present: [KUBELET, CA], join: done }, 'member'],
      ['init under way', 'control-plane', { present: [CA], init: running }, 'joining'],
      [
        'join under way after an init that failed',
        'control-plane',
        { init: failed, join: running },
        'joining',
      ],
      ['an init that failed', 'control-plane', { present: [CA], init: failed }, 'half-done'],
      ['an init that failed before it left a trace', 'control-plane', { init: failed }, 'half-done'],
      ['a join that the host did not survive', 'worker', { present: [CA], join: cut }, 'half-done'],
      ['a CA that nobody of ours put there', 'worker', { present: [CA] }, 'foreign'],
      ['etcd data alone', 'control-plane', { present: ['/var/lib/etcd/member'] }, 'foreign'],
      [
        'a member that lost admin.conf',
        'control-plane',
        { present: [KUBELET, API, CA], init: done },
        'foreign',
      ],
      [
        'a worker that should be a control plane',
        'control-plane',
        { present: [KUBELET, CA], join: done },
        'foreign',
      ],
    ];
  test.each(cases)('%s on a %s', (_what, role, kubernetes, expected) => {
    const bare = makeFacts().kubernetes;
    expect(membership(makeFacts({ kubernetes: { ...bare, ...kubernetes } }), role)).toBe(expected);
  });
});

describe('labels', () => {
  const node = (labels: Readonly<Record<string, string>>, managed?: string): LiveNode =>
    makeNode('w', { labels, annotations: managed === undefined ? {} : { [ANNOTATIONS.labels]: managed } });

  test.each([
    ['nothing wanted, nothing ours', {}, node({ os: 'linux' }), null],
    ['as wanted', { tier: 'a' }, node({ tier: 'a', os: 'linux' }, 'tier'), null],
    [
      'a new one',
      { tier: 'a' },
      node({}),
      { before: null, after: 'tier=a', arguments: ['tier=a'], managed: 'tier' },
    ],
    [
      'another value',
      { tier: 'b' },
      node({ tier: 'a' }, 'tier'),
      { before: 'tier=a', after: 'tier=b', arguments: ['tier=b'] },
    ],
    [
      'one that left the inventory',
      {},
      node({ tier: 'a', zone: 'z' }, 'tier'),
      { before: 'tier=a', after: null, arguments: ['tier-'], managed: '' },
    ],
    ['one that left both', {}, node({}, 'tier'), { arguments: [], managed: '' }],
    [
      'one that somebody else had set alike',
      { tier: 'a' },
      node({ tier: 'a' }),
      { arguments: ['tier=a'], managed: 'tier', after: "noted as kubestrap's: tier" },
    ],
    [
      'an empty value',
      { 'node-role.kubernetes.io/x': '' },
      node({}),
      { arguments: ['node-role.kubernetes.io/x='] },
    ],
  ])('%s', (_what, wanted, live, expected) => {
    const found = labelDifference(wanted, live);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  test('with names of Object.prototype are labels like any other', () => {
    expect(labelDifference({ constructor: 'x' }, node({}))).toMatchObject({
      before: null,
      after: 'constructor=x',
    });
    expect(labelDifference({}, node({ a: '1' }, 'constructor'))).toMatchObject({
      before: null,
      arguments: [],
    });
  });

  test('come in the order of their keys, whatever order they are given in', () => {
    expect(labelDifference({ zone: 'a', tier: 'b' }, node({}))?.arguments).toEqual(['tier=b', 'zone=a']);
  });

  test('are as wanted once the difference is made, and those of others stay', () => {
    const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', '1', '2'), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(labels, labels, fc.subarray(['a', 'b', 'c', 'd']), (wanted, live, managed) => {
        const found = labelDifference(wanted, node(live, managed.join(',')));
        const after = new Map<string, string>(Object.entries(live));
        for (const argument of found?.arguments ?? []) {
          const [key = '', value] = argument.split('=');
          if (value === undefined) after.delete(argument.slice(0, -1));
          else after.set(key, value);
        }
        const end = Object.fromEntries(after);
        expect(labelDifference(wanted, node(end, found?.managed ?? managed.join(',')))).toBeNull();
        expect(end).toMatchObject(wanted);
        for (const [key, value] of Object.entries(live))
          if (!managed.includes(key) && !(key in wanted)) expect(end[key]).toBe(value);
      }),
    );
  });
});

describe('taints', () => {
  const version = makeVersion('v1.36.2');
  const control: Taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };
  const mine: Taint = { key: 'dedicated', value: 'x', effect: 'NoExecute' };
  const node = (taints: readonly Taint[], managed?: string) =>
    makeNode('n', { taints, annotations: managed === undefined ? {} : { [ANNOTATIONS.taints]: managed } });

  test.each([
    ['none asked for: kubeadm’s own stay', makeHost(), node([control]), null],
    [
      'an empty list: schedulable',
      makeHost({ taints: [] }),
      node([control]),
      { arguments: ['node-role.kubernetes.io/control-plane:NoSchedule-'] },
    ],
    ['an empty list, and it is', makeHost({ taints: [] }), node([], ''), null],
    [
      'a new one',
      makeWorker({ taints: [mine] }),
      node([]),
      { after: 'dedicated=x:NoExecute', arguments: ['dedicated=x:NoExecute'], managed: 'dedicated' },
    ],
    [
      'another value of the same taint is set, not removed',
      makeWorker({ taints: [mine] }),
      node([{ ...mine, value: 'y' }], 'dedicated'),
      { before: 'dedicated=y:NoExecute', arguments: ['dedicated=x:NoExecute'] },
    ],
    [
      'another effect is another taint',
      makeWorker({ taints: [mine] }),
      node([{ ...mine, effect: 'NoSchedule' }], 'dedicated'),
      { arguments: ['dedicated=x:NoExecute', 'dedicated:NoSchedule-'] },
    ],
    [
      'the key gone from the inventory: back to kubeadm’s',
      makeHost(),
      node([mine], 'dedicated'),
      {
        arguments: ['node-role.kubernetes.io/control-plane:NoSchedule', 'dedicated:NoExecute-'],
        managed: '',
      },
    ],
    [
      'those of others are not ours',
      makeWorker({ taints: [] }),
      node([{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }], ''),
      null,
    ],
  ])('%s', (_what, host, live, expected) => {
    const found = taintDifference(host, live, version);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});

describe('drift of a configuration', () => {
  test.each([
    ['nothing', { a: 1 }, { a: 1, defaulted: true }, { a: 1 }, []],
    [
      'a changed field',
      { a: { b: 'new' } },
      { a: { b: 'old' } },
      { a: { b: 'old' } },
      [['a.b', 'old', 'new']],
    ],
    ['a new field', { a: 1, b: 2 }, { a: 1 }, { a: 1 }, [['b', null, '2']]],
    ['a field that left the spec', {}, { a: 1 }, { a: 1 }, [['a', '1', null]]],
    ['a whole object that left the spec', {}, { a: { b: 1, c: 2 } }, { a: { b: 1 } }, [['a.b', '1', null]]],
    ['a field that left both', {}, {}, { a: 1 }, []],
    ['a field of ours that somebody changed and we no longer want', {}, { a: 2 }, { a: 1 }, []],
    ['a change made in the cluster', { a: 1 }, { a: 2 }, { a: 1 }, [['a', '2', '1']]],
    ['a list', { a: ['x'] }, { a: ['x', 'y'] }, { a: ['x', 'y'] }, [['a', '- x\n- "y"', '- x']]],
    [
      'objects in a list whose keys come in another order',
      { a: [{ n: 1, v: 2 }] },
      { a: [{ v: 2, n: 1 }] },
      {},
      [],
    ],
  ])('%s', (_what, wanted, live, last, expected) => {
    expect(fieldDrift(wanted, live, last).map(({ path, before, after }) => [path, before, after])).toEqual(
      expected,
    );
  });

  test.each(['', '\n', 'just text', '- a\n', 'null'])(
    'a text that is no object has no fields: %j',
    (text) => {
      expect(parseObject(text)).toEqual({});
    },
  );
});

describe('the secrets of a run', () => {
  test('are as kubeadm wants them, and never the same', () => {
    const runs = Array.from({ length: 50 }, createRunSecrets);
    for (const { token, tokenId, tokenSecret, certificateKey } of runs) {
      expect(token.reveal()).toMatch(/^[a-z0-9]{6}\.[a-z0-9]{16}$/);
      expect(token.reveal()).toBe(`${tokenId.reveal()}.${tokenSecret.reveal()}`);
      expect(certificateKey.reveal()).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(new Set(runs.map(({ token }) => token.reveal())).size).toBe(50);
  });
});
