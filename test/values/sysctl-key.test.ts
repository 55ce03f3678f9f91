import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sysctlKey, sysctlPath } from '../../src/values/sysctl-key.ts';

test.each([
  ['kernel.panic', 'kernel.panic', 'kernel/panic'],
  ['kernel/panic', 'kernel.panic', 'kernel/panic'],
  ['/kernel//panic/', 'kernel.panic', 'kernel/panic'],
  ['net.ipv4.conf.eth0.forwarding', 'net.ipv4.conf.eth0.forwarding', 'net/ipv4/conf/eth0/forwarding'],
  ['net/ipv4/conf/eth0.1/forwarding', 'net.ipv4.conf.eth0/1.forwarding', 'net/ipv4/conf/eth0.1/forwarding'],
  ['net.ipv4.conf.eth0/1.forwarding', 'net.ipv4.conf.eth0/1.forwarding', 'net/ipv4/conf/eth0.1/forwarding'],
])('%s is the key %s, in the file %s', (written, key, file) => {
  expect(sysctlKey(written)).toBe(key);
  expect(sysctlPath(written)).toBe(`/proc/sys/${file}`);
});

describe('for any parameter', () => {
  const word = fc.stringMatching(/^[a-z0-9_-]{1,5}$/);
  const dotted = fc.tuple(word, word).map((pair) => pair.join('.'));
  const parts = fc
    .tuple(word, fc.array(fc.oneof(word, dotted), { minLength: 1, maxLength: 5 }))
    .map(([first, rest]) => [first, ...rest]);

  test('both spellings are one key of one file, and the key is its own', () => {
    fc.assert(
      fc.property(parts, (names) => {
        const slashes = names.join('/');
        const dots = names.map((name) => name.replaceAll('.', '/')).join('.');
        expect(sysctlKey(slashes)).toBe(dots);
        expect(sysctlKey(dots)).toBe(dots);
        for (const key of [slashes, dots]) expect(sysctlPath(key)).toBe(`/proc/sys/${slashes}`);
      }),
    );
  });
});
