import { spawn } from 'node:child_process';
import type { Channel, Exit, Link } from '../../src/ssh/link.ts';

/** A link to this machine: a transport without a network, and all that another transport has to bring. */
export class LocalLink implements Link {
  readonly error = undefined;
  readonly #channels = new Set<Channel>();

  async exec(command: string): Promise<Channel> {
    const { stdin, stdout, stderr, closed } = start(command);
    for (const stream of [stdin, stdout, stderr]) stream.on('error', () => undefined);
    const destroy = () => {
      for (const stream of [stdin, stdout, stderr]) stream.destroy();
    };
    const channel = { stdin, stdout, stderr, closed, destroy };
    this.#channels.add(channel);
    closed.then(() => this.#channels.delete(channel));
    return channel;
  }

  async close(): Promise<void> {
    for (const { stdin } of this.#channels) stdin.end();
    await Promise.all([...this.#channels].map(({ closed }) => closed));
  }

  destroy(): void {
    for (const channel of this.#channels) channel.destroy();
  }
}

function start(command: string): Omit<Channel, 'destroy'> {
  const child = spawn('/bin/sh', ['-c', command], { stdio: 'pipe' });
  const closed = new Promise<Exit>((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? undefined }));
  });
  return { stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, closed };
}
