import { wholeLines } from '../shell/functions/text.ts';
import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';
import { lineOf, type SysctlLine } from './sysctl-files.ts';

/** A top-level key of a cloud-config file. */
export interface CloudSetting {
  readonly file: string;
  readonly key: string;
  /** As it is written, without quotes and comments. */
  readonly value: string;
}

/** Programs that write, at every boot or lease, what node preparation writes: as far as their files say so. */
export interface BootWriters {
  /** Null: it is not there, or is disabled. Settings in the order in which the later one counts. */
  readonly cloudInit: {
    readonly settings: readonly CloudSetting[];
    /** The name that it gave the host, or was told to; empty: unknown. */
    readonly name: string;
  } | null;
  /** Scripts of DHCP clients, NetworkManager and rc.local that write /etc/hosts as a whole, or the host's name. */
  readonly hooks: readonly { readonly file: string; readonly writes: 'hosts' | 'hostname' }[];
  /** dhcpcd.conf(5) with `force_hostname`, by path; empty: it has none. */
  readonly forcedHostname: string;
  /** WSL makes /etc/hosts at each start, unless /etc/wsl.conf says otherwise. */
  readonly wslHosts: boolean;
  /** Sysctls that are set after systemd-sysctl, and by whom. */
  readonly sysctls: readonly (SysctlLine & { readonly by: string })[];
}

export const NO_BOOT_WRITERS: BootWriters = {
  cloudInit: null,
  hooks: [],
  forcedHostname: '',
  wslHosts: false,
  sysctls: [],
};

/**
 * Where cloud-init reads its settings, the less important first: the base configuration, then what the platform and
 * the user gave this instance (cloud-init, "Configuration sources"; helpers.py, ConfigMerger).
 */
const CLOUD_FILES = [
  sh`/etc/cloud/cloud.cfg`,
  sh`/etc/cloud/cloud.cfg.d/*.cfg`,
  sh`/var/lib/cloud/instance/vendor-cloud-config.txt`,
  sh`/var/lib/cloud/instance/vendor2-cloud-config.txt`,
  sh`/var/lib/cloud/instance/cloud-config.txt`,
];

/** Scripts that run when an interface comes up or a lease is renewed, and at the end of a boot. */
const HOOKS = [
  sh`/etc/dhcp/dhclient-enter-hooks /etc/dhcp/dhclient-exit-hooks`,
  sh`/etc/dhcp/dhclient-enter-hooks.d/* /etc/dhcp/dhclient-exit-hooks.d/* /etc/dhcp/dhclient.d/*`,
  sh`/etc/NetworkManager/dispatcher.d/* /etc/NetworkManager/dispatcher.d/*.d/*`,
  sh`/etc/networkd-dispatcher/*.d/* /etc/network/if-up.d/* /etc/dhcpcd.exit-hook /etc/rc.local /etc/rc.d/rc.local`,
];

const HOSTS_WRITE =
  '(^|[^>])>[[:space:]]*"?/etc/hosts"?([[:space:];]|$)|(cp|mv|install)[[:space:]].*[[:space:]]/etc/hosts([[:space:];]|$)';
const HOSTNAME_WRITE =
  '(^|[^>])>[[:space:]]*"?/etc/hostname"?([[:space:];]|$)|hostnamectl[[:space:]].*hostname|google_set_hostname|(^|[[:space:];&|/])hostname[[:space:]]+("?\\$|-F)';

export const bootWriters: Fact<BootWriters> = {
  name: 'boot_writers',
  // of tuned, a profile counts more than those it includes. Strings in /proc/sys, unlike numbers, may be read byte by byte, as
  // dash does
  snippet: () => sh`line=; IFS= read -r line </proc/cmdline
if [ -d /etc/cloud ] && [ ! -e /etc/cloud/cloud-init.disabled ] && [ ! -e /run/cloud-init/disabled ] &&
  ! case $line in *cloud-init=disabled*) ;; *) false ;; esac && command -v cloud-init >/dev/null; then
  echo cloud-init
  grep -HsE ${`^["']?(manage_etc_hosts|preserve_hostname)["']?[[:space:]]*:`} ${CLOUD_FILES} | sed 's/^/cloud /'
  [ ! -f /var/lib/cloud/data/previous-hostname ] || ${wholeLines('/var/lib/cloud/data/previous-hostname')} | sed -n 's/^[[:space:]]*\([^#[:space:]].*\)/cloud-name \1/p'
fi
set --; for file in ${HOOKS}; do [ ! -f "$file" ] || set -- "$@" "$file"; done
if [ $# != 0 ]; then
  grep -lsE ${HOSTS_WRITE} -- "$@" | sed 's/^/hook hosts /'
  grep -lsE ${HOSTNAME_WRITE} -- "$@" | sed 's/^/hook hostname /'
fi
for file in /etc/dhcpcd.conf /usr/local/etc/dhcpcd.conf; do
  if [ -f "$file" ] && grep -qsiE '^[[:space:]]*env[[:space:]]+force_hostname=(yes|true|1)' "$file"; then printf 'forced %s\n' "$file"; fi
done
kernel=; read -r kernel </proc/sys/kernel/osrelease
if case $kernel in *[Mm]icrosoft*) ;; *) false ;; esac && ! grep -qsiE '^[[:space:]]*generateHosts[[:space:]]*=[[:space:]]*false' /etc/wsl.conf; then echo wsl; fi
if [ -f /etc/ufw/ufw.conf ] && grep -qs '^ENABLED=yes' /etc/ufw/ufw.conf; then
  file=$(sed -n 's/^IPT_SYSCTL=["'\'']\{0,1\}\([^"'\'']*\).*/\1/p' /etc/default/ufw)
  [ ! -f "$file" ] || ${wholeLines(sh`"$file"`)} | sed -n "s|^[[:space:]]*\([^#;[:space:]].*\)|sysctl ufw $file \1|p"
fi
if [ -f /etc/tuned/active_profile ] && systemctl is-enabled --quiet tuned.service && grep -qs '^[[:space:]]*reapply_sysctl[[:space:]]*=[[:space:]]*\(0\|[Ff]alse\|no\)' /etc/tuned/tuned-main.conf; then
  todo=$(cat /etc/tuned/active_profile) found= left=8
  while [ -n "$todo" ] && [ "$left" -gt 0 ]; do
    left=$((left - 1)) now=$todo todo= level=
    for profile in $now; do
      for file in "/etc/tuned/profiles/$profile/tuned.conf" "/etc/tuned/$profile/tuned.conf" "/usr/lib/tuned/profiles/$profile/tuned.conf" "/usr/lib/tuned/$profile/tuned.conf"; do
        [ -f "$file" ] || continue
        todo="$todo$(sed -n 's/^include[[:space:]]*=/ /p' "$file" | tr ',\n' '  ')"
        level="$level
$(awk -v "row=sysctl tuned $file" '/^\[/ { on = /^\[sysctl\]/ } on && /^[A-Za-z][^=]*=/ { print row, $0 }' "$file")"
        break
      done
    done
    found="$level
$found"
  done
  printf '%s\n' "$found"
fi`,
  parse: (output) => {
    const tagged = rows(output).map((row): readonly [string, string] => {
      const at = row.indexOf(' ');
      return at === -1 ? [row, ''] : [row.slice(0, at), row.slice(at + 1)];
    });
    const of = (tag: string) => tagged.flatMap(([name, rest]) => (name === tag ? [rest] : []));
    return {
      cloudInit:
        of('cloud-init').length === 0
          ? null
          : { settings: of('cloud').flatMap(cloudSetting), name: of('cloud-name').at(-1)?.trim() ?? '' },
      hooks: of('hook').flatMap((row) => {
        const [writes, ...file] = row.split(' ');
        return writes === 'hosts' || writes === 'hostname' ? [{ file: file.join(' '), writes }] : [];
      }),
      forcedHostname: of('forced')[0] ?? '',
      wslHosts: of('wsl').length > 0,
      sysctls: of('sysctl').flatMap((row) => {
        const [, by = '', file = '', text = ''] = /^(\S+) (\S+) (.*)$/.exec(row) ?? [];
        return lineOf(file, text).map((line) => ({ ...line, by }));
      }),
    };
  },
  bare: NO_BOOT_WRITERS,
};

/** `FILE:KEY: VALUE`, the value perhaps quoted and with a comment behind it. */
function cloudSetting(row: string): CloudSetting[] {
  const [, file = '', key = '', text = ''] = /^(\/[^:]*):["']?(\w+)["']?\s*:\s*(.*)$/.exec(row) ?? [];
  if (key === '') return [];
  return [
    {
      file,
      key,
      value: text
        .replace(/(^|\s)#.*$/, '')
        .trim()
        .replaceAll(/^["']|["']$/g, ''),
    },
  ];
}
