/** Splits one stream of a channel into text and frames. Pure; templates/frames.sh is the other side. */

/** A frame line longer than this is text. */
const MAX_FRAME = 4096;

export interface FrameSink {
  text(bytes: Buffer): void;
  /** The text so far ends a line, though its newline is held back until it is known not to belong to a frame. */
  lineEnd(): void;
  /**
   * `line` is what follows the nonce, `raw` the whole line with its newline. `afterNewline`: a newline stood before
   * the frame and was not given to `text`.
   */
  frame(line: string, afterNewline: boolean, raw: Buffer): void;
}

/**
 * Finds lines that start with the run's nonce, in chunks that may end anywhere. The nonce is random and known
 * only to the run, so nothing a host prints by chance or malice looks like a frame.
 */
export class FrameScanner {
  readonly #prefix: Buffer;
  readonly #marker: Buffer;
  readonly #sink: FrameSink;
  #held: Buffer = Buffer.alloc(0);
  /** Just after a frame, or at the very start: a frame may follow without a newline of its own. */
  #lineStart = true;

  constructor(nonce: string, sink: FrameSink) {
    this.#prefix = Buffer.from(`${nonce} `);
    this.#marker = Buffer.from(`\n${nonce} `);
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    let data = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    this.#held = Buffer.alloc(0);
    while (data.length > 0) {
      const rest = this.#next(data);
      if (rest === undefined) return;
      data = rest;
    }
  }

  /** Consumes the text and the frame at the front; returns what follows, or undefined when more is needed. */
  #next(data: Buffer): Buffer | undefined {
    const atStart = this.#lineStart && startsAlike(data, this.#prefix);
    const at = atStart ? 0 : data.indexOf(this.#marker);
    if (at < 0) return this.#hold(data, this.#undecided(data));
    const nameAt = at + (atStart ? this.#prefix.length : this.#marker.length);
    const end = data.indexOf(0x0a, nameAt);
    const length = (end < 0 ? data.length : end) - at;
    if (length > MAX_FRAME) {
      this.#text(data.subarray(0, nameAt));
      return data.subarray(nameAt);
    }
    if (end < 0) return this.#hold(data, at);
    if (at > 0) this.#text(data.subarray(0, at));
    this.#lineStart = true;
    const raw = data.subarray(atStart ? 0 : at + 1, end + 1);
    this.#sink.frame(data.subarray(nameAt, end).toString('utf8'), !atStart, raw);
    return data.subarray(end + 1);
  }

  /** Where a marker may begin whose end has not come yet; the data's length if nowhere. */
  #undecided(data: Buffer): number {
    const newline = data.lastIndexOf(0x0a);
    return newline >= 0 && startsAlike(data.subarray(newline), this.#marker) ? newline : data.length;
  }

  #hold(data: Buffer, at: number): undefined {
    if (at > 0) this.#text(data.subarray(0, at));
    this.#held = Buffer.from(data.subarray(at));
    if (this.#held[0] === 0x0a) this.#sink.lineEnd();
  }

  #text(bytes: Buffer): void {
    this.#lineStart = false;
    this.#sink.text(bytes);
  }
}

/** Whether one starts with the other. */
function startsAlike(data: Buffer, pattern: Buffer): boolean {
  const length = Math.min(data.length, pattern.length);
  return data.subarray(0, length).equals(pattern.subarray(0, length));
}
