import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Diagnosis } from '../../src/doctor/diagnose.ts';
import { setAtBoot } from '../../src/facts/sysctl-boot.ts';
import { sysctlFiles } from '../../src/facts/sysctl-files.ts';
import { lines, nameSecrets, sh } from '../../src/shell/sh.ts';
import { type Lab, up } from '../lab/lab.ts';
import { runnable } from '../shell/runnable.ts';
import { failing, kubestrap } from './cli.ts';
import { on } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { toPrepare } from './prepare.ts';
import { createProject, type Project } from './project.ts';
import { hostFiles } from './snapshot.ts';

const SYSCTLS = { 'net.ipv4.conf.all.rp_filter': '1', 'net.ipv4.conf.all.log_martians': '1' };

onLab("files of hosts that are not kubestrap's", () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-host-files', hosts: ['cp-1'], kube: false });
    project = await createProject(lab, ({ cluster }) => {
      cluster.spec.node = { sysctls: SYSCTLS };
    });
  });

  afterAll(async () => {
    await lab?.down();
  });

  const findings = async () => {
    const { stdout } = await kubestrap(
      project,
      'doctor',
      '--skip',
      'clock,time-sync,etcd-disk',
      '-o',
      'json',
    );
    return (JSON.parse(stdout) as Diagnosis).findings;
  };

  test('plan and doctor say the same of files with and without a newline at their end', async () => {
    const files: Readonly<Record<string, string>> = {
      '/etc/sysctl.d/50-a.conf': 'net.ipv4.conf.all.rp_filter = 2',
      '/etc/sysctl.d/99-x.conf': 'net.ipv4.conf.all.rp_filter = 2',
      '/etc/sysctl.d/99-y.conf': 'net.ipv4.conf.all.log_martians = 0',
      '/etc/modprobe.d/a.conf': 'blacklist overlay',
      '/etc/fstab': '/swapfile none swap sw 0 0',
      '/etc/hosts': '127.0.0.1 localhost',
      '/etc/default/a': 'HTTPS_PROXY=http://192.0.2.1:3128',
      '/etc/default/b': 'NO_PROXY=10.0.0.0/8',
      '/var/lib/kubelet/config.yaml': 'kind: KubeletConfiguration\nresolvConf: /etc/resolv.other',
      '/etc/resolv.other': 'search example.org\nnameserver 127.0.0.53',
    };
    const paths = Object.keys(files);
    const keep = '/etc/fstab /etc/hosts';
    await on(
      lab,
      'cp-1',
      `mkdir -p /run/kept /var/lib/kubelet /etc/systemd/system/containerd.service.d
for file in ${keep}; do cp -p "$file" /run/kept; done
printf '[Service]\\nEnvironmentFile=/etc/default/a\\nEnvironmentFile=/etc/default/b\\n' >/etc/systemd/system/containerd.service.d/proxy.conf
systemctl daemon-reload`,
    );
    onTestFinished(async () => {
      await on(
        lab,
        'cp-1',
        `rm -rf ${paths.join(' ')} /var/lib/kubelet /etc/systemd/system/containerd.service.d; cp -p /run/kept/* /etc; systemctl daemon-reload`,
      );
    });
    const seen = async (end: string) => {
      const write = Object.entries(files).map(([path, text]) => sh`printf '%s' ${`${text}${end}`} >${path}`);
      await on(lab, 'cp-1', lines(write).write(nameSecrets));
      return { findings: await findings(), changes: await toPrepare(project) };
    };
    const whole = await seen('\n');
    expect(whole.changes['cp-1']?.filter(({ supported }) => supported === false)).toEqual([
      expect.objectContaining({ before: '0', reason: expect.stringContaining('/etc/sysctl.d/99-y.conf') }),
      expect.objectContaining({ before: '2', reason: expect.stringContaining('/etc/sysctl.d/99-x.conf') }),
    ]);
    expect(whole.findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['proxy', 'dns', 'swap']),
    );
    expect(await seen('')).toEqual(whole);
  });

  test('what other programs rewrite at boot is in the plan and in doctor', async () => {
    await on(
      lab,
      'cp-1',
      `mkdir -p /etc/cloud/cloud.cfg.d; printf '#!/bin/sh\\n' >/usr/local/bin/cloud-init; chmod 755 /usr/local/bin/cloud-init
printf 'manage_etc_hosts: true' >/etc/cloud/cloud.cfg`,
    );
    onTestFinished(async () => void (await on(lab, 'cp-1', 'rm -rf /etc/cloud /usr/local/bin/cloud-init')));
    const marked = async () =>
      (await toPrepare(project))['cp-1']?.flatMap(({ resource, reason, supported }) =>
        supported === false ? [`${resource}: ${reason}`] : [],
      );
    expect(await marked()).toEqual([
      expect.stringMatching(
        /^hosts-entry \/etc\/hosts at boot: .*"manage_etc_hosts: false".*99-kubernetes\.cfg/,
      ),
    ]);
    await on(lab, 'cp-1', 'echo "manage_etc_hosts: false" >/etc/cloud/cloud.cfg.d/99-kubernetes.cfg');
    expect(await marked()).toEqual([]);
  });

  test('a file that cannot be replaced is named before anything is changed, and again where it is too late', async () => {
    const locks = [
      ['chattr +i /etc/hosts', 'chattr -i /etc/hosts', /\/etc\/hosts or its directory is immutable/],
      ['mount --bind /etc/hosts /etc/hosts', 'umount /etc/hosts', /\/etc\/hosts is a mount of its own/],
      [
        'mkdir -p /etc/modprobe.d; mount --bind -o ro /etc/modules-load.d /etc/modules-load.d; mount -o remount,ro,bind /etc/modules-load.d',
        'umount /etc/modules-load.d',
        /kubestrap\.conf is on a file system that is mounted read-only/,
      ],
    ] as const;
    for (const [lock, unlock, what] of locks) {
      await on(lab, 'cp-1', lock);
      const before = await hostFiles(lab);
      const planned = await kubestrap(project, 'plan', '--only', 'prepare');
      const { code, said } = await failing(project, 'apply', '-y', '--only', 'prepare');
      const after = await hostFiles(lab);
      const step = await lab.exec(
        'cp-1',
        runnable(
          lines([
            sh`set -e; put_block /etc/hosts '# BEGIN' '# END' ${'192.0.2.1 x\n'}; put_file /etc/modules-load.d/kubestrap.conf 0644 root:root x`,
          ]),
        ).write(nameSecrets),
      );
      await on(
        lab,
        'cp-1',
        `${unlock}; sed -i '/^# BEGIN/,/^# END/d' /etc/hosts; rm -f /etc/modules-load.d/kubestrap.conf`,
      );
      expect(planned.stdout).toMatch(what);
      expect([code, said]).toEqual([1, expect.stringMatching(what)]);
      expect(after).toEqual(before);
      expect([step.code, step.stderr]).toEqual([1, expect.stringContaining('run kubestrap again')]);
    }
  });

  const KEYS = [
    'net.ipv4.ip_forward',
    ...['all', 'default', 'lo'].flatMap((name) =>
      ['send_redirects', 'rp_filter'].map((key) => `net.ipv4.conf.${name}.${key}`),
    ),
  ];
  const names = [
    ...KEYS,
    'net.ipv4.conf.all.forwarding',
    'net/ipv4/conf/all/rp_filter',
    '/net//ipv4/conf/lo/rp_filter',
    'net.ipv4.conf.*.rp_filter',
    'net/ipv4/conf/*/send_redirects',
    'net.ipv4.conf.[!al]*.rp_filter',
    'net.ipv4.conf.?o.send_redirects',
    'net.ipv4.ip_forwar[a-f]',
    'net.*.rp_filter',
  ];
  const text = fc
    .array(
      fc.tuple(
        fc.constantFrom('', '  ', '-', '- ', '#', ';'),
        fc.constantFrom(...names),
        fc.constantFrom('=0', '=1', ' = 1 ', '\t=0\r', '', '=1'),
      ),
      { maxLength: 6 },
    )
    .chain((parts) =>
      fc.constantFrom('', '\n', '\n\n').map((end) => parts.map((part) => part.join('')).join('\n') + end),
    );
  const file = fc.record({
    directory: fc.constantFrom('/etc', '/run', '/usr/local/lib', '/usr/lib'),
    name: fc.constantFrom('10-a.conf', '60-ä.conf', '60-Z.conf', '99-kubestrap.conf', '99-z.conf', 'z.other'),
    content: fc.oneof({ weight: 8, arbitrary: text }, fc.constantFrom(null, undefined)),
  });

  test('sysctl.d is read as the real systemd-sysctl applies it', async () => {
    const applied = fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 6 }), async (files) => {
      const places = files.map(({ directory, name }) => `${directory}/sysctl.d/${name}`);
      const script = runnable(
        lines([
          sh`rm -f ${[...new Set(places)]}`,
          ...files.map(({ directory, content }, index) => {
            const path = places[index] ?? '';
            const make = sh`mkdir -p ${`${directory}/sysctl.d`}; rm -f ${path}`;
            if (content === null) return sh`${make}; ln -s /dev/null ${path}`;
            return content === undefined
              ? sh`${make}; ln -s /nowhere ${path}`
              : sh`${make}; printf %s ${content} >${path}`;
          }),
          sh`for key in ${KEYS}; do echo 0 >"/proc/sys/$(echo "$key" | tr . /)"; done
/usr/lib/systemd/systemd-sysctl --prefix=/net/ipv4 2>/dev/null
for key in ${KEYS}; do printf 'is %s %s\n' "$key" "$(cat "/proc/sys/$(echo "$key" | tr . /)")"; done
echo ==`,
          sysctlFiles.snippet({
            role: 'worker',
            files: [],
            sysctls: [],
            modules: [],
            services: [],
            certificatesDir: '',
          }),
          sh`rm -f ${[...new Set(places)]}`,
        ]),
      );
      const [values = '', printed = ''] = (await on(lab, 'cp-1', script.write(nameSecrets))).split('==\n');
      const read = sysctlFiles.parse(printed);
      const ours = KEYS.map((key) => `is ${key} ${setAtBoot(read, key)?.value ?? 0}`);
      expect(ours).toEqual(values.trim().split('\n'));
    });
    await fc.assert(applied, { numRuns: 30, endOnFailure: false });
  });
});
