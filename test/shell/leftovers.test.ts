import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lines, nameSecrets, type Script, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

const FIXTURES = new URL('../fixtures/iptables/', import.meta.url);
const FOREIGN = 'docker-ufw.txt';
const OURS = readdirSync(FIXTURES).filter((name) => name !== FOREIGN);
const rules = (name: string) => readFileSync(new URL(name, FIXTURES), 'utf8');

/** A host below a directory: paths that the functions look at lie there. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-host-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const PLACES = [
  '/etc/kubernetes',
  '/etc/cni',
  '/var/lib',
  '/var/run',
  '/run',
  '/root',
  '/home',
  '/sys/class',
];

function put(path: string, content = 'x\n'): void {
  mkdirSync(dirname(root + path), { recursive: true });
  writeFileSync(root + path, content);
}

/** A program of the host: what it says and does. */
function program(name: string, body: string): void {
  put(`/bin/${name}`, `#!/bin/sh\n${body}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}

const is = (path: string) => existsSync(root + path);

describe.each(shells)('leftovers in $name', (shell) => {
  const run = (command: Script, input?: string) => {
    const at = (text: string) =>
      PLACES.reduce(
        (all, place) => all.replaceAll(new RegExp(`(?<![\\w/.])${place}(?=[/ ;)"}]|$)`, 'gm'), root + place),
        text,
      );
    const text = at(runnable(sh`( set -e; ${command} )`).write(nameSecrets));
    const script = input === undefined ? text : `${text} <<'INPUT'\n${input}INPUT\n`;
    return runShell(script, {
      shell,
      env: { PATH: `${join(root, 'bin')}:${process.env.PATH ?? ''}`, HOME: `${root}/root` },
    });
  };
  const out = (command: Script, input?: string) => {
    const { code, stdout, stderr } = run(command, input);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout;
  };

  test('rules of docker, ufw and people stay, whatever their comments say', () => {
    expect(out(sh`cluster_rules`, rules(FOREIGN))).toBe('');
  });

  test.each(OURS)(
    '%s: every chain is emptied and removed, every rule that leads there goes, and nothing else',
    (name) => {
      const text = rules(name);
      const said = out(sh`cluster_rules`, text).split('\n');
      const chain = /^(KUBE-|CNI-|FLANNEL-|cali-)/;
      const chains = [...text.matchAll(/^:(\S+)/gm)].map(([, one = '']) => one);
      expect(said.filter((line) => line.startsWith('-X '))).toEqual(
        chains.filter((one) => chain.test(one)).map((one) => `-X ${one}`),
      );
      const elsewhere = [...text.matchAll(/^-A (\S+) .*$/gm)].filter(([, one = '']) => !chain.test(one));
      expect(said.filter((line) => line.startsWith('-D '))).toEqual(
        elsewhere.map(([line]) => line.replace(/^-A/, '-D')),
      );
      // no policy and no foreign chain is named: iptables-restore --noflush leaves them alone
      expect(said.filter((line) => line.startsWith(':') && !chain.test(line.slice(1)))).toEqual([]);
    },
  );

  test('rules among foreign ones: only theirs go', () => {
    const [head = '', tail = ''] = rules(FOREIGN).split('-A FORWARD -j DOCKER-USER\n');
    const mixed = `${head}-A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD\n-A FORWARD -j DOCKER-USER\n${tail}`;
    expect(out(sh`cluster_rules`, mixed)).toBe(
      '*filter\n-D FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD\nCOMMIT\n',
    );
  });

  test('rules are looked at in both ways that the kernel keeps them, each once', () => {
    for (const name of ['iptables', 'iptables-nft', 'iptables-legacy', 'ip6tables'])
      program(`${name}-save`, ':');
    const known = out(sh`rule_programs`).trim().split('\n');
    expect(known.filter((name) => name.startsWith('iptables'))).toEqual(['iptables-legacy', 'iptables-nft']);
    expect(known).toContain('ip6tables');
  });

  test('a restore that fails ends the step', () => {
    const text = rules('flannel.txt');
    writeFileSync(join(root, 'save.txt'), text);
    program('iptables-save', `cat ${join(root, 'save.txt')}`);
    program('iptables-restore', `cat >${join(root, 'restored')}; exit 1`);
    const { code } = run(sh`rule_programs() { echo iptables; }; clear_rules`);
    expect(code).not.toBe(0);
    program('iptables-restore', `cat >${join(root, 'restored')}; : >${join(root, 'save.txt')}`);
    expect(run(sh`rule_programs() { echo iptables; }; clear_rules`).code).toBe(0);
    expect(readFileSync(join(root, 'restored'), 'utf8')).toContain('-X FLANNEL-FWD');
  });

  test('CNI configuration goes if it came after kubeadm started here', () => {
    put('/etc/cni/net.d/10-old.conf');
    put('/etc/cni/net.d/10-flannel.conflist');
    put('/var/lib/kubestrap/runs/kubeadm-join/started');
    utimesSync(`${root}/etc/cni/net.d/10-old.conf`, 1000, 1000);
    utimesSync(`${root}/var/lib/kubestrap/runs/kubeadm-join/started`, 2000, 2000);
    out(sh`clear_cni`);
    expect([is('/etc/cni/net.d/10-old.conf'), is('/etc/cni/net.d/10-flannel.conflist')]).toEqual([
      true,
      false,
    ]);
  });

  test('where nobody knows when kubeadm started, CNI configuration goes by its name', () => {
    put('/etc/cni/net.d/99-other.conf');
    put('/etc/cni/net.d/10-calico.conflist');
    out(sh`clear_cni`);
    expect(readdirSync(`${root}/etc/cni/net.d`)).toEqual(['99-other.conf']);
  });

  const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
  const entry = (body: string, name: string) =>
    `- cluster:\n    certificate-authority-data: ${Buffer.from(pem(body)).toString('base64')}\n    server: https://${name}:6443\n  name: ${name}\n`;
  const config = (...entries: string[]) => `apiVersion: v1\nclusters:\n${entries.join('')}kind: Config\n`;

  test('kubeconfigs of this cluster go, those with others are named, and others are left alone', () => {
    put('/etc/kubernetes/pki/ca.crt', `subject=ours\n${pem('AAAA\nBBBB')}${pem('CCCC')}`);
    put('/root/.kube/config', config(entry('AAAA\nBBBB', 'ours')));
    put('/home/a/.kube/config', config(entry('AAAA\nBBBB', 'ours'), entry('DDDD', 'other')));
    put('/home/b/.kube/config', config(entry('DDDD', 'other')));
    const found = `own ${root}/root/.kube/config\nshared ${root}/home/a/.kube/config\n`;
    const listed = out(sh`found_kubeconfigs /etc/kubernetes/pki`);
    expect(listed.split('\n').toSorted()).toEqual(found.split('\n').toSorted());
    expect(out(sh`clear_kubeconfigs /etc/kubernetes/pki`)).toContain(
      'home/a/.kube/config holds other clusters',
    );
    expect([is('/root/.kube'), is('/home/a/.kube/config'), is('/home/b/.kube/config')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('once the CA is gone, the copy that was kept tells kubeconfigs', () => {
    put('/var/lib/kubestrap/reset-ca.crt', pem('AAAA'));
    put('/root/.kube/config', config(entry('AAAA', 'ours')));
    expect(out(sh`found_kubeconfigs /etc/kubernetes/pki`)).toBe(`own ${root}/root/.kube/config\n`);
  });

  test('files that make a member go, and what is beside them stays', () => {
    for (const path of [
      'admin.conf',
      'pki/ca.key',
      'pki/etcd/ca.key',
      'manifests/etcd.yaml',
      'tmp/x',
      'mine.yaml',
    ])
      put(`/etc/kubernetes/${path}`);
    put('/var/lib/kubelet/pki/kubelet.key');
    put('/var/lib/kubelet/mine');
    out(sh`clear_files /etc/kubernetes/pki`);
    expect(readdirSync(`${root}/etc/kubernetes`).toSorted()).toEqual(['manifests', 'mine.yaml']);
    expect(readdirSync(`${root}/etc/kubernetes/manifests`)).toEqual([]);
    expect(readdirSync(`${root}/var/lib/kubelet`)).toEqual(['mine']);
    out(sh`clear_files /etc/kubernetes/pki`);
  });

  test('volumes that cannot be unmounted keep their files', () => {
    put('/var/lib/kubelet/pods/a/volumes/nfs/precious');
    // functions: busybox would take its own programs before those on the PATH
    const mounted = sh`umount() { return 1; }; sleep() { :; }; found_mounts() { echo /var/lib/kubelet/pods/a/volumes/nfs; }`;
    const { code, stderr } = run(sh`${mounted}; clear_files /etc/kubernetes/pki`);
    expect(code).toBe(1);
    expect(stderr).toContain('so that no volume is emptied');
    expect(is('/var/lib/kubelet/pods/a/volumes/nfs/precious')).toBe(true);
  });

  /** The kernel's list of mounts, as a file: `mounted_at` reads it there. */
  const mounts = (...paths: string[]) =>
    sh`mounted_at() { printf '%s\n' ${paths.map((path) => root + path)}; }`;

  test.each([
    ['its own directory', ['/var/lib/kubelet/pods/a/v'], sh`:`],
    ['a directory that it is a link to', ['/data/kubelet/pods/a/v'], sh`:`],
    ['the --root-dir of the spec', ['/srv/kubelet/pods/a/v'], sh`KS_KUBELET_ROOT=${'@/srv/kubelet'}`],
    ['the --root-dir that kubeadm wrote', ['/opt/kubelet/pods/a/v'], sh`:`],
  ])('volumes of the kubelet are found below %s', (what, paths, given) => {
    if (what.includes('link')) {
      mkdirSync(`${root}/data/kubelet`, { recursive: true });
      mkdirSync(`${root}/var/lib`, { recursive: true });
      symlinkSync(`${root}/data/kubelet`, `${root}/var/lib/kubelet`);
    }
    if (what.includes('kubeadm')) {
      put(
        '/var/lib/kubelet/kubeadm-flags.env',
        `KUBELET_KUBEADM_ARGS="--x=y --root-dir=${root}/opt/kubelet --z=1"\n`,
      );
    }
    const own = sh.code(given.write(nameSecrets).replace('@', root));
    expect(out(sh`${mounts('/', ...paths)}; ${own}; found_mounts`)).toBe(
      paths.map((path) => `${root}${path}\n`).join(''),
    );
  });

  test('a disk at a directory of the kubelet or of etcd is no volume: it stays, and only what is theirs in it goes', () => {
    put('/var/lib/kubelet/pods/a/etc-hosts');
    put('/var/lib/kubelet/pods/lost+found/x');
    put('/var/lib/etcd/member/wal/0');
    const disks = mounts(
      '/var/lib/kubelet',
      '/var/lib/kubelet/pods',
      '/var/lib/etcd',
      '/var/lib/etcd/member',
    );
    expect(out(sh`${disks}; found_mounts`)).toBe('');
    out(sh`${disks}; clear_files /etc/kubernetes/pki; clear_etcd /var/lib/etcd`);
    expect(readdirSync(`${root}/var/lib/kubelet/pods`)).toEqual(['lost+found']);
    expect(readdirSync(`${root}/var/lib/etcd/member`)).toEqual([]);
    expect(out(sh`${disks}; found_files /etc/kubernetes/pki; found_etcd /var/lib/etcd`)).toBe('');
  });

  test('a clean-up that is cut off leaves a host that is half done', () => {
    put('/var/lib/kubestrap/runs/kubeadm-join/started', '2026-01-01\n');
    put('/var/lib/kubestrap/runs/kubeadm-join/exit', '0\n');
    out(sh`begin_clean_up`);
    expect(readdirSync(`${root}/var/lib/kubestrap/runs/kubeadm-join`)).toEqual(['started']);
    out(sh`end_clean_up`);
    expect(readdirSync(`${root}/var/lib/kubestrap/runs`)).toEqual([]);
    // where no run was noted, that marker does not tell foreign CNI files from the cluster's
    out(sh`begin_clean_up`);
    put('/etc/cni/net.d/99-other.conf');
    expect(out(sh`found_cni`)).toBe('');
  });

  test("etcd's member goes, and what lies beside it stays", () => {
    put('/var/lib/etcd/member/wal/0');
    put('/var/lib/etcd/lost+found/x');
    out(sh`clear_etcd /var/lib/etcd`);
    expect(readdirSync(`${root}/var/lib/etcd`)).toEqual(['lost+found']);
    rmSync(`${root}/var/lib/etcd/lost+found`, { recursive: true });
    out(sh`clear_etcd /var/lib/etcd`);
    expect(is('/var/lib/etcd')).toBe(false);
  });

  test('links are known by their names, and one with hardware behind it is never touched', () => {
    const names = [
      'lo',
      'eth0',
      'cni0',
      'flannel.1',
      'cali0123456789a',
      'kube-ipvs0',
      'calibre',
      'docker0',
      'tunl0',
    ];
    for (const name of names) mkdirSync(`${root}/sys/class/net/${name}`, { recursive: true });
    mkdirSync(`${root}/sys/class/net/weave/device`, { recursive: true });
    expect(out(sh`found_links`).trim().split('\n').toSorted()).toEqual([
      'cali0123456789a',
      'cni0',
      'flannel.1',
      'kube-ipvs0',
    ]);
  });

  test('only IPVS services on addresses of kube-ipvs0 are listed', () => {
    mkdirSync(`${root}/sys/class/net/kube-ipvs0`, { recursive: true });
    const ip = sh`ip() { printf '9: kube-ipvs0    inet 10.96.0.1/32 scope global kube-ipvs0\n9: kube-ipvs0    inet6 fd00::1/128 scope global \n'; }`;
    program(
      'ipvsadm',
      "printf -- '-A -t 10.96.0.1:443 -s rr\\n-a -t 10.96.0.1:443 -r 10.0.0.1:6443 -m\\n-A -u [fd00::1]:53 -s rr\\n-A -t 192.0.2.1:80 -s wlc\\n'",
    );
    expect(out(sh`${ip}; found_ipvs`)).toBe('-t 10.96.0.1:443\n-u [fd00::1]:53\n');
  });

  test('a kubeadm that fails is not the end: what is left counts', () => {
    program('kubeadm', ':');
    const { code, stdout } = run(
      sh`long() { shift 3; echo "ran $*"; return 7; }; reset_kubeadm --skip-phases=remove-etcd-member`,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('ran kubeadm reset --force --skip-phases=remove-etcd-member\n');
    expect(stdout).toContain('exit code 7');
  });

  test('a host is clean, or the check says what is left', () => {
    const quiet = sh`found_processes() { :; }; found_mounts() { :; }; found_rules() { :; }; found_tables() { :; }; found_ipsets() { :; }`;
    put('/var/lib/kubestrap/record.json');
    const check = sh`${quiet}; no_leftovers /etc/kubernetes/pki /var/lib/etcd unix:///run/none.sock`;
    expect(run(check).code).toBe(0);
    put('/etc/kubernetes/pki/ca.key');
    put('/var/lib/etcd/member/x');
    const { code, stderr } = run(check);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `the host is not clean:\nfile ${root}/etc/kubernetes/pki/ca.key\netcd ${root}/var/lib/etcd/member\n`,
    );
  });
});

const inNamespace = (script: string) =>
  spawnSync('unshare', ['--net', 'sh', '-c', script], { encoding: 'utf8' });
const canFilter = inNamespace('command -v iptables-save && iptables-save').status === 0;
if (!canFilter)
  process.stderr.write(
    'SKIPPED: rules in a real kernel (needs root and iptables here); the end-to-end test of reset has them\n',
  );

describe.skipIf(!canFilter)('rules in a network namespace', () => {
  test.each(OURS.filter((name) => !name.includes('ipvs')))('%s: foreign rules are as before', (name) => {
    // loading policies along would change those of docker and ufw
    writeFileSync(`${root}/rules`, rules(name).replaceAll(/^:\S+ (?!- ).*\n/gm, ''));
    const listed = "iptables-save | grep -E '^(-A|:)' | sed 's/ *\\[.*//' | grep -vE '^:[A-Z]+ ACCEPT$'";
    const script = `${runnable(lines([])).write(nameSecrets)}
iptables-restore <'${new URL(FOREIGN, FIXTURES).pathname}' || exit 1
${listed} >'${root}/before'
iptables-restore --noflush <'${root}/rules' || exit 1
found_rules | grep -q . || exit 2
( set -e; clear_rules ) || exit 3
${listed} >'${root}/after'`;
    const { status, stderr } = inNamespace(script);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(readFileSync(`${root}/after`, 'utf8')).toBe(readFileSync(`${root}/before`, 'utf8'));
  });
});
