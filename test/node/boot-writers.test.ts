import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bootWriters } from '../../src/facts/boot-writers.ts';
import { bareFacts } from '../../src/facts/gather.ts';
import { named } from '../../src/model/change-id.ts';
import { rewrites } from '../../src/node/boot-writers.ts';
import { complete } from '../../src/shell/library.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeCluster, makeHost } from '../fixtures/cluster.ts';
import { runShell, type Shell, shells } from '../shell/shells.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubestrap-boot-'));
  write('/bin/cloud-init', '#!/bin/sh\n');
  write('/bin/systemctl', '#!/bin/sh\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), inRoot(content), { mode: 0o755 });
}

/** Absolute paths of a host, below a directory of ours. */
function inRoot(text: string): string {
  return text.replaceAll(/(?<![\w.])\/(?=(etc|run|var|usr|proc)\/)/g, `${root}/`);
}

const base = makeHost({ name: 'cp-1' });
const host = {
  ...base,
  node: { ...base.node, hostname: 'managed' as const, sysctls: { 'net.ipv4.conf.all.rp_filter': '1' } },
};

function found(shell: Shell, files: Readonly<Record<string, string>>) {
  for (const [path, content] of Object.entries(files)) write(path, content);
  const snippet = bootWriters.snippet({
    role: 'worker',
    files: [],
    sysctls: [],
    modules: [],
    services: [],
    certificatesDir: '',
  });
  const script = inRoot(complete(snippet).write(nameSecrets));
  const { stdout } = runShell(script, { shell, env: { PATH: `${root}/bin:${process.env.PATH}` } });
  const facts = { ...bareFacts(), bootWriters: bootWriters.parse(stdout.replaceAll(root, '')) };
  return rewrites(makeCluster(), host, facts).map(({ about, becomes, remedy }) => [
    named(about.kind, about.name).resource,
    becomes,
    remedy,
  ]);
}

const NAME = { '/var/lib/cloud/data/previous-hostname': '# made by cloud-init\nip-10-0-0-7' };
const TUNED = {
  '/etc/tuned/active_profile': 'mine\n',
  '/etc/tuned/mine/tuned.conf':
    '[main]\ninclude=throughput\n[sysctl]\nnet.ipv4.conf.all.rp_filter = 2\n[sysfs]\nnet.x=1\n',
  '/usr/lib/tuned/throughput/tuned.conf': '[sysctl]\nnet.ipv4.conf.all.rp_filter=0',
};

describe.each(shells)('what rewrites at boot what kubestrap sets, in $name', (shell) => {
  test.each<[string, Readonly<Record<string, string>>, readonly (readonly [string, string, RegExp])[]]>([
    ['nothing on a host without such programs', {}, []],
    [
      '/etc/hosts from a template of cloud-init',
      { '/etc/cloud/cloud.cfg': 'users: []\nmanage_etc_hosts: "true" # image' },
      [['hosts-entry /etc/hosts', 'a template of cloud-init', /write "manage_etc_hosts: false" to .*99-/]],
    ],
    [
      'user data overrule what is in /etc/cloud, and a drop-in does not overrule them',
      {
        '/etc/cloud/cloud.cfg': 'manage_etc_hosts: false\n',
        '/var/lib/cloud/instance/cloud-config.txt': 'manage_etc_hosts: template\n',
      },
      [['hosts-entry /etc/hosts', 'a template of cloud-init', /in the user data of the instance/]],
    ],
    [
      'one line of /etc/hosts is no harm, and the last drop-in counts',
      {
        '/etc/cloud/cloud.cfg': 'manage_etc_hosts: true\n',
        '/etc/cloud/cloud.cfg.d/10-a.cfg': 'manage_etc_hosts: true',
        '/etc/cloud/cloud.cfg.d/90-b.cfg': 'manage_etc_hosts: localhost',
      },
      [],
    ],
    [
      'a managed name that cloud-init knows otherwise',
      { '/etc/cloud/cloud.cfg': 'preserve_hostname: false\n', ...NAME },
      [['hostname node', 'ip-10-0-0-7', /write "preserve_hostname: true" to/]],
    ],
    [
      'a name that is preserved',
      {
        '/etc/cloud/cloud.cfg': 'preserve_hostname: false\n',
        '/etc/cloud/cloud.cfg.d/99-k.cfg': 'preserve_hostname: yes',
        ...NAME,
      },
      [],
    ],
    [
      'a cloud-init that is disabled',
      { '/etc/cloud/cloud.cfg': 'manage_etc_hosts: true\n', '/etc/cloud/cloud-init.disabled': '', ...NAME },
      [],
    ],
    [
      'hooks that write /etc/hosts and the name; reading and appending is no harm',
      {
        '/etc/dhcp/dhclient-exit-hooks.d/a':
          'echo "$new_host_name" >/etc/hostname\nhostname "$new_host_name"',
        '/etc/dhcp/dhclient-exit-hooks.d/b': 'grep -q x /etc/hosts; echo y >>/etc/hosts',
        '/etc/NetworkManager/dispatcher.d/c': 'mv /run/hosts.new /etc/hosts',
        '/etc/dhcp/dhclient.d/google_hostname.sh': 'google_hostname_config() { google_set_hostname; }',
      },
      [
        ['hosts-entry /etc/hosts', 'what /etc/NetworkManager/dispatcher.d/c writes', /remove/],
        ['hostname node', 'what /etc/dhcp/dhclient-exit-hooks.d/a sets', /remove/],
        ['hostname node', 'what /etc/dhcp/dhclient.d/google_hostname.sh sets', /remove/],
      ],
    ],
    [
      'dhcpcd with force_hostname',
      { '/etc/dhcpcd.conf': 'duid\nenv force_hostname=YES' },
      [['hostname node', 'the name that the DHCP server sends', /remove force_hostname/]],
    ],
    [
      'WSL',
      { '/proc/sys/kernel/osrelease': '5.15.1-microsoft-standard-WSL2\n' },
      [['hosts-entry /etc/hosts', 'a file made by WSL', /generateHosts = false/]],
    ],
    [
      'sysctls of ufw, while it is enabled',
      {
        '/etc/ufw/ufw.conf': 'ENABLED=yes\n',
        '/etc/default/ufw': 'IPT_SYSCTL=/etc/ufw/sysctl.conf\n',
        '/etc/ufw/sysctl.conf': '#net/ipv4/ip_forward=0\nnet/ipv4/conf/all/rp_filter=0',
      },
      [['sysctl net.ipv4.conf.all.rp_filter', '0', /remove the line/]],
    ],
    [
      "sysctls of tuned's profile, which counts more than those it includes",
      { ...TUNED, '/etc/tuned/tuned-main.conf': 'reapply_sysctl = 0' },
      [['sysctl net.ipv4.conf.all.rp_filter', '2', /reapply_sysctl = 1/]],
    ],
    [
      'no sysctls of tuned where it sets those of sysctl.d again',
      { ...TUNED, '/etc/tuned/tuned-main.conf': 'reapply_sysctl = 1\n' },
      [],
    ],
  ])('%s', (_what, files, expected) => {
    expect(found(shell, files)).toEqual(
      expected.map(([resource, becomes, remedy]) => [resource, becomes, expect.stringMatching(remedy)]),
    );
  });
});
