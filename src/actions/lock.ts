import { hostname, userInfo } from 'node:os';
import { type Script, sh } from '../program/sh.ts';
import { LOCK_DIRECTORY } from '../ssh/channel-loop.ts';
import type { RunResult } from '../ssh/types.ts';

/** Seconds without a heartbeat after which a holder counts as dead. Six beats are missed by then. */
const STALE_SECONDS = 60;

/** Who holds a lock, as the holder wrote it. */
export interface Holder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  readonly started: string;
  readonly command: string;
}

/** Who we are, for the one we keep waiting. */
export function self(command: string, now: Date): Holder {
  return {
    user: userInfo().username,
    host: hostname(),
    pid: process.pid,
    started: now.toISOString(),
    command,
  };
}

/** Takes the run lock on a host, for as long as the channel lives (its loop lets go of it). One section: `lock`. */
export function lockScript(nonce: string, holder: Holder): Script {
  return sh`take() { take_lock ${LOCK_DIRECTORY} ${nonce} ${JSON.stringify(holder)} ${STALE_SECONDS}; }
section lock take`;
}

/** The holder that keeps us out, or null when the lock is ours. */
export function heldBy(result: Pick<RunResult, 'sections'>): Holder | null {
  const [verdict, ...rest] = (result.sections.get('lock') ?? '').trim().split('\n');
  if (verdict === 'taken') return null;
  const unknown: Holder = {
    user: 'someone',
    host: 'an unknown host',
    pid: 0,
    started: 'unknown',
    command: 'kubestrap',
  };
  try {
    const value: unknown = JSON.parse(rest.join('\n'));
    return typeof value === 'object' && value !== null ? { ...unknown, ...value } : unknown;
  } catch {
    return unknown;
  }
}

/** One line for the person who has to wait. */
export function describeHolder({ user, host, pid, started, command }: Holder): string {
  return `${user}@${host} (process ${pid}, "kubestrap ${command}", since ${started})`;
}
