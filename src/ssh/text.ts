/** Text from hosts, made safe to show: bounded, and without control characters. Pure. */

/** Longest line given to onOutput, in bytes. */
const MAX_LINE = 4096;

// ESC sequences as ECMA-48 has them: CSI, then OSC/DCS/PM/APC/SOS up to their terminator or the line's end,
// then any other two-byte escape
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[ -/]*[0-~]?)/g;

// C0 but tab and newline, DEL, C1, and what reorders or hides text: bidi controls, zero-width characters,
// line and paragraph separators, byte order mark
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Removes escape sequences and control characters; newlines and tabs stay, a carriage return becomes a newline. */
export function clean(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(ESCAPES, '').replace(CONTROLS, '');
}

/** Keeps the last `limit` bytes of what is pushed. */
export class Tail {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    const last = chunk.length > this.#limit ? chunk.subarray(chunk.length - this.#limit) : chunk;
    this.#chunks.push(last);
    this.#size += last.length;
    // joined only when twice too long, so that many small chunks stay cheap
    if (this.#size > 2 * this.#limit || this.#chunks.length > 4096) this.#join();
  }

  /** The bytes as text that is safe to show. */
  text(): string {
    return clean(this.#join().toString('utf8'));
  }

  #join(): Buffer {
    const all = Buffer.concat(this.#chunks);
    const kept = all.length > this.#limit ? Buffer.from(all.subarray(fromBoundary(all, this.#limit))) : all;
    this.#chunks = [kept];
    this.#size = kept.length;
    return kept;
  }
}

/** Where the last `limit` bytes start, moved forward to the start of a UTF-8 character. */
function fromBoundary(bytes: Buffer, limit: number): number {
  let start = bytes.length - limit;
  for (let i = 0; i < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80; i++) start++;
  return start;
}

/** Cuts a byte stream into lines that are safe to show, each at most 4 KiB; empty ones are dropped. */
export class Lines {
  readonly #emit: (line: string) => void;
  #rest: Buffer = Buffer.alloc(0);

  constructor(emit: (line: string) => void) {
    this.#emit = emit;
  }

  push(chunk: Buffer): void {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (data.length > 0) {
      const end = lineEnd(data);
      if (end >= 0 && end <= MAX_LINE) {
        this.#line(data.subarray(0, end));
        data = data.subarray(end + 1);
      } else if (data.length > MAX_LINE) {
        const cut = beforeBoundary(data, MAX_LINE);
        this.#line(data.subarray(0, cut));
        data = data.subarray(cut);
      } else break;
    }
    this.#rest = Buffer.from(data);
  }

  /** Emits what has no newline yet. */
  flush(): void {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    this.#line(rest);
  }

  #line(bytes: Buffer): void {
    const line = clean(bytes.toString('utf8')).trimEnd();
    if (line !== '') this.#emit(line);
  }
}

function lineEnd(bytes: Buffer): number {
  const head = bytes.subarray(0, MAX_LINE + 1);
  const newline = head.indexOf(0x0a);
  const carriage = (newline < 0 ? head : head.subarray(0, newline)).indexOf(0x0d);
  return carriage < 0 ? newline : carriage;
}

/** The largest cut at or before `limit` that does not split a UTF-8 character. */
function beforeBoundary(bytes: Buffer, limit: number): number {
  let cut = limit;
  for (let i = 0; i < 3 && ((bytes[cut] ?? 0) & 0xc0) === 0x80; i++) cut--;
  return cut;
}
