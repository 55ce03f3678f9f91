import { type Document, isScalar, parseAllDocuments, type YAMLError } from 'yaml';
import type { Problem } from '../model/problem.ts';
import { oddCharacter } from '../values/odd-characters.ts';
import { printable } from '../values/path.ts';
import { InputDocument } from './document.ts';
import type { Source } from './source.ts';
import { type Finding, NodeReader } from './yaml-nodes.ts';
import { controlCharacters, otherVersion, tooDeep } from './yaml-text.ts';

export interface Parsed {
  readonly document: InputDocument;
  readonly problems: readonly Problem[];
  /** False: there is no data worth looking at further. */
  readonly usable: boolean;
}

/** Errors after the first few are mostly their consequences. */
const MAX_SYNTAX_ERRORS = 3;

/** Reads one YAML 1.2 document: data, places, and everything that is wrong with it as YAML. */
export function parseDocument(source: Source): Parsed {
  const bare = new InputDocument(source, null, new Map());
  const fail = (findings: readonly Finding[]): Parsed => ({
    document: bare,
    problems: problemsOf(bare, findings),
    usable: false,
  });
  const early = [...controlCharacters(source.text), ...otherVersion(source.text), ...tooDeep(source.text)];
  if (early.length > 0) return fail(early);

  const documents = parseAllDocuments(source.text, {
    prettyErrors: false,
    // We look for duplicates ourselves: the library's search is quadratic.
    uniqueKeys: false,
  });
  const all = 'empty' in documents ? [] : documents;
  // a `---` with nothing behind or before it is no document
  const [document, second] = all.filter((each) => each.errors.length > 0 || !isEmpty(each));
  const syntax = [document, second].flatMap((each) => each?.errors ?? []).slice(0, MAX_SYNTAX_ERRORS);
  if (syntax.length > 0) return fail(syntax.map((error) => syntaxError(error, source.text)));
  if (!document?.contents) {
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
  const reader = new NodeReader();
  const data = reader.read(document.contents, []);
  // What an alias stands for is not read, so complaints about it would be false.
  if (reader.aliases > 0) return fail(reader.findings);
  const read = new InputDocument(source, data, reader.places);
  return { document: read, problems: problemsOf(read, reader.findings), usable: true };
}

function problemsOf(document: InputDocument, findings: readonly Finding[]): readonly Problem[] {
  return findings.map(({ span, message, hint }) => document.problemAt(span, message, hint));
}

function isEmpty(document: Document.Parsed): boolean {
  const { contents } = document;
  return contents === null || (isScalar(contents) && contents.value === null);
}

function syntaxError(error: YAMLError, text: string): Finding {
  const span = { start: error.pos[0], end: error.pos[1] };
  if (error.code === 'TAB_AS_INDENT') {
    return { span, message: 'a tab cannot indent YAML', hint: 'use spaces' };
  }
  if (error.message.includes('call stack')) return { span, message: 'is nested too deeply' };
  const message = `is not YAML: ${printable(error.message, 200)}`;
  const odd = oddCharacter(lineAt(text, span.start));
  return odd === undefined ? { span, message } : { span, message, hint: `the line holds ${odd.name}` };
}

function lineAt(text: string, position: number): string {
  return text.slice(text.lastIndexOf('\n', position - 1) + 1).split('\n', 1)[0] ?? '';
}
