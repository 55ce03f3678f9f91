import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disableFstab, restoreFstab } from '../../src/resources/swap.ts';

describe('fstab', () => {
  test.each([
    ['/dev/sda2 none swap sw 0 0', true],
    ['UUID=9d3c  none\tswap\tdefaults,pri=5\t0\t0', true],
    ['/swapfile swap swap defaults 0 0', true],
    ['  /dev/sda2 none swap', true],
    ['LABEL=swap none swap sw,noauto 0 0 # ours', true],
    ['/dev/sda2 none swap sw 0 0\r', true],
    ['# /dev/sda2 none swap sw 0 0', false],
    ['  #/dev/sda2 none swap sw 0 0', false],
    ['/dev/sda1 /swap ext4 defaults 0 0', false],
    ['swap /mnt tmpfs size=1g 0 0', false],
    ['/dev/sda1 / ext4 swap 0 0', false],
    ['/dev/sda2 none swapfs sw 0 0', false],
    ['', false],
    ['   ', false],
  ])('%j is a line that brings swap: %s', (line, isSwap) => {
    expect(disableFstab(line) !== line).toBe(isSwap);
    expect(disableFstab(`a b c\n${line}\n`)).toBe(
      `a b c\n${isSwap ? '# kubestrap disabled swap: ' : ''}${line}\n`,
    );
  });

  const anyFstab = fc
    .array(
      fc.oneof(
        fc.string({ unit: fc.constantFrom('#', ' ', '\t', 'a', 'swap', 'none', '/', '\r') }),
        fc.constantFrom('/swap none swap sw 0 0', 'UUID=1 / ext4 defaults 0 1', '# comment', ''),
      ),
    )
    .map((lines) => lines.join('\n'));

  test('disabled and restored is what it was, to the byte', () => {
    fc.assert(
      fc.property(anyFstab, (text) => {
        expect(restoreFstab(disableFstab(text))).toBe(text);
      }),
    );
  });

  test('disabling twice is disabling once', () => {
    fc.assert(
      fc.property(anyFstab, (text) => {
        expect(disableFstab(disableFstab(text))).toBe(disableFstab(text));
      }),
    );
  });
});
