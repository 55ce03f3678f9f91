import { hostname } from 'node:os';
import { userName } from '../local/home.ts';
import type { RunResult } from '../model/transport.ts';
import { section } from '../shell/functions/frames.ts';
import { keepLock, takeLock } from '../shell/functions/lock.ts';
import { type Script, sh } from '../shell/sh.ts';
import { LOCK_DIRECTORY, STALE_SECONDS } from '../ssh/channel-loop.ts';

/** Who holds a lock, as the holder wrote it. */
export interface Holder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  readonly started: string;
  readonly command: string;
}

/** What a host answers to whoever asks for its lock. */
export type Verdict =
  | { readonly is: 'taken' }
  | { readonly is: 'held'; readonly holder: Holder | null }
  /** Its holder is dead, and something that must not be ended still runs: `what` says so, as a phrase. */
  | { readonly is: 'busy'; readonly what: string }
  /** The host cannot keep a lock. */
  | { readonly is: 'failed'; readonly why: string }
  /** It was ours, and is not any more; null: it is free now. */
  | { readonly is: 'lost'; readonly holder: Holder | null };

/** Who we are, for the one we keep waiting. */
export function self(command: string, now: Date): Holder {
  return {
    user: userName(),
    host: hostname(),
    pid: process.pid,
    started: now.toISOString(),
    command,
  };
}

/** Takes the run lock on a host, for as long as the channel lives (its loop releases it). One section: `lock`. */
export function lockScript(nonce: string, holder: Holder): Script {
  return sh`take() { ${takeLock(LOCK_DIRECTORY, nonce, JSON.stringify(holder), STALE_SECONDS)}; }
${section('lock', sh`take`)}`;
}

/** Looks whether the lock is still ours; never takes it. One section: `lock`. */
export function keepScript(nonce: string): Script {
  return sh`keep() { ${keepLock(LOCK_DIRECTORY, nonce)}; }
${section('lock', sh`keep`)}`;
}

/** Reads the section `lock`. An answer that makes no sense is a failure: it says nowhere that the lock is ours. */
export function readVerdict({ sections }: Pick<RunResult, 'sections'>): Verdict {
  const [verdict = '', ...rest] = (sections.get('lock') ?? '').trim().split('\n');
  const text = rest.join('\n');
  if (verdict === 'taken') return { is: 'taken' };
  if (verdict === 'held' || verdict === 'lost') return { is: verdict, holder: parseHolder(text) };
  if (verdict === 'busy') return { is: 'busy', what: rest.map(occupant).join(', ') || 'another process' };
  return { is: 'failed', why: text || 'the host gave no answer' };
}

/** Reads what a holder wrote; null where it wrote nothing. */
export function parseHolder(text: string): Holder | null {
  if (text.trim() === '') return null;
  const unknown: Holder = {
    user: 'someone',
    host: 'an unknown host',
    pid: 0,
    started: 'unknown',
    command: 'kubestrap',
  };
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...unknown, ...value } : unknown;
  } catch {
    return unknown;
  }
}

/** A row of `take_lock` (templates/lib/lock.sh) as a phrase. */
function occupant(row: string): string {
  const [kind, id = '', ...rest] = row.split(' ');
  if (kind === 'must-finish')
    return `a step that must finish (process group ${id}, running for ${rest[0] ?? '?'} s)`;
  if (kind === 'unit')
    return `the unit ${id}${rest.length > 0 && rest[0] !== '' ? ` (running since ${rest.join(' ')})` : ''}`;
  return `process ${id} (${rest.slice(1).join(' ')}), which an earlier run left behind`;
}

/** One line for the person who has to wait. */
export function describeHolder(holder: Holder | null): string {
  if (holder === null) return 'another kubestrap';
  const { user, host, pid, started, command } = holder;
  return `${user}@${host} (process ${pid}, "kubestrap ${command}", since ${started})`;
}
