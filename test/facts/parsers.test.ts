import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { files } from '../../src/facts/files.ts';
import { bareFacts, FACT_NAMES, parseFacts } from '../../src/facts/gather.ts';
import { kubernetes } from '../../src/facts/kubernetes.ts';
import { live } from '../../src/facts/live.ts';
import { moduleConfig } from '../../src/facts/module-config.ts';
import { modules } from '../../src/facts/modules.ts';
import { programs } from '../../src/facts/programs.ts';
import { services } from '../../src/facts/services.ts';
import { swap } from '../../src/facts/swap.ts';
import { swapUnits } from '../../src/facts/swap-units.ts';
import { sysctlFiles } from '../../src/facts/sysctl-files.ts';
import { normaliseSysctl, sysctls } from '../../src/facts/sysctls.ts';
import { clock, system } from '../../src/facts/system.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const caFile = new URL('../pki/ca-rsa.crt', import.meta.url);

describe('clock', () => {
  test.each([
    ['GNU date', '1763752491.125000000\n', { ms: 1763752491125, uncertaintyMs: 0 }],
    ['busybox date, whole seconds', '1763752491.%N\n', { ms: 1763752491500, uncertaintyMs: 500 }],
    ['a date without fractions', '1763752491\n', { ms: 1763752491500, uncertaintyMs: 500 }],
    ['nothing', '', null],
    ['noise', 'sh: date: not found', null],
    ['more than a number can be', '1e999', null],
  ])('%s', (_what, output, expected) => {
    expect(clock.parse(output)).toEqual(expected);
  });
});

describe('system', () => {
  test.each([
    [
      'Debian',
      '0\nnode-1\n6.1.0-25-amd64\ndebian 12\n192.0.2.11\n2001:db8::11\n',
      {
        uid: 0,
        hostname: 'node-1',
        kernel: '6.1.0-25-amd64',
        os: 'debian 12',
        addresses: ['192.0.2.11', '2001:db8::11'],
      },
    ],
    [
      'a rolling release without VERSION_ID, and no ip(8)',
      '1000\nn\n6.12.4\narch \n',
      { uid: 1000, hostname: 'n', kernel: '6.12.4', os: 'arch', addresses: [] },
    ],
    [
      'no os-release',
      '0\nn\n5.4\nunknown\n',
      { uid: 0, hostname: 'n', kernel: '5.4', os: 'unknown', addresses: [] },
    ],
  ])('%s', (_what, output, expected) => {
    expect(system.parse(output)).toEqual(expected);
  });

  test.each(['', 'node-1\n6.1\n', '\n\n'])('takes nobody for root who does not say so: %j', (output) => {
    expect(() => system.parse(output)).toThrow('no user id');
  });
});

describe('files', () => {
  const hash = 'a'.repeat(64);

  test.each([
    [
      'a file',
      `file 644 root:root ${hash} =${base64('a\nb\n')} /etc/hosts`,
      { type: 'file', mode: '644', owner: 'root:root', sha256: hash, content: 'a\nb\n' },
    ],
    [
      'an empty file',
      `file 600 root:adm ${hash} = /etc/hosts`,
      { type: 'file', mode: '600', owner: 'root:adm', sha256: hash, content: '' },
    ],
    [
      'a file too large to travel',
      `file 644 root:root ${hash} =- /etc/hosts`,
      { type: 'file', mode: '644', owner: 'root:root', sha256: hash },
    ],
    ['no file', 'absent - - - - /etc/hosts', { type: 'absent', mode: '', owner: '', sha256: '' }],
    ['a directory', 'other - - - - /etc/hosts', { type: 'other', mode: '', owner: '', sha256: '' }],
    ['a row nobody wrote', 'what? - - - - /etc/hosts', { type: 'other', mode: '', owner: '', sha256: '' }],
  ])('%s', (_what, output, expected) => {
    expect(files.parse(`${output}\n`).get('/etc/hosts')).toEqual(expected);
  });

  test('a path with blanks keeps them', () => {
    expect([...files.parse('absent - - - - /etc/a b  c\n').keys()]).toEqual(['/etc/a b  c']);
  });

  test('bytes that are no text are marked as such', () => {
    const latin1 = Buffer.from([0x23, 0xe4, 0x0a]).toString('base64');
    expect(files.parse(`file 644 root:root ${hash} =${latin1} /etc/hosts\n`).get('/etc/hosts')).toMatchObject(
      { binary: true },
    );
  });
});

describe('sysctls', () => {
  test.each([
    ['net.ipv4.ip_forward = 1', 'net.ipv4.ip_forward', '1'],
    ['net.ipv4.tcp_rmem = 4096\t131072\t6291456', 'net.ipv4.tcp_rmem', '4096 131072 6291456'],
    ['net.ipv4.ip_local_reserved_ports = ', 'net.ipv4.ip_local_reserved_ports', ''],
    ['net.bridge.bridge-nf-call-iptables absent', 'net.bridge.bridge-nf-call-iptables', null],
    [
      'kernel.core_pattern = |/usr/lib/systemd/systemd-coredump %P = %u',
      'kernel.core_pattern',
      '|/usr/lib/systemd/systemd-coredump %P = %u',
    ],
  ])('%j', (row, key, value) => {
    expect([...sysctls.parse(`${row}\n`)]).toEqual([[key, value]]);
  });

  test('rows that make no sense say nothing', () => {
    expect([...sysctls.parse('cat: read error\n\nnet.ipv4.x\nx y z\n')]).toEqual([]);
  });

  test('a key that an older record spells with slashes is the key of the spec', () => {
    expect([...sysctls.parse('kernel/panic = 10\nnet/ipv4/conf/eth0.1/x absent\n')]).toEqual([
      ['kernel.panic', '10'],
      ['net.ipv4.conf.eth0/1.x', null],
    ]);
  });

  test('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(' ', '\t', '\n', 'a', '1') }), (value) => {
        expect(normaliseSysctl(normaliseSysctl(value))).toBe(normaliseSysctl(value));
      }),
    );
  });
});

describe('modules', () => {
  test.each([
    ['overlay loaded', 'loaded'],
    ['overlay builtin', 'builtin'],
    ['overlay available', 'available'],
    ['overlay missing', 'missing'],
    ['overlay', 'missing'],
    ['overlay modprobe: not found', 'missing'],
  ])('%j is %s', (row, state) => {
    expect(modules.parse(`${row}\n`).get('overlay')).toBe(state);
  });
});

describe('swap', () => {
  test.each([
    ['', []],
    ['/dev/dm-1                               partition\t4194300\t\t0\t\t-2\n', ['/dev/dm-1']],
    ['/swap\\040file file 1048572 0 -3\n/dev/zram0 partition 1 0 100\n', ['/swap\\040file', '/dev/zram0']],
  ])('%j', (output, expected) => {
    expect(swap.parse(output)).toEqual(expected);
  });
});

describe('services', () => {
  test.each([
    [
      'kubelet.service LoadState=loaded ActiveState=activating UnitFileState=enabled ',
      { load: 'loaded', active: 'activating', enabled: 'enabled' },
    ],
    [
      'kubelet.service ActiveState=inactive UnitFileState= LoadState=not-found ',
      { load: 'not-found', active: 'inactive', enabled: '' },
    ],
    ['kubelet.service ', { load: '', active: '', enabled: '' }],
  ])('%j', (row, expected) => {
    expect(services.parse(`${row}\n`).get('kubelet.service')).toEqual(expected);
  });
});

describe('programs', () => {
  test('are present with the version they report, or absent', () => {
    const found = programs.parse(
      'containerd \nkubeadm v1.20.2\nkubelet Kubernetes v1.31.0-rc.1+build\nother v1.2.3\n',
    );
    expect(Object.fromEntries(found)).toEqual({
      containerd: '',
      kubeadm: 'v1.20.2',
      kubelet: 'v1.31.0-rc.1+build',
      kubectl: null,
      crictl: null,
      ctr: null,
      'systemd-run': null,
      other: 'v1.2.3',
    });
  });

  test('a program that cannot say its version is there all the same', () => {
    expect(programs.parse('kubeadm \n').get('kubeadm')).toBe('');
  });
});

describe('kubernetes', () => {
  test('a bare host has no trace', () => {
    expect(kubernetes.parse('')).toEqual({ present: [], pki: [], caPin: null, init: null, join: null });
  });

  test.each(['removal', 'reset', 'restore'] as const)('a %s that is not finished', (unfinished) => {
    expect(kubernetes.parse(`trace /etc/kubernetes/admin.conf\nmark ${unfinished}\n`)).toMatchObject({
      unfinished,
    });
  });

  test('traces, the pin of the CA and our own runs', () => {
    const ca = readFileSync(caFile, 'utf8');
    const output = `trace /etc/kubernetes/admin.conf\nca ${base64(ca)}\nrun init 2026-01-01T00:00:00Z no 0\nrun join 2026-01-02T00:00:00Z yes -\n`;
    expect(kubernetes.parse(output)).toEqual({
      present: ['/etc/kubernetes/admin.conf'],
      pki: [],
      caPin: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      init: { startedAt: '2026-01-01T00:00:00Z', running: false, exitCode: 0 },
      join: { startedAt: '2026-01-02T00:00:00Z', running: true, exitCode: null },
    });
  });

  test.each([
    ['run init then no ', null],
    ['run init then no -', null],
    ['run init then no 1', 1],
    ['run init then no 0', 0],
  ])('%j: an exit code that was never written is none', (row, exitCode) => {
    expect(kubernetes.parse(`${row}\n`).init?.exitCode).toBe(exitCode);
  });

  test('a run that died before it wrote its time is a run', () => {
    expect(kubernetes.parse('run init  no -\n').init).toEqual({
      startedAt: '',
      running: false,
      exitCode: null,
    });
  });

  test.each(['', 'not PEM', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
    'a CA file that is no certificate matches no cluster: %j',
    (text) => {
      expect(kubernetes.parse(`ca ${base64(text)}\n`).caPin).toBe('unreadable');
    },
  );
});

describe('live', () => {
  const objects = (items: readonly unknown[]) => JSON.stringify({ kind: 'List', items }, null, 2);
  const namespace = { kind: 'Namespace', metadata: { name: 'kube-system', uid: 'uid-1' } };
  const map = (name: string, data: unknown) => ({ kind: 'ConfigMap', metadata: { name }, data });

  test('a cluster with nodes', () => {
    const output = `${objects([namespace, map('kubeadm-config', { ClusterConfiguration: 'kind: X\n' }), map('kubestrap', { 'addon.cni': 'abc' })])}\n\n--\n${[
      'cp-1\ttier=a empty= \ttier\tdedicated\tdedicated=x:NoExecute node-role.kubernetes.io/control-plane=:NoSchedule \tTrue\t"kubelet is posting ready status"',
      'w-1\t\t\t\t\tFalse\t"container runtime network not ready: \\"cni\\" \\u00e4\\n--\\n"',
      'w-2\t\t\t\t\t',
    ].join('\n')}\n--\n`;
    const found = live.parse(output);
    expect(found).toMatchObject({ uid: 'uid-1', kubeadmConfig: 'kind: X\n', state: { 'addon.cni': 'abc' } });
    expect(found?.nodes.map(({ name, ready }) => [name, ready])).toEqual([
      ['cp-1', true],
      ['w-1', false],
      ['w-2', false],
    ]);
    expect(found?.nodes[0]).toMatchObject({
      labels: { tier: 'a', empty: '' },
      annotations: { 'kubestrap.dev/labels': 'tier', 'kubestrap.dev/taints': 'dedicated' },
      notReadyReason: '',
    });
    expect(found?.nodes[0]?.taints.map(({ key, effect }) => [key, effect])).toEqual([
      ['dedicated', 'NoExecute'],
      ['node-role.kubernetes.io/control-plane', 'NoSchedule'],
    ]);
    expect(found?.nodes[1]?.notReadyReason).toContain('network not ready: "cni" ä');
    expect(found?.nodes[2]?.notReadyReason).not.toBe('');
  });

  test.each([
    ['nothing, as on a worker', ''],
    ['no answer to the first question', '\n'],
    ['no answer to the second', `${objects([namespace])}\n--\n`],
    ['an answer cut short', `${objects([namespace])}\n--\ncp-1\t\t`],
    ['no namespace', `${objects([])}\n--\n--\n`],
    ['nothing to list yet', '\n--\n--\n'],
  ])('is not there after %s', (_what, output) => {
    expect(live.parse(output)).toBeNull();
  });

  test('a message with any character takes no host out of the run', () => {
    const row = 'w-1\t\t\t\t\tFalse\t"bell \\a, byte \\x80, \\U0001f600"';
    expect(live.parse(`${objects([namespace])}\n--\n${row}\n--\n`)?.nodes[0]?.ready).toBe(false);
  });

  test('a cluster that kubestrap has left no note in has an empty state', () => {
    expect(live.parse(`${objects([namespace])}\n--\n--\n`)).toEqual({
      uid: 'uid-1',
      nodes: [],
      kubeadmConfig: '',
      clusterStatus: '',
      state: {},
    });
  });
});

describe('hostile output', () => {
  const facts = [
    files,
    sysctls,
    sysctlFiles,
    modules,
    moduleConfig,
    swap,
    swapUnits,
    services,
    programs,
    kubernetes,
  ];

  test('of any kind is read without an exception, and never ends up on Object.prototype', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        'constructor',
        '__proto__',
        'file',
        'trace',
        'run',
        'ca',
        '=',
        'absent',
        'loaded',
        '\t',
        '\u001b[2J',
      ),
    );
    const output = fc
      .array(fc.array(word, { maxLength: 7 }).map((row) => row.join(' ')))
      .map((rows) => rows.join('\n'));
    fc.assert(
      fc.property(output, (text) => {
        for (const fact of facts) expect(fact.parse(text)).toBeDefined();
        expect({}).not.toHaveProperty('polluted');
      }),
    );
  });

  test('a state of Object.prototype is none', () => {
    expect(modules.parse('overlay constructor\n').get('overlay')).toBe('missing');
  });
});

describe('parseFacts', () => {
  const sections = new Map([
    ...FACT_NAMES.map((name): [string, string] => [name, '']),
    ['clock', '1000.5\n'],
    ['system', '0\nn\n6.1\ndebian 12\n'],
    ['record', 'absent\n'],
  ]);

  test("puts the host's clock between the two readings of ours", () => {
    const { clock } = parseFacts({ sections, sentAt: 1_000_000, firstByteAt: 1_000_200 });
    expect(clock).toEqual({ offsetMs: 400, uncertaintyMs: 100 });
  });

  test('names the fact that did not come', () => {
    const some = new Map([...sections].filter(([name]) => name !== 'swap'));
    expect(() => parseFacts({ sections: some, sentAt: 0, firstByteAt: 0 })).toThrow(
      'did not answer for "swap"',
    );
  });

  test('names the fact that cannot be read', () => {
    const broken = new Map([...sections, ['record', 'present\ne30K\n']]);
    expect(() => parseFacts({ sections: broken, sentAt: 0, firstByteAt: 0 })).toThrow(
      'cannot read the fact "record"',
    );
  });

  test.each(['', '\n', 'unreadable it is no regular file\n', 'present\n'])(
    'takes no answer but "absent" for a host without a record: %j',
    (answer) => {
      const odd = new Map([...sections, ['record', answer]]);
      expect(() => parseFacts({ sections: odd, sentAt: 0, firstByteAt: 0 })).toThrow('cannot be used');
    },
  );

  test('reads a record written by version 0.1.0, with the hash of its bytes', () => {
    const text =
      '{\n  "version": 1,\n  "cluster": null,\n  "resources": {\n    "sysctl vm.swappiness": {\n      "value": "1",\n      "original": "60"\n    }\n  }\n}\n';
    const answer = `present\n${Buffer.from(text).toString('base64')}\n`;
    const { record, recordHash } = parseFacts({
      sections: new Map([...sections, ['record', answer]]),
      sentAt: 0,
      firstByteAt: 0,
    });
    expect(record?.resources).toEqual({ 'sysctl vm.swappiness': { value: '1', original: '60' } });
    expect(recordHash).toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('a host that says nothing of interest is a bare one', () => {
    const facts = parseFacts({ sections, sentAt: 0, firstByteAt: 0 });
    expect(facts).toMatchObject({
      ...bareFacts(),
      clock: expect.anything(),
      hostname: 'n',
      kernel: '6.1',
      os: 'debian 12',
      programs: expect.anything(),
    });
  });
});
