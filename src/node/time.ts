import type { HostFacts } from '../facts/types.ts';
import { type Chrony, family } from '../knowledge/os-families.ts';
import { TIME_CLIENTS, TIMESYNCD } from '../knowledge/time-clients.ts';
import type { Host } from '../model/cluster.ts';
import { type TimeRole, timeRole } from '../model/time-servers.ts';
import { file } from '../resources/file.ts';
import { packagePresent } from '../resources/package.ts';
import type { Resource } from '../resources/resource.ts';
import { timeClient } from '../resources/time-client.ts';
import { timeSync } from '../resources/time-sync.ts';
import { type Area, type Desired, HEADING } from './area.ts';
import { environmentWords, packageEnvironment } from './proxy.ts';

const TIMESYNCD_FILE = '/etc/systemd/timesyncd.conf.d/kubestrap.conf';
const CHRONY_FILES = ['/etc/chrony/chrony.conf', '/etc/chrony.conf'];

/** The program that keeps the clock, configured, alone and running. */
export const time: Area = {
  resources: (desired) => clientResources(desired),
  asks: (_cluster, { node }) => ({
    files:
      node.timeSync.provider === 'chrony'
        ? CHRONY_FILES
        : node.timeSync.provider === 'timesyncd'
          ? [TIMESYNCD_FILE]
          : [],
  }),
};

/** The clock is right before anything else is done with the host. Last of node preparation. */
export const clock: Area = {
  resources: (desired) => {
    const { host, cluster, facts } = desired;
    const { provider, correction, waitMs, maxSkewMs, maxWorkerSkewMs } = host.node.timeSync;
    if (provider === 'none') return [];
    return [
      timeSync({
        provider,
        servers: timeRole(cluster, host).servers,
        waitMs,
        maxCorrectionMs:
          correction === 'slew' ? null : host.role === 'control-plane' ? maxSkewMs : maxWorkerSkewMs,
        unit: provider === 'chrony' ? chronyOf(facts).unit : TIMESYNCD,
        changes: clientResources(desired),
      }),
    ];
  },
  asks: () => ({}),
};

function clientResources({ cluster, host, facts }: Desired): Resource[] {
  const environment = environmentWords(packageEnvironment(cluster, host));
  const role = timeRole(cluster, host);
  switch (host.node.timeSync.provider) {
    case 'none':
      return [];
    case 'chrony': {
      const chrony = chronyOf(facts);
      return [
        // before the package, so that its daemon starts with our servers and not with the distribution's
        file({
          path: chrony.configFile,
          content: chronyConf(chrony, host, role),
          mode: '0644',
          reason: 'where the host gets its time from',
          notifies: chrony.unit,
          replaces: true,
        }),
        packagePresent({
          name: 'chrony',
          unit: chrony.unit,
          reason: 'it keeps the clock (provider chrony)',
          environment,
        }),
        ...clients(chrony.unit),
      ];
    }
    case 'timesyncd':
      return [
        file({
          path: TIMESYNCD_FILE,
          content: timesyncdConf(role),
          mode: '0644',
          reason: 'where the host gets its time from',
          notifies: TIMESYNCD,
        }),
        packagePresent({
          name: 'systemd-timesyncd',
          unit: TIMESYNCD,
          reason: 'it keeps the clock (provider timesyncd)',
          environment,
        }),
        ...clients(TIMESYNCD),
      ];
  }
}

/** All others off, then ours on. */
function clients(ours: string): Resource[] {
  return [
    ...TIME_CLIENTS.filter((unit) => unit !== ours).map((unit) => timeClient({ unit, on: false })),
    timeClient({ unit: ours, on: true }),
  ];
}

/** By family; on a distribution that has no row, by the unit that is there. */
function chronyOf({ os, timeSync: { units } }: HostFacts): Chrony {
  const layout = family(os) ?? family(units.has('chronyd.service') ? 'rhel' : 'debian');
  if (layout === undefined) throw new TypeError('src/knowledge/os-families.ts has no Debian');
  return layout.chrony;
}

/**
 * chrony.conf(5). `makestep 1.0 3`: a clock that is off by more than a second is set at once, in the first three
 * updates after the start, and never under a running node; `apply` sets one that is off later (chronyc makestep).
 * `allow` names hosts, never everyone. `orphan`: servers that have nothing but each other agree on one of them.
 */
function chronyConf({ driftFile }: Chrony, host: Host, { servers, clients: asking, ownClock }: TimeRole) {
  const { correction } = host.node.timeSync;
  return [
    HEADING.trimEnd(),
    ...servers.map((server) => `server ${server} iburst`),
    `driftfile ${driftFile}`,
    ...(correction === 'step' ? ['makestep 1.0 3'] : []),
    'maxupdateskew 100.0',
    'rtcsync',
    // where the zone is not installed chronyd says so and goes on without
    'leapsectz right/UTC',
    'logchange 0.5',
    ...(ownClock ? ['local stratum 10 orphan'] : []),
    ...asking.map((address) => `allow ${address}`),
    '',
  ].join('\n');
}

/** timesyncd.conf(5). An empty NTP= forgets what was listed before; no fallback to servers that nobody named. */
function timesyncdConf({ servers }: TimeRole): string {
  return `${HEADING}[Time]\nNTP=\nNTP=${servers.join(' ')}\nFallbackNTP=\n`;
}
