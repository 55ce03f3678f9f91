import type { EtcdProblem, EtcdReport, MemberRow } from '../cluster/etcd/report-types.ts';
import type { HostFinding } from '../doctor/diagnose.ts';
import { bytesText } from '../values/bytes.ts';
import { away, sections } from './finding-lines.ts';
import { createTextPen, joinBlocks, type PageOptions } from './page.ts';
import type { Pen } from './style.ts';
import { type Cell, formatRows, type RowColumn } from './table.ts';
import { oneLine } from './terminal.ts';
import { wrap } from './width.ts';

const COLUMNS: readonly RowColumn<MemberRow>[] = [
  { heading: 'MEMBER', from: 0, cell: nameCell },
  { heading: 'ID', from: 0, cell: ({ id }) => id },
  { heading: 'ROLE', from: 0, cell: roleCell },
  {
    heading: 'ANSWERED IN',
    align: 'right',
    from: 0,
    cell: ({ isHealthy, healthMs }) => healthCell(isHealthy, healthMs),
  },
  { heading: 'DB', align: 'right', from: 70, cell: ({ dbSize }) => sizeText(dbSize) },
  { heading: 'IN USE', align: 'right', from: 80, cell: ({ dbSizeInUse }) => sizeText(dbSizeInUse) },
  { heading: 'OF QUOTA', align: 'right', from: 90, cell: quotaCell },
  {
    heading: 'BEHIND',
    align: 'right',
    from: 100,
    cell: ({ behind }) => (behind === null ? '?' : `${behind}`),
  },
  { heading: 'FSYNC P99', align: 'right', from: 110, cell: ({ fsyncMs }) => msText(fsyncMs) },
  { heading: 'COMMIT P99', align: 'right', from: 122, cell: ({ commitMs }) => msText(commitMs) },
  { heading: 'VERSION', from: 132, cell: ({ version }) => version ?? '?' },
];

/** The report for a person: the members, who did not answer, what is wrong and what to do, the arithmetic last. */
export function formatEtcd(report: EtcdReport, options: PageOptions): string {
  const pen = createTextPen(options);
  const of = sections(report.problems.map(findingOf), pen);
  return joinBlocks([
    table(report, pen, options),
    away(report, pen),
    of('error'),
    of('warning'),
    of('info'),
    last(report, pen),
  ]);
}

function findingOf({ code, subject, ...said }: EtcdProblem): HostFinding {
  return { check: code, host: subject, ...said };
}

function table({ members: all, external }: EtcdReport, pen: Pen, options: PageOptions): string[] {
  if (all.length === 0) return [];
  // members of an etcd elsewhere are on no host of the inventory, and nothing is missing there
  const members = external ? all.map((row) => ({ ...row, host: row.name })) : all;
  const { lines, isWhole } = formatRows(COLUMNS, members, pen, options);
  return [...lines, ...(isWhole ? [] : [pen.style.dim('  a wider terminal shows more; -o json shows all')])];
}

function nameCell({ name, host, isHealthy }: MemberRow, { symbols }: Pen): Cell {
  const called = name === '' ? '(never started)' : name;
  const where = host === null ? `${called} (no host)` : host === name ? called : `${called} on ${host}`;
  return isHealthy ? `${symbols.done} ${where}` : { text: `${symbols.failed} ${where}`, tone: 'red' };
}

function roleCell({ isLeader, isLearner }: MemberRow): Cell {
  if (isLearner) return { text: 'learner', tone: 'yellow' };
  return isLeader ? 'leader' : 'member';
}

function healthCell(isHealthy: boolean, healthMs: number | null): Cell {
  if (!isHealthy) return { text: 'no answer', tone: 'red' };
  return msText(healthMs);
}

function quotaCell({ dbSize, quota }: MemberRow): Cell {
  if (dbSize === null || quota === null) return '?';
  const share = dbSize / quota;
  const text = `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} % of ${bytesText(quota)}`;
  return share >= 0.8 ? { text, tone: 'yellow' } : text;
}

function sizeText(bytes: number | null): string {
  return bytes === null ? '?' : bytesText(bytes);
}

function msText(ms: number | null): string {
  if (ms === null) return 'not measured';
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

function last({ summary, problems, strength: { tolerates, members } }: EtcdReport, pen: Pen): string[] {
  const { style } = pen;
  const isBad = problems.some(({ severity }) => severity === 'error');
  const paint = isBad ? style.red : tolerates === 0 && members > 1 ? style.yellow : style.green;
  return wrap(`${oneLine(summary)}.`, pen.width).map((line) => style.bold(paint(line)));
}
