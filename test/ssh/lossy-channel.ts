import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { ClientChannel } from 'ssh2';
import type { Connection } from '../../src/ssh/connection.ts';

/**
 * A connection whose far end is a local shell, and whose wire can be held: what is sent then, either way, arrives when it
 * is let go of, in order, or never.
 */
export class LossyConnection {
  readonly closed: Promise<void>;
  readonly error = undefined;
  isHeld = false;
  /** What was sent, in order. */
  readonly sent: string[] = [];
  readonly #late: (() => void)[] = [];
  #child: ReturnType<typeof spawn> | undefined;
  #close: () => void = () => undefined;

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
  }

  /** What the session takes for a connection of ssh2. */
  get connection(): Connection {
    return this as unknown as Connection;
  }

  async exec<T>(command: string, use: (channel: ClientChannel) => T): Promise<T> {
    const child = spawn('/bin/sh', ['-c', command], { stdio: 'pipe' });
    this.#child = child;
    const stderr = new EventEmitter();
    const channel = Object.assign(new EventEmitter(), {
      stderr,
      write: (data: Buffer | string) => {
        this.sent.push(data.toString());
        this.#pass(() => child.stdin.write(data));
      },
      end: () => this.#pass(() => child.stdin.end()),
    });
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (chunk) => this.#pass(() => channel.emit('data', chunk)));
    child.stderr.on('data', (chunk) => this.#pass(() => stderr.emit('data', chunk)));
    child.on('close', (code) =>
      this.#pass(() => {
        channel.emit('exit', code);
        channel.emit('close');
        this.#close();
      }),
    );
    return use(channel as unknown as ClientChannel);
  }

  hold(): void {
    this.isHeld = true;
  }

  letGo(): void {
    this.isHeld = false;
    for (const pass of this.#late.splice(0)) pass();
  }

  /** The near end is gone: the far one sees it, unless the wire is held. */
  destroy(): void {
    this.#pass(() => this.#child?.stdin?.end());
  }

  async close(): Promise<void> {
    this.destroy();
  }

  /** Ends the far end, whatever the wire does, and waits for it. */
  async end(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.stdin?.end();
    await gone;
  }

  #pass(what: () => void): void {
    if (this.isHeld) this.#late.push(what);
    else what();
  }
}
