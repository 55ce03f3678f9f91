import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  parseAllDocuments,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { InputDocument, type Place, type Span } from './document.ts';
import type { Path } from './path.ts';
import { pointerOf, printable, UNPRINTABLE } from './path.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';

export interface Parsed {
  readonly document: InputDocument;
  /** Empty: the data is whole. */
  readonly problems: readonly Problem[];
}

interface Finding {
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
}

/** No input of ours is deeper than a dozen levels; the parser recurses, so a limit keeps it on the stack. */
const MAX_DEPTH = 100;
/** Errors after the first few are mostly their consequences. */
const MAX_SYNTAX_ERRORS = 3;
/** Tokens of the lexer that stand for no text: document start, end of a flow error, scalar. */
const LEXER_MARKS: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);

/** Reads one YAML 1.2 document: data, places, and everything that is wrong with it as YAML. */
export function parseDocument(source: Source): Parsed {
  const bare = new InputDocument(source, null, new Map());
  const fail = (findings: readonly Finding[]): Parsed => ({
    document: bare,
    problems: findings.map(({ span, message, hint }) => bare.problemAt(span, message, hint)),
  });
  const early = [...controlCharacters(source.text), ...tooDeep(source.text)];
  if (early.length > 0) return fail(early);

  const documents = parseAllDocuments(source.text, {
    prettyErrors: false,
    // We look for duplicates ourselves: the library's search is quadratic.
    uniqueKeys: false,
  });
  const [document, second] = 'empty' in documents ? [] : documents;
  const syntax = [document, second].flatMap((each) => each?.errors ?? []).slice(0, MAX_SYNTAX_ERRORS);
  if (syntax.length > 0) return fail(syntax.map(syntaxError));
  if (!document?.contents || isEmpty(document)) {
    return fail([
      { span: { start: 0, end: 0 }, message: 'is empty', hint: '`kubestrap init` writes one to start from' },
    ]);
  }
  if (second) {
    const span = { start: second.range[0], end: second.range[0] + 3 };
    return fail([
      { span, message: 'holds several documents', hint: 'keep one; give the others files of their own' },
    ]);
  }
  const reader = new Reader();
  const data = reader.read(document.contents, []);
  if (reader.findings.length > 0) return fail(reader.findings);
  return { document: new InputDocument(source, data, reader.places), problems: [] };
}

/** Turns nodes into plain data, noting the place of each; what is outside our YAML becomes a finding. */
class Reader {
  readonly places = new Map<string, Place>();
  readonly findings: Finding[] = [];

  read(node: unknown, path: Path, key?: Span): unknown {
    const value = isNode(node) ? spanOf(node) : (key ?? { start: 0, end: 0 });
    this.places.set(pointerOf(path), { path, value, ...(key ? { key } : {}) });
    if (!isNode(node)) return null;
    this.#refuse(node, value);
    if (isMap(node)) return this.#map(node, path);
    if (isSeq(node)) return node.items.map((item, index) => this.read(item, [...path, index]));
    return isScalar(node) ? node.value : null;
  }

  #map(node: YAMLMap, path: Path): unknown {
    const entries = new Map<string, unknown>();
    for (const pair of node.items) {
      const key = pair.key;
      const span = isNode(key) ? spanOf(key) : spanOf(node);
      const name = isScalar(key) ? keyText(key.value, key.source) : undefined;
      if (name === undefined || name === '__proto__') {
        this.#find(span, 'a key must be text', 'quote it, or check the brackets');
      } else if (name === '<<') {
        this.#find(span, 'merge keys are not part of YAML 1.2', 'hosts can share settings through `groups`');
      } else if (entries.has(name)) {
        this.#find(span, `\`${printable(name)}\` is there twice`, 'keep one of them');
      } else {
        entries.set(name, this.read(pair.value, [...path, name], span));
      }
    }
    return Object.fromEntries(entries);
  }

  #refuse(node: Node, span: Span): void {
    if (isAlias(node) || ('anchor' in node && node.anchor)) {
      this.#find(span, 'anchors and aliases are not accepted', 'hosts can share settings through `groups`');
    } else if (node.tag) {
      this.#find(span, 'tags (`!…`) are not accepted', 'remove it; quote the value if it is meant as text');
    }
  }

  #find(span: Span, message: string, hint: string): void {
    this.findings.push({ span, message, hint });
  }
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) || isPair(value);
}

function spanOf(node: Node): Span {
  const [start = 0, end = start] = node.range ?? [];
  return { start, end };
}

/** A number as a key is taken as it is written: a label may be called `1`. */
function keyText(value: unknown, source: string | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? (source ?? String(value)) : undefined;
}

function isEmpty(document: Document.Parsed): boolean {
  return isScalar(document.contents) && document.contents.value === null;
}

function syntaxError(error: YAMLError): Finding {
  const span = { start: error.pos[0], end: error.pos[1] };
  if (error.code === 'TAB_AS_INDENT') {
    return { span, message: 'a tab cannot indent YAML', hint: 'use spaces' };
  }
  if (error.message.includes('call stack')) return { span, message: 'is nested too deeply' };
  return { span, message: `is not YAML: ${printable(error.message, 200)}` };
}

function controlCharacters(text: string): readonly Finding[] {
  for (const match of text.matchAll(UNPRINTABLE)) {
    if (/[\t\n\r]/.test(match[0])) continue;
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const span = { start: match.index, end: match.index + 1 };
    return [{ span, message: `the invisible character U+${code} is not accepted`, hint: 'remove it' }];
  }
  return [];
}

/**
 * Bounds the depth before the parser recurses: brackets that are open, and list dashes and `?` on one line.
 * Deeper block structure needs a line and more indentation per level, which the size of the file bounds.
 */
function tooDeep(text: string): readonly Finding[] {
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
