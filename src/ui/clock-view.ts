import { controllerNote, duration } from '../cluster/skew.ts';
import type { ClockRow } from '../model/plan.ts';
import type { Pen } from './style.ts';
import { formatTable } from './table.ts';
import { oneLine } from './terminal.ts';
import { wrap } from './width.ts';

/** The clocks as a table, where one of them is off, the controller's is, or `verbose` asks; else no lines. */
export function clockLines(rows: readonly ClockRow[], pen: Pen & { readonly color: boolean }): string[] {
  const note = controllerNote(rows);
  const isWanted = pen.verbose || note !== undefined || rows.some(({ state }) => state === 'off');
  if (!isWanted || rows.length === 0) return [];
  const table = formatTable(
    [
      { heading: 'CLOCK OF' },
      { heading: 'TO THIS MACHINE', align: 'right' },
      { heading: 'TO THE OTHERS', align: 'right' },
      { heading: '±', align: 'right' },
      { heading: 'ALLOWED', align: 'right' },
      { heading: 'STATE' },
      { heading: 'KEPT BY' },
    ],
    rows.map((row) => [
      row.host,
      signed(row.offsetMs),
      signed(row.othersMs),
      row.uncertaintyMs === null ? '' : duration(row.uncertaintyMs),
      duration(row.allowedMs),
      row.state === 'ok' ? row.state : { text: row.state, tone: row.state === 'off' ? 'red' : 'yellow' },
      row.source,
    ]),
    { color: pen.color, width: pen.width },
  );
  return [table, ...(note === undefined ? [] : wrap(oneLine(`${pen.symbols.warning} ${note}`), pen.width))];
}

/** `+1.5 s`: ahead; `-20 ms`: behind. */
function signed(ms: number | null): string {
  if (ms === null) return '';
  const text = duration(Math.abs(ms));
  return text === '0 ms' ? text : `${ms < 0 ? '-' : '+'}${text}`;
}
