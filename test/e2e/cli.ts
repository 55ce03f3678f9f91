import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Project } from './project.ts';

/** The built program; another build can be given for trying things out. */
export const PROGRAM = process.env.KUBESTRAP_BIN ?? resolve(import.meta.dirname, '../../bin/kubestrap');

export interface Result {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Waiter {
  readonly pattern: RegExp;
  readonly resolve: (line: string) => void;
  readonly reject: (error: Error) => void;
}

/** A run of the program that is still going on. */
export class Running {
  readonly pid: number;
  readonly result: Promise<Result>;
  readonly #child: ChildProcess;
  readonly #waiters = new Set<Waiter>();
  readonly output = { stdout: '', stderr: '' };

  constructor(child: ChildProcess) {
    this.#child = child;
    this.pid = child.pid ?? 0;
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = child[name];
      if (stream === null) throw new Error('the program was started without pipes');
      // as it comes, for a question that ends no line
      stream.on('data', (chunk) => {
        this.output[name] += chunk;
      });
      createInterface({ input: stream }).on('line', (line) => this.#line(line));
    }
    this.result = new Promise((done, failed) => {
      child.on('error', failed);
      child.on('close', (code, signal) => {
        for (const { pattern, reject } of this.#waiters)
          reject(new Error(`the run ended (${code ?? signal}) without ${pattern}:\n${this.output.stderr}`));
        done({ code, signal, ...this.output });
      });
    });
  }

  /** Resolves as soon as a line of its output matches, from now on. Rejects when none will come. */
  line(pattern: RegExp): Promise<string> {
    return new Promise((found, failed) => {
      this.#waiters.add({ pattern, resolve: found, reject: failed });
    });
  }

  /** Sends a signal at the moment a line matches. Resolves to the result. */
  async endAt(pattern: RegExp, signal: NodeJS.Signals): Promise<Result> {
    await this.line(pattern);
    return this.end(signal);
  }

  end(signal: NodeJS.Signals): Promise<Result> {
    this.signal(signal);
    return this.result;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Types an answer, where it was started with `startAtTerminal`. */
  type(text: string): void {
    this.#child.stdin?.write(text);
  }

  #line(line: string): void {
    for (const waiter of this.#waiters) {
      if (!waiter.pattern.test(line)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(line);
    }
  }
}

/** Starts the program in the project's directory and network, without a terminal and without this user's settings. */
export function start(project: Project, ...args: string[]): Running {
  return spawned(project, 'ignore', [PROGRAM, ...args]);
}

/** The same with someone who answers: `type`. */
export function startAtTerminal(project: Project, ...args: string[]): Running {
  const isTerminal = `data:text/javascript,${encodeURIComponent('process.stdin.isTTY = true')}`;
  return spawned(project, 'pipe', ['--import', isTerminal, PROGRAM, ...args]);
}

function spawned(project: Project, stdin: 'ignore' | 'pipe', args: string[]): Running {
  const { command, args: all } = project.lab.inNetns(process.execPath, args);
  const child = spawn(command, all, {
    cwd: project.dir,
    stdio: [stdin, 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: project.dir, LANG: 'C.UTF-8' },
  });
  return new Running(child);
}

/** Runs the program to its end. */
export function kubestrap(project: Project, ...args: string[]): Promise<Result> {
  return start(project, ...args).result;
}

interface ErrorDocument {
  readonly version: number;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly problems: readonly { file: string; line: number; message: string }[];
    readonly errors?: readonly { host?: string; message: string }[];
  };
}

/** Runs with `-o json`, for the error that it is to end with; `said` is that of all hosts. */
export async function failing(project: Project, ...args: string[]) {
  const { code, stdout } = await kubestrap(project, ...args, '-o', 'json');
  const { version, error } = JSON.parse(stdout) as ErrorDocument;
  if (version !== 1) throw new Error(`not an error document: ${stdout}`);
  const errors = error.errors ?? [];
  const said = errors
    .map(({ host, message }) => (host === undefined ? message : `${host}: ${message}`))
    .join('\n');
  return { code, error, errors, said };
}

/** A path in the project's directory. */
export function inProject({ dir }: Project, name: string): string {
  return join(dir, name);
}
