import type { BootWriters, CloudSetting } from '../facts/boot-writers.ts';
import { setAtBoot } from '../facts/sysctl-boot.ts';
import { normaliseSysctl } from '../facts/sysctls.ts';
import type { HostFacts } from '../facts/types.ts';
import { requiredSysctls } from '../knowledge/sysctls.ts';
import { type ChangeId, named } from '../model/change-id.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Desired, Note } from './area.ts';

/** Something of ours that another program writes again, at a boot or when a lease is renewed. */
export interface Rewrite {
  /** The resource that is lost. */
  readonly about: Pick<ChangeId, 'kind' | 'name'>;
  /** What the other program makes of it. */
  readonly becomes: string;
  /** What is wanted instead. */
  readonly want: string;
  /** Who does it, and because of which setting. */
  readonly cause: string;
  readonly remedy: string;
}

type Rule = (about: {
  readonly host: Host;
  readonly facts: HostFacts;
  readonly cluster: Cluster;
}) => Rewrite[];

const HOSTNAME = { kind: 'hostname', name: 'node' } as const;
const HOSTS = { about: { kind: 'hosts-entry', name: '/etc/hosts' }, want: 'the lines of kubestrap' } as const;
/** Where a setting of the base configuration is overruled: the last name of cloud.cfg.d counts. */
const DROP_IN = '/etc/cloud/cloud.cfg.d/99-kubernetes.cfg';
const DISABLE = 'where nothing else needs it, "touch /etc/cloud/cloud-init.disabled" ends it';

/** The setting that counts, of those in the order of cloud-init; undefined: it has its default. */
function setting({ cloudInit }: BootWriters, key: string): CloudSetting | undefined {
  return cloudInit?.settings.findLast((one) => one.key === key);
}

/** What is true to cloud-init (util.translate_bool). */
function isTrue(value: string | undefined): boolean {
  return ['true', '1', 'on', 'yes'].includes((value ?? '').toLowerCase());
}

/** A drop-in overrules files of the image, not what the platform or the user gave the instance. */
function cloudRemedy(line: string, file: string | undefined): string {
  return file?.startsWith('/var/lib/cloud/') === true
    ? `set "${line}" in the user data of the instance, from which ${file} is made; ${DISABLE}`
    : `write "${line}" to ${DROP_IN}`;
}

/** cloud-init, module update_etc_hosts: made from a template at every boot; `localhost` edits one line only. */
const cloudHosts: Rule = ({ facts: { bootWriters } }) => {
  const found = setting(bootWriters, 'manage_etc_hosts');
  if (found === undefined || !(isTrue(found.value) || found.value === 'template')) return [];
  return [
    {
      ...HOSTS,
      becomes: 'a template of cloud-init',
      cause: `cloud-init writes /etc/hosts from a template at every boot (manage_etc_hosts: ${found.value} in ${found.file})`,
      remedy: cloudRemedy('manage_etc_hosts: false', found.file),
    },
  ];
};

/**
 * cloud-init, modules set_hostname and update_hostname: a name that somebody else gave the host stays as long as the
 * instance has the same data, and is lost when they change or its cache is cleaned.
 */
const cloudHostname: Rule = ({ host, facts: { bootWriters } }) => {
  const { name = '' } = bootWriters.cloudInit ?? {};
  const found = setting(bootWriters, 'preserve_hostname');
  if (host.node.hostname !== 'managed' || name === '' || name === host.name || isTrue(found?.value))
    return [];
  return [
    {
      about: HOSTNAME,
      want: host.name,
      becomes: name,
      cause: `cloud-init knows this host as ${name} and gives it that name again when the data of the instance change (preserve_hostname is false${found === undefined ? '' : ` in ${found.file}`})`,
      remedy: cloudRemedy('preserve_hostname: true', found?.file),
    },
  ];
};

const hooks: Rule = ({ host, facts: { bootWriters } }) =>
  bootWriters.hooks.flatMap(({ file, writes }): Rewrite[] => {
    const cause = `${file} runs at boot or with the network and writes ${writes === 'hosts' ? '/etc/hosts' : "the host's name"}`;
    const remedy = `remove ${file}, or the lines that do so`;
    if (writes === 'hosts') return [{ ...HOSTS, becomes: `what ${file} writes`, cause, remedy }];
    if (host.node.hostname !== 'managed') return [];
    return [{ about: HOSTNAME, want: host.name, becomes: `what ${file} sets`, cause, remedy }];
  });

const dhcpcd: Rule = ({ host, facts: { bootWriters } }) =>
  host.node.hostname !== 'managed' || bootWriters.forcedHostname === ''
    ? []
    : [
        {
          about: HOSTNAME,
          want: host.name,
          becomes: 'the name that the DHCP server sends',
          cause: `dhcpcd sets the name that the DHCP server sends (force_hostname in ${bootWriters.forcedHostname})`,
          remedy: `remove force_hostname from ${bootWriters.forcedHostname}`,
        },
      ];

const wsl: Rule = ({ facts: { bootWriters } }) =>
  bootWriters.wslHosts
    ? [
        {
          ...HOSTS,
          becomes: 'a file made by WSL',
          cause: 'WSL makes /etc/hosts anew at each start',
          remedy: 'write "generateHosts = false" below [network] to /etc/wsl.conf',
        },
      ]
    : [];

/** ufw and tuned set sysctls after systemd-sysctl, so that /etc/sysctl.d does not overrule them. */
const sysctls: Rule = ({ cluster, host, facts: { bootWriters } }) =>
  requiredSysctls(cluster, host).flatMap(({ key, value, merge }) => {
    const line = setAtBoot(bootWriters.sysctls, key);
    const by = bootWriters.sysctls.find(({ file }) => file === line?.file)?.by;
    if (line === undefined || line.value === normaliseSysctl(value) || merge !== undefined) return [];
    return [
      {
        about: { kind: 'sysctl', name: key },
        want: normaliseSysctl(value),
        becomes: line.value ?? '',
        cause: `${by} sets ${line.key} from ${line.file} after sysctl.d is read`,
        remedy: `remove the line there, or give the spec its value${by === 'tuned' ? '; or set reapply_sysctl = 1 in /etc/tuned/tuned-main.conf' : ''}`,
      },
    ];
  });

/** Who rewrites what: a new program is a rule here and a few lines in `src/facts/boot-writers.ts`. */
const RULES: readonly Rule[] = [cloudHosts, cloudHostname, hooks, dhcpcd, wsl, sysctls];

/** What other programs write over at the next boot, as far as it can be seen. Pure. */
export function rewrites(cluster: Cluster, host: Host, facts: HostFacts): readonly Rewrite[] {
  return RULES.flatMap((rule) => rule({ cluster, host, facts }));
}

/** The same as notes of a plan. */
export const bootWriterNotes = ({ cluster, host, facts }: Desired): readonly Note[] =>
  rewrites(cluster, host, facts).map(({ about, becomes, want, cause, remedy }) => ({
    ...named(about.kind, about.name, 'at boot'),
    action: 'update',
    before: becomes,
    after: want,
    reason: `${cause}: ${remedy}`,
    disruption: 'none',
  }));
