import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confirm } from '../../src/ui/confirm.ts';
import { formatTable } from '../../src/ui/table.ts';
import { detectTerminal, escapeControls, oneLine, strip, truncate } from '../../src/ui/terminal.ts';
import { displayWidth, wrap } from '../../src/ui/width.ts';

const CONTROL = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/;
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('detectTerminal', () => {
  const tty = { isTTY: true, columns: 120 };
  const linux = { platform: 'linux' };

  test.each([
    ['a terminal', tty, {}, false, true],
    ['a pipe', {}, {}, false, false],
    ['NO_COLOR', tty, { NO_COLOR: '1' }, false, false],
    ['an empty NO_COLOR', tty, { NO_COLOR: '' }, false, true],
    ['FORCE_COLOR in a pipe', {}, { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0', tty, { FORCE_COLOR: '0' }, false, false],
    ['--no-color over FORCE_COLOR', tty, { FORCE_COLOR: '1' }, true, false],
    ['TERM=dumb', tty, { TERM: 'dumb' }, false, false],
  ])('colour with %s', (_name, stream, env, noColor, expected) => {
    expect(detectTerminal(stream, { env, noColor, ...linux }).color).toBe(expected);
  });

  test('reads the width, and unicode from the locale', () => {
    expect(detectTerminal(tty, { env: { LANG: 'de_DE.UTF-8' }, ...linux })).toMatchObject({
      width: 120,
      unicode: true,
    });
    expect(detectTerminal({}, { env: { LC_ALL: 'C', LANG: 'en_US.UTF-8' }, ...linux })).toMatchObject({
      width: Number.POSITIVE_INFINITY,
      unicode: false,
    });
  });
});

describe('text from a host', () => {
  test('loses colours, titles, links and cursor movements, and keeps its words', () => {
    expect(
      strip(
        '\u001b[1;31mred\u001b[0m \u001b]0;title\u0007ok \u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\',
      ),
    ).toBe('red ok link');
    expect(strip('50%\r100%\u001b[2K\u001b[1A\r\ndone\u009b31m!')).toBe('50%\n100%\ndone!');
    expect(oneLine(' a\nb\tc ')).toBe('a b    c');
    expect(escapeControls('a\tb\u001b[0m\u202e')).toBe('a\\tb\\x1b[0m\\u202e');
  });

  test('never keeps a control character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(strip(`\u001b[${text}\u009b${text}`)).not.toMatch(CONTROL);
        expect(escapeControls(text)).not.toMatch(CONTROL);
      }),
    );
  });
});

describe('width', () => {
  test('counts wide, combining and plain characters', () => {
    expect([displayWidth('abc'), displayWidth('日本'), displayWidth('e\u0301'), displayWidth('🚀')]).toEqual([
      3, 4, 1, 2,
    ]);
    // Tangut, Hangul, halfwidth Katakana, a sign with and without emoji style
    expect(['𗀀', '한글', 'ｶﾅ', '⚠', '⚠\ufe0f', '⌚'].map(displayWidth)).toEqual([2, 4, 2, 1, 2, 2]);
    expect(truncate('日本語', 5)).toBe('日本…');
    expect(truncate('日本語', 4)).toBe('日…');
  });

  test('is kept by truncate and wrap, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 30 }), (text, width) => {
        expect(displayWidth(truncate(oneLine(text), width))).toBeLessThanOrEqual(width);
      }),
    );
    expect(wrap('one two threefourfive', 6)).toEqual(['one', 'two', 'threef', 'ourfiv', 'e']);
  });
});

describe('formatTable', () => {
  const columns = [
    { heading: 'HOST' },
    { heading: 'OFFSET', align: 'right' as const },
    { heading: 'VERDICT' },
  ];

  test('aligns columns', () => {
    const rows = [
      ['cp-1', '+2 ms', 'in step'],
      ['worker-ü', '-1204 ms', { text: 'too far off', tone: 'red' as const }],
    ];
    expect(formatTable(columns, rows, { color: false })).toMatchInlineSnapshot(`
      "HOST        OFFSET  VERDICT
      cp-1         +2 ms  in step
      worker-ü  -1204 ms  too far off"
    `);
    expect(formatTable(columns, rows, { color: true })).toContain('\u001b[31mtoo far off\u001b[39m');
  });

  test('never exceeds the width and never shows a control character', () => {
    const cell = fc.oneof(
      anyText,
      anyText.map((text) => ({ text, tone: 'red' as const })),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 4 })),
        fc.integer({ min: 1, max: 50 }),
        (rows, width) => {
          const table = formatTable(columns, rows, { color: false, width });
          for (const line of table.split('\n')) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
            expect(line).not.toMatch(CONTROL);
          }
          expect(table.split('\n')).toHaveLength(rows.length + 1);
        },
      ),
    );
  });
});

describe('confirm', () => {
  const ask = (signal?: AbortSignal) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const answer = confirm('Apply?', { input, output: new PassThrough(), ...(signal ? { signal } : {}) });
    return { input, answer };
  };

  test.each([
    ['yes\n', true],
    ['y\n', false],
    ['YES\n', false],
    ['\n', false],
  ])('takes only the literal yes: %j', async (text, expected) => {
    const { input, answer } = ask();
    input.write(text);
    expect(await answer).toBe(expected);
  });

  test('is no at the end of input, and without a terminal', async () => {
    const { input, answer } = ask();
    input.end();
    expect(await answer).toBe(false);
    expect(await confirm('Apply?', { input: new PassThrough(), output: new PassThrough() })).toBe(false);
  });

  test.each([
    ['prod\n', true],
    ['yes\n', false],
  ])('takes only the word it is told to: %j', async (text, expected) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const answer = confirm('Destroy?', { input, output: new PassThrough(), word: 'prod' });
    input.write(text);
    expect(await answer).toBe(expected);
  });

  test('rejects when aborted', async () => {
    const controller = new AbortController();
    const { answer } = ask(controller.signal);
    controller.abort(new Error('interrupted'));
    await expect(answer).rejects.toThrow('interrupted');
  });
});
