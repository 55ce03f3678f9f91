import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunResult, StepEvent } from '../../src/model/transport.ts';
import { FrameScanner, type FrameSink } from '../../src/ssh/frames.ts';
import { MAX_SECTIONS, RunOutput } from '../../src/ssh/output.ts';

const NONCE = '0123456789abcdef';

interface Seen {
  result: RunResult;
  events: StepEvent[];
  lines: string[];
  ended: boolean;
  tooMuch: string | undefined;
}

/** Feeds both streams, in pieces of the given sizes, into one run with id 1. */
function read(stdout: Buffer | string, stderr: Buffer | string = '', sizes: readonly number[] = []): Seen {
  const events: StepEvent[] = [];
  const lines: string[] = [];
  const output = new RunOutput(1, {
    onEvent: (event) => events.push(event),
    onOutput: (line) => lines.push(line),
  });
  feed(new FrameScanner(NONCE, output.stdout), Buffer.from(stdout), sizes);
  feed(new FrameScanner(NONCE, output.stderr), Buffer.from(stderr), sizes);
  const { ended, tooMuch } = output;
  return { result: { ...output.result(0), firstByteAt: 0 }, events, lines, ended, tooMuch };
}

function feed(scanner: FrameScanner, bytes: Buffer, sizes: readonly number[]): void {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes.length === 0 ? bytes.length : (sizes[i % sizes.length] ?? 1);
    scanner.push(bytes.subarray(at, at + size));
    at += size;
  }
}

const f = (text: string) => `${NONCE} ${text}\n`;
const STDOUT =
  `${f('start one')}noise\n${f('done one')}${f('begin os')}Debian\n12\n\n${f('end os 0')}` +
  `${f('begin empty')}\n${f('end empty 1')}${f('begin cut')}no newline é\n${f('end cut 0')}` +
  `${f('start two')}${f('fail two 4')}\n${f('exit 1 4')}`;
const STDERR = `installing é…\nhalf\n${f('end one')}E: broken\n\n${f('end two')}trailing\n\n${f('end-run 1')}`;

describe('a run', () => {
  test('is read whole', () => {
    const { result, events, lines, ended } = read(STDOUT, STDERR);
    expect(ended).toBe(true);
    expect(result.exitCode).toBe(4);
    expect(Object.fromEntries(result.sections)).toEqual({
      os: 'Debian\n12\n',
      empty: '',
      cut: 'no newline é',
    });
    expect(Object.fromEntries(result.sectionCodes)).toEqual({ os: 0, empty: 1, cut: 0 });
    expect(result.steps).toEqual([
      { id: 'one', outcome: 'done', exitCode: 0, output: 'installing é…\nhalf' },
      { id: 'two', outcome: 'fail', exitCode: 4, output: 'E: broken\n' },
    ]);
    expect(events).toEqual([
      { type: 'start', step: 'one' },
      { type: 'done', step: 'one' },
      { type: 'start', step: 'two' },
      { type: 'fail', step: 'two', exitCode: 4 },
    ]);
    expect(lines).toEqual(['noise', 'installing é…', 'half', 'E: broken', 'trailing']);
  });

  test('reads the same whatever its pieces are', () => {
    const whole = read(STDOUT, STDERR);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        expect(read(STDOUT, STDERR, sizes)).toEqual(whole);
      }),
    );
  });

  test('ends only when both streams say so', () => {
    expect(read(f('exit 1 0')).ended).toBe(false);
    expect(read('', f('end-run 1')).ended).toBe(false);
    expect(read(f('exit 2 0'), f('end-run 2')).ended).toBe(false);
    expect(read(f('exit 1 0'), f('end-run 1')).ended).toBe(true);
  });

  test('leaves out a section the script did not close', () => {
    const { result } = read(`${f('begin os')}half of it\n${f('exit 1 143')}`, f('end-run 1'));
    expect(result.sections.size).toBe(0);
    expect(result.exitCode).toBe(143);
  });
});

describe('hostile output', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
  const hostile = fc
    .array(
      fc.oneof(
        bytes,
        fc
          .constantFrom('\n', '\r', '\0', '\x1b[31m', '\x1b]0;title\x07', '\x9b2J', 'é', '\u202e')
          .map(Buffer.from),
        fc
          .constantFrom('deadbeefdeadbeef', NONCE.slice(0, -1), ` ${NONCE}`, `x${NONCE} `)
          .map((start) => Buffer.from(`\n${start} exit 1 0\n`)),
      ),
    )
    .map((chunks) => Buffer.concat(chunks));
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 10 });

  test('never throws, never forges a frame, and shows no control characters', () => {
    fc.assert(
      fc.property(hostile, hostile, sizes, (stdout, stderr, pieces) => {
        const seen = read(stdout, stderr, pieces);
        expect(seen).toMatchObject({ events: [], ended: false });
        expect(seen.result.sections.size).toBe(0);
        for (const text of [...seen.lines, seen.result.output]) {
          expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
        }
        expect(read(stdout, stderr)).toEqual(seen);
      }),
    );
  });

  test('is kept as it is inside a section, which only its own end closes', () => {
    fc.assert(
      fc.property(bytes, sizes, (content, pieces) => {
        const text = content.toString('utf8');
        const forged = `${text}\n${NONCE} \u0001\n${f('end other 0')}${f('done step')}${f('end-run 1')}`;
        const { result } = read(`${f('begin a')}${forged}\n${f('end a 0')}`, '', pieces);
        expect(result.sections.get('a')).toBe(forged);
      }),
    );
  });

  test('is bounded: megabytes without a newline', () => {
    const { result, lines } = read('\x1b[31m'.repeat(1e6) + 'x'.repeat(1e6), 'y'.repeat(3e6), [32768]);
    expect(result.output.length).toBeLessThanOrEqual(64 * 1024);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(4096);
  });

  test('is bounded: sections', () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const section = (name: string) => `${f(`begin ${name}`)}${megabyte}\n${f(`end ${name} 0`)}`;
    const names = Array.from({ length: MAX_SECTIONS / megabyte.length }, (_, i) => `s${i}`);
    expect(read(names.map(section).join('')).tooMuch).toBeUndefined();
    expect(read(names.map(section).join('') + section('more')).tooMuch).toContain('8 MiB');
  });

  test('a frame that never ends becomes text', () => {
    const { result } = read(`${NONCE} ${'x'.repeat(10_000)}\n${f('exit 1 0')}`, f('end-run 1'));
    expect(result.exitCode).toBe(0);
    expect(result.output.length).toBeGreaterThan(10_000);
  });
});

test('the text between frames is exact', () => {
  const word = fc.constantFrom('a', 'é', '\n', '\n\n', NONCE.slice(0, 5));
  fc.assert(
    fc.property(
      fc.array(word),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (words, sizes) => {
        const text = words.join('');
        let seen = '';
        const sink: FrameSink = {
          text: (chunk) => {
            seen += chunk.toString('latin1');
          },
          lineEnd: () => undefined,
          frame: (line, afterNewline) => {
            seen += `${afterNewline ? '\n' : ''}<${line}>`;
          },
        };
        feed(new FrameScanner(NONCE, sink), Buffer.from(`${text}\n${f('mark')}`), sizes);
        expect(seen).toBe(`${Buffer.from(text).toString('latin1')}\n<mark>`);
      },
    ),
  );
});
