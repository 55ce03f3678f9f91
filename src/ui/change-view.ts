import type { PlannedChange } from '../model/plan.ts';
import { type DiffLine, diffLines } from './diff.ts';
import { count, type Pen } from './style.ts';
import { escapeControls, oneLine, strip, truncate } from './terminal.ts';
import { displayWidth, wrap } from './width.ts';

const DIFF_LINES = 12;
const INDENT = '    ';
const SIGNS = { create: '+', update: '~', delete: '-', run: '>' } as const;

/** One change: `~ resource  before → after  what it disrupts  why`, in more lines where one is too narrow. */
export function formatChange(change: PlannedChange, pen: Pen): string[] {
  const { style } = pen;
  const unsupported = change.supported === false;
  const paint = unsupported ? style.yellow : paintOf(change, pen);
  const sign = unsupported ? '!' : SIGNS[change.action];
  const long = isLong(change.before) || isLong(change.after);
  const resource = oneLine(change.resource);
  const value = long ? '' : values(change, pen);
  const disruption = disruptionText(change);
  const reason = oneLine(change.reason);

  const room = pen.width - INDENT.length - 2;
  const first = [resource, value, disruption].filter((part) => part !== '').join('  ');
  const body = long ? fileLines(change, pen) : [];
  const paintReason = unsupported ? style.yellow : style.dim;

  const lines: string[] = [];
  if (displayWidth(first) <= room) {
    const parts = [resource, value, style.yellow(disruption)].filter((part) => part !== '');
    lines.push(`${INDENT}${paint(sign)} ${parts.join('  ')}`);
  } else {
    lines.push(`${INDENT}${paint(sign)} ${truncate(resource, room, pen.symbols.more)}`);
    // Values are what a plan is for: they get lines of their own rather than being cut.
    if (value !== '') lines.push(...wrap(value, room - 2).map((line) => `${INDENT}    ${line}`));
    if (disruption !== '') lines.push(`${INDENT}    ${style.yellow(disruption)}`);
  }
  if (reason !== '') {
    if (lines.length === 1 && displayWidth(`${first}  ${reason}`) <= room)
      lines[0] += `  ${paintReason(reason)}`;
    else
      lines.push(...wrap(reason, Math.max(20, room - 2)).map((line) => `${INDENT}    ${paintReason(line)}`));
  }
  return [...lines, ...body];
}

function paintOf(change: PlannedChange, pen: Pen): (text: string) => string {
  const { green, yellow, red, cyan } = pen.style;
  return { create: green, update: yellow, delete: red, run: cyan }[change.action];
}

/** `0 → 1`; a side that is not there is left out, since the symbol already says so. */
function values(change: PlannedChange, pen: Pen): string {
  const sides = [change.before, change.after].filter((side) => side !== null);
  const clean = sides.map(oneLine);
  // Two values that look alike once cleaned differ in what was cleaned away: show it.
  const alike = clean.length === 2 && clean[0] === clean[1];
  return (alike ? sides.map((side) => `"${escapeControls(side)}"`) : clean).join(` ${pen.symbols.arrow} `);
}

function isLong(value: string | null): boolean {
  return value?.includes('\n') ?? false;
}

function fileLines(change: PlannedChange, pen: Pen): string[] {
  const all = diffLines(change.before ?? '', change.after ?? '');
  const shown = pen.verbose || all.length <= DIFF_LINES ? all : all.slice(0, DIFF_LINES);
  const show = safeText(all);
  const { style, symbols } = pen;
  const lines = shown.map(({ kind, text }) => {
    const sign = { same: ' ', removed: '-', added: '+', gap: symbols.more }[kind];
    const paint = { same: style.dim, removed: style.red, added: style.green, gap: style.dim }[kind];
    const room = pen.verbose ? Number.POSITIVE_INFINITY : pen.width - INDENT.length - 4;
    return `${INDENT}    ${paint(truncate(`${sign} ${show(text)}`.trimEnd(), room, symbols.more))}`;
  });
  const rest = all.length - shown.length;
  return rest > 0
    ? [...lines, `${INDENT}    ${style.dim(`${symbols.more} ${count(rest, 'more line')}`)}`]
    : lines;
}

/** How lines are made safe: spelt out where a removed and an added line would otherwise look the same. */
function safeText(all: readonly DiffLine[]): (text: string) => string {
  const look = (text: string): string => strip(text).replaceAll('\n', '').trimEnd();
  const removed = new Set(all.filter((line) => line.kind === 'removed').map((line) => look(line.text)));
  const alike = all.some((line) => line.kind === 'added' && removed.has(look(line.text)));
  return alike
    ? (text) => escapeControls(text).replace(/ +$/, (spaces) => '\\x20'.repeat(spaces.length))
    : look;
}

/** What else goes down with it; the unit's name where the resource is a service. */
function disruptionText(change: PlannedChange): string {
  if (change.disruption === 'none') return '';
  if (change.disruption === 'drain') return 'drains the node';
  if (change.disruption === 'reboot') return 'reboots the host';
  const { kind, name } = change.id;
  return `restarts ${kind === 'service' ? oneLine(name) : 'a service'}`;
}
