import type { Problem } from '../../model/problem.ts';
import type { Path } from '../../values/path.ts';
import type { InputDocument } from '../document.ts';

/**
 * Moves a problem at a value to the first such word in it. Where the text has no such word as it is written
 * (YAML can escape any character), the problem stays at the value.
 */
export function atWord(problem: Problem, document: InputDocument, path: Path, word: string): Problem {
  const text = document.textOf(path);
  const at = new RegExp(`(?<![\\w.-])${pattern(word)}(?![\\w.-])`).exec(text)?.index;
  if (at === undefined || problem.line === undefined || problem.column === undefined) return problem;
  const before = text.slice(0, at).split('\n');
  const lines = before.length - 1;
  const offset = before.at(-1)?.length ?? 0;
  return {
    ...problem,
    line: problem.line + lines,
    column: lines === 0 ? problem.column + offset : offset + 1,
    length: word.length,
  };
}

function pattern(word: string): string {
  return word.replaceAll(/[^\w]/g, (character) => `\\${character}`);
}
