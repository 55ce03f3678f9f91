import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The built program, as users have it; another build can be given for trying things out. */
const PROGRAM = [
  process.execPath,
  process.env.KUBESTRAP_BIN ?? resolve(import.meta.dirname, '../../bin/kubestrap'),
] as const;

export interface Ended {
  /** As a shell has it: 128 and the number of the signal where one ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** From the signal to the end, in ms; 0 without one. */
  readonly tookMs: number;
}

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Sends SIGINT once this resolves. */
  readonly interruptAfter?: Promise<unknown>;
}

/** Runs a command of bash, in which "$@" is the program and its arguments. */
export function shell(line: string, args: readonly string[], options: Options = {}): Promise<Ended> {
  return ended('bash', ['-c', line, 'bash', ...PROGRAM, ...args], options);
}

/** Runs the program itself. */
export function program(args: readonly string[], options: Options = {}): Promise<Ended> {
  const [node, file] = PROGRAM;
  return ended(node, [file, ...args], options);
}

function ended(command: string, args: readonly string[], options: Options): Promise<Ended> {
  const { env = {}, cwd, interruptAfter } = options;
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', HOME: '/nonexistent', ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      out[name] += text;
    });
  let sentAt = 0;
  interruptAfter?.then(() => {
    sentAt = Date.now();
    child.kill('SIGINT');
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => {
      const number = signal === 'SIGINT' ? 130 : signal === null ? (code ?? 1) : 137;
      done({ code: number, ...out, tookMs: sentAt === 0 ? 0 : Date.now() - sentAt });
    });
  });
}
