/** A small line diff for file contents: enough to read a plan, not to make patches. */

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  readonly text: string;
}

const CONTEXT = 2;
/** Past this many cells the table of the longest common subsequence is not worth its memory. */
const MAX_CELLS = 1_000_000;

/** Lines removed and added with two lines of context; a gap stands for lines left out. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = lines(before);
  const b = lines(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < a.length - start && tail < b.length - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;

  const all: DiffLine[] = [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - tail), b.slice(start, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
  return withContext(all);
}

const same = (text: string): DiffLine => ({ kind: 'same', text });
const removed = (text: string): DiffLine => ({ kind: 'removed', text });
const added = (text: string): DiffLine => ({ kind: 'added', text });

/** The newline at the end is not a line; that it is missing is. */
function lines(text: string): string[] {
  if (text === '') return [];
  if (text.endsWith('\n')) return text.slice(0, -1).split('\n');
  return [...text.split('\n'), '(no newline at the end)'];
}

/** What lies between the common start and end: the longest common subsequence, or all out and all in. */
function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const columns = b.length + 1;
  if ((a.length + 1) * columns > MAX_CELLS) return [...a.map(removed), ...b.map(added)];
  const common = new Uint32Array((a.length + 1) * columns);
  const at = (i: number, j: number): number => common[i * columns + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * columns + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const out: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const old = a[i];
    const fresh = b[j];
    if (old !== undefined && old === fresh) {
      out.push(same(old));
      i++;
      j++;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      out.push(removed(old));
      i++;
    } else {
      out.push(added(fresh ?? ''));
      j++;
    }
  }
  return out;
}

function withContext(all: readonly DiffLine[]): DiffLine[] {
  const keep = new Set<number>();
  for (const [i, line] of all.entries()) {
    if (line.kind === 'same') continue;
    for (let near = i - CONTEXT; near <= i + CONTEXT; near++) keep.add(near);
  }
  const out: DiffLine[] = [];
  for (const [i, line] of all.entries()) {
    if (keep.has(i)) out.push(line);
    else if (out.length > 0 && out.at(-1)?.kind !== 'gap') out.push({ kind: 'gap', text: '' });
  }
  return out.at(-1)?.kind === 'gap' ? out.slice(0, -1) : out;
}
