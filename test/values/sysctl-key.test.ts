import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sysctlKey } from '../../src/values/sysctl-key.ts';

describe('the name of a sysctl', () => {
  test.each([
    ['kernel.panic', 'kernel.panic'],
    ['kernel/panic', 'kernel.panic'],
    ['/kernel//panic/', 'kernel.panic'],
    ['net/ipv4/conf/eth0.1/forwarding', 'net.ipv4.conf.eth0/1.forwarding'],
    ['net.ipv4.conf.eth0/1.forwarding', 'net.ipv4.conf.eth0/1.forwarding'],
  ])('%s is %s', (given, key) => {
    expect(sysctlKey(given)).toBe(key);
  });

  test('is the same however it is separated, and stays as it is', () => {
    const part = fc.stringMatching(/^[a-z0-9_-]{1,8}(\.[a-z0-9]{1,3})?$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 5 }), (parts) => {
        const slashes = parts.join('/');
        const dots = parts.map((one) => one.replaceAll('.', '/')).join('.');
        // a dot in the first part would be taken for the separator
        fc.pre(!(parts[0] ?? '').includes('.'));
        expect(sysctlKey(slashes)).toBe(dots);
        expect(sysctlKey(dots)).toBe(dots);
      }),
    );
  });
});
