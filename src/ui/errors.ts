import type { Scope } from '../model/failure.ts';
import { type ErrorShape, type ProblemShape, readError, readFailure } from './error-shape.ts';
import { createPen, type PageOptions } from './page.ts';
import { count, type Pen } from './style.ts';
import { oneLine, strip, truncate } from './terminal.ts';
import { wrap } from './width.ts';

const STDERR_LINES = 10;
const MAX_DEPTH = 5;

/**
 * An error for a person: what failed and where, the last lines the host wrote to stderr, what was kept, what to do
 * next. Errors of many hosts come one after the other. What nobody foresaw comes with its stack.
 */
export function formatError(error: unknown, options: PageOptions): string {
  const pen = createPen(options);
  return `${errorLines(readError(error), pen, 0).join('\n')}\n`;
}

/** The document that stands for an error where stdout is JSON. */
export interface ErrorDocument {
  readonly version: 1;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly problems: readonly Omit<ProblemShape, 'frame'>[];
    /** Of each of `errors` that is a failure of the run. */
    readonly scope?: Scope['scope'];
    readonly host?: string;
    readonly phase?: string;
    readonly step?: string;
    readonly exitCode?: number;
    readonly stderr?: string;
    readonly remedy?: readonly string[];
    /** One per host, where several failed. */
    readonly errors?: readonly ErrorDocument['error'][];
  };
}

/** Errors that differ in their hosts alone are one, on all of these hosts. */
function foldHosts(shapes: readonly ErrorShape[]): ErrorShape[] {
  const groups = new Map<unknown, { readonly shape: ErrorShape; readonly hosts: string[] }>();
  for (const shape of shapes) {
    const { host, stack: _stack, cause, ...rest } = shape;
    // what leads elsewhere (a cause, errors of its own) is not compared
    const isPlain =
      host !== undefined && cause === undefined && rest.failures.length + rest.errors.length === 0;
    const key = isPlain ? JSON.stringify(rest) : shape;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { shape, hosts: host === undefined ? [] : [host] });
    else if (host !== undefined) group.hosts.push(host);
  }
  return [...groups.values()].map(({ shape, hosts }) =>
    hosts.length > 1 ? { ...shape, host: hosts.join(', ') } : shape,
  );
}

/** What an error stands for. */
function inner({ failures, errors }: ErrorShape): ErrorShape[] {
  return [...failures.map(readFailure), ...errors.map(readError)];
}

/** The same error as JSON, its stderr whole; JSON itself escapes control characters. */
export function errorDocument(error: unknown): ErrorDocument {
  return { version: 1, error: documentOf(readError(error), 0) };
}

function documentOf(shape: ErrorShape, depth: number): ErrorDocument['error'] {
  const { code, message, scope, host, phase, step, exitCode, stderr, remedy } = shape;
  const errors = depth < MAX_DEPTH ? inner(shape).map((one) => documentOf(one, depth + 1)) : [];
  return {
    code,
    message,
    problems: shape.problems.map(({ frame: _frame, ...problem }) => problem),
    ...(scope === undefined ? {} : { scope }),
    ...(host === undefined ? {} : { host }),
    ...(phase === undefined ? {} : { phase }),
    ...(step === undefined ? {} : { step }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(stderr === undefined ? {} : { stderr }),
    ...(remedy.length === 0 ? {} : { remedy }),
    ...(errors.length === 0 ? {} : { errors }),
  };
}

function errorLines(shape: ErrorShape, pen: Pen, depth: number): string[] {
  const { style } = pen;
  const place = [shape.host, shape.phase, shape.step].filter((part) => part !== undefined).map(oneLine);
  const exit = shape.exitCode === undefined ? '' : `exit ${shape.exitCode}`;
  const where = [place.join(` ${pen.symbols.arrow} `), exit].filter((part) => part !== '').join(', ');
  const label = shape.unexpected ? 'internal error' : 'error';
  return [
    ...messageLines(shape.message, label, pen),
    ...(where === '' ? [] : wrap(where, pen.width - 2).map((line) => `  ${style.bold(line)}`)),
    ...shape.problems.flatMap((problem) => problemLines(problem, pen)),
    ...stderrLines(shape.stderr, pen),
    ...(depth < MAX_DEPTH ? foldHosts(inner(shape)) : []).flatMap((one) => [
      '',
      ...errorLines(one, pen, depth + 1),
    ]),
    ...causeLines(shape, pen, depth),
    ...stackLines(shape, pen),
    ...labelled('kept', shape.kept, pen),
    ...labelled('next', shape.remedy, pen),
    ...(shape.unexpected
      ? ['', 'This is a bug in kubestrap. Please report it with the lines above and the command you ran.']
      : []),
  ];
}

function messageLines(message: string, label: string, pen: Pen): string[] {
  const [first = '', ...rest] = strip(message).trim().split('\n');
  const lines = [
    ...wrap(`${label}: ${first}`, pen.width),
    ...rest.flatMap((line) => wrap(`  ${line}`, pen.width)),
  ];
  return lines.map((line, i) =>
    i === 0 && line.startsWith(label)
      ? pen.style.red(pen.style.bold(label)) + line.slice(label.length)
      : line,
  );
}

/** `cluster.yaml:3:5  error  message`, then its code frame, then what to do. */
function problemLines(problem: ProblemShape, pen: Pen): string[] {
  const { style } = pen;
  const at = [problem.file, problem.line, problem.column].filter((part) => part !== undefined && part !== '');
  const paint = problem.severity === 'error' ? style.red : style.yellow;
  const heading = [oneLine(at.join(':')), paint(problem.severity), oneLine(problem.path)];
  const indented = (text: string, width: number) => wrap(oneLine(text), width).map((line) => `    ${line}`);
  return [
    `  ${heading.filter((part) => part !== '').join('  ')}`,
    ...indented(problem.message, Math.max(20, pen.width - 4)),
    ...(problem.frame === undefined ? [] : blockLines(problem.frame, pen)),
    ...(problem.hint === undefined
      ? []
      : indented(problem.hint, Math.max(20, pen.width - 4)).map(style.cyan)),
  ];
}

function stderrLines(stderr: string | undefined, pen: Pen): string[] {
  const all = strip(stderr ?? '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  const shown = pen.verbose ? all : all.slice(-STDERR_LINES);
  const left = all.length - shown.length;
  return [
    ...(left > 0
      ? [pen.style.dim(`    ${pen.symbols.more} ${count(left, 'earlier line')} (-v shows all)`)]
      : []),
    ...blockLines(shown.join('\n'), pen),
  ];
}

/** Quoted text; cut to the width unless all was asked for. */
function blockLines(text: string, pen: Pen): string[] {
  if (text.trim() === '') return [];
  const room = pen.verbose ? Number.POSITIVE_INFINITY : pen.width - 6;
  return strip(text)
    .split('\n')
    .map(
      (line) =>
        `    ${pen.style.dim(`${pen.symbols.output} ${truncate(line, room, pen.symbols.more)}`.trimEnd())}`,
    );
}

/** What led to it, one line each, unless it says the same again. */
function causeLines(shape: ErrorShape, pen: Pen, depth: number): string[] {
  if (shape.cause === undefined || depth >= MAX_DEPTH) return [];
  const cause = readError(shape.cause);
  const said = shape.message.includes(cause.message);
  return [
    ...(said
      ? []
      : wrap(oneLine(`because: ${cause.message}`), Math.max(20, pen.width - 2)).map((line) => `  ${line}`)),
    ...causeLines(cause, pen, depth + 1),
  ];
}

function stackLines(shape: ErrorShape, pen: Pen): string[] {
  if (shape.stack === undefined || !(shape.unexpected || pen.verbose)) return [];
  const frames = strip(shape.stack)
    .split('\n')
    .filter((line) => line.trim().startsWith('at '));
  return frames.map((line) => pen.style.dim(`    ${line.trim()}`));
}

function labelled(label: string, texts: readonly string[], pen: Pen): string[] {
  return texts.flatMap((text) =>
    wrap(oneLine(text), Math.max(20, pen.width - label.length - 4)).map((line, i) =>
      i === 0 ? `  ${pen.style.cyan(`${label}:`)} ${line}` : ' '.repeat(label.length + 4) + line,
    ),
  );
}
