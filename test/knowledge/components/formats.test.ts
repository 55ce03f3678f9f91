import { describe, expect, it } from 'vitest';
import { durationMs, FORMATS } from '../../../src/knowledge/components/formats.ts';

describe('durations', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['.5s', 500],
    ['1.s', 1000],
    ['250ms', 250],
    ['10us', 0.01],
    ['10µs', 0.01],
    ['10ns', 0.00001],
    ['-1s', -1000],
    ['+1s', 1000],
  ])('%s is read as Go reads it', (text, ms) => {
    expect(durationMs(text)).toBeCloseTo(ms, 9);
  });

  it.each([
    '',
    '30',
    's',
    '1d',
    '1 s',
    '1s ',
    '1h30',
    's1',
    '1..5s',
    '--1s',
    '1S',
    '1m 30s',
    'PT1M',
    '1'.repeat(80),
  ])('"%s" is none', (text) => {
    expect(durationMs(text)).toBeUndefined();
  });
});

describe('quantities', () => {
  const ok = (text: string): boolean | undefined => FORMATS.quantity?.test(text, 36);
  it.each(['1', '0.5', '.5', '500m', '1Gi', '10Mi', '1e3', '1E3', '2E', '1G', '100k', '0', '+1'])(
    '%s',
    (text) => {
      expect(ok(text)).toBe(true);
    },
  );
  it.each(['', 'x', '1GB', '1gi', '1 Gi', '-1', '1Ki2', '5%', '1K'])('not "%s"', (text) => {
    expect(ok(text)).toBe(false);
  });
});
