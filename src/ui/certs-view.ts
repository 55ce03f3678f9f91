import type { CertificateRow, StatusReport } from '../pki/status/types.ts';
import { CERTIFICATE_COLUMNS, NAMES_SHOWN } from './certs-columns.ts';
import { findingsOf } from './certs-findings.ts';
import { type FoldedRow, foldCertificates, placeText } from './certs-fold.ts';
import { away, sections } from './finding-lines.ts';
import { createTextPen, joinBlocks, namesText, type PageOptions } from './page.ts';
import { noneAnswered } from './scope.ts';
import { count, type Pen } from './style.ts';
import { formatRows } from './table.ts';
import { oneLine } from './terminal.ts';
import { wrap } from './width.ts';

/** The report for a person: who did not answer, the table, what is wrong and what to do, a summary as the last line. */
export function formatCertificates(report: StatusReport, options: PageOptions): string {
  const pen = createTextPen(options);
  const of = sections(findingsOf(report), pen);
  return joinBlocks([
    table(report, pen, options),
    away(report, pen),
    of('error'),
    of('warning'),
    of('unknown'),
    without(report, pen),
    summary(report, pen),
  ]);
}

/** The rows of an area under its name; with -v the details of each below it. */
function table({ certificates }: StatusReport, pen: Pen, { color }: PageOptions): string[] {
  const areas = foldCertificates(certificates);
  const rows = areas.flatMap(([, folded]) => folded);
  if (rows.length === 0) return [];
  const [headings = '', ...lines] = formatRows(CERTIFICATE_COLUMNS, rows, pen, {
    color,
    width: pen.width,
  }).lines;
  const drawn = areas.flatMap(([area, folded]) => [
    pen.style.cyan(area),
    ...folded.flatMap((row) => [lines.shift() ?? '', ...(pen.verbose ? details(row, pen) : [])]),
  ]);
  return [headings, ...drawn];
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
  // where there is none at all, the summary says so
  if (bare.length === 0 || certificates.length === 0) return [];
  const names = namesText(
    bare.map(({ name }) => name),
    NAMES_SHOWN,
    pen,
  );
  return wrap(`${pen.symbols.skipped} ${names}: no certificates, not in a cluster yet`, pen.width);
}

function summary(report: StatusReport, pen: Pen): string[] {
  const { summary: sum, unanswered, certificates } = report;
  const { style } = pen;
  const answered = report.hosts.filter(({ reachable }) => reachable);
  if (certificates.length === 0) {
    const text =
      answered.length === 0
        ? `no certificates found: ${noneAnswered(sum.hosts)}`
        : answered.length === sum.hosts
          ? 'no certificates found: these hosts are in no cluster'
          : `no certificates found: the hosts that answered are in no cluster; ${count(sum.unreachable, 'host')} unreachable`;
    return wrap(text, pen.width).map((line) => style.bold(style.red(line)));
  }
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
  const holders = new Set(certificates.flatMap(({ host }) => (host === null ? [] : [host])));
  const where = holders.size > 0 ? ` on ${count(holders.size, 'host')}` : '';
  const what = `${count(sum.certificates, 'certificate')}${where}`;
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
