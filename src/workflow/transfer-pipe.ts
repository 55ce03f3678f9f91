import { randomBytes } from 'node:crypto';
import type { RunOptions, RunResult, SideChannel } from '../model/transport.ts';
import { frame } from '../shell/functions/frames.ts';
import { quote, type Script, sh } from '../shell/sh.ts';
import { unlessAborted } from '../ssh/wait.ts';
import { TransferError } from './transfer-error.ts';

/** Milliseconds in which at least one byte must move. */
const IDLE = 120_000;
/** What a login shell may print before the command begins, in bytes. */
const NOISE = 64 * 1024;
const STEP = 'pipe';

/** What runs scripts and commands on hosts: a Fleet. */
export interface Runner {
  run(host: string, script: Script, options: RunOptions): Promise<RunResult>;
  open(host: string, command: string, signal?: AbortSignal): Promise<SideChannel>;
}

export interface PipeOptions {
  /** Says which way the bytes go: from here to the host, or back. */
  readonly to: 'host' | 'here';
  /** Shell of the privileged side, given the path of the pipe: reads it to its end, or writes it. */
  readonly script: (pipe: string) => Script;
  /** Milliseconds in which at least one byte must move; default 120 s. */
  readonly idleMs?: number;
  /** Directory on the host for the pipe: writable by root alone, and open to all. Default /run. */
  readonly pipes?: string;
  readonly signal?: AbortSignal;
}

/** The unprivileged side: what goes to stdin or comes from stdout, once the login shell has had its say. */
export interface Pipe {
  readonly channel: SideChannel;
  /** To be called whenever bytes have moved. */
  readonly moved: () => void;
  /** Bytes from the host, without what the login shell printed first. Of `to: 'host'`, none: it ends with the command. */
  readonly bytes: AsyncIterable<Buffer>;
}

/**
 * Moves bytes between here and a root's script on a host, over a second channel of the connection. That channel's command
 * runs as the user who logged in, which needs no sudo and so no password; a named pipe of that user's, 0600 in /run, joins it
 * to the script, which runs in the first channel as all scripts do: under the lock, with the beats going on. Resolves to what
 * the script said. Rejects with the signal's reason, with what `use` throws, or with what broke the connection.
 */
export async function throughPipe(
  runner: Runner,
  host: string,
  { to, script, idleMs = IDLE, pipes = '/run', signal }: PipeOptions,
  use: (pipe: Pipe) => Promise<void>,
): Promise<RunResult> {
  const id = randomBytes(8).toString('hex');
  const pipe = `${pipes}/kubestrap-pipe-${id}`;
  const stop = new AbortController();
  const ends = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  let ready = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const running = runner.run(host, privileged(pipe, script(pipe)), {
    signal: ends,
    onEvent: (event) => {
      if (event.type === 'start' && event.step === STEP) ready();
    },
  });
  // it may fail while nobody waits for it
  running.catch(() => undefined);
  const early = await Promise.race([isReady, running]);
  if (early !== undefined) return early;
  let channel: SideChannel | undefined;
  const timer = setTimeout(
    () => stop.abort(new TransferError(host, `${host}: no byte moved in ${idleMs / 1000} s`)),
    idleMs,
  );
  try {
    channel = await runner.open(host, command(to, pipe, id), ends);
    const bytes = afterMark(host, channel, markOf(id));
    const using = use({ channel, bytes, moved: () => void timer.refresh() });
    await Promise.race([using, running]);
    // bytes may still be under way when the script has ended
    await unlessAborted(using, ends);
    if (to === 'here') channel.stdin.end();
    await Promise.race([channel.closed, running]);
    return await running;
  } catch (error) {
    stop.abort(error);
    const result = await running;
    if (result.exitCode !== 0) return result;
    throw error;
  } finally {
    clearTimeout(timer);
    channel?.destroy();
  }
}

/**
 * Opening a pipe waits for the other side. Where that never comes, opening it both ways lets go of whoever waits.
 * Scripts catch TERM (frames.sh); the work must end of it, so it is said to begin only once it does, and rm must not.
 * Shells write "Terminated" then, perhaps to a connection that is gone: that must not end them (PIPE). What a killed script
 * left goes an hour later.
 */
function privileged(pipe: string, work: Script): Script {
  const directory = pipe.slice(0, pipe.lastIndexOf('/'));
  return sh`trap '' PIPE
find ${directory} -maxdepth 1 -name 'kubestrap-pipe-*' -type p -mmin +60 -exec rm -f {} +
mkfifo -m 0600 ${pipe} && chown "\${SUDO_UID:-0}" ${pipe} || exit 1
(
trap - TERM
${frame('start', STEP)}
${work}
)
ks_code=$?
trap '' TERM
: <>${pipe}; rm -f ${pipe}
${frame('done', STEP)}
[ "$ks_code" -eq 0 ] || exit "$ks_code"`;
}

/** No echo of the command line can be taken for it: there it is in two parts. */
function markOf(id: string): string {
  return `kubestrap-bytes-${id}\n`;
}

/** The command of the second channel, on one line and for any login shell. One that only sends ends with its input. */
function command(to: PipeOptions['to'], pipe: string, id: string): string {
  const say = `printf "kubestrap-%s-%s\\n" bytes ${id}`;
  const receive = `${say}; exec cat >${quote(pipe)}`;
  const send = `exec 3<&0; cat <${quote(pipe)} & c=$!; { cat <&3; kill $c; } >/dev/null 2>&1 & wait $c`;
  return `sh -c ${quote(to === 'host' ? receive : `${say}; ${send}`)}`;
}

async function* afterMark(host: string, { stdout }: SideChannel, mark: string): AsyncGenerator<Buffer> {
  let noise: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of stdout) {
    if (noise === undefined) {
      yield chunk;
      continue;
    }
    noise = Buffer.concat([noise, chunk]);
    const at = noise.indexOf(mark);
    if (at < 0 && noise.length > NOISE)
      throw new TransferError(host, `${host}: the login shell does not run the command that it is given`);
    if (at < 0) continue;
    const rest = noise.subarray(at + mark.length);
    noise = undefined;
    // also where it is empty: that is the sign to begin
    yield rest;
  }
}
