import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { RunOptions, RunResult, SideChannel } from '../../src/model/transport.ts';
import { complete } from '../../src/shell/library.ts';
import { lines, revealSecrets, sh } from '../../src/shell/sh.ts';
import type { Runner } from '../../src/workflow/transfer-pipe.ts';
import type { Shell } from '../shell/shells.ts';

const NONCE = 'nonce';
const START = 'ks_body=$(cat); exec </dev/null; eval "unset ks_body; $ks_body"';

/** Ends a second channel's command and all it started. */
export function killChannel(child: ChildProcessWithoutNullStreams | undefined): void {
  if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}

export interface ShellHost extends Runner {
  /** Commands of second channels, in order. */
  readonly channels: readonly ChildProcessWithoutNullStreams[];
}

/** A runner whose host is a shell here; `before` may do something before the n-th script. */
export function shellHost(shell: Shell, before: (count: number) => void = () => {}): ShellHost {
  let count = 0;
  const channels: ChildProcessWithoutNullStreams[] = [];
  return {
    channels,
    run: async (_host, script, options) => {
      options.signal?.throwIfAborted();
      before(++count);
      return runIn(shell, complete(lines([sh`KS=${NONCE}`, script])).write(revealSecrets), options);
    },
    open: async (_host, command) => {
      const child = spawn('sh', ['-c', command], { detached: true });
      channels.push(child);
      return sideChannel(child);
    },
  };
}

function sideChannel(child: ChildProcessWithoutNullStreams): SideChannel {
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.on('error', () => undefined);
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    closed: new Promise((resolve) => child.on('close', (code) => resolve(code ?? undefined))),
    stderr: () => stderr,
    destroy: () => {
      child.stdin.destroy();
      child.stdout.destroy();
    },
  };
}

function runIn(
  { command: [path, ...args] }: Shell,
  script: string,
  { signal, onEvent }: RunOptions,
): Promise<RunResult> {
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', SUDO_UID: String(process.getuid?.() ?? 0) };
  const child = spawn(path, [...args, '-c', START, 'kubestrap'], { env, detached: true });
  let [stdout, stderr, seen] = ['', '', 0];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    const started = [...stdout.matchAll(/^nonce start (\S+)\n/gm)];
    for (const [, step = ''] of started.slice(seen)) onEvent?.({ type: 'start', step });
    seen = started.length;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  // as the loop does: the whole group
  const stop = () => void (child.pid !== undefined && process.kill(-child.pid, 'SIGTERM'));
  signal?.addEventListener('abort', stop, { once: true });
  child.stdin.end(script);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) return reject(signal.reason);
      const found = [...stdout.matchAll(/^nonce begin (\S+)\n([\s\S]*?)\nnonce end \1 \d+$/gm)];
      const sections = new Map(found.map(([, name = '', body = '']) => [name, body]));
      return resolve({
        ...{ exitCode: code ?? -1, sections, sectionCodes: new Map(), steps: [], output: stderr },
        ...{ sentAt: 0, firstByteAt: 0 },
      });
    });
  });
}
