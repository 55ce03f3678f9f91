import type { Duplex } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import type { Channel, Link } from './link.ts';
import { sshChannel } from './ssh-channel.ts';

/** How long a connection may take to close politely, in ms. */
const CLOSE_MS = 1000;

/** An authenticated SSH connection: what ssh2's Client does not keep track of by itself. */
export class Connection implements Link {
  readonly #client: Client;
  readonly #stream: Duplex;
  readonly #closed: Promise<void>;
  #isClosed = false;
  #error: Error | undefined;
  /** The host key that was verified, as `ssh-ed25519 SHA256:…`; empty before that. */
  hostKey = '';

  constructor(client: Client, stream: Duplex) {
    this.#client = client;
    this.#stream = stream;
    client.on('error', (error) => {
      // an agent that cannot sign with one of its keys breaks nothing
      if (!('level' in error && error.level === 'agent')) this.#error ??= error;
    });
    this.#closed = new Promise((resolve) => {
      client.on('close', () => {
        this.#isClosed = true;
        resolve();
      });
    });
  }

  /** Resolves when the connection is gone, for whatever reason. */
  get closed(): Promise<void> {
    return this.#closed;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** What broke it; undefined when the other side closed it in order. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Starts a command. Rejects where sshd opens no further channel. */
  exec(command: string): Promise<Channel> {
    return new Promise((resolve, reject) => {
      this.#client.exec(command, (error, channel) =>
        error ? reject(error) : resolve(sshChannel(channel, this.#closed)),
      );
    });
  }

  /** A stream to `address:port` as seen from the other end. */
  forward(address: string, port: number): Promise<ClientChannel> {
    return new Promise((resolve, reject) => {
      this.#client.forwardOut('127.0.0.1', 0, address, port, (error, channel) =>
        error ? reject(error) : resolve(channel),
      );
    });
  }

  /** Says goodbye and leaves: waiting for the answer would cost a round trip and change nothing. Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#stream.once('finish', () => this.destroy());
    this.#client.end();
    const timer = setTimeout(() => this.destroy(), CLOSE_MS);
    await this.#closed;
    clearTimeout(timer);
  }

  /** Drops it at once. */
  destroy(): void {
    this.#stream.destroy();
  }
}
