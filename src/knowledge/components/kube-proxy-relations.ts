import type { Config, Relation } from './relation.ts';

const VALIDATION = 'pkg/proxy/apis/config/validation/validation.go';

/** Absent and empty mean iptables up to 1.37 (kubernetes#139957 announces nftables for later). */
const modeOf = (config: Config): unknown => config.at('mode') || 'iptables';

const MODES = ['iptables', 'ipvs', 'nftables', 'userspace'];

/** A section that says something while the mode is not one of its own; of a mode that is none, nothing follows. */
const unused = (section: string, own: readonly string[]) => (config: Config) => {
  const mode = String(modeOf(config));
  return config.says(section) && MODES.includes(mode) && !own.includes(mode) ? [section] : [];
};

/** Settings of how often rules are written, in each section that has them, with the default of the longer one. */
const SYNC_DEFAULT_MS = 30_000;
const SECTIONS = ['iptables', 'ipvs', 'nftables'];

/** What the fields of KubeProxyConfiguration mean together, and what becomes of its modes. */
export const kubeProxyRelations: readonly Relation[] = [
  {
    since: 35,
    severity: 'warning',
    broken: (config) => (config.at('mode') === 'ipvs' ? ['mode'] : []),
    message: 'mode ipvs is deprecated from 1.35 on; by plan it is off by default in 1.40, and gone in 1.43',
    hint: 'move to `mode: nftables` (kernel 5.13, nft 1.0.1) or iptables; hosts keep the rules of the old mode until `kube-proxy --cleanup` or a reboot',
    source: 'kubernetes#134539, KEP-5495, kubernetes#76109',
  },
  {
    since: 23,
    until: 26,
    severity: 'warning',
    broken: (config) => (config.at('mode') === 'userspace' ? ['mode'] : []),
    message: 'mode userspace is deprecated, and gone in 1.26',
    hint: 'move to `mode: iptables`',
    source: 'release notes of 1.26',
  },
  {
    since: 29,
    until: 31,
    broken: (config) =>
      config.at('mode') === 'nftables' && config.at('featureGates.NFTablesProxyMode') !== true
        ? ['mode']
        : [],
    message: 'mode nftables needs the feature gate NFTablesProxyMode before 1.31',
    hint: 'set `featureGates: { NFTablesProxyMode: true }`; hosts need kernel 5.13 and nft 1.0.1',
    source: 'KEP-3866, kubernetes#124152',
  },
  {
    severity: 'warning',
    key: true,
    broken: unused('ipvs', ['ipvs']),
    message: '`ipvs` has no effect: the mode is not ipvs',
    hint: 'set `mode: ipvs`, or remove it',
    source: VALIDATION,
  },
  {
    since: 29,
    severity: 'warning',
    key: true,
    broken: unused('nftables', ['nftables']),
    message: '`nftables` has no effect: the mode is not nftables',
    hint: 'set `mode: nftables`, or remove it',
    source: VALIDATION,
  },
  {
    since: 29,
    severity: 'warning',
    key: true,
    // Mode ipvs takes its masquerade settings from here.
    broken: unused('iptables', ['iptables', 'ipvs', 'userspace']),
    message: '`iptables` has no effect in mode nftables',
    hint: 'move its settings to `nftables`, or remove it',
    source: VALIDATION,
  },
  {
    severity: 'warning',
    key: true,
    broken: (config) => ['winkernel', 'windowsRunAsService'].filter((key) => config.says(key)),
    message: 'this is for Windows, and kubestrap is for Linux',
    hint: 'remove it',
    source: VALIDATION,
  },
  {
    broken: (config) =>
      SECTIONS.filter((section) => {
        const longest = config.duration(`${section}.syncPeriod`, SYNC_DEFAULT_MS);
        return config.duration(`${section}.minSyncPeriod`, 0) > longest;
      }).map((section) => `${section}.minSyncPeriod`),
    message: '`minSyncPeriod` must not be above `syncPeriod` (30s by default)',
    source: VALIDATION,
  },
  {
    since: 24,
    broken: (config) =>
      config.at('detectLocalMode') === 'BridgeInterface' && !config.says('detectLocal.bridgeInterface')
        ? ['detectLocalMode']
        : [],
    message: '`detectLocalMode: BridgeInterface` needs `detectLocal.bridgeInterface`',
    source: VALIDATION,
  },
  {
    since: 24,
    broken: (config) =>
      config.at('detectLocalMode') === 'InterfaceNamePrefix' &&
      !config.says('detectLocal.interfaceNamePrefix')
        ? ['detectLocalMode']
        : [],
    message: '`detectLocalMode: InterfaceNamePrefix` needs `detectLocal.interfaceNamePrefix`',
    source: VALIDATION,
  },
];
