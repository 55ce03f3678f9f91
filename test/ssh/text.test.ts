import { describe, expect, test } from 'vitest';
import { clean, Lines, Tail } from '../../src/ssh/text.ts';

test.each([
  ['plain\ttext\n', 'plain\ttext\n'],
  ['\x1b[1;31mred\x1b[0m', 'red'],
  ['\x1b]0;a title\x07shown', 'shown'],
  ['\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\', 'link'],
  ['\x1bP+q544e\x1b\\x', 'x'],
  ['\x1b(Bx\x1bcy', 'xy'],
  ['\x1b]never ends\nnext line', '\nnext line'],
  ['a\0b\x07c\x7fd\x9be', 'abcde'],
  ['10%\r20%\r\ndone', '10%\n20%\ndone'],
  ['user\u202egnp.exe', 'usergnp.exe'],
  ['\x1b', ''],
  ['\x1b[', ''],
])('%j is shown as %j', (text, expected) => {
  expect(clean(text)).toBe(expected);
});

describe('a tail', () => {
  test('keeps the last bytes and no half characters', () => {
    const tail = new Tail(5);
    for (let i = 0; i < 100; i++) tail.push(Buffer.from('éa'));
    expect(tail.text()).toBe('aéa');
  });

  test('takes many small chunks', () => {
    const tail = new Tail(64 * 1024);
    for (let i = 0; i < 200_000; i++) tail.push(Buffer.from('x'));
    expect(tail.text()).toHaveLength(64 * 1024);
  });
});

describe('lines', () => {
  const cut = (...chunks: string[]) => {
    const seen: string[] = [];
    const lines = new Lines((line) => seen.push(line));
    for (const chunk of chunks) lines.push(Buffer.from(chunk));
    lines.flush();
    return seen;
  };

  test('come whole, without empty ones', () => {
    expect(cut('a\n\nb', 'c\n', '\r\nd')).toEqual(['a', 'bc', 'd']);
  });

  test('are cut at 4 KiB, between characters', () => {
    const [first, second] = cut(`x${'é'.repeat(3000)}\n`);
    expect(first).toBe(`x${'é'.repeat(2047)}`);
    expect(second).toBe('é'.repeat(3000 - 2047));
  });
});
