import { describe, expect, test } from 'vitest';
import { NO_MEASURES, parseMeasures, quantile } from '../../../src/cluster/etcd/measures.ts';
import { bytesText } from '../../../src/values/bytes.ts';

/** Of a histogram as etcd prints it, cumulative. */
const METRICS = `metric backend_commit 0.001 0
metric backend_commit 0.002 99
metric backend_commit 0.004 100
metric backend_commit +Inf 100
metric wal_fsync 0.001 50
metric wal_fsync 0.002 98
metric wal_fsync 0.004 100
metric wal_fsync +Inf 100`;

describe('what is measured on a host', () => {
  test('the quota, percentiles of the disk, and how soon each member answered', () => {
    const health =
      'health [{"endpoint":"https://192.0.2.11:2379","health":true,"took":"1.381922ms"},{"endpoint":"https://192.0.2.12:2379","health":false,"took":"2.0021s","error":"context deadline exceeded"}]';
    expect(parseMeasures(`quota 8589934592\n${METRICS}\n${health}\n`)).toEqual({
      quota: 8 * 1024 ** 3,
      health: new Map([
        ['https://192.0.2.11:2379', { isHealthy: true, tookMs: 1.381922 }],
        ['https://192.0.2.12:2379', { isHealthy: false, tookMs: 2002.1 }],
      ]),
      fsyncMs: 3,
      commitMs: 2,
    });
  });

  test.each(['', 'quota 0', 'health', 'health Error: x', 'metric wal_fsync +Inf 0'])(
    'is nothing where there is no answer: %j',
    (output) => {
      expect(parseMeasures(output)).toEqual(NO_MEASURES);
    },
  );

  test.each([
    ['500µs', 0.5],
    ['1m2.5s', 62_500],
    ['soon', null],
  ])('reads a duration as Go writes it: %s', (took, expected) => {
    const { health } = parseMeasures(`health ${JSON.stringify([{ endpoint: 'x', health: true, took }])}`);
    expect(health.get('x')?.tookMs).toBe(expected);
  });
});

describe('a percentile of a histogram', () => {
  const buckets = [
    { le: 1, count: 10 },
    { le: 2, count: 20 },
    { le: Number.POSITIVE_INFINITY, count: 40 },
  ];
  test.each([
    ['within a bucket', 0.375, 1.5],
    ['in the first one', 0.125, 0.5],
    ['beyond the last bound, which is all that is known', 0.99, 2],
  ])('%s', (_what, q, expected) => {
    expect(quantile(buckets, q)).toBe(expected);
  });

  test('of nothing is none', () => {
    expect([quantile([], 0.99), quantile([{ le: 1, count: 0 }], 0.99)]).toEqual([null, null]);
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KiB'],
  [20480, '20 KiB'],
  [2 * 1024 ** 3, '2.0 GiB'],
])('%i bytes read %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
