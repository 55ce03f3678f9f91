import type { PageOptions } from '../ui/page.ts';
import { detectTerminal, type StreamLike } from '../ui/terminal.ts';
import type { GlobalOptions } from './options.ts';

/** How to draw on a stream: what it can do, and what the command line asks for. */
export function pageOptions(
  stream: StreamLike,
  { color: isWanted, verbose }: Pick<GlobalOptions, 'color' | 'verbose'>,
): PageOptions {
  const { color, width, unicode } = detectTerminal(stream, { noColor: !isWanted });
  return { color, width, unicode, verbose };
}
