import type { Membership } from '../../src/cluster/membership.ts';
import type { Examination, Finding, Subject } from '../../src/doctor/check.ts';
import { CHECKS } from '../../src/doctor/index.ts';
import type { Probes } from '../../src/facts/probes/index.ts';
import { NO_TIME_SYNC } from '../../src/facts/time-sync.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import type { Cluster, Host } from '../../src/model/cluster.ts';
import { makeCluster, makeHost, makeWorker } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeState } from '../fixtures/state.ts';

/** The values of all probes. */
export type Values = {
  readonly [K in keyof Probes]: Extract<Probes[K], { readonly value: unknown }>['value'];
};

/** What the probes say of a host on which all is well. */
export function healthy(host: Host): Values {
  const [address = ''] = host.internalAddresses;
  const last = Number(address.split('.').at(-1));
  return {
    sockets: { listeners: [], connections: [], range: '32768\t60999', reserved: '' },
    hardware: {
      memoryKiB: 8_000_000,
      cpus: 4,
      cgroup: 'cgroup2fs',
      machineId: `id-${host.name}`,
      productUuid: `uuid-${host.name}`,
    },
    disks: [
      { path: '/', mount: '/', sizeKiB: 100_000_000, freeKiB: 60_000_000, inodes: 1000, freeInodes: 900 },
    ],
    names: {
      resolvFiles: new Map([['/etc/resolv.conf', { nameservers: ['10.0.0.2'], search: [] }]]),
      resolved: false,
      kubeletResolvConf: undefined,
      answers: new Map([['10.0.0.2', true]]),
      lookups: new Map([[host.name, [address]]]),
    },
    links: [{ name: 'eth0', mtu: 1500, mac: `52:54:00:00:00:${last}`, addresses: [address] }],
    paths: [{ peer: '10.0.0.99', mtu: 1500, passes: 'full' }],
    certificates: { certificates: [], serviceAccountKey: '' },
    kubelet: {
      config: new Map(),
      active: 'activating',
      sub: 'auto-restart',
      restarts: 3,
      errors: [],
      hasJournal: true,
    },
    containerd: {
      socket: true,
      version: '1.7.27',
      trouble: '',
      disabledPlugins: [],
      systemdCgroup: true,
      sandboxImage: undefined,
      cri: 'ok',
    },
    leftovers: { listed: new Map(), cni: [], manifests: [] },
    settings: {
      proxies: [],
      lock: '',
      lockAge: 0,
    },
    fsync: { directory: '/var/lib', device: '/dev/sda1', writesMs: Array.from({ length: 100 }, () => 1) },
  };
}

export interface Odd {
  readonly probes?: Partial<Values>;
  /** Probes without an answer. */
  readonly silent?: readonly (keyof Probes)[];
  readonly facts?: Partial<HostFacts>;
  readonly membership?: Membership;
  readonly unread?: ReadonlyMap<string, string>;
}

function probesOf(values: Values, silent: readonly string[]): Probes {
  const answers = Object.entries(values).map(([name, value]) => [
    name,
    silent.includes(name) ? { why: 'no answer in time (10 s)' } : { value },
  ]);
  return Object.fromEntries(answers) as Probes;
}

export const NOW = Date.parse('2026-06-01T00:00:00Z');

/** Facts of a host on which all is well, whose name is the node's. */
export function wellFacts({ name, internalAddresses }: Host): HostFacts {
  return makeFacts({
    hostname: name,
    addresses: internalAddresses,
    timeSync: {
      ...NO_TIME_SYNC,
      units: new Map([['chronyd.service', { load: 'loaded', active: 'active', enabled: 'enabled' }]]),
      synchronised: true,
    },
    modules: new Map([
      ['overlay', 'loaded'],
      ['br_netfilter', 'loaded'],
    ]),
  });
}

/** An examination of cp-1 (a control plane) and worker-1, well but for what is odd. */
export function examination(
  odd: Readonly<Record<string, Odd>> = {},
  overrides: Partial<Cluster> = {},
): Examination {
  const cluster = makeCluster({ hosts: [makeHost(), makeWorker()], ...overrides });
  const facts = Object.fromEntries(
    cluster.hosts.map((host) => [host.name, { ...wellFacts(host), ...odd[host.name]?.facts }]),
  );
  const subjects = cluster.hosts.map((host): Subject => {
    const { probes = {}, silent = [], membership = 'bare', unread = new Map() } = odd[host.name] ?? {};
    const values = { ...healthy(host), ...probes };
    return {
      host,
      facts: facts[host.name] ?? makeFacts(),
      membership,
      probes: probesOf(values, silent),
      unread,
    };
  });
  return { cluster, state: makeState(cluster, facts), subjects, now: NOW };
}

/** What a check finds on a host: `severity: message | evidence`, a line each. */
export function look(check: string, host: string, seen: Examination): string[] {
  const one = CHECKS.find(({ name }) => name === check);
  const subject = seen.subjects.find((each) => each.host.name === host);
  if (one === undefined || subject === undefined) throw new Error(`there is no ${check} or no ${host}`);
  return one.look(subject, seen).map(line);
}

export function line({ severity, message, evidence = [] }: Finding): string {
  return [`${severity}: ${message}`, ...evidence].join(' | ');
}
