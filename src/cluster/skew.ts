import type { TimeSyncFact } from '../facts/time-sync.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Host } from '../model/cluster.ts';
import type { ClockRow } from '../model/plan.ts';
import { hasJoined } from './membership.ts';
import { present, reached, type State, targeted } from './state.ts';

type Clock = NonNullable<HostFacts['clock']>;

/**
 * Every host's clock, as data for people: against the controller, and against the median of all. The median of many
 * clocks is right even where the controller's own is wrong, so the host that is named is the host that is off. With
 * one host there are no others. In the inventory's order; hosts that did not answer are not in it. Pure.
 */
export function clockTable(state: State): ClockRow[] {
  const hosts = reached(state, present(state)).map(({ host, facts }) => ({ host, facts }));
  const clocks = hosts.flatMap(({ facts: { clock } }) => clock ?? []);
  const median = clocks.length > 1 ? middle(clocks) : undefined;
  return hosts.map(({ host, facts }) => ({
    host: host.name,
    ...measured(facts.clock, median, allowance(host)),
    allowedMs: allowance(host),
    source: sourceText(facts.timeSync),
  }));
}

function measured(clock: Clock | null, median: Clock | undefined, allowedMs: number) {
  if (clock === null)
    return { offsetMs: null, othersMs: null, uncertaintyMs: null, state: 'not measured' } as const;
  if (median === undefined)
    return {
      offsetMs: clock.offsetMs,
      othersMs: null,
      uncertaintyMs: clock.uncertaintyMs,
      state: 'ok',
    } as const;
  const othersMs = clock.offsetMs - median.offsetMs;
  const uncertaintyMs = clock.uncertaintyMs + median.uncertaintyMs;
  const isOff = Math.abs(othersMs) - uncertaintyMs > allowedMs;
  return { offsetMs: clock.offsetMs, othersMs, uncertaintyMs, state: isOff ? 'off' : 'ok' } as const;
}

function allowance({ role, node: { timeSync } }: Host): number {
  return role === 'control-plane' ? timeSync.maxSkewMs : timeSync.maxWorkerSkewMs;
}

/** Of the two in the middle of an even number, the one closer to the controller counts. */
function middle(clocks: readonly Clock[]): Clock | undefined {
  const sorted = clocks.toSorted((a, b) => a.offsetMs - b.offsetMs);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) return undefined;
  return Math.abs(low.offsetMs) <= Math.abs(high.offsetMs) ? low : high;
}

/** What keeps a clock, in a few words. */
function sourceText({ units, synchronised, source, stratum }: TimeSyncFact): string {
  const running = [...units].flatMap(([unit, { active }]) => (active === 'active' ? [unit] : []));
  const client = running.map((unit) => unit.replace(/^systemd-|\.service$/g, '')).join(' and ');
  if (client === '') return 'no known program';
  if (!synchronised) {
    // only chrony and timesyncd are asked
    return /chrony|timesyncd/.test(client) ? `${client}: not synchronised` : client;
  }
  return `${client}: ${source ?? ''}${stratum === null ? '' : ` (stratum ${stratum})`}`;
}

/**
 * Why hosts may not join, by name: their clock is off by more than their bound, beyond doubt. While planning ahead,
 * hosts whose clock the phase prepare will have synchronised are measured again once it has.
 */
export function skewProblems(state: State): ReadonlyMap<string, string> {
  const kept = new Set(
    present(state).flatMap(({ name, node }) => (node.timeSync.provider === 'none' ? [] : [name])),
  );
  const off = clockTable(state).filter(
    (row) => row.state === 'off' && !(state.prepared.has(row.host) && kept.has(row.host)),
  );
  return new Map(
    off.map(({ host, othersMs, uncertaintyMs, allowedMs }) => {
      const offset = othersMs ?? 0;
      const [by, way] = [duration(Math.abs(offset)), offset > 0 ? 'ahead of' : 'behind'];
      return [
        host,
        `the clock of ${host} is ${by} ${way} the other hosts' (±${duration(uncertaintyMs ?? 0)}; allowed: ${duration(allowedMs)}): ${
          kept.has(host) ? 'see "chronyc sources" or "timedatectl timesync-status" there' : 'set it'
        } and run apply again, or certificates will be "not yet valid"`,
      ];
    }),
  );
}

/** The same of hosts that are part of the cluster already and that this run is about. */
export function memberSkew(state: State): ReadonlyMap<string, string> {
  const members = new Set(
    targeted(state, present(state)).flatMap(({ host, membership }) =>
      hasJoined(membership) ? [host.name] : [],
    ),
  );
  return new Map([...skewProblems(state)].filter(([host]) => members.has(host)));
}

/**
 * What is to be said of the controller's own clock: that it differs from hosts that agree with each other, so that
 * times in its logs are wrong. Nothing on the hosts depends on it. Undefined: nothing. Pure.
 */
export function controllerNote(rows: readonly ClockRow[]): string | undefined {
  const clocks = rows.flatMap(({ offsetMs, uncertaintyMs }) =>
    offsetMs === null ? [] : [{ offsetMs, uncertaintyMs: uncertaintyMs ?? 0 }],
  );
  const median = middle(clocks);
  const allowed = Math.max(0, ...rows.map(({ allowedMs }) => allowedMs));
  if (median === undefined || rows.some(({ state }) => state === 'off')) return undefined;
  if (Math.abs(median.offsetMs) - median.uncertaintyMs <= allowed) return undefined;
  const [by, way] = [duration(Math.abs(median.offsetMs)), median.offsetMs > 0 ? 'behind' : 'ahead of'];
  return clocks.length === 1
    ? `this machine's clock is ${by} ${way} the host's: with one host nothing tells which of the two is wrong`
    : `this machine's clock is ${by} ${way} the hosts', which agree with each other: it is the one to be set`;
}

/** A length of time as people write it: `12 ms`, `1.5 s`. */
export function duration(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
