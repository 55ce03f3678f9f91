/** What all views that fill a page share: how they are drawn, and how their blocks make one text. */

import { compressNames } from './fold.ts';
import { createStyle, createSymbols, type Pen } from './style.ts';
import { oneLine } from './terminal.ts';

/** What a view is asked for. */
export interface PageOptions {
  readonly color: boolean;
  /** Columns of the terminal; Infinity when nothing limits a line. */
  readonly width: number;
  /** All there is: every host by name, and what is cut or left out otherwise. */
  readonly verbose: boolean;
  readonly unicode?: boolean;
}

/** Columns: longer lines than this are hard to read, however wide the terminal; a table may be wider. */
const READABLE = 110;

export function createPen({ color, width, verbose, unicode = true }: PageOptions): Pen {
  return { style: createStyle(color), symbols: createSymbols(unicode), width, verbose };
}

/** The same for sentences: no wider than one reads with ease. */
export function createTextPen(options: PageOptions): Pen {
  return createPen({ ...options, width: Math.min(options.width, READABLE) });
}

/** Blocks of lines with an empty line between them; those without lines are left out. Ends with a line feed. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string {
  const texts = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

/** `cp-1, w-001…w-100 and 3 more`: no more than `limit` entries; with -v every name by itself. */
export function namesText(names: readonly string[], limit: number, { verbose, symbols }: Pen): string {
  const clean = names.map(oneLine);
  const entries = verbose ? clean : compressNames(clean, symbols.more);
  const shown = verbose ? entries : entries.slice(0, limit);
  const rest = entries.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
