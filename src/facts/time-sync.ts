import { TIME_CLIENTS, TIMESYNCD } from '../knowledge/time-clients.ts';
import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';
import type { ServiceFact } from './services.ts';

/** Who sets the host's clock, and how well it is set. What is not known is null. */
export interface TimeSyncFact {
  /** Of the programs that set clocks, those that systemd knows. */
  readonly units: ReadonlyMap<string, ServiceFact>;
  /** Of their packages, those with which dpkg was interrupted. */
  readonly halfInstalled: ReadonlySet<string>;
  readonly synchronised: boolean;
  /** Address or name of the server that is followed, or `its own clock`. */
  readonly source: string | null;
  readonly stratum: number | null;
  /** What chrony still has to correct, in ms; positive: the clock is behind. */
  readonly correctionMs: number | null;
  readonly lastOffsetMs: number | null;
  /** Bound of the error against the reference clock at the root, in ms. */
  readonly rootDistanceMs: number | null;
}

/** Reference ID of chrony's own clock (`local`), as chronyc writes it (chrony.conf(5), local). */
const OWN_CLOCK = '7F7F0101';

/** What is known of a host that nobody has looked at. */
export const NO_TIME_SYNC: TimeSyncFact = {
  units: new Map(),
  halfInstalled: new Set(),
  ...parseTimesync([]),
};

/**
 * Who sets the clock, and how well it is set. Asks for what is known, and waits for nothing: no chronyd answers at
 * once. timesyncd's directory in /run is there as long as it runs, and `synchronized` in it from its first answer on
 * (systemd-timesyncd(8), systemd-time-wait-sync.service(8)); the kernel's own flag outlives the program that set it.
 */
export const timeSync: Fact<TimeSyncFact> = {
  name: 'time_sync',
  snippet: () => sh`if command -v systemctl >/dev/null; then
  systemctl show -p Id -p LoadState -p ActiveState -p UnitFileState -- ${[...TIME_CLIENTS]}
fi
printf -- '--\n'
if command -v chronyc >/dev/null && timeout 2 chronyc -n -c tracking; then :
elif [ -d /run/systemd/timesync ] && command -v timedatectl >/dev/null; then
  [ ! -e /run/systemd/timesync/synchronized ] || echo synchronized
  timeout 5 timedatectl show-timesync -p ServerName -p ServerAddress -p NTPMessage
fi
if command -v dpkg-query >/dev/null; then
  printf -- '--\n'
  dpkg-query -W -f '\${Package} \${db:Status-Status}\n' ${[...PACKAGES]} || :
fi`,
  parse: (output) => {
    const [units = '', status = '', packages = ''] = output.split(/^--$/m);
    return { units: parseUnits(units), halfInstalled: parsePackages(packages), ...parseTracking(status) };
  },
  bare: NO_TIME_SYNC,
};

/** Packages that set clocks, by the names that dpkg's distributions give them. */
const PACKAGES = ['chrony', 'systemd-timesyncd'] as const;

/** Rows NAME STATUS: packages with which dpkg was interrupted (dpkg-query(1), db:Status-Status). */
function parsePackages(output: string): ReadonlySet<string> {
  const unfinished = /^(\S+) (unpacked|half-configured|half-installed|triggers-awaited|triggers-pending)$/;
  return new Set(rows(output).flatMap((row) => unfinished.exec(row)?.[1] ?? []));
}

/** Blocks of `systemctl show`, one a unit, in the order asked for. An alias is the unit that it stands for. */
function parseUnits(output: string): ReadonlyMap<string, ServiceFact> {
  const blocks = output.trim().split(/\n{2,}/);
  const found = TIME_CLIENTS.flatMap((unit, index): [string, ServiceFact][] => {
    const pairs = rows(blocks[index] ?? '');
    const value = (key: string) =>
      pairs.find((pair) => pair.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
    const load = value('LoadState');
    if (load === '' || load === 'not-found' || value('Id') !== unit) return [];
    return [[unit, { load, active: value('ActiveState'), enabled: value('UnitFileState') }]];
  });
  return new Map(found);
}

/** `chronyc -c tracking` (chronyc(1), tracking, as CSV): reference, address, stratum, …, leap status; or timesyncd's. */
function parseTracking(output: string): Omit<TimeSyncFact, 'units' | 'halfInstalled'> {
  const line = rows(output).find((row) => row.split(',').length === 14);
  if (line === undefined) return parseTimesync(rows(output));
  const field = line.split(',');
  const ms = (index: number) => Number(field[index]) * 1000;
  const isSynchronised = field[13] !== 'Not synchronised';
  const source = field[0] === OWN_CLOCK ? 'its own clock' : (field[1] ?? '');
  return {
    synchronised: isSynchronised,
    source: isSynchronised ? source : null,
    stratum: isSynchronised ? Number(field[2]) : null,
    correctionMs: isSynchronised ? ms(4) : null,
    lastOffsetMs: isSynchronised ? ms(5) : null,
    // half of the root delay and the root dispersion (RFC 5905, 11.2)
    rootDistanceMs: isSynchronised ? ms(10) / 2 + ms(11) : null,
  };
}

function parseTimesync(output: readonly string[]): Omit<TimeSyncFact, 'units' | 'halfInstalled'> {
  const value = (key: string) => output.find((row) => row.startsWith(`${key}=`))?.slice(key.length + 1);
  const isSynchronised = output.includes('synchronized');
  const stratum = /\bStratum=(\d+)/.exec(value('NTPMessage') ?? '')?.[1];
  return {
    synchronised: isSynchronised,
    source: isSynchronised ? (value('ServerAddress') ?? value('ServerName') ?? TIMESYNCD) : null,
    stratum: isSynchronised && stratum !== undefined ? Number(stratum) : null,
    correctionMs: null,
    lastOffsetMs: null,
    rootDistanceMs: null,
  };
}
