import net from 'node:net';
import { vi } from 'vitest';
import { main } from '../../src/cli/main.ts';

export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** How many sockets tried to connect. */
  readonly sockets: number;
}

/** Runs the command line in this process, with its output captured and the network out of reach. */
export async function run(...argv: string[]): Promise<Captured> {
  const out = { stdout: '', stderr: '' };
  const write = (stream: 'stdout' | 'stderr') => (chunk: string | Uint8Array) => {
    out[stream] += String(chunk);
    return true;
  };
  const connect = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(() => {
    throw new Error('a socket was opened');
  });
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write('stdout')),
    vi.spyOn(process.stderr, 'write').mockImplementation(write('stderr')),
    connect,
  ];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    const code = await main(argv);
    return { code, ...out, sockets: connect.mock.calls.length };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
