/** Reads shell far enough to tell which words stand unquoted in it: what it may call. Pure. */

/** A part of the code that something closes. `cases`: `case` statements open in it, in which a `)` ends a pattern. */
interface Part {
  readonly kind: 'code' | 'quotes' | 'braces';
  cases: number;
}

const WORD = /[^\s;&|<>()"'`$\\{}]+|[{}]+/y;
const PLAIN = { quotes: /[^"\\$`]+/y, braces: /[^"'\\$`}]+/y, code: /[\s;&|>]+/y } as const;
const HERE_DOCUMENT = /<<(?!-)\s*(['"]?)(\w+)\1/y;

/**
 * Every word of this code that is written out without a quote or an expansion, in order: commands, arguments, keywords;
 * those in command substitutions, too. Left out: comments, single quotes, and names that a function is defined with.
 * Throws a SyntaxError on what is never closed, and on backquotes, which it does not read.
 */
export function bareWords(code: string): string[] {
  return new Reader(code).read();
}

/** The same code without the comments that have a line of their own. Throws as `bareWords` does. */
export function withoutComments(code: string): string {
  const reader = new Reader(code);
  reader.read();
  return reader.comments
    .map(({ from, to }) => ({ from: code.lastIndexOf('\n', from - 1) + 1, mark: from, to: to + 1 }))
    .filter(({ from, mark }) => code.slice(from, mark).trim() === '')
    .reduceRight((text, { from, to }) => text.slice(0, from) + text.slice(to), code);
}

class Reader {
  readonly #code: string;
  readonly #found: string[] = [];
  /** Where comments are, from the mark to the end of the line. */
  readonly comments: { readonly from: number; readonly to: number }[] = [];
  readonly #parts: Part[] = [{ kind: 'code', cases: 0 }];
  /** Here-documents that begin on the next line. */
  readonly #documents: { readonly end: string; readonly isQuoted: boolean }[] = [];
  #at = 0;
  /** Is the character before part of the same word? */
  #joined = false;

  constructor(code: string) {
    this.#code = code;
  }

  read(): string[] {
    for (let part = this.#parts.at(-1); this.#at < this.#code.length; part = this.#parts.at(-1)) {
      if (part === undefined) throw new SyntaxError('a parenthesis is closed that was never opened');
      this.#next(part, this.#code.charAt(this.#at));
    }
    if (this.#parts.length !== 1) throw new SyntaxError('a quote, a brace or a parenthesis is never closed');
    return this.#found;
  }

  #next(part: Part, character: string): void {
    const plain = this.#documents.length > 0 ? undefined : this.#match(PLAIN[part.kind])?.[0];
    if (plain !== undefined) this.#skip(plain.length, part.kind !== 'code');
    else if (character === '\\') this.#skip(2, true);
    else if (character === '`') throw new SyntaxError('a command is substituted by backquotes: write $( )');
    else if (character === '$') this.#expansion();
    else if (character === '"') {
      if (part.kind === 'quotes') this.#parts.pop();
      else this.#parts.push({ kind: 'quotes', cases: 0 });
      this.#skip(1, true);
    } else if (part.kind === 'quotes') this.#skip(1, true);
    else if (character === "'") this.#skip(this.#until("'", 1) + 1 - this.#at, true);
    else if (part.kind === 'braces') {
      if (character === '}') this.#parts.pop();
      this.#skip(1, true);
    } else this.#unquoted(part, character);
  }

  #unquoted(part: Part, character: string): void {
    if (character === '#' && !this.#joined) {
      this.comments.push({ from: this.#at, to: this.#lineEnd() });
      this.#skip(this.#lineEnd() - this.#at, false);
    } else if (character === '\n' && this.#documents.length > 0) this.#hereDocuments();
    else if (character === '(') {
      this.#parts.push({ kind: 'code', cases: 0 });
      this.#skip(1, false);
    } else if (character === ')') {
      if (part.cases === 0) this.#parts.pop();
      this.#skip(1, part.cases === 0);
    } else if (character === '<' && this.#match(HERE_DOCUMENT) !== null) {
      const [text = '', quote, end = ''] = this.#match(HERE_DOCUMENT) ?? [];
      this.#documents.push({ end, isQuoted: quote !== '' });
      this.#skip(text.length, false);
    } else this.#word(part);
  }

  #word(part: Part): void {
    const word = this.#match(WORD)?.[0];
    if (word === undefined) {
      this.#skip(1, false);
      return;
    }
    const after = this.#code.slice(this.#at + word.length, this.#at + word.length + 2);
    if (!this.#joined && !/^["'$\\]/.test(after) && after !== '()') {
      this.#found.push(word);
      if (word === 'case') part.cases += 1;
      if (word === 'esac') part.cases -= 1;
    }
    this.#skip(word.length, true);
  }

  #expansion(): void {
    const kind = { '(': 'code', '{': 'braces' }[this.#code.charAt(this.#at + 1)] as Part['kind'] | undefined;
    if (kind !== undefined) this.#parts.push({ kind, cases: 0 });
    this.#skip(kind === undefined ? 1 : 2, kind === undefined);
  }

  #hereDocuments(): void {
    for (const { end, isQuoted } of this.#documents.splice(0)) {
      const from = this.#at + 1;
      this.#at = this.#until(`\n${end}\n`, 0);
      // expansions happen in it as within double quotes
      const body = this.#code.slice(from, this.#at).replaceAll('"', '\\"');
      if (!isQuoted) this.#found.push(...bareWords(`"${body}"`));
      this.#at += 1 + end.length;
    }
    this.#joined = false;
  }

  #until(text: string, from: number): number {
    const found = this.#code.indexOf(text, this.#at + from);
    const line = this.#code.slice(this.#at, this.#lineEnd());
    if (found === -1) throw new SyntaxError(`never closed: ${line}`);
    return found;
  }

  #lineEnd(): number {
    const end = this.#code.indexOf('\n', this.#at);
    return end === -1 ? this.#code.length : end;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#code);
  }

  #skip(characters: number, joined: boolean): void {
    this.#at += characters;
    this.#joined = joined;
  }
}
