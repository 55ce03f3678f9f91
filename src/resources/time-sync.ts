import type { HostFacts } from '../facts/types.ts';
import { waitChrony, waitTimesyncd } from '../shell/functions/clock.ts';
import type { Script } from '../shell/sh.ts';
import type { Remover, Resource } from './resource.ts';

export interface TimeSyncSpec {
  readonly provider: 'chrony' | 'timesyncd';
  readonly servers: readonly string[];
  readonly waitMs: number;
  /** A clock that chrony has yet to correct by more is set at once; null: it is left to be corrected slowly. */
  readonly maxCorrectionMs: number | null;
  /** The unit that keeps the clock. */
  readonly unit: string;
  /** What the unit is made of: when any of it changes, the clock is waited for again. */
  readonly changes: readonly Resource[];
}

/** The clock is synchronised: not something to set, but to wait for, a bounded time. */
export function timeSync(spec: TimeSyncSpec): Resource {
  return {
    id: 'time-sync clock',
    value: 'synchronised',
    original: () => null,
    plan: (facts) => {
      const before = unfit(spec, facts);
      if (before === null) return null;
      return {
        change: {
          action: 'run',
          before,
          after: 'synchronised',
          reason: 'certificates and etcd rely on clocks that agree',
          disruption: 'none',
        },
        script: wait(spec),
      };
    },
  };
}

/** There is nothing to undo: a clock that is right is left so. */
export const removeTimeSync: Remover = () => null;

/** Why the clock has to be waited for; null: it is right. */
function unfit({ unit, changes, maxCorrectionMs }: TimeSyncSpec, facts: HostFacts): string | null {
  const { synchronised, correctionMs } = facts.timeSync;
  if (!synchronised) return 'not synchronised';
  if (facts.restarts.has(unit) || changes.some(({ plan }) => plan(facts) !== null))
    return 'synchronised as configured before';
  return maxCorrectionMs !== null && Math.abs(correctionMs ?? 0) > maxCorrectionMs
    ? `off by ${(Math.abs(correctionMs ?? 0) / 1000).toFixed(3)} s`
    : null;
}

function wait({ provider, servers, waitMs, maxCorrectionMs }: TimeSyncSpec): Script {
  const seconds = Math.ceil(waitMs / 1000);
  const from = servers.length > 0 ? servers.join(', ') : 'its own clock';
  return provider === 'chrony'
    ? waitChrony(seconds, maxCorrectionMs ?? '-', from)
    : waitTimesyncd(seconds, from);
}
