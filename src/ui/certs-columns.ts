import type { CertificateRow } from '../pki/status/types.ts';
import { type FoldedRow, signerText } from './certs-fold.ts';
import { namesText } from './page.ts';
import type { Pen, Style } from './style.ts';
import type { Cell, RowColumn } from './table.ts';

/** Places that a cell names. */
export const NAMES_SHOWN = 4;

/** Those with the most to say to the least first. */
export const CERTIFICATE_COLUMNS: readonly RowColumn<FoldedRow>[] = [
  { heading: 'CERTIFICATE', from: 0, cell: nameCell },
  { heading: 'ON', from: 0, cell: placesCell },
  { heading: 'LEFT', align: 'right', from: 0, cell: leftCell },
  { heading: 'ENDS', from: 60, cell: ({ first }) => first.notAfter?.slice(0, 10) ?? '' },
  { heading: 'SIGNED BY', from: 84, cell: signerCell },
  { heading: 'RENEWED BY', from: 96, cell: renewerCell },
];

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
  return first.place === 'secret' ? first.path : namesText(places, NAMES_SHOWN, pen);
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
