import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../local/make-directory.ts';
import type { Progress, ProgressEvent } from '../workflow/events.ts';
import { safeJson } from './json.ts';
import { escapeControls } from './terminal.ts';

export interface RunLogOptions {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** What ran: `apply`, `node remove`. */
  readonly command: string;
  /** Bytes per file; 50 MiB unless told. */
  readonly maxBytes?: number;
}

export interface RunLog {
  /** The run's own directory. */
  readonly path: string;
  readonly progress: Progress;
  /** What stopped the log from being written (a full disk, say); a run goes on without its log. */
  readonly failure: () => Error | undefined;
  close(): Promise<void>;
}

interface LogFile {
  readonly path: string;
  pending: string;
  bytes: number;
  full: boolean;
}

const MAX_BYTES = 50 * 1024 * 1024;
const FLUSH_MS = 250;
const FLUSH_CHARS = 64 * 1024;

/**
 * Writes a run to `DIR/<timestamp>-<command>/`: events.jsonl, and one file per host with all its output. Private to
 * the user, bounded, and free of control characters, so that `cat` is safe. Files are opened only to append:
 * thousands of hosts need no more descriptors than one.
 */
export function openRunLog(dir: string, options: RunLogOptions): RunLog {
  const { clock, maxBytes = MAX_BYTES } = options;
  const path = makeRunDirectory(dir, options);
  const files = new Map<string, LogFile>();
  let failure: Error | undefined;
  let closed = false;

  const flush = (file: LogFile): void => {
    if (file.pending === '' || failure !== undefined) return;
    try {
      appendFileSync(file.path, file.pending, { mode: 0o600 });
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    file.pending = '';
  };
  const write = (name: string, line: string): void => {
    let file = files.get(name);
    if (file === undefined) {
      file = { path: join(path, name), pending: '', bytes: 0, full: false };
      files.set(name, file);
    }
    if (file.full) return;
    const bytes = Buffer.byteLength(line) + 1;
    file.full = file.bytes + bytes > maxBytes;
    file.bytes += bytes;
    file.pending += file.full ? `${FULL}\n` : `${line}\n`;
    if (file.pending.length > FLUSH_CHARS) flush(file);
  };
  const flushAll = (): void => {
    for (const file of files.values()) flush(file);
  };
  const timer = setInterval(flushAll, FLUSH_MS).unref();

  return {
    path,
    progress: (event) => {
      if (closed) return;
      const time = new Date(clock()).toISOString();
      const host = 'host' in event ? event.host : undefined;
      if (host !== undefined) write(fileName(host), hostLine(time, event));
      // Output is in the host's file already; once is enough.
      if (event.type !== 'output') write('events.jsonl', safeJson({ time, ...event }));
    },
    failure: () => failure,
    async close() {
      closed = true;
      clearInterval(timer);
      flushAll();
    },
  };
}

const FULL = '{"truncated":"the limit of this file is reached"}';

/** `20260102T030405Z-apply`; two runs within a second get a number. */
function makeRunDirectory(dir: string, { clock, command }: RunLogOptions): string {
  makeDirectory(dir, 0o700);
  const time = new Date(clock()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const name = `${time}-${command.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
  for (let n = 1; ; n++) {
    const path = join(dir, n === 1 ? name : `${name}-${n}`);
    try {
      mkdirSync(path, { mode: 0o700 });
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** A host's name is never a path: anything unusual is replaced, and told apart by a hash. */
function fileName(host: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9.-]{0,200}$/.test(host)) return `${host}.log`;
  const hash = createHash('sha256').update(host).digest('hex').slice(0, 8);
  return `${host.replaceAll(/[^A-Za-z0-9-]/g, '_').slice(0, 100)}_${hash}.log`;
}

function hostLine(time: string, event: ProgressEvent): string {
  const rest = (...parts: readonly (string | undefined)[]): string =>
    [time, ...parts.filter((part) => part !== undefined).map((part) => safe(part))].join('  ');
  switch (event.type) {
    case 'output':
      return rest(`| ${event.line}`);
    case 'step-start':
      return rest(event.phase, event.step);
    case 'step-end':
      return rest(event.phase, event.step, event.outcome);
    case 'host-end':
      return rest(event.phase, event.outcome, event.reason);
    case 'note':
      return rest(event.level, event.message);
    default:
      return rest('phase' in event ? event.phase : undefined, event.type);
  }
}

/** One event, one line: a newline in a host's text must not look like the next entry. */
function safe(text: string): string {
  return escapeControls(text).replaceAll('\n', '\\n');
}
