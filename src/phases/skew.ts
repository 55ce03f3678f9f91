import type { HostFacts } from '../facts/types.ts';
import type { Host } from '../spec/model.ts';
import { present, reached, type State } from './state.ts';

/** A host's clock against what most hosts say, in ms. */
export interface Offset {
  readonly host: string;
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
  readonly maxMs: number;
}

/**
 * Every host's clock against the median of all: the median of many clocks is right even where the controller's
 * own is wrong, so the host that is named is the host that is off. With one host there is nothing to compare.
 */
export function offsets(state: State): Offset[] {
  const measured = reached(state, present(state)).flatMap(({ host, facts }) => {
    const clock: HostFacts['clock'] = facts.clock;
    return clock === null ? [] : [{ host, clock }];
  });
  const sorted = measured.map(({ clock }) => clock).toSorted((a, b) => a.offsetMs - b.offsetMs);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  if (median === undefined) return [];
  return measured.map(({ host, clock }) => ({
    host: host.name,
    offsetMs: clock.offsetMs - median.offsetMs,
    uncertaintyMs: clock.uncertaintyMs + median.uncertaintyMs,
    maxMs: host.role === 'control-plane' ? host.node.timeSync.maxSkewMs : host.node.timeSync.maxWorkerSkewMs,
  }));
}

/** The hosts of these whose clock is off by more than their bound, beyond doubt, as sentences. */
export function skewProblems(state: State, hosts: readonly Host[]): string[] {
  const names = new Set(hosts.map(({ name }) => name));
  return offsets(state)
    .filter(
      ({ host, offsetMs, uncertaintyMs, maxMs }) =>
        names.has(host) && Math.abs(offsetMs) - uncertaintyMs > maxMs,
    )
    .map(({ host, offsetMs, uncertaintyMs, maxMs }) => {
      const [by, way] = [seconds(Math.abs(offsetMs)), offsetMs > 0 ? 'ahead of' : 'behind'];
      return `the clock of ${host} is ${by} ${way} the other hosts' (±${seconds(uncertaintyMs)}; allowed: ${seconds(maxMs)}): set it and run apply again, or certificates will be "not yet valid"`;
    });
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
