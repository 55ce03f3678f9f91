import { styleText } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';
import type { Problem } from '../model/problem.ts';
import { printable, UNPRINTABLE } from '../values/path.ts';
import type { Source } from './source.ts';

interface FormatOptions {
  readonly color: boolean;
  /** Columns of the terminal; default 80. */
  readonly width?: number;
}

type Style = (text: string) => string;

interface Styles {
  readonly bold: Style;
  readonly dim: Style;
  readonly error: Style;
  readonly warning: Style;
}

const CONTEXT_LINES = 2;

/**
 * Problems as a person reads them: place and message, the lines around it with the mistake underlined, and what
 * to do. Control characters of the input never reach the terminal.
 */
export function formatProblems(
  problems: readonly Problem[],
  sources: readonly Source[],
  { color, width = 80 }: FormatOptions,
): string {
  const styles = color ? COLORED : PLAIN;
  const lines = new Map(sources.map(({ file, text }) => [file, text.split(/\r?\n/)]));
  return problems
    .map((problem) => [
      header(problem, styles, width),
      ...frame(problem, lines.get(problem.file), styles, width),
    ])
    .map((block) => `${block.join('\n')}\n`)
    .join('\n');
}

function header({ file, line, column, severity, message }: Problem, styles: Styles, width: number): string {
  const place = [printable(file, 500), line, column].filter((part) => part !== undefined).join(':');
  const [first = '', ...rest] = wrap(`${place}  ${severity}  ${printable(message, 1000)}`, width, '  ');
  const severityStyle = styles[severity];
  const styled = first.replace(`  ${severity}  `, () => `  ${severityStyle(severity)}  `);
  return [styled.replace(place, () => styles.bold(place)), ...rest].join('\n');
}

function frame(
  problem: Problem,
  lines: readonly string[] | undefined,
  styles: Styles,
  width: number,
): string[] {
  const { line, hint } = problem;
  const gutter = String((line ?? 0) + CONTEXT_LINES).length;
  const code =
    line === undefined || !lines || lines.join('') === ''
      ? []
      : codeLines(problem, line, lines, gutter, styles, width);
  const indent = ' '.repeat(gutter + 3);
  const help = hint === undefined ? [] : wrap(`= ${printable(hint, 1000)}`, width - indent.length, '  ');
  return [...code, ...help.map((text) => indent + text)];
}

function codeLines(
  { column = 1, length = 1, severity }: Problem,
  line: number,
  lines: readonly string[],
  gutter: number,
  styles: Styles,
  width: number,
): string[] {
  const room = Math.max(width - gutter - 5, 20);
  // A long line is cut on the left, so that the mistake is in sight.
  const skip = Math.max(0, column - 1 + Math.min(length, room) - room + 2);
  const first = Math.max(1, line - CONTEXT_LINES);
  const shown = lines.slice(first - 1, line + CONTEXT_LINES);
  if (shown.at(-1) === '') shown.pop();
  return shown.flatMap((raw, index) => {
    const number = first + index;
    const text = cut(raw.replaceAll('\t', ' ').replaceAll(UNPRINTABLE, '\ufffd'), skip, room);
    const prefix = `${number === line ? '>' : ' '} ${String(number).padStart(gutter)} |`;
    const own = `${styles.dim(prefix)}${text === '' ? '' : ` ${text}`}`;
    if (number !== line) return [own];
    const before = columnsOf(raw.slice(skip, column - 1));
    const marked = Math.min(columnsOf(raw.slice(column - 1, column - 1 + length)), room - before);
    const caret = styles[severity]('^'.repeat(Math.max(marked, 1)));
    return [own, `${styles.dim(`${' '.repeat(gutter + 3)}|`)} ${' '.repeat(before)}${caret}`];
  });
}

/** The part of a line from `skip` on that fits; an ellipsis stands where something was cut. */
function cut(text: string, skip: number, room: number): string {
  const left = skip > 0 && text.length > skip ? `…${text.slice(skip + 1)}` : text.slice(skip);
  return (columnsOf(left) <= room ? left : `${left.slice(0, room - 1)}…`).trimEnd();
}

/** Columns that a text takes on a terminal: wide characters and emoji two (Unicode TR 11), the rest one. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += eastAsianWidth(character.codePointAt(0) ?? 0);
  return columns;
}

/** Breaks between words; a word longer than the width keeps its line. */
function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/ (?! )/)) {
    const current = lines.at(-1);
    if (current !== undefined && current.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${current} ${word}`;
    else lines.push(current === undefined ? word : indent + word);
  }
  return lines;
}

const PLAIN: Styles = { bold: String, dim: String, error: String, warning: String };

function ansi(format: 'bold' | 'dim' | 'red' | 'yellow'): Style {
  return (text) => styleText(format, text, { validateStream: false });
}

const COLORED: Styles = { bold: ansi('bold'), dim: ansi('dim'), error: ansi('red'), warning: ansi('yellow') };
