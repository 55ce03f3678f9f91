import { describe, expect, test } from 'vitest';
import { sharedHostnames } from '../../src/cluster/hostnames.ts';
import { nameNotes, names } from '../../src/node/names.ts';
import { diffHost } from '../../src/resources/host-diff.ts';
import { BEGIN } from '../../src/resources/hosts-entry.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';
import { makeFacts, makeFile } from '../fixtures/facts.ts';
import { makeHa, makeState } from '../fixtures/state.ts';
import { simulate } from '../workflow/simulate.ts';

const entries = [
  { ip: '10.0.0.11', names: ['cp-1'] },
  { ip: '10.0.0.11', names: ['api.local'] },
  { ip: '10.0.0.12', names: ['api.local'] },
];

describe('a line in /etc/hosts above ours', () => {
  test.each<[string, readonly string[]]>([
    ['127.0.0.1 localhost\n127.0.1.1 cp-1.example.org CP-1\n', ['CP-1: 127.0.1.1 -> 10.0.0.11, line 2']],
    ['10.0.0.11 cp-1\n', []],
    ['10.0.0.12\tapi.local # by hand\n', []],
    ['10.0.0.99 api.local\n', ['api.local: 10.0.0.99 -> 10.0.0.11, 10.0.0.12, line 1']],
    ['# 127.0.1.1 cp-1\n127.0.0.1 x # cp-1\n', []],
    [`${BEGIN}\n10.0.0.11 cp-1\n# END kubestrap\n127.0.1.1 cp-1\n`, []],
    [`127.0.1.1 cp-1\n${BEGIN}\n`, ['cp-1: 127.0.1.1 -> 10.0.0.11, line 1']],
    ['', []],
  ])('%j', (content, expected) => {
    const facts = makeFacts({ files: new Map([['/etc/hosts', makeFile(content)]]) });
    const notes = nameNotes({ cluster: makeCluster(), host: makeHost(), facts, entries });
    expect(
      notes.map(
        ({ resource, before, after, reason }) =>
          `${resource.replace('hosts-entry ', '')}: ${before} -> ${after}, ${/line \d+/.exec(reason)?.[0]}`,
      ),
    ).toEqual(expected);
  });
});

describe('a managed hostname', () => {
  const plan = (setting: 'managed' | 'unmanaged', facts = makeFacts()) => {
    const host = makeHost({ node: makeNode({ hostname: setting }) });
    const resources = names.resources({ cluster: makeCluster(), host, facts, entries: [] });
    return diffHost('prepare', resources, facts, null);
  };

  test.each([
    ['debian', 'debian\n'],
    ['dhcp-7', undefined],
    ['live', 'static\n'],
  ])('of a host called %s comes and goes without a trace', (live, atBoot) => {
    const file = atBoot === undefined ? [] : [['/etc/hostname', makeFile(atBoot)] as const];
    const start = makeFacts({ hostname: live, files: new Map(file) });
    const set = simulate(start, plan('managed', start));
    expect([set.hostname, set.files.get('/etc/hostname')?.content]).toEqual(['cp-1', 'cp-1\n']);
    expect(plan('managed', set)).toEqual([]);
    const back = simulate(set, plan('unmanaged', set));
    expect([back.hostname, back.files.get('/etc/hostname')?.content]).toEqual([live, atBoot]);
    expect(plan('unmanaged', back)).toEqual([]);
  });

  test('that somebody has changed since is left to them', () => {
    const set = simulate(
      makeFacts({ hostname: 'debian' }),
      plan('managed', makeFacts({ hostname: 'debian' })),
    );
    const renamed = {
      ...set,
      hostname: 'theirs',
      files: new Map([...set.files, ['/etc/hostname', makeFile('theirs\n')]]),
    };
    const changes = plan('unmanaged', renamed).map(({ change }) => change.resource);
    expect(changes).not.toContain('hostname node');
  });
});

describe('hosts with one name', () => {
  const cluster = makeHa();
  const shared = (called: Readonly<Record<string, string>>, of = cluster) =>
    sharedHostnames(
      makeState(
        of,
        Object.fromEntries(Object.entries(called).map(([name, hostname]) => [name, makeFacts({ hostname })])),
      ),
    );

  test('are named on each of them', () => {
    const found = shared({ 'cp-1': 'node', 'cp-2': 'other', 'cp-3': 'node', 'worker-1': 'node' });
    expect([...found.keys()]).toEqual(['cp-1', 'cp-3', 'worker-1']);
    expect(found.get('cp-1')?.[0]).toContain('3 hosts call themselves node (cp-1, cp-3, worker-1)');
    expect(found.get('worker-1')).toEqual(found.get('cp-1'));
  });

  test('are said in one text, which does not grow with their number', () => {
    const hosts = Array.from({ length: 1000 }, (_, n) =>
      makeHost({ name: `cp-${n}`, address: `10.1.${n >> 8}.${n & 255}` }),
    );
    const found = shared(Object.fromEntries(hosts.map(({ name }) => [name, 'node'])), makeHa({ hosts }));
    expect(found.size).toBe(1000);
    const texts = new Set([...found.values()].flat());
    expect([...texts].map((text) => text.slice(0, 80))).toEqual([
      expect.stringMatching(/^1000 hosts call themselves node \(cp-0, cp-1, cp-2, cp-3, cp-4 and 995 more/),
    ]);
  });

  test.each([
    ['names of their own, whatever the nodes are called', { 'cp-1': 'a', 'cp-2': 'b' }],
    ['no name yet', { 'cp-1': 'localhost', 'cp-2': 'localhost', 'cp-3': '', 'worker-1': '' }],
  ])('are not those with %s', (_what, called) => {
    expect(shared(called).size).toBe(0);
  });

  test('are not those whose name kubestrap sets', () => {
    const [first = makeHost(), ...others] = cluster.hosts;
    const managed = makeHost({ ...first, node: makeNode({ hostname: 'managed' }) });
    expect(shared({ 'cp-1': 'node', 'cp-2': 'node' }, makeHa({ hosts: [managed, ...others] })).size).toBe(0);
  });
});
