/** Findings as lines, under headings by severity: what is wrong, where, what was seen and what to do. */

import type { Severity } from '../doctor/check.ts';
import type { Diagnosis, HostFinding } from '../doctor/diagnose.ts';
import { type FoldedFinding, foldFindings } from './doctor-fold.ts';
import { namesText } from './page.ts';
import { count, type Pen } from './style.ts';
import { oneLine } from './terminal.ts';
import { displayWidth, wrap } from './width.ts';

const NAMES_SHOWN = 10;
const EVIDENCE_SHOWN = 6;

const HEADINGS: Readonly<Record<Severity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  unknown: 'Could not tell',
  info: 'Notes',
};

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

/** Findings by severity, folded, each group under its heading; no lines where there are none. */
export function sections(findings: readonly HostFinding[], pen: Pen): (severity: Severity) => string[] {
  const folded = foldFindings(findings);
  return (severity) => {
    const group = folded.filter((one) => one.severity === severity);
    if (group.length === 0) return [];
    return [heading(HEADINGS[severity], severity, pen), ...group.flatMap((one) => finding(one, pen))];
  };
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
    lines.map((line) =>
      hosts.length === 0 ? oneLine(line) : `${namesText(hosts, NAMES_SHOWN, pen)}: ${oneLine(line)}`,
    ),
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

/** Columns that are left beside an indent. */
export function room({ width }: Pen, indent: number): number {
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

function hostsOf(hosts: readonly string[], pen: Pen): string {
  return namesText(hosts, NAMES_SHOWN, pen) + (hosts.length > 1 ? ` (${count(hosts.length, 'host')})` : '');
}
