import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { named } from '../../src/model/change-id.ts';
import type { HostPlan, Plan, PlannedChange } from '../../src/model/plan.ts';
import { compressNames, foldChanges } from '../../src/ui/fold.ts';
import { formatPlan } from '../../src/ui/plan-view.ts';

const plain = { color: false, width: 100, verbose: false };

function change(over: Partial<PlannedChange> = {}): PlannedChange {
  return {
    phase: 'prepare',
    ...named('sysctl', 'net.ipv4.ip_forward'),
    action: 'update',
    before: '0',
    after: '1',
    reason: 'pods are routed through the host',
    disruption: 'none',
    ...over,
  };
}

function host(name: string, changes: readonly PlannedChange[] = [], over: Partial<HostPlan> = {}): HostPlan {
  return { name, reachable: true, changes, ...over };
}

function plan(hosts: readonly HostPlan[], over: Partial<Plan> = {}): Plan {
  const cluster = over.cluster ?? { changes: [] };
  const all = [...cluster.changes, ...hosts.flatMap((one) => one.changes)].filter(
    (one) => one.supported !== false,
  );
  const n = (action: PlannedChange['action']) => all.filter((one) => one.action === action).length;
  return {
    version: 1,
    cluster,
    hosts,
    refusals: [],
    summary: {
      create: n('create'),
      update: n('update'),
      delete: n('delete'),
      run: n('run'),
      hosts: hosts.length,
      unreachable: hosts.filter((one) => !one.reachable).length,
    },
    ...over,
  };
}

const bare: readonly PlannedChange[] = [
  change({
    resource: 'kernel-module ip_vs',
    action: 'create',
    before: null,
    after: 'loaded',
    reason: 'kube-proxy in mode ipvs needs it',
  }),
  change(),
  change({
    resource: 'file /etc/sysctl.d/99-kubestrap.conf',
    action: 'create',
    before: null,
    after: 'net.ipv4.ip_forward = 1\nvm.swappiness = 0\n',
    reason: 'so that it lasts over a reboot',
  }),
  change({ ...named('service', 'kubelet'), before: 'old', after: 'new', reason: '', disruption: 'restart' }),
  change({
    phase: 'init',
    resource: 'kubeadm init',
    action: 'run',
    before: null,
    after: '(known after apply)',
    reason: 'no control plane has a cluster',
  }),
];

describe('formatPlan', () => {
  test('shows a bare host by phase, each change with what it disrupts and why', () => {
    expect(formatPlan(plan([host('cp-1', bare)]), plain)).toMatchInlineSnapshot(`
      "cp-1
        prepare
          + kernel-module ip_vs  loaded  kube-proxy in mode ipvs needs it
          ~ sysctl net.ipv4.ip_forward  0 → 1  pods are routed through the host
          + file /etc/sysctl.d/99-kubestrap.conf  so that it lasts over a reboot
              + net.ipv4.ip_forward = 1
              + vm.swappiness = 0
          ~ service kubelet  old → new  restarts kubelet
        init
          > kubeadm init  (known after apply)  no control plane has a cluster

      Plan: 2 to create, 2 to update, 1 to run on 1 host.
      "
    `);
  });

  test('says once what many hosts share, and apart what one has of its own', () => {
    const own = change({ resource: 'hosts-entry api', action: 'create', before: null, after: '10.0.0.1' });
    const hosts = Array.from({ length: 100 }, (_, i) =>
      host(`w-${String(i + 1).padStart(3, '0')}`, [change()]),
    );
    const text = formatPlan(plan([host('cp-1', [change(), own]), host('cp-2', [change()]), ...hosts]), plain);
    expect(text).toMatchInlineSnapshot(`
      "cp-1, cp-2, w-001…w-100 (102 hosts)
        prepare
          ~ sysctl net.ipv4.ip_forward  0 → 1  pods are routed through the host

      cp-1
        prepare
          + hosts-entry api  10.0.0.1  pods are routed through the host

      Plan: 1 to create, 102 to update on 102 hosts.
      "
    `);
  });

  test('shows a changed file as a bounded diff, and all of it when verbose', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `key${i} = ${i}`);
    const before = `${lines.join('\n')}\n`;
    const after = `${lines.map((line, i) => (i === 5 || i > 30 ? `${line}0` : line)).join('\n')}\n`;
    const drift = plan([host('cp-1', [change({ resource: 'file /etc/app.conf', before, after })])]);
    expect(formatPlan(drift, plain)).toMatchInlineSnapshot(`
      "cp-1
        prepare
          ~ file /etc/app.conf  pods are routed through the host
                key3 = 3
                key4 = 4
              - key5 = 5
              + key5 = 50
                key6 = 6
                key7 = 7
              …
                key29 = 29
                key30 = 30
              - key31 = 31
              - key32 = 32
              - key33 = 33
              … 55 more lines

      Plan: 1 to update on 1 host.
      "
    `);
    expect(formatPlan(drift, { ...plain, verbose: true })).toContain('+ key59 = 590');
  });

  test('marks drift it cannot make, in the cluster, and does not call it "no changes"', () => {
    const unsupported = change({
      phase: 'cluster',
      resource: 'kubeadm-config apiServer.extraArgs.audit-log-maxage',
      before: '7',
      after: '30',
      reason: 'edit the static pod manifests by hand, one control plane at a time',
      supported: false,
    });
    expect(
      formatPlan(plan([host('cp-1')], { cluster: { changes: [unsupported] } }), plain),
    ).toMatchInlineSnapshot(`
      "cluster
        cluster
          ! kubeadm-config apiServer.extraArgs.audit-log-maxage  7 → 30
              edit the static pod manifests by hand, one control plane at a time

      No changes to make; 1 difference to settle by hand (!).
      "
    `);
  });

  test('says what -y does not confirm', () => {
    const text = formatPlan(
      plan([host('cp-1', [change()])], { cautions: ['etcd tolerates no loss'] }),
      plain,
    );
    expect(text).toContain('\nNot confirmed by -y:\n  ! etcd tolerates no loss\n');
  });

  test('names unreachable hosts, hosts that cannot go on, and refusals, in this order', () => {
    const text = formatPlan(
      plan(
        [
          host('cp-1', [change({ action: 'delete', after: null })]),
          host('cp-2', [], {
            reachable: false,
            problems: ['connecting to 10.0.0.2:22 timed out after 10 s'],
          }),
          host('w-1', [], { problems: ['kubelet is not installed'] }),
          host('w-2', [], { problems: ['kubelet is not installed'] }),
        ],
        { refusals: ['kubeadm init needs an answer from every control plane; cp-2 gave none'] },
      ),
      plain,
    );
    expect(text).toMatchInlineSnapshot(`
      "cp-1
        prepare
          - sysctl net.ipv4.ip_forward  0  pods are routed through the host

      cp-2  unreachable
        ✖ connecting to 10.0.0.2:22 timed out after 10 s

      w-1, w-2 (2 hosts)  cannot go on
        ✖ kubelet is not installed

      Would be refused:
        ✖ kubeadm init needs an answer from every control plane; cp-2 gave none

      Plan: 1 to delete on 1 host; 2 hosts cannot go on; 1 host unreachable.
      "
    `);
  });

  test('says that nothing differs', () => {
    expect(formatPlan(plan(['a', 'b', 'c', 'd'].map((name) => host(name))), plain)).toBe(
      'No changes. 4 hosts match the spec.\n',
    );
    expect(formatPlan(plan([host('a'), host('b', [], { reachable: false })]), plain)).toContain(
      'No changes. 1 host matches the spec; 1 host unreachable.',
    );
  });

  const away = { reachable: false, problems: ['no answer'] };
  const stuck = { problems: ['no kubelet'] };
  const odd = change({ supported: false });
  test.each<[string, readonly HostPlan[], Parameters<typeof formatPlan>[2], string]>([
    [
      'no host answered',
      [host('a', [], away), host('b', [], away)],
      {},
      'No plan: 2 of 2 hosts did not answer.',
    ],
    ['no host was asked', [], {}, 'No changes. No host was checked.'],
    [
      'no host can go on',
      [host('a', [], stuck), host('b', [], away)],
      {},
      'No changes planned: 1 host cannot go on; 1 host unreachable.',
    ],
    [
      'some phases were planned',
      [host('a')],
      { scope: { only: ['init', 'nodes'], skipPhases: ['init'] } },
      'No changes. 1 host matches the spec in nodes. Other phases were not checked.',
    ],
    [
      'phases were skipped',
      [host('a'), host('b')],
      { scope: { skipPhases: ['addons'] } },
      'No changes. 2 hosts match the spec apart from addons. Skipped phases were not checked.',
    ],
    [
      'some hosts were looked at',
      [host('a')],
      { scope: { limit: ['a'] } },
      'No changes. 1 host matches the spec. Other hosts were not checked.',
    ],
    [
      'a difference is left',
      [host('a', [odd])],
      { scope: { limit: ['a'] } },
      'No changes to make; 1 difference to settle by hand (!). Other hosts were not checked.',
    ],
    ['hosts are not compared with a spec', [host('a')], { nothing: 'Nothing to clean' }, 'Nothing to clean.'],
  ])('claims nothing that was not looked at, where %s', (_what, hosts, about, last) => {
    const wide = { ...plain, width: 200 };
    expect(formatPlan(plan(hosts), wide, about).trimEnd().split('\n').at(-1)).toBe(last);
  });

  test('says of a run that would be refused nothing but that', () => {
    const refused = plan([host('a')], { refusals: ['a is of another cluster'] });
    expect(formatPlan(refused, plain)).toMatch(/No changes planned: the run would be refused\.\n$/);
  });

  test('spells out differences that cannot be seen', () => {
    const tabs = change({ resource: 'file /a', before: 'a\tb\nx\n', after: 'a    b\nx\n' });
    expect(formatPlan(plan([host('a', [tabs])]), plain)).toContain('- a\\tb');
    const spaces = change({ before: '1', after: '1\u200b' });
    expect(formatPlan(plan([host('a', [spaces])]), plain)).toContain('"1" → "1\\u200b"');
  });

  test('keeps to a narrow terminal', () => {
    for (const line of formatPlan(plan([host('cp-1', bare)]), { ...plain, width: 40 }).split('\n')) {
      expect(line.length).toBeLessThanOrEqual(40);
    }
  });

  test('lets no control character of a host through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const hostile = `\u001b]0;${a}\u0007\u009b31m${b}\n\r\u202e`;
        const one = change({ resource: hostile, before: a, after: hostile, reason: b, phase: b });
        const text = formatPlan(
          plan([host(hostile, [one]), host(a, [], { reachable: false, problems: [hostile, b] })], {
            refusals: [hostile],
          }),
          { ...plain, verbose: true },
        );
        expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
      }),
    );
  });
});

describe('foldChanges', () => {
  test('loses and invents no change of any host', () => {
    const changes = fc.array(
      fc.record({
        phase: fc.constantFrom('a', 'b'),
        resource: fc.constantFrom('x', 'y', 'z'),
        action: fc.constant('run' as const),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 6 }), (perHost) => {
        const hosts = perHost.map((list, i) =>
          host(
            `h${i}`,
            list.map((over) => change(over)),
          ),
        );
        const pairs = (items: readonly { name: string; change: PlannedChange }[]) =>
          items.map((item) => JSON.stringify(item)).sort();
        const folded = foldChanges(hosts).flatMap((block) =>
          block.hosts.flatMap((name) => block.changes.map((one) => ({ name, change: one }))),
        );
        const given = hosts.flatMap((one) => one.changes.map((each) => ({ name: one.name, change: each })));
        expect(pairs(folded)).toEqual(pairs(given));
      }),
    );
  });
});

describe('compressNames', () => {
  test('shortens runs of four and more, and nothing else', () => {
    expect(compressNames(['a-1', 'a-2', 'a-3'], '…')).toEqual(['a-1', 'a-2', 'a-3']);
    expect(compressNames(['b', 'a-8', 'a-9', 'a-10', 'a-11', 'a-13'], '…')).toEqual([
      'b',
      'a-8…a-11',
      'a-13',
    ]);
    expect(compressNames(['a-008', 'a-009', 'a-010', 'a-011'], '…')).toEqual(['a-008…a-011']);
  });
});
