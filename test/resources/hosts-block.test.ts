import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEGIN, currentBlock, hostsBlock, withBlock } from '../../src/resources/hosts-entry.ts';

const END = '# END kubestrap';

describe('the block in /etc/hosts', () => {
  const line = fc.oneof(
    fc.string({ unit: fc.constantFrom(' ', '\t', '1', '.', 'a', '#', '\r', 'ä', '\\') }),
    fc.constantFrom('127.0.0.1 localhost', '::1 ip6-localhost', '# comment', ''),
  );
  const foreign = fc.array(line).map((lines) => lines.join('\n'));
  const block = fc
    .array(fc.constantFrom('10.0.0.1 a', '10.0.0.2 b c', 'fd00::1 d'), { minLength: 1 })
    .map((lines) => `${lines.join('\n')}\n`);

  test('put in twice is put in once', () => {
    fc.assert(
      fc.property(foreign, block, (text, lines) => {
        const once = withBlock(text, lines);
        expect(withBlock(once, lines)).toBe(once);
        expect(currentBlock(once)).toBe(lines);
      }),
    );
  });

  test('put in, replaced and taken out leaves what was there, but for a newline at its very end', () => {
    fc.assert(
      fc.property(foreign, block, block, (text, first, second) => {
        const restored = withBlock(withBlock(withBlock(text, first), second), '');
        expect(restored).toBe(text === '' || text.endsWith('\n') ? text : `${text}\n`);
      }),
    );
  });

  test('leaves lines above and below it alone', () => {
    fc.assert(
      fc.property(foreign, foreign, block, block, (above, below, first, second) => {
        const content = `${above}\n${BEGIN}\n${first}${END}\n${below}`;
        expect(withBlock(content, second)).toBe(`${above}\n${BEGIN}\n${second}${END}\n${below}`);
      }),
    );
  });

  test.each([
    ['no block', 'a\n', ''],
    ['a begin without an end', `${BEGIN}\n10.0.0.1 a\n`, ''],
    ['an end without a begin', `10.0.0.1 a\n${END}\n`, ''],
    ['a stray end above', `${END}\n${BEGIN}\n10.0.0.1 a\n${END}\n`, '10.0.0.1 a\n'],
    ['an empty block', `${BEGIN}\n${END}\n`, ''],
    ['marks with CRLF, which are not ours', `${BEGIN}\r\n10.0.0.1 a\r\n${END}\r\n`, ''],
  ])('with %s reads as %j', (_what, content, expected) => {
    expect(currentBlock(content)).toBe(expected);
  });

  test('is one line an entry', () => {
    expect(
      hostsBlock([
        { ip: '10.0.0.1', names: ['a', 'b'] },
        { ip: 'fd00::1', names: ['c'] },
      ]),
    ).toBe('10.0.0.1 a b\nfd00::1 c\n');
    expect(hostsBlock([])).toBe('');
  });
});
