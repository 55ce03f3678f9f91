import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose, tolerantFacts } from '../../src/doctor/diagnose.ts';
import { CHECKS } from '../../src/doctor/index.ts';
import { FACT_NAMES } from '../../src/facts/gather.ts';
import { containerd } from '../../src/facts/probes/containerd.ts';
import { disks } from '../../src/facts/probes/disks.ts';
import { fsync } from '../../src/facts/probes/fsync.ts';
import { probeScripts, readProbes } from '../../src/facts/probes/index.ts';
import { kubelet } from '../../src/facts/probes/kubelet.ts';
import { links } from '../../src/facts/probes/links.ts';
import { names } from '../../src/facts/probes/names.ts';
import { paths } from '../../src/facts/probes/paths.ts';
import { readProbe } from '../../src/facts/probes/probe.ts';
import { settings } from '../../src/facts/probes/settings.ts';
import { sockets } from '../../src/facts/probes/sockets.ts';
import { lines, revealSecrets, sh } from '../../src/shell/sh.ts';
import { makeCluster, makeHost, makeLocalEtcd } from '../fixtures/cluster.ts';
import { runnable } from '../shell/runnable.ts';
import { runShell, shells } from '../shell/shells.ts';
import { examination } from './subjects.ts';

describe('what hosts print is read', () => {
  test('ss(8) of iproute2 6.1: listeners with and without a process, and IPv6', () => {
    const { listeners, connections, range } = sockets.parse(
      [
        'listen LISTEN 0      4096   127.0.0.1:10248 0.0.0.0:* users:(("kubelet",pid=57,fd=12))',
        'listen LISTEN 0      128         [::]:10250       [::]:*',
        'connection ESTAB 0 0 10.0.0.11:10259 10.0.0.12:2379 users:(("kube-apiserver",pid=9,fd=3),("x",pid=1,fd=1))',
        'connection noise',
        'range 32768\t60999',
        'reserved ',
      ].join('\n'),
    );
    expect(listeners.map(({ port, local, process, pid }) => [port, local, process, pid])).toEqual([
      [10248, '127.0.0.1:10248', 'kubelet', '57'],
      [10250, '[::]:10250', '', ''],
    ]);
    expect(connections).toEqual([
      { port: 10259, local: '10.0.0.11:10259', peer: '10.0.0.12:2379', process: 'kube-apiserver', pid: '9' },
    ]);
    expect(range).toBe('32768\t60999');
  });

  test('ip(8): names without their peer, addresses with their interface', () => {
    const output = [
      'link 1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN \\    link/loopback 00:00:00:00:00:00',
      'link 2: host0@if5: <BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue \\    link/ether c2:42:02:8d:f7:2e brd ff:ff',
      'addr 2: host0    inet 10.77.0.11/24 scope global host0\\       valid_lft forever',
    ].join('\n');
    expect(links.parse(output)).toEqual([
      { name: 'lo', mtu: 65536, mac: '', addresses: [] },
      { name: 'host0', mtu: 1500, mac: 'c2:42:02:8d:f7:2e', addresses: ['10.77.0.11'] },
    ]);
  });

  test('df(1), and a file system that has no number of inodes', () => {
    expect(
      disks.parse(
        'disk /var/lib/etcd /dev/vda 264212084 30422552 75968360 29% / /dev/vda - - - - /\ndisk / noise',
      ),
    ).toEqual([
      { path: '/var/lib/etcd', mount: '/', sizeKiB: 264212084, freeKiB: 75968360, inodes: 0, freeInodes: 0 },
    ]);
  });

  test('dd(1) of coreutils, of busybox, and in exponents', () => {
    const rows = ['place /dev/vda /var/lib', ...Array.from({ length: 18 }, () => 'write, 0.002 s, 4.3 MB/s')];
    const output = [
      ...rows,
      'write, 0.000533174 s, 4.3 MB/s',
      'write, 5e-05 seconds, 11.0MB/s',
      'write, ? s',
    ].join('\n');
    expect(fsync.parse(output)).toMatchObject({ directory: '/var/lib', device: '/dev/vda' });
    expect(fsync.parse(output).writesMs.slice(0, 3)).toEqual([0.05, expect.closeTo(0.533, 3), 2]);
    expect(() => fsync.parse(rows.slice(0, 5).join('\n'))).toThrow('only 4 writes were measured');
    expect(() => fsync.parse('place x /var/lib\nfailed cannot write there')).toThrow('cannot write there');
  });

  test('the journal: the last start that said anything, for a kubelet that does not stay', () => {
    const output = [
      'ActiveState activating',
      'NRestarts 7',
      'config cgroupDriver systemd',
      'earlier Started kubelet.service - kubelet: The Kubernetes Node Agent.',
      'earlier F1 old trouble',
      'earlier Started kubelet.service - kubelet: The Kubernetes Node Agent.',
      'earlier F1 new trouble',
      'earlier Started kubelet.service - kubelet: The Kubernetes Node Agent.',
    ].join('\n');
    expect(kubelet.parse(output)).toMatchObject({
      errors: ['F1 new trouble'],
      restarts: 7,
      hasJournal: true,
    });
    expect(kubelet.parse(output.replace('activating', 'active')).errors).toEqual([]);
    expect(kubelet.parse(output).config.get('cgroupDriver')).toBe('systemd');
  });

  test.each([
    [
      '1.6',
      'socket\nversion 1.6.20~ds1\ncri ok\ndisabled_plugins []\nsandbox_image "k8s.gcr.io/pause:3.2"\nSystemdCgroup false\n',
      {
        version: '1.6.20~ds1',
        cri: 'ok',
        systemdCgroup: false,
        sandboxImage: 'k8s.gcr.io/pause:3.2',
        disabledPlugins: [],
      },
    ],
    [
      '2.x, with single quotes',
      "socket\nversion v2.1.0\ncri ok\nsandbox 'registry.k8s.io/pause:3.10'\nSystemdCgroup true\n",
      { systemdCgroup: true, sandboxImage: 'registry.k8s.io/pause:3.10' },
    ],
    [
      "Docker's package",
      'disabled_plugins ["cri"]\ntrouble cannot connect',
      { version: '', disabledPlugins: ['cri'], trouble: 'cannot connect' },
    ],
    ['nothing', '', { socket: false, version: '', systemdCgroup: undefined }],
  ])('containerd %s', (_what, output, expected) => {
    expect(containerd.parse(output)).toMatchObject(expected);
  });

  test('resolv.conf: the last search line counts; answers by server', () => {
    const output = [
      'resolved',
      'file /etc/resolv.conf',
      'line :etc:resolv.conf nameserver 127.0.0.53',
      'line :etc:resolv.conf domain a.example',
      'line :etc:resolv.conf search b.example c.example',
      'lookup cp-1 10.0.0.11 ',
      'answer 10.0.0.2 no',
    ].join('\n');
    const read = names.parse(output);
    expect(read.resolvFiles.get('/etc/resolv.conf')).toEqual({
      nameservers: ['127.0.0.53'],
      search: ['b.example', 'c.example'],
    });
    expect(read).toMatchObject({
      resolved: true,
      answers: new Map([['10.0.0.2', false]]),
      lookups: new Map([['cp-1', ['10.0.0.11']]]),
    });
  });

  test('paths, proxies and the lock', () => {
    expect(paths.parse('path 10.0.0.2 1500 full\npath x y z')).toEqual([
      { peer: '10.0.0.2', mtu: 1500, passes: 'full' },
    ]);
    const read = settings.parse('proxy kubelet.service NO_PROXY=a,b\nlock {"user":"op"}\nlock-age 12\n');
    expect(read).toMatchObject({ lock: '{"user":"op"}', lockAge: 12 });
    expect(settings.parse('lock {}\nlock-age boot\n').lockAge).toBe('boot');
    expect(read.proxies[0]?.variables).toEqual(new Map([['no_proxy', 'a,b']]));
  });

  test('a probe that was ended says so', () => {
    const output = {
      sections: new Map([['probe_paths', '']]),
      sectionCodes: new Map([['probe_paths', 124]]),
    };
    expect(readProbe(paths, output)).toEqual({ why: 'no answer in time (10 s)' });
  });
});

const SECTIONS = [
  'sockets',
  'hardware',
  'disks',
  'names',
  'links',
  'paths',
  'certificates',
  'kubelet',
  'containerd',
  'leftovers',
  'settings',
  'fsync',
];
const TAGS = [
  '',
  'listen ',
  'range ',
  'disk ',
  'link 1: x mtu 1 ',
  'path ',
  'cert ',
  'error ',
  'sandbox ',
  'proxy x y=',
  'write, ',
  'answer ',
];

test('whatever hosts print, every check comes to an end and says something or nothing', {
  timeout: 60_000,
}, () => {
  const noise = fc.array(
    fc
      .tuple(fc.constantFrom(...TAGS), fc.string({ unit: 'binary', maxLength: 30 }))
      .map((pair) => pair.join('')),
  );
  fc.assert(
    fc.property(fc.tuple(...SECTIONS.map(() => noise)), (outputs) => {
      const sections = new Map(SECTIONS.map((name, i) => [`probe_${name}`, (outputs[i] ?? []).join('\n')]));
      const seen = examination();
      const probes = readProbes({ sections, sectionCodes: new Map() });
      const subjects = seen.subjects.map((subject) => ({ ...subject, probes }));
      const { checks } = diagnose(CHECKS, { ...seen, subjects }, new Set(['cp-1', 'worker-1']));
      expect(checks).toHaveLength(CHECKS.length);
    }),
    { numRuns: 40 },
  );
});

test('facts that make no sense are named, and the others are read all the same', () => {
  const sections = new Map(FACT_NAMES.map((name) => [name, '']));
  sections.set('system', '0\nnode-1\n6.1\ndebian 12\n').set('record', '{ not JSON');
  const { facts, unread } = tolerantFacts({ sections, sentAt: 0, firstByteAt: 0 });
  expect([...unread.keys()]).toEqual(['record']);
  expect(facts.hostname).toBe('node-1');
  const noUser = tolerantFacts({
    sections: new Map([...sections, ['system', 'noise']]),
    sentAt: 0,
    firstByteAt: 0,
  });
  expect([...noUser.unread.keys()]).toContain('system');
});

describe.each(shells)('the probes in $name', (shell) => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubestrap-probe-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('are shell that runs, within their time, and leave nothing behind', { timeout: 60_000 }, () => {
    const cluster = makeCluster({ etcd: { local: makeLocalEtcd({ dataDir: directory }) } });
    const scripts = probeScripts({ cluster, host: makeHost(), peers: ['127.0.0.1'] }, { disk: true });
    const section = 'section() { ks_name=$1; shift; "$@" </dev/null >/dev/null; echo "$ks_name $?"; }';
    // through this shell itself, not the system's sh
    const own = `sh() { ${shell.command.join(' ')} "$@"; }`;
    const { stdout, stderr } = runShell(
      [section, own, ...scripts.map((one) => one.write(revealSecrets))].join('\n'),
      { shell },
    );
    expect(stdout.trim().split('\n')).toEqual(scripts.map((_, i) => `probe_${SECTIONS[i]} 0`));
    expect(stderr).not.toMatch(/[Ss]yntax error|unexpected|bad substitution/);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('know how old a lease is by the uptime and the boot that it holds, not by the time of its file', () => {
    const lock = join(directory, 'lock');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    const script = settings.snippet({ cluster: makeCluster(), host: makeHost(), peers: [] });
    const text = runnable(script).write(revealSecrets).replaceAll('/run/kubestrap/lock', lock);
    const ageOf = (beat: string) => {
      writeFileSync(join(lock, 'beat'), beat);
      utimesSync(join(lock, 'beat'), Date.now() / 1000 - 4000, Date.now() / 1000 - 4000);
      return settings.parse(runShell(text, { shell }).stdout);
    };
    mkdirSync(lock);
    writeFileSync(join(lock, 'holder'), '{"user":"op"}\n');
    try {
      const { lock: holder, lockAge } = ageOf(`${boot} ${uptime - 12}\n`);
      expect(holder).toBe('{"user":"op"}');
      expect(lockAge).toBeGreaterThanOrEqual(11);
      expect(lockAge).toBeLessThan(60);
      expect(ageOf(`00000000-0000-4000-8000-000000000000 ${uptime - 12}\n`).lockAge).toBe('boot');
      // an older kubestrap touches the file, and writes nothing
      expect(ageOf('').lockAge).toBeGreaterThanOrEqual(3999);
    } finally {
      rmSync(lock, { recursive: true });
    }
  });

  test('measure the disk below every directory of the kubelet, as the host has them', () => {
    const snippet = disks.snippet({ cluster: makeCluster(), host: makeHost(), peers: [] });
    const dirs = sh`kubelet_dirs() { printf '%s\n' /var/lib/kubelet ${directory}; }`;
    const { stdout, code } = runShell(lines([dirs, snippet]).write(revealSecrets), { shell });
    expect(code).toBe(0);
    const measured = disks.parse(stdout).map(({ path }) => path);
    expect(measured).toEqual(['/', '/var/lib/kubelet', '/var/lib/containerd', '/var/lib/etcd', directory]);
  });
});
