import type { HostFinding } from '../doctor/diagnose.ts';
import { bytesText } from '../etcd/bytes.ts';
import type { EtcdReport, MemberRow } from '../etcd/report.ts';
import { foldFindings } from './doctor-fold.ts';
import { away, section } from './doctor-view.ts';
import { createStyle, createSymbols, type Pen } from './style.ts';
import { type Cell, formatTable } from './table.ts';
import { oneLine } from './terminal.ts';
import { wrap } from './width.ts';

export interface EtcdViewOptions {
  readonly color: boolean;
  readonly width: number;
  /** Also what is only worth knowing. */
  readonly verbose: boolean;
  readonly unicode?: boolean;
}

/** Longer lines than this are hard to read, however wide the terminal; the table may be wider. */
const READABLE = 110;

interface ViewColumn {
  readonly heading: string;
  readonly align?: 'right';
  /** Narrowest terminal that has room for it. */
  readonly from: number;
  readonly cell: (row: MemberRow, pen: Pen) => Cell;
}

const COLUMNS: readonly ViewColumn[] = [
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
export function formatEtcd(report: EtcdReport, options: EtcdViewOptions): string {
  const pen: Pen = {
    style: createStyle(options.color),
    symbols: createSymbols(options.unicode ?? true),
    width: Math.min(options.width, READABLE),
    verbose: options.verbose,
  };
  const findings = foldFindings(
    report.problems.map(
      ({ code, severity, subject, message, remedy }): HostFinding => ({
        check: code,
        severity,
        message,
        host: subject,
        remedy,
      }),
    ),
  );
  const of = (severity: 'error' | 'warning' | 'info') =>
    section(
      severity,
      findings.filter((finding) => finding.severity === severity),
      pen,
    );
  const blocks = [
    table(report, pen, options),
    away(report, pen),
    of('error'),
    of('warning'),
    of('info'),
    last(report, pen),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function table({ members: all, external }: EtcdReport, pen: Pen, options: EtcdViewOptions): string[] {
  if (all.length === 0) return [];
  const { color, width } = options;
  // members of an etcd elsewhere are on no host of the inventory, and nothing is missing there
  const members = external ? all.map((row) => ({ ...row, host: row.name })) : all;
  const columns = COLUMNS.filter(({ from }) => width >= from);
  const cells = members.map((row) => columns.map(({ cell }) => cell(row, pen)));
  const text = formatTable(columns, cells, { color, width: width - 2 });
  return [
    ...text.split('\n').map((line) => `  ${line}`),
    ...(columns.length < COLUMNS.length
      ? [pen.style.dim('  a wider terminal shows more; -o json shows all')]
      : []),
  ];
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
