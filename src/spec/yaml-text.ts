import { Lexer } from 'yaml';
import { oddCharacter } from '../values/odd-characters.ts';
import { UNPRINTABLE } from '../values/path.ts';
import type { Finding } from './yaml-nodes.ts';

/** No input of ours is deeper than a dozen levels; the parser recurses, so a limit keeps it on the stack. */
const MAX_DEPTH = 100;
/** Tokens of the lexer that stand for no text: document start, end of a flow error, scalar. */
const LEXER_MARKS: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);

/** The first invisible character, which could hide what a file says. */
export function controlCharacters(text: string): readonly Finding[] {
  for (const match of text.matchAll(UNPRINTABLE)) {
    if (/[\t\n\r]/.test(match[0])) continue;
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const name = oddCharacter(match[0])?.name ?? `U+${code}`;
    const span = { start: match.index, end: match.index + 1 };
    return [{ span, message: `the invisible character ${name} is not accepted`, hint: 'remove it' }];
  }
  return [];
}

/**
 * A directive of another YAML: in 1.1 `yes` is true and `0644` is 420. Where a directive may stand, before the first
 * `---`, nothing but comments is beside it.
 */
export function otherVersion(text: string): readonly Finding[] {
  const head = text.split(/^---/m, 1)[0] ?? '';
  const match = /^\ufeff?(%YAML[ \t]+(\S+)[^\r\n]*)/m.exec(head);
  if (match === null || match[2] === '1.2') return [];
  const start = match.index + match[0].indexOf('%');
  const span = { start, end: start + (match[1]?.length ?? 1) };
  const message = 'is YAML 1.2, whatever this line says: in 1.1, `yes` would be true and `0644` would be 420';
  return [{ span, message, hint: 'remove the line' }];
}

/**
 * Bounds the depth before the parser recurses: brackets that are open, and list dashes and `?` on one line.
 * Deeper block structure needs a line and more indentation per level, which the size of the file bounds.
 */
export function tooDeep(text: string): readonly Finding[] {
  let brackets = 0;
  let indicators = 0;
  let position = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    else if (token === '-' || token === '?') indicators++;
    else if (token === '\n' || token === '\r\n') indicators = 0;
    if (brackets + indicators > MAX_DEPTH) {
      const span = { start: position, end: position + 1 };
      return [{ span, message: 'is nested too deeply', hint: 'is it the right file?' }];
    }
    if (!LEXER_MARKS.has(token)) position += token.length;
  }
  return [];
}
