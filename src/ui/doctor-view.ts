import type { Severity } from '../doctor/check.ts';
import type { Diagnosis } from '../doctor/diagnose.ts';
import { type FoldedFinding, foldFindings } from './doctor-fold.ts';
import { compressNames } from './fold.ts';
import { count, createStyle, createSymbols, type Pen } from './style.ts';
import { oneLine } from './terminal.ts';
import { displayWidth, wrap } from './width.ts';

export interface DoctorViewOptions {
  readonly color: boolean;
  readonly width: number;
  /** Notes, every host's name and all evidence. */
  readonly verbose: boolean;
  readonly unicode?: boolean;
}

const NAMES_SHOWN = 10;
const EVIDENCE_SHOWN = 6;
/** Longer lines than this are hard to read, however wide the terminal. */
const READABLE = 110;

const HEADINGS: Readonly<Record<Severity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  unknown: 'Could not tell',
  info: 'Notes',
};

/**
 * A diagnosis for a person: the worst first, each finding once with the hosts that have it, what was seen and what to
 * do; then what passed, and a summary as the last line, where the eye is when the prompt comes back.
 */
export function formatDiagnosis(diagnosis: Diagnosis, options: DoctorViewOptions): string {
  const pen: Pen = {
    style: createStyle(options.color),
    symbols: createSymbols(options.unicode ?? true),
    width: Math.min(options.width, READABLE),
    verbose: options.verbose,
  };
  const folded = foldFindings(diagnosis.findings);
  const of = (severity: Severity) =>
    section(
      severity,
      folded.filter((finding) => finding.severity === severity),
      pen,
    );
  const blocks = [
    away(diagnosis, pen),
    of('error'),
    of('warning'),
    of('unknown'),
    pen.verbose ? of('info') : [],
    passed(diagnosis, pen),
    summary(diagnosis, pen),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The hosts that did not answer, and why. */
export function away({ hosts }: Pick<Diagnosis, 'hosts'>, pen: Pen): string[] {
  const findings = hosts
    .filter(({ reachable }) => !reachable)
    .map(({ name, problem = '', remedy }) => ({
      check: 'unreachable',
      severity: 'error' as const,
      message: 'the host did not answer',
      host: name,
      evidence: [problem],
      ...(remedy === undefined ? {} : { remedy }),
    }));
  if (findings.length === 0) return [];
  return [
    heading('Unreachable', 'error', pen),
    ...foldFindings(findings).flatMap((one) => finding(one, pen)),
  ];
}

/** Findings under the heading of their severity; no lines where there are none. */
export function section(severity: Severity, findings: readonly FoldedFinding[], pen: Pen): string[] {
  if (findings.length === 0) return [];
  return [heading(HEADINGS[severity], severity, pen), ...findings.flatMap((one) => finding(one, pen))];
}

function paintOf(severity: Severity, { style }: Pen): (text: string) => string {
  return { error: style.red, warning: style.yellow, unknown: style.cyan, info: style.dim }[severity];
}

function heading(text: string, severity: Severity, pen: Pen): string {
  return pen.style.bold(paintOf(severity, pen)(text));
}

function symbolOf(severity: Severity, { symbols }: Pen): string {
  return { error: symbols.failed, warning: symbols.warning, unknown: '?', info: symbols.waiting }[severity];
}

/** `✖ ports  port 10250 … ` and below it the hosts, the evidence and the remedy. */
function finding(one: FoldedFinding, pen: Pen): string[] {
  const { style, symbols } = pen;
  const check = oneLine(one.check);
  const sign = paintOf(one.severity, pen)(symbolOf(one.severity, pen));
  const text = wrap(`${check}: ${oneLine(one.message)}`, room(pen, 4));
  const evidence = one.evidence.flatMap(({ hosts, lines }) =>
    lines.map((line) => (hosts.length === 0 ? oneLine(line) : `${list(hosts, pen)}: ${oneLine(line)}`)),
  );
  const shown = pen.verbose ? evidence : evidence.slice(0, EVIDENCE_SHOWN);
  const left = evidence.length - shown.length;
  return [
    ...text.map((line, i) => {
      if (i > 0) return `    ${line}`;
      const name = line.startsWith(`${check}:`)
        ? style.bold(`${check}:`) + line.slice(check.length + 1)
        : line;
      return `  ${sign} ${name}`;
    }),
    ...wrap(hostsOf(one.hosts, pen), room(pen, 6)).map((line) => `      ${style.cyan(line)}`),
    ...shown.flatMap((line) => quoted(line, symbols.output, pen)),
    ...(left > 0 ? [`      ${style.dim(`${symbols.more} ${left} more (-v shows all)`)}`] : []),
    ...hanging(oneLine(one.remedy), symbols.arrow, pen),
  ];
}

function room({ width }: Pen, indent: number): number {
  return Math.max(20, width - indent);
}

/** Evidence is quoted, whole: at 3 a.m. the end of a line is what one needs. */
function quoted(text: string, mark: string, pen: Pen): string[] {
  const width = room(pen, 7 + displayWidth(mark));
  return wrap(text, width).map((line) => `      ${pen.style.dim(`${mark} ${line}`)}`);
}

function hanging(text: string, mark: string, pen: Pen): string[] {
  if (text === '') return [];
  const gap = displayWidth(mark) + 1;
  return wrap(text, room(pen, 6 + gap)).map((line, i) =>
    i === 0 ? `      ${pen.style.green(mark)} ${line}` : `      ${' '.repeat(gap)}${line}`,
  );
}

function list(hosts: readonly string[], pen: Pen): string {
  const clean = hosts.map(oneLine);
  const names = pen.verbose ? clean : compressNames(clean, pen.symbols.more);
  const shown = pen.verbose ? names : names.slice(0, NAMES_SHOWN);
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function hostsOf(hosts: readonly string[], pen: Pen): string {
  return list(hosts, pen) + (hosts.length > 1 ? ` (${count(hosts.length, 'host')})` : '');
}

/** One line for all that is well. */
function passed({ checks }: Diagnosis, pen: Pen): string[] {
  const { style, symbols } = pen;
  const ran = checks.filter(
    ({ passed: well, failed, unknown }) => well.length + failed.length + unknown.length > 0,
  );
  const well = ran.filter(({ failed, unknown }) => failed.length + unknown.length === 0);
  if (well.length === 0) return [];
  const names = well.map(({ name }) => name).join(', ');
  const what =
    well.length === ran.length
      ? `all ${count(well.length, 'check')} passed`
      : `${count(well.length, 'check')} passed`;
  return wrap(`${what}: ${names}`, room(pen, 4)).map((line, i) =>
    i === 0
      ? `  ${style.green(symbols.done)} ${style.green(line.slice(0, what.length))}${line.slice(what.length)}`
      : `    ${line}`,
  );
}

function summary({ summary: sum }: Diagnosis, pen: Pen): string[] {
  const { style } = pen;
  const parts = [
    ...(sum.error > 0 ? [count(sum.error, 'error')] : []),
    ...(sum.warning > 0 ? [count(sum.warning, 'warning')] : []),
    ...(sum.unknown > 0 ? [`${sum.unknown} could not be told`] : []),
    ...(sum.unreachable > 0 ? [`${count(sum.unreachable, 'host')} unreachable`] : []),
  ];
  const notes = sum.info > 0 && !pen.verbose ? ` ${count(sum.info, 'note')} (-v shows them).` : '';
  const examined = sum.hosts - sum.unreachable;
  const text = `${count(examined, 'host')} examined: ${parts.length === 0 ? 'nothing found' : parts.join(', ')}.`;
  const bad = sum.error > 0 || sum.unreachable > 0;
  const paint = bad ? style.red : sum.warning > 0 ? style.yellow : style.green;
  return wrap(text + notes, pen.width).map((line, i) => (i === 0 ? style.bold(paint(line)) : line));
}
