import { parseAnswer } from '../../facts/etcd-answers.ts';
import { isObject } from '../../values/json.ts';

/** How a member answered a read that needs the quorum. */
export interface Answered {
  readonly isHealthy: boolean;
  readonly tookMs: number | null;
}

/** What one host's `etcd_measures` (templates/lib/etcd.sh) says. */
export interface Measures {
  /** Bytes, from the flag that etcd runs with; null: there is none, and etcd's own default holds. */
  readonly quota: number | null;
  /** By client URL, of all members. */
  readonly health: ReadonlyMap<string, Answered>;
  /** 99th percentiles in ms since etcd started; null: not measured. */
  readonly fsyncMs: number | null;
  readonly commitMs: number | null;
}

export const NO_MEASURES: Measures = { quota: null, health: new Map(), fsyncMs: null, commitMs: null };

export function parseMeasures(output: string): Measures {
  const said = output.split('\n').map((row) => row.split(' '));
  const quota = Number(said.find(([tag]) => tag === 'quota')?.[1]);
  const health = output.split('\n').find((row) => row.startsWith('health ')) ?? '';
  const percentile = (name: string) => {
    const buckets = said.flatMap(([tag, metric, le, count]): Bucket[] =>
      tag === 'metric' && metric === name
        ? [{ le: le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le), count: Number(count) }]
        : [],
    );
    const seconds = quantile(buckets, 0.99);
    return seconds === null ? null : seconds * 1000;
  };
  return {
    quota: Number.isSafeInteger(quota) && quota !== 0 ? quota : null,
    health: readHealth(parseAnswer(health.slice('health '.length))),
    fsyncMs: percentile('wal_fsync'),
    commitMs: percentile('backend_commit'),
  };
}

/** A bucket of a Prometheus histogram: how many took no longer than `le` seconds. */
export interface Bucket {
  readonly le: number;
  readonly count: number;
}

/**
 * Of a histogram, as Prometheus' histogram_quantile has it: linear within the bucket; what is beyond the last bound is that
 * bound. Null: nothing was counted.
 */
export function quantile(buckets: readonly Bucket[], q: number): number | null {
  const sorted = buckets
    .filter(({ le, count }) => !Number.isNaN(le) && !Number.isNaN(count))
    .toSorted((a, b) => a.le - b.le);
  const total = sorted.at(-1)?.count ?? 0;
  if (total === 0) return null;
  const rank = q * total;
  const index = sorted.findIndex(({ count }) => count >= rank);
  const [above, below] = [sorted[index], sorted[index - 1] ?? { le: 0, count: 0 }];
  if (above === undefined || above.le === Number.POSITIVE_INFINITY) return below.le;
  const inBucket = above.count - below.count;
  return below.le + (inBucket === 0 ? 0 : ((above.le - below.le) * (rank - below.count)) / inBucket);
}

/** `endpoint health -w json`: `[{"endpoint":URL,"health":true,"took":"1.4ms"}]`. */
export function readHealth(answer: unknown): Map<string, Answered> {
  const rows = Array.isArray(answer) ? answer.filter(isObject) : [];
  return new Map(
    rows.map(({ endpoint, health, took }): [string, Answered] => [
      String(endpoint),
      { isHealthy: health === true, tookMs: typeof took === 'string' ? durationMs(took) : null },
    ]),
  );
}

const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, µs: 1e-3, us: 1e-3, ms: 1, s: 1000, m: 60_000 };

/** Go's way to write a duration: `1.381922ms`, `1m2.5s`. Null: it is none. */
function durationMs(text: string): number | null {
  if (!/^(?:[\d.]+(?:ns|µs|us|ms|s|m))+$/.test(text)) return null;
  const parts = [...text.matchAll(/([\d.]+)(ns|µs|us|ms|s|m)/g)];
  return parts.reduce((sum, [, value, unit = '']) => sum + Number(value) * (UNITS[unit] ?? 0), 0);
}
