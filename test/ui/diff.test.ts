import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffLine, diffLines } from '../../src/ui/diff.ts';

const SIGN = { same: ' ', removed: '-', added: '+', gap: '…' };
const drawn = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => SIGN[kind] + text);
const numbers = (from: number, to: number, word = '') =>
  Array.from({ length: to - from + 1 }, (_, index) => `${word}${from + index}\n`).join('');

describe('the difference of two files', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['nothing for equal files', 'a\n', 'a\n', []],
    ['every line of a new file', '', 'a\nb\n', ['+a', '+b']],
    ['every line of a file that goes', 'a\nb\n', '', ['-a', '-b']],
    ['an old line before the new one', 'a\nb\nc\n', 'a\nB\nc\n', [' a', '-b', '+B', ' c']],
    [
      'a gap between changes only',
      numbers(1, 20),
      numbers(1, 20).replace('4\n', 'x\n').replace('15\n', 'y\n'),
      [' 2', ' 3', '-4', '+x', ' 5', ' 6', '…', ' 13', ' 14', '-15', '+y', ' 16', ' 17'],
    ],
    [
      'neighbours without a gap',
      numbers(1, 9),
      numbers(1, 9).replace('2\n', '').replace('7\n', ''),
      [' 1', '-2', ' 3', ' 4', ' 5', ' 6', '-7', ' 8', ' 9'],
    ],
    ['a newline that comes', 'a', 'a\n', [' a', '-(no newline at the end)']],
    ['a newline that goes', 'a\n', 'a', [' a', '+(no newline at the end)']],
    ['carriage returns', 'a\r\nb\n', 'a\nb\n', ['-a\r', '+a', ' b']],
    ['empty lines', 'a\n\nb\n', 'a\nb\n', [' a', '-', ' b']],
  ])('shows %s', (_what, before, after, expected) => {
    expect(drawn(before, after)).toEqual(expected);
  });

  it('shows all out and all in where more than 2,000 lines differ, in bounded time', () => {
    const lines = diffLines(numbers(1, 20_000, 'old '), numbers(1, 20_000, 'new '));
    const kinds = (wanted: DiffLine['kind']) => lines.filter(({ kind }) => kind === wanted).length;
    expect([kinds('removed'), kinds('added'), kinds('same')]).toEqual([20_000, 20_000, 0]);
  });

  it('matches lines of large files that differ little', () => {
    const before = numbers(1, 50_000);
    expect(drawn(before, before.replace('25000\n', ''))).toEqual([
      ' 24998',
      ' 24999',
      '-25000',
      ' 25001',
      ' 25002',
    ]);
  });

  it('turns the old file into the new one, whatever they are', () => {
    const file = fc
      .array(fc.constantFrom('a', 'b', 'c', '', '+', '-', '\\ x', ' '), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(file, file, (before, after) => {
        const lines = diffLines(before, after);
        const side = (kind: DiffLine['kind']) =>
          lines.filter((line) => line.kind === kind || line.kind === 'same').map(({ text }) => text);
        // without gaps the difference is a window of both files
        const whole = (all: string, kept: readonly string[]) =>
          kept.length === 0 || `\n${all}`.includes(`\n${kept.join('\n')}\n`);
        const gaps = lines.filter(({ kind }) => kind === 'gap').length;
        if (gaps === 0)
          expect([whole(before, side('removed')), whole(after, side('added'))]).toEqual([true, true]);
        const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
        expect(count('added') - count('removed')).toBe(after.split('\n').length - before.split('\n').length);
        expect(lines.length === 0).toBe(before === after);
      }),
    );
  });
});
