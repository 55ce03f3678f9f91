import { createStyle, type Pen, type Style } from './style.ts';
import { oneLine, truncate } from './terminal.ts';
import { displayWidth, pad } from './width.ts';

export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

/** A cell; `tone` colours it without touching its width. */
export type Cell = string | { readonly text: string; readonly tone: keyof Style };

/** A column of a table of rows, each drawn cell by cell. */
export interface RowColumn<Row> extends Column {
  /** Narrowest terminal that has room for it. */
  readonly from: number;
  readonly cell: (row: Row, pen: Pen) => Cell;
}

const GAP = 2;
const INDENT = '  ';

/**
 * Rows in those columns that a terminal of this width has room for, as indented lines, the headings first. `isWhole` says
 * whether all columns are there.
 */
export function formatRows<Row>(
  all: readonly RowColumn<Row>[],
  rows: readonly Row[],
  pen: Pen,
  { color, width }: { readonly color: boolean; readonly width: number },
): { readonly lines: readonly string[]; readonly isWhole: boolean } {
  const columns = all.filter(({ from }) => width >= from);
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row, pen)));
  const text = formatTable(columns, cells, { color, width: width - INDENT.length });
  const lines = text.split('\n').map((line) => INDENT + line);
  return { lines, isWhole: columns.length === all.length };
}

/**
 * Aligned columns under bold headings. Cells are stripped to one line. With a width, the widest columns are cut
 * until every line fits; columns that still have no room fall off the right end.
 */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: { readonly color: boolean; readonly width?: number },
): string {
  const style = createStyle(options.color);
  const texts = rows.map((row) => columns.map((_, i) => oneLine(cellText(row[i]))));
  const headings = columns.map((column) => oneLine(column.heading));
  const widths = headings.map((heading, i) =>
    Math.max(1, displayWidth(heading), ...texts.map((row) => displayWidth(row[i] ?? ''))),
  );
  fit(widths, options.width ?? Number.POSITIVE_INFINITY);

  const line = (cells: readonly string[], paint: (text: string, i: number) => string): string => {
    const parts = widths.map((width, i) => {
      const text = truncate(cells[i] ?? '', width);
      // The last column is not filled up: trailing spaces only make copied text and diffs noisy.
      const last = i === widths.length - 1 && columns[i]?.align !== 'right';
      const filled = last ? text : pad(text, width, columns[i]?.align);
      return filled.replace(text, () => paint(text, i));
    });
    return parts.join(' '.repeat(GAP)).trimEnd();
  };
  return [
    line(headings, (text) => style.bold(text)),
    ...texts.map((cells, r) =>
      line(cells, (text, i) => {
        const cell = rows[r]?.[i];
        return typeof cell === 'object' ? style[cell.tone](text) : text;
      }),
    ),
  ].join('\n');
}

function cellText(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '');
}

/** Takes from the widest column, one by one, until all fit; then drops columns from the right. */
function fit(widths: number[], limit: number): void {
  const total = () => widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1);
  while (total() > limit) {
    const widest = Math.max(...widths);
    if (widest > 1) widths[widths.indexOf(widest)] = widest - 1;
    else if (widths.length > 1) widths.pop();
    else break;
  }
}
