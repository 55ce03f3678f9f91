import type { RunOptions, RunResult } from '../model/transport.ts';
import type { FrameSink } from './frames.ts';
import { Lines, Tail } from './text.ts';

/** All sections of a run together, in bytes; more ends the run. */
export const MAX_SECTIONS = 8 * 1024 * 1024;
const MAX_STEPS = 10_000;
const MAX_TAIL = 64 * 1024;
/** Output kept of all steps together; past it, each further step keeps only the last MAX_LATE_TAIL bytes. */
const MAX_TAILS = 8 * 1024 * 1024;
const MAX_LATE_TAIL = 4096;

/** Frames that bring their own newline in front; the newline before any other one belongs to the text. */
const OWN_NEWLINE = new Set(['end', 'exit', 'end-run', 'run', 'ready', 'error']);
const NEWLINE = Buffer.from('\n');

type Step = RunResult['steps'][number];
type Hooks = Pick<RunOptions, 'onEvent' | 'onOutput'>;

/** What one script wrote: fed with the text and frames of both streams, in any interleaving. */
export class RunOutput {
  readonly #id: string;
  readonly #hooks: Hooks;
  readonly #sections = new Map<string, string>();
  readonly #sectionCodes = new Map<string, number>();
  readonly #steps: { id: string; outcome: Step['outcome']; exitCode: number }[] = [];
  readonly #started: string[] = [];
  /** Output of the steps whose end has been seen on stderr, in that order. */
  readonly #ended: { id: string; output: string }[] = [];
  readonly #output = new Tail(MAX_TAIL);
  readonly #lines: { stdout: Lines; stderr: Lines };
  #section: { name: string; chunks: Buffer[] } | undefined;
  #sectionBytes = 0;
  #step: string | undefined;
  #stepTail = new Tail(MAX_TAIL);
  #tails = 0;
  #exitCode: number | undefined;
  #stderrEnded = false;
  #firstByteAt: number | undefined;
  #tooMuch: string | undefined;

  constructor(id: number, hooks: Hooks) {
    this.#id = String(id);
    this.#hooks = hooks;
    this.#lines = {
      stdout: new Lines((line) => hooks.onOutput?.(line, this.#step)),
      // the n-th end on stderr closes the n-th step, so what follows belongs to the one started after it
      stderr: new Lines((line) => hooks.onOutput?.(line, this.#started[this.#ended.length])),
    };
  }

  readonly stdout: FrameSink = {
    text: (bytes) => {
      this.#firstByteAt ??= Date.now();
      if (this.#section !== undefined) this.#sectionText(this.#section, bytes);
      else {
        this.#output.push(bytes);
        this.#lines.stdout.push(bytes);
      }
    },
    lineEnd: () => {
      if (this.#section === undefined) this.#lines.stdout.flush();
    },
    frame: (line, afterNewline, raw) => {
      this.#firstByteAt ??= Date.now();
      const [type = '', name = '', code = ''] = line.split(' ');
      const section = this.#section;
      const ends = (type === 'end' && name === section?.name) || (type === 'exit' && name === this.#id);
      if (section !== undefined && !ends) {
        // inside a section only its own end counts: the rest is the section's text
        if (afterNewline) this.#sectionText(section, NEWLINE);
        this.#sectionText(section, raw);
        return;
      }
      if (section === undefined && afterNewline && !OWN_NEWLINE.has(type)) this.stdout.text(NEWLINE);
      this.#frame(type, name, exitCode(code));
    },
  };

  readonly stderr: FrameSink = {
    text: (bytes) => {
      this.#stepTail.push(bytes);
      this.#output.push(bytes);
      this.#lines.stderr.push(bytes);
    },
    lineEnd: () => this.#lines.stderr.flush(),
    frame: (line, afterNewline) => {
      const [type = '', name = ''] = line.split(' ');
      if (afterNewline && !OWN_NEWLINE.has(type)) this.stderr.text(NEWLINE);
      this.#lines.stderr.flush();
      if (type === 'end') this.#endOfStep(name);
      else if (type === 'end-run' && name === this.#id) this.#stderrEnded = true;
    },
  };

  /** Both streams have said that the script ended. */
  get ended(): boolean {
    return this.#exitCode !== undefined && this.#stderrEnded;
  }

  /** Why the output is more than a run may have; undefined while it is not. */
  get tooMuch(): string | undefined {
    return this.#tooMuch;
  }

  /** The step that runs now, else the last one that ended. */
  get lastStep(): string | undefined {
    return this.#step ?? this.#started.at(-1);
  }

  /** The last output so far, safe to show. */
  get tail(): string {
    return this.#output.text();
  }

  /** What came so far; complete once `ended`. A section that the script did not close is left out. */
  result(sentAt: number): RunResult {
    const outputs = [...this.#ended];
    const steps = this.#steps.map((step) => {
      const at = outputs.findIndex((ended) => ended.id === step.id);
      return { ...step, output: at < 0 ? '' : (outputs.splice(at, 1)[0]?.output ?? '') };
    });
    return {
      exitCode: this.#exitCode ?? -1,
      sections: this.#sections,
      sectionCodes: this.#sectionCodes,
      steps,
      output: this.tail,
      sentAt,
      firstByteAt: this.#firstByteAt ?? Date.now(),
    };
  }

  #frame(type: string, name: string, code: number): void {
    this.#lines.stdout.flush();
    if (type === 'begin') this.#section = { name, chunks: [] };
    else if (type === 'end' && this.#section !== undefined) this.#endOfSection(this.#section, code);
    else if (type === 'start') this.#startOfStep(name);
    else if (type === 'skip') this.#skippedStep(name);
    else if ((type === 'done' || type === 'fail') && name === this.#step) {
      this.#step = undefined;
      const exitCode = type === 'done' ? 0 : code;
      this.#steps.push({ id: name, outcome: type, exitCode });
      this.#hooks.onEvent?.(type === 'done' ? { type, step: name } : { type, step: name, exitCode });
    } else if (type === 'exit' && name === this.#id) {
      this.#section = undefined;
      this.#exitCode = code;
    }
  }

  #sectionText(section: { chunks: Buffer[] }, bytes: Buffer): void {
    this.#sectionBytes += bytes.length;
    if (this.#sectionBytes <= MAX_SECTIONS) section.chunks.push(Buffer.from(bytes));
    else this.#tooMuch ??= `its sections hold more than ${MAX_SECTIONS / 1024 / 1024} MiB`;
  }

  #endOfSection(section: { name: string; chunks: Buffer[] }, code: number): void {
    this.#sections.set(section.name, Buffer.concat(section.chunks).toString('utf8'));
    this.#sectionCodes.set(section.name, code);
    this.#section = undefined;
  }

  #startOfStep(id: string): void {
    if (this.#started.length >= MAX_STEPS) {
      this.#tooMuch ??= `it has more than ${MAX_STEPS} steps`;
      return;
    }
    this.#step = id;
    this.#started.push(id);
    this.#hooks.onEvent?.({ type: 'start', step: id });
  }

  /** A step may be skipped after its start, or without one. */
  #skippedStep(id: string): void {
    if (this.#step === id) this.#step = undefined;
    if (this.#steps.length < MAX_STEPS) this.#steps.push({ id, outcome: 'skip', exitCode: 0 });
    this.#hooks.onEvent?.({ type: 'skip', step: id });
  }

  #endOfStep(id: string): void {
    if (this.#ended.length >= MAX_STEPS) return;
    const text = this.#stepTail.text();
    const output = this.#tails + text.length > MAX_TAILS ? text.slice(-MAX_LATE_TAIL) : text;
    this.#tails += output.length;
    this.#ended.push({ id, output });
    this.#stepTail = new Tail(MAX_TAIL);
  }
}

function exitCode(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : -1;
}
