import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** A command that gave no output within its bounds. The message starts after the program's name: `failed (exit 3)`. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export interface CommandBounds {
  readonly directory: string;
  /** In ms. */
  readonly timeoutMs: number;
  /** Most that it may print, in UTF-16 units, on each of stdout and stderr. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  /** Default: wherever there is no terminal. */
  readonly ownGroup?: boolean;
}

/** From TERM to KILL for a command that does not end. */
const KILL_MS = 500;

/**
 * Runs a program of this machine without a shell, and gives what it prints. Nothing of that is shown but what it writes to
 * stderr when it fails. Throws CommandError, or the reason of the signal.
 *
 * Where there is a terminal the command shares it with us, so that it can ask a person for a passphrase and Ctrl-C reaches
 * all that it started. Without one it has a process group of its own, which is ended as a whole.
 */
export function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  { directory, timeoutMs, limit, signal, ownGroup = !hasTerminal() }: CommandBounds,
): Promise<string> {
  return new Promise((done, failed) => {
    signal?.throwIfAborted();
    const child = spawn(program, args, {
      cwd: directory,
      stdio: ['inherit', 'pipe', 'pipe'],
      detached: ownGroup,
    });
    const output = { stdout: '', stderr: '' };
    let why: (() => unknown) | undefined;
    let hasExited = false;
    const kill = (name: NodeJS.Signals) => (ownGroup ? killGroup(child, name) : child.kill(name));
    const end = (reason: () => unknown): void => {
      if (why !== undefined) return;
      why = reason;
      kill('SIGTERM');
      setTimeout(() => kill('SIGKILL'), KILL_MS).unref();
      // what it left behind may hold its output open
      if (hasExited) settle(() => failed(reason()));
    };
    const aborted = () => end(() => signal?.reason);
    const timer = setTimeout(
      () => end(() => new CommandError(`did not end within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    signal?.addEventListener('abort', aborted, { once: true });
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        if (output[name].length <= limit) output[name] += chunk;
        else end(() => new CommandError(`printed more than ${limit / 1024} KiB`));
      });
    }
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      child.stdout.destroy();
      child.stderr.destroy();
      outcome();
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      const cause =
        error.code === 'ENOENT' ? 'is not a program that can be found' : `cannot be run: ${error.message}`;
      settle(() => failed(new CommandError(cause)));
    });
    child.on('exit', (code, by) => {
      hasExited = true;
      if (why === undefined && code === 0) return;
      // what it wrote last may still be on its way
      setImmediate(() => {
        if (ownGroup) killGroup(child, 'SIGTERM');
        settle(() => failed(why === undefined ? failure(code, by, output.stderr) : why()));
      });
    });
    child.on('close', (code) => {
      if (why === undefined && code === 0) settle(() => done(output.stdout));
    });
  });
}

function failure(code: number | null, by: NodeJS.Signals | null, stderr: string): CommandError {
  const how = code === null ? `was ended by ${by}` : `failed (exit ${code})`;
  const said = stderr.replaceAll(/[^\P{Cc}\n]/gu, '').trim();
  return new CommandError(`${how}${said ? `: ${said}` : ' and said nothing'}`);
}

/** Sends a signal to all of a command's process group; where it is gone, there is nothing to end. */
function killGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Tells whether a person could be asked, even where stdin is something else. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
