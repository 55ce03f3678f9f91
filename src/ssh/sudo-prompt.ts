import { randomBytes } from 'node:crypto';
import { quote } from '../shell/sh.ts';

/** Kept of stdout to find our own marks in, in characters. */
const KEPT = 64 * 1024;

/**
 * Tells what sudo is doing before the loop runs: whether it asks for the password, asks again, or has started the
 * loop. The password may be sent only after `asked` is 1: until then nobody but the login shell reads stdin.
 *
 * No mark can come from an echo of the command line (a login shell that traces or repeats what it runs): sudo shows
 * `%%` of its prompt as `%` (sudo(8), -p), sudo-rs shows it inside `[sudo: …]`, and the other marks are written with
 * quotes that the shell removes.
 */
export class SudoPrompt {
  readonly #mark = randomBytes(12).toString('hex');
  readonly #prompts = [
    new Occurrences(`kubestrap%${this.#mark}`),
    new Occurrences(`[sudo: kubestrap%%${this.#mark}`),
  ];
  #stdout = '';

  /** The command that runs `shell` (a quoted command line) through sudo, and prints the process id of sudo first. */
  command(shell: string): string {
    const sudo = `LC_ALL=C; export LC_ALL; echo kubestrap-"sudo" $$; exec sudo -S -p kubestrap%%${this.#mark}: -- ${shell}`;
    return `sh -c ${quote(sudo)}`;
  }

  push(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    if (stream === 'stderr') for (const prompt of this.#prompts) prompt.push(chunk.toString('latin1'));
    else if (this.#stdout.length < KEPT) this.#stdout += chunk.toString('latin1');
  }

  /** How many times sudo has asked. */
  get asked(): number {
    return this.#prompts.reduce((sum, { count }) => sum + count, 0);
  }

  /** Whether sudo has started what comes after it. */
  get passed(): boolean {
    return this.#stdout.includes(BEGUN);
  }

  /** Process id of sudo, which still has the user's real uid while it asks, so that the user may kill it. */
  get pid(): number | undefined {
    const [, digits] = /(?:^|\n)kubestrap-sudo (\d{1,10})\r?\n/.exec(this.#stdout) ?? [];
    return digits === undefined ? undefined : Number(digits);
  }
}

const BEGUN = 'kubestrap-begun';
/** Shell that shows that sudo has let the loop start. */
export const SAY_BEGUN = 'echo kubestrap-"begun"; ';

/** Counts a text in a stream, wherever its chunks are cut. */
export class Occurrences {
  readonly #text: string;
  #rest = '';
  count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  push(chunk: string): void {
    const pieces = (this.#rest + chunk).split(this.#text);
    this.count += pieces.length - 1;
    const last = pieces.at(-1) ?? '';
    this.#rest = last.slice(Math.max(0, last.length - this.#text.length + 1));
  }
}
