import { definitions, functionsOf, needsOf, setUp } from '../../src/shell/library.ts';
import { lines, type Script } from '../../src/shell/sh.ts';
import { bareWords } from '../../src/shell/shell-words.ts';

const FUNCTIONS = new Set(definitions().flatMap(({ kind, names }) => (kind === 'function' ? names : [])));

/** Functions of the library that shell names as words of its own. */
export function namedIn(code: string): readonly string[] {
  return bareWords(code).filter((word) => FUNCTIONS.has(word));
}

/** Functions of the library that a whole program or question names, and does not define. */
export function undefinedIn(text: string): readonly string[] {
  return namedIn(text).filter((name) => !text.includes(`\n${name}() {`));
}

/** A script of a test, which names functions where it likes, with those functions before it and no more than they need. */
export function runnable(script: Script): Script {
  const needs = [...needsOf(script), ...namedIn(script.code())];
  return lines([setUp({ comments: false }), functionsOf(needs, { comments: false }), script]);
}
