import type { HostFacts } from '../facts/types.ts';
import { present, reached, type State } from './state.ts';

/** A host's clock against what most hosts say, in ms. */
interface Offset {
  readonly host: string;
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
  readonly maxMs: number;
}

/**
 * Every host's clock against the median of all: the median of many clocks is right even where the controller's
 * own is wrong, so the host that is named is the host that is off. Of the two in the middle of an even number, the
 * one closer to the controller counts. With one host there is nothing to compare.
 */
function offsets(state: State): Offset[] {
  const measured = reached(state, present(state)).flatMap(({ host, facts: { clock } }) =>
    clock === null ? [] : [{ host, clock }],
  );
  const median = middle(measured.map(({ clock }) => clock));
  if (median === undefined) return [];
  return measured.map(({ host, clock }) => ({
    host: host.name,
    offsetMs: clock.offsetMs - median.offsetMs,
    uncertaintyMs: clock.uncertaintyMs + median.uncertaintyMs,
    maxMs: host.role === 'control-plane' ? host.node.timeSync.maxSkewMs : host.node.timeSync.maxWorkerSkewMs,
  }));
}

type Clock = NonNullable<HostFacts['clock']>;

function middle(clocks: readonly Clock[]): Clock | undefined {
  const sorted = clocks.toSorted((a, b) => a.offsetMs - b.offsetMs);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) return undefined;
  return Math.abs(low.offsetMs) <= Math.abs(high.offsetMs) ? low : high;
}

/** Why hosts may not join, by name: their clock is off by more than their bound, beyond doubt. */
export function skewProblems(state: State): ReadonlyMap<string, string> {
  const off = offsets(state).filter(
    ({ offsetMs, uncertaintyMs, maxMs }) => Math.abs(offsetMs) - uncertaintyMs > maxMs,
  );
  return new Map(
    off.map(({ host, offsetMs, uncertaintyMs, maxMs }) => {
      const [by, way] = [seconds(Math.abs(offsetMs)), offsetMs > 0 ? 'ahead of' : 'behind'];
      return [
        host,
        `the clock of ${host} is ${by} ${way} the other hosts' (±${seconds(uncertaintyMs)}; allowed: ${seconds(maxMs)}): set it and run apply again, or certificates will be "not yet valid"`,
      ];
    }),
  );
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
