import { PassThrough, type Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Channel, Link } from '../../src/ssh/link.ts';
import { LocalLink } from './local-link.ts';

/**
 * A link to a local shell, whose wire can be held: what is sent then, either way, arrives when it is let go of, in order,
 * or never.
 */
export class LossyLink implements Link {
  readonly error = undefined;
  isHeld = false;
  /** What was sent, in order. */
  readonly sent: string[] = [];
  readonly #late: (() => void)[] = [];
  readonly #local = new LocalLink();
  #far: Channel | undefined;

  async exec(command: string): Promise<Channel> {
    const far = await this.#local.exec(command);
    this.#far = far;
    const stdin = new Writable({
      write: (chunk: Buffer, _, done) => {
        this.sent.push(chunk.toString());
        this.#pass(() => far.stdin.write(chunk));
        done();
      },
      final: (done) => {
        this.#pass(() => far.stdin.end());
        done();
      },
    });
    const stdout = this.#wire(far.stdout);
    const stderr = this.#wire(far.stderr);
    const heard = Promise.all([finished(stdout), finished(stderr)]);
    const closed = heard.then(() => far.closed);
    return { stdin, stdout, stderr, closed, destroy: () => this.destroy() };
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
    this.#pass(() => this.#far?.stdin.end());
  }

  async close(): Promise<void> {
    this.destroy();
  }

  /** Ends the far end, whatever the wire does, and waits for it. */
  async end(): Promise<void> {
    await this.#local.close();
  }

  #wire(far: Readable): Readable {
    const near = new PassThrough();
    far.on('data', (chunk: Buffer) => this.#pass(() => near.write(chunk)));
    far.on('end', () => this.#pass(() => near.end()));
    return near;
  }

  #pass(what: () => void): void {
    if (this.isHeld) this.#late.push(what);
    else what();
  }
}
