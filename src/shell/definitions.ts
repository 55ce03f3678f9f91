import { bareWords } from './shell-words.ts';

/** One function of the shell library, one line of its variables, or what programs begin with (of frames.sh). */
export interface Definition {
  /** The function's name; of a line of variables, theirs; of a set-up, none. */
  readonly names: readonly string[];
  readonly kind: 'function' | 'variables' | 'set-up';
  /** The file: below templates/lib, or frames.sh. */
  readonly file: string;
  /** The comment right above it, without the marks; empty where there is none. */
  readonly comment: string;
  /** The definition itself, ended by a newline. */
  readonly code: string;
  /** Names of other functions that it calls or hands on, and of variables that it mentions. */
  readonly needs: readonly string[];
}

type Found = Omit<Definition, 'needs'> & { readonly words: readonly string[] };

/** The one file that may hold code that runs when it is read: paragraphs of it, for every program. */
export const FRAMES = 'frames.sh';

const FUNCTION = /^([a-z_]+)\(\) \{/;
/** A value without an expansion: it is read before anything is called. */
const VARIABLES = /^(?:KS_[A-Z_]+=(?:[\w./-]+|'[^']*')(?: |$))+$/;

/**
 * Reads the files of the shell library. A file holds functions (`name() {` at the start of a line), variables
 * (`KS_NAME=value`) and comments, and nothing that runs when it is read, except frames.sh. Throws an Error that names file and line otherwise,
 * and where a name is defined twice.
 */
export function readDefinitions(
  files: readonly { readonly name: string; readonly text: string }[],
): readonly Definition[] {
  const found = files.flatMap(({ name, text }) => [...readFile(name, text)]);
  const names = new Set<string>();
  for (const name of found.flatMap((one) => one.names)) {
    if (names.has(name)) throw new Error(`templates/lib defines ${name} twice`);
    names.add(name);
  }
  return found.map(({ words, ...one }) => {
    const mentioned = new Set([...words, ...variablesIn(one.code)]);
    return { ...one, needs: [...mentioned].filter((word) => names.has(word) && !one.names.includes(word)) };
  });
}

/** Names that variables of the library may have, as this code mentions them anywhere. */
export function variablesIn(code: string): readonly string[] {
  return code.match(/\bKS_[A-Z_]+\b/g) ?? [];
}

function* readFile(file: string, text: string): Generator<Found> {
  const rows = text.split('\n');
  let comment: string[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? '';
    if (row.startsWith('#')) {
      comment.push(row);
      continue;
    }
    if (row !== '') {
      const whole = wholeFrom(rows, at, file === FRAMES);
      if (whole === undefined)
        throw new Error(`${file}:${at + 1}: neither a whole function nor a variable: ${row}`);
      yield {
        ...kindOf(row),
        file,
        comment: comment.map((line) => line.replace(/^# ?/, '')).join('\n'),
        code: `${rows.slice(at, whole.end).join('\n')}\n`,
        words: whole.words,
      };
      at = whole.end - 1;
    }
    comment = [];
  }
}

/** The row after a definition that begins at this one, and the words of its code; undefined where it does not end. */
function wholeFrom(
  rows: readonly string[],
  start: number,
  canSetUp: boolean,
): { end: number; words: readonly string[] } | undefined {
  const { kind } = kindOf(rows[start] ?? '');
  if (kind === 'set-up' && !canSetUp) return undefined;
  for (let end = start + 1; end <= rows.length; end += 1) {
    // a function ends on its first line, or on one that starts with its brace
    const row = rows[end - 1] ?? '';
    if (kind === 'function' && !(end === start + 1 ? row.endsWith('}') : row === '}')) continue;
    if (kind === 'set-up' && rows[end] !== '') continue;
    const words = wholeWords(rows.slice(start, end).join('\n'));
    if (words !== undefined) return { end, words };
  }
  return undefined;
}

function kindOf(row: string): Pick<Definition, 'kind' | 'names'> {
  const name = FUNCTION.exec(row)?.[1];
  if (name !== undefined) return { kind: 'function', names: [name] };
  if (VARIABLES.test(row)) return { kind: 'variables', names: row.match(/\bKS_[A-Z_]+(?==)/g) ?? [] };
  return { kind: 'set-up', names: [] };
}

/** The bare words of code in which every quote, here-document and brace is closed. */
function wholeWords(code: string): readonly string[] | undefined {
  try {
    const words = bareWords(code);
    const count = (brace: string) => words.filter((word) => word === brace).length;
    return count('{') === count('}') ? words : undefined;
  } catch {
    return undefined;
  }
}
