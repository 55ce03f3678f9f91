/** The loop of a channel in a local process, as sshd would start it: for tests without a network. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { channelCommand, channelPreamble, type RunMode, runCommand } from '../../src/ssh/channel-loop.ts';

export const NONCE = 'feedfacefeedface';

/** The shells that hosts may have, as far as they are installed here. */
export const shells = ['dash', 'bash --posix', 'busybox sh'].filter((shell) => {
  try {
    execFileSync('/bin/sh', ['-c', `${shell} -c :`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Asks until it is so. Throws with what `state` says after `ms`. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  state: () => string = () => '',
  ms = 12_000,
): Promise<void> {
  for (const end = Date.now() + ms; !(await condition()); ) {
    if (Date.now() > end) throw new Error(`waited for ${what}; ${state()}`);
    await sleep(10);
  }
}

/** Is there such a process? A zombie still takes signals, and is none. */
export function alive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export class Loop {
  readonly child: ChildProcess;
  readonly nonce: string;
  stdout = '';
  stderr = '';

  constructor(shell: string, nonce = NONCE, path = process.env.PATH ?? '') {
    this.nonce = nonce;
    const command = channelCommand('root').replace(/^sh /, `exec ${shell} `);
    this.child = spawn('/bin/sh', ['-c', command], { stdio: 'pipe', env: { ...process.env, PATH: path } });
    this.child.stdin?.on('error', () => undefined);
    this.child.stdout?.on('data', (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr?.on('data', (chunk) => {
      this.stderr += chunk;
    });
  }

  send(...chunks: (Buffer | string)[]): void {
    for (const chunk of chunks) this.child.stdin?.write(chunk);
  }

  start(lockDirectory: string, staleSeconds?: number): void {
    const lock = { lockDirectory, ...(staleSeconds === undefined ? {} : { staleSeconds }) };
    this.send(channelPreamble(this.nonce, lock));
  }

  run(id: number, script: string, mode: RunMode = {}): void {
    this.send(runCommand(id, script, mode));
  }

  until(condition: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
    return until(condition, what, () => `stdout ${this.stdout}; stderr ${this.stderr}`);
  }

  /** The host's newest challenge. */
  get challenge(): string {
    const frames = this.stdout.match(/ (?:ready|beat) (\S+)\n/g) ?? [];
    return frames.at(-1)?.trim().split(' ').at(-1) ?? '';
  }

  has(text: string): boolean {
    return this.stdout.includes(`\n${this.nonce} ${text}\n`);
  }

  ready(): Promise<void> {
    return this.until(() => this.challenge !== '', 'ready');
  }

  frame(text: string): Promise<void> {
    return this.until(() => this.has(text), text);
  }

  /** Answers the newest challenge, and waits for the next one. */
  async beat(answer = this.challenge): Promise<void> {
    const { challenge } = this;
    this.send(`beat ${answer}\n`);
    await this.until(
      () => this.challenge !== challenge || this.stdout.includes(`\n${this.nonce} lost `),
      'beat',
    );
  }

  /** Ends its input, as a connection that is closed does, and waits for its end. */
  async end(): Promise<void> {
    this.child.stdin?.end();
    await this.until(() => this.child.exitCode !== null || this.child.signalCode !== null, 'end');
  }
}
