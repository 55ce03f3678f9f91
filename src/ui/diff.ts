// Its file alone: the whole package takes 20 ms to load, this 4 ms.
import { structuredPatch } from 'diff/lib/patch/create.js';

/** A line of a difference for a person: enough to read a plan, not to make patches. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  readonly text: string;
}

const CONTEXT = 2;
/** Removed and added lines up to which they are matched: the time for it grows with their square (0.2 s for these). */
const MAX_EDITS = 2_000;

const KINDS: Readonly<Record<string, DiffLine['kind']>> = { ' ': 'same', '-': 'removed', '+': 'added' };

/** Lists lines removed and added with two lines of context; a gap stands for lines left out between them. */
export function diffLines(before: string, after: string): DiffLine[] {
  const options = { context: CONTEXT, maxEditLength: MAX_EDITS };
  const patch = structuredPatch('', '', endingVisible(before), endingVisible(after), '', '', options);
  if (patch === undefined) {
    return [...marked('-', linesOf(before)), ...marked('+', linesOf(after))].map(parseLine);
  }
  return patch.hunks.flatMap(({ lines }, index): DiffLine[] => [
    ...(index > 0 ? [{ kind: 'gap' as const, text: '' }] : []),
    ...lines.map(parseLine),
  ]);
}

function parseLine(line: string): DiffLine {
  return { kind: KINDS[line.charAt(0)] ?? 'same', text: line.slice(1) };
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) => mark + line);
}

/** Text in which a missing newline at the end is a line of its own, so that it shows as one. */
function endingVisible(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n(no newline at the end)\n`;
}

function linesOf(text: string): string[] {
  return endingVisible(text).split('\n').slice(0, -1);
}
