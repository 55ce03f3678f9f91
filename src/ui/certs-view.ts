import type { CertificateRow, StatusReport } from '../pki/status/types.ts';
import { findingsOf } from './certs-findings.ts';
import { type FoldedRow, foldCertificates, placeText, signerText } from './certs-fold.ts';
import { foldFindings } from './doctor-fold.ts';
import { away, section } from './doctor-view.ts';
import { compressNames } from './fold.ts';
import { count, createStyle, createSymbols, type Pen, type Style } from './style.ts';
import { type Cell, formatTable } from './table.ts';
import { oneLine } from './terminal.ts';
import { wrap } from './width.ts';

export interface CertificatesViewOptions {
  readonly color: boolean;
  readonly width: number;
  /** Paths, subjects and names of every certificate, and all hosts by name. */
  readonly verbose: boolean;
  readonly unicode?: boolean;
}

/** Longer lines than this are hard to read, however wide the terminal. */
const READABLE = 110;
const NAMES_SHOWN = 4;

interface ViewColumn {
  readonly heading: string;
  readonly align?: 'right';
  /** Narrowest terminal that has room for it. */
  readonly from: number;
  readonly cell: (row: FoldedRow, pen: Pen) => Cell;
}

/** Those with the most to say to the least first. */
const COLUMNS: readonly ViewColumn[] = [
  { heading: 'CERTIFICATE', from: 0, cell: nameCell },
  { heading: 'ON', from: 0, cell: placesCell },
  { heading: 'LEFT', align: 'right', from: 0, cell: leftCell },
  { heading: 'ENDS', from: 60, cell: ({ first }) => first.notAfter?.slice(0, 10) ?? '' },
  { heading: 'SIGNED BY', from: 84, cell: signerCell },
  { heading: 'RENEWED BY', from: 96, cell: renewerCell },
];

/** The report for a person: who did not answer, the table, what is wrong and what to do, a summary as the last line. */
export function formatCertificates(report: StatusReport, options: CertificatesViewOptions): string {
  const pen: Pen = {
    style: createStyle(options.color),
    symbols: createSymbols(options.unicode ?? true),
    width: Math.min(options.width, READABLE),
    verbose: options.verbose,
  };
  const findings = foldFindings(findingsOf(report));
  const of = (severity: 'error' | 'warning' | 'unknown') =>
    section(
      severity,
      findings.filter((finding) => finding.severity === severity),
      pen,
    );
  const blocks = [
    table(report, { ...pen, color: options.color }),
    away(report, pen),
    of('error'),
    of('warning'),
    of('unknown'),
    without(report, pen),
    summary(report, pen),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function table({ certificates }: StatusReport, pen: Pen & { readonly color: boolean }): string[] {
  const areas = foldCertificates(certificates);
  const rows = areas.flatMap(([, folded]) => folded);
  if (rows.length === 0) return [];
  const columns = COLUMNS.filter(({ from }) => pen.width >= from);
  const [headings = '', ...lines] = formatTable(
    columns,
    rows.map((row) => columns.map(({ cell }) => cell(row, pen))),
    { color: pen.color, width: pen.width - 2 },
  ).split('\n');
  const drawn = areas.flatMap(([area, folded]) => [
    pen.style.cyan(area),
    ...folded.flatMap((row) => [`  ${lines.shift() ?? ''}`, ...(pen.verbose ? details(row, pen) : [])]),
  ]);
  return [`  ${headings}`, ...drawn];
}

const TONES: Readonly<Record<CertificateRow['severity'], keyof Style>> = {
  ok: 'green',
  warning: 'yellow',
  critical: 'red',
  expired: 'red',
};

function nameCell({ first }: FoldedRow, { symbols }: Pen): Cell {
  const { name, severity, problems } = first;
  if (problems.length > 0 && severity === 'ok') return { text: `${symbols.warning} ${name}`, tone: 'yellow' };
  if (severity === 'ok') return `${symbols.done} ${name}`;
  const mark = severity === 'warning' ? symbols.warning : symbols.failed;
  return { text: `${mark} ${name}`, tone: TONES[severity] };
}

/** The whole place of what is not on a host is said where something is wrong with it, and with -v. */
function placesCell({ first, places }: FoldedRow, pen: Pen): Cell {
  if (first.place === 'file') return 'this machine';
  return first.place === 'secret' ? first.path : placesText(places, pen);
}

function leftCell({ first, daysLeft }: FoldedRow, { symbols }: Pen): Cell {
  const { severity, problems } = first;
  if (daysLeft === null) {
    return { text: problems.some(({ code }) => code === 'missing') ? 'missing' : 'unreadable', tone: 'red' };
  }
  const { least, most } = daysLeft;
  const range = least === most ? daysText(least) : `${least}${symbols.more}${most} d`;
  return { text: severity === 'expired' ? 'ended' : range, tone: TONES[severity] };
}

function daysText(days: number): string {
  return days === 0 ? '< 1 d' : `${days} d`;
}

function signerCell({ first }: FoldedRow): Cell {
  const isOdd = first.problems.some(({ code }) => code === 'wrong-ca' || code === 'other-ca');
  return isOdd ? { text: signerText(first), tone: 'red' } : signerText(first);
}

function renewerCell({ first }: FoldedRow): Cell {
  return first.renewedBy === 'nobody' ? { text: 'nobody', tone: 'dim' } : first.renewedBy;
}

function placesText(places: readonly string[], pen: Pen): string {
  const clean = places.map(oneLine);
  const names = pen.verbose ? clean : compressNames(clean, pen.symbols.more);
  const shown = pen.verbose ? names : names.slice(0, NAMES_SHOWN);
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** What all of a folded row have in common; of subjects and names, those of the one that ends first. */
function details({ first, rows }: FoldedRow, { style, width }: Pen): string[] {
  const { path, subject, issuer, names, notBefore, notAfter } = first;
  const more = rows.length > 1 ? ` (${placeText(first)})` : '';
  const pairs: readonly (readonly [string, string])[] = [
    ['file', first.place === 'secret' ? '' : path],
    ['valid', notBefore === null ? '' : `${notBefore} to ${notAfter}${more}`],
    ['subject', subject === '' ? '' : `${subject}${more}`],
    ['issuer', issuer],
    ['names', names.length === 0 ? '' : `${names.join(', ')}${more}`],
  ];
  const lines = pairs.flatMap(([what, text]) =>
    text === ''
      ? []
      : wrap(oneLine(text), Math.max(20, width - 13)).map((line, i) =>
          i === 0 ? `    ${what.padEnd(9)}${line}` : `             ${line}`,
        ),
  );
  return lines.map((line) => style.dim(line));
}

/** Hosts that answered and have none. */
function without({ hosts, certificates }: StatusReport, pen: Pen): string[] {
  const bare = hosts.filter(
    ({ name, reachable }) => reachable && !certificates.some(({ host }) => host === name),
  );
  if (bare.length === 0) return [];
  const names = placesText(
    bare.map(({ name }) => name),
    pen,
  );
  return wrap(`${pen.symbols.skipped} ${names}: no certificates, not in a cluster yet`, pen.width);
}

function summary(report: StatusReport, pen: Pen): string[] {
  const { summary: sum, unanswered, certificates } = report;
  const { style } = pen;
  const parts = [
    ...(sum.expired > 0 ? [`${sum.expired} ended`] : []),
    ...(sum.critical > 0 ? [`${sum.critical} critical`] : []),
    ...(sum.warning > 0 ? [count(sum.warning, 'warning')] : []),
    ...(sum.differing > 0
      ? [`${sum.differing} not as ${sum.differing === 1 ? 'it' : 'they'} should be`]
      : []),
    ...(sum.unreachable > 0 ? [`${count(sum.unreachable, 'host')} unreachable`] : []),
    ...(unanswered.length > 0 ? ['Secrets unknown'] : []),
  ];
  const what = `${count(sum.certificates, 'certificate')} on ${count(sum.hosts - sum.unreachable, 'host')}`;
  const text = `${what}: ${parts.length === 0 ? 'all well' : parts.join(', ')}.`;
  const isBad = sum.expired + sum.critical + sum.unreachable > 0;
  const paint = isBad ? style.red : parts.length > 0 ? style.yellow : style.green;
  return [
    ...wrap(text, pen.width).map((line) => style.bold(paint(line))),
    ...wrap(nextToEnd(certificates), pen.width).filter((line) => line !== ''),
  ];
}

function nextToEnd(certificates: readonly CertificateRow[]): string {
  const coming = certificates.filter(({ daysLeft, severity }) => daysLeft !== null && severity !== 'expired');
  const [next] = coming.toSorted((a, b) => (a.notAfter ?? '').localeCompare(b.notAfter ?? ''));
  if (next === undefined || next.daysLeft === null) return '';
  return `Next to end: ${oneLine(next.name)} on ${oneLine(placeText(next))}, in ${count(next.daysLeft, 'day')}.`;
}
