import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goDuration } from '../../src/values/go-duration.ts';

test.each([
  ['90s', '1m30s'],
  ['4m', '4m0s'],
  ['8760h', '8760h0m0s'],
  ['1h30m', '1h30m0s'],
  ['1.5h', '1h30m0s'],
  ['1500ms', '1.5s'],
  ['1m1500ms', '1m1.5s'],
  ['250ms', '250ms'],
  ['0s', '0s'],
  ['0m', '0s'],
])('%s is printed by Go as %s', (text, printed) => {
  expect(goDuration(text)).toBe(printed);
});

test.each(['', '5', '365d', '1w', '-5m', '5 m', '5M', 'm', '1.2.3s', '0.0001ms', '99999999999h', '5m\n'])(
  '%j is none',
  (text) => {
    expect(goDuration(text)).toBeUndefined();
  },
);

test('what is printed is read as the same', () => {
  fc.assert(
    fc.property(fc.nat({ max: 9_223_372_036_854 }), (ms) => {
      const printed = goDuration(`${ms}ms`);
      expect(goDuration(printed ?? '')).toBe(printed);
    }),
  );
});
